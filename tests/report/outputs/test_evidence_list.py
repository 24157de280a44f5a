"""The list of evidence: every exhibit, every place, and what rests on it."""

from __future__ import annotations

import csv
import io

from auditor.core.text import Language
from auditor.report.outputs.evidence_list import EvidenceList

from .conftest import MakeAudited


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_exhibit_is_there_with_digest_size_and_origin(
    make_audited: MakeAudited, language: Language
) -> None:
    audited = make_audited(language)
    _, *rows = table(EvidenceList().render(audited))
    first_cells = {row[0]: row for row in reversed(rows)}
    for exhibit in audited.observations.case.exhibits:
        row = first_cells[exhibit.id]
        assert row[1] == exhibit.path
        assert row[4] == str(exhibit.size)
        assert row[6] == exhibit.digest.value
    assert "sales office, cabinet 2" in first_cells["E-01"][7]


def test_every_observation_is_a_row_with_its_place(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    _, *rows = table(EvidenceList().render(audited))
    seen = [o for e in audited.observations.examinations for o in e.observations]
    unseen = {e.id for e in audited.report.evidence if not e.rows}
    assert len(rows) == len(seen) + len(unseen)
    (recognition,) = [row for row in rows if "Recognition is switched on" in row[14]]
    assert recognition[11] == "line 14, column 3, cameras.entrance.face_recognition"
    assert "denied-and-recognised" in recognition[16].splitlines()


def test_what_could_not_be_examined_says_why(make_audited: MakeAudited) -> None:
    _, *rows = table(EvidenceList().render(make_audited("en")))
    (broken,) = [row for row in rows if row[0] == "E-05"]
    assert "cannot be opened" in broken[10]
    assert broken[11:16] == [""] * 5


def test_no_finding_rests_on_a_demonstrative_exhibit(make_audited: MakeAudited) -> None:
    records = {record.id: record for record in make_audited("en").report.evidence}
    assert records["E-03"].findings
    assert not records["E-05"].findings
    assert "assessed-before-use" not in records["E-03"].findings, "nothing decided it"

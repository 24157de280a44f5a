"""Exhibits keep their numbers: from the case file, and from the output folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.case.model import Case
from auditor.core import saved
from auditor.core.errors import CaseError
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from tests.conftest import CaseMaker


def numbers(case: Case) -> dict[str, str]:
    return {exhibit.path: exhibit.id for exhibit in case.exhibits}


def audited(folder: Path, out: Path) -> Case:
    """The case, with its observations left in `out` as an audit leaves them."""
    case = open_case(folder, out).case
    step = Observations(tool_version="0", case=case, examinations=())
    saved.write(step, out / "observations.json")
    return case


def test_numbers_stay_when_files_are_added_and_removed(
    make_case: CaseMaker, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    folder = make_case("", b_dot_txt="b", c_dot_txt="c", d_dot_txt="d")
    assert numbers(audited(folder, out)) == {"b.txt": "E-01", "c.txt": "E-02", "d.txt": "E-03"}
    make_case("", a_dot_txt="a")
    added = audited(folder, out)
    assert numbers(added)["a.txt"] == "E-04"
    # Another output folder would number in order of path, which the case says.
    assert [note.id for note in added.notes] == ["numbers_kept"]
    assert numbers(open_case(folder).case)["a.txt"] == "E-01"
    (folder / "d.txt").unlink()
    (folder / "a.txt").unlink()
    assert numbers(audited(folder, out)) == {"b.txt": "E-01", "c.txt": "E-02"}
    make_case("", e_dot_txt="e")
    case = audited(folder, out)
    assert numbers(case) == {"b.txt": "E-01", "c.txt": "E-02", "e.txt": "E-05"}
    assert [retired.id for retired in case.retired] == ["E-03", "E-04"]


def test_a_moved_file_and_one_that_returns_keep_their_numbers(
    make_case: CaseMaker, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    folder = make_case("", a_dot_txt="a", b_dot_txt="b")
    audited(folder, out)
    (folder / "a.txt").rename(folder / "z.txt")
    assert numbers(audited(folder, out)) == {"b.txt": "E-02", "z.txt": "E-01"}
    (folder / "b.txt").unlink()
    audited(folder, out)
    make_case("", b_dot_txt="b")
    case = audited(folder, out)
    assert numbers(case) == {"b.txt": "E-02", "z.txt": "E-01"}
    assert case.retired == ()


def test_a_changed_file_keeps_its_number(make_case: CaseMaker, tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder = make_case("", a_dot_txt="a", b_dot_txt="b")
    audited(folder, out)
    make_case("", b_dot_txt="changed")
    assert numbers(audited(folder, out)) == {"a.txt": "E-01", "b.txt": "E-02"}


def test_numbers_of_the_case_file_come_first(make_case: CaseMaker, tmp_path: Path) -> None:
    declared = "exhibits:\n  - {path: a.txt, id: E-07}\n"
    folder = make_case(declared, a_dot_txt="a", b_dot_txt="b")
    case = audited(folder, tmp_path / "out")
    assert numbers(case) == {"a.txt": "E-07", "b.txt": "E-08"}
    assert [exhibit.id for exhibit in case.exhibits] == ["E-07", "E-08"]
    # The number of another file moves only if the case file gives it away.
    make_case("exhibits:\n  - {path: a.txt, id: E-08}\n")
    assert numbers(audited(folder, tmp_path / "out")) == {"a.txt": "E-08", "b.txt": "E-09"}


@pytest.mark.parametrize("written", [("E-03", "E-03"), ("E-03", "E-003")])
def test_one_number_for_two_files_is_refused(
    make_case: CaseMaker, written: tuple[str, str]
) -> None:
    text = (
        f"exhibits:\n  - {{path: a.txt, id: {written[0]}}}\n  - {{path: b.txt, id: {written[1]}}}\n"
    )
    with pytest.raises(
        CaseError, match=r"case.yaml:3:19: the number E-0+3 is given twice .*line 2"
    ):
        open_case(make_case(text, a_dot_txt="a", b_dot_txt="b"))


def test_observations_of_another_case_lend_no_numbers(make_case: CaseMaker, tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder = make_case("", a_dot_txt="a", b_dot_txt="b")
    audited(folder, out)
    (folder / "b.txt").unlink()
    (folder / "a.txt").write_text("quite another case")
    case = open_case(folder, out).case
    assert (numbers(case), case.retired) == ({"a.txt": "E-01"}, ())


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        '{"format": "face-audit/observations"}',
        '{"format": "face-audit/observations", "case": []}',
        '{"format": "face-audit/observations", "case": {"exhibits": [1, {}, {"id": "E-x"}]}}',
        '{"format": "other", "case": {"exhibits": []}}',
        "[" * 100_000,
    ],
)
def test_damaged_observations_lend_no_numbers(
    make_case: CaseMaker, tmp_path: Path, damaged: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "observations.json").write_text(damaged)
    folder = make_case("", a_dot_txt="a")
    assert numbers(open_case(folder, out).case) == {"a.txt": "E-01"}


def test_a_case_saved_without_numbers_that_left_still_loads(make_case: CaseMaker) -> None:
    case = open_case(make_case("", a_dot_txt="a")).case
    data = json.loads(case.model_dump_json())
    del data["retired"], data["notes"]
    assert Case.model_validate(data) == case

from __future__ import annotations

from pathlib import Path

from auditor.errors import ExitCode
from auditor.facts.vocabulary import MOVED_TO_RUN_RECORD, vocabulary
from auditor.paths import SCHEMAS
from auditor.schemas import generated
from tests.cli.program import face_audit


def test_init_writes_a_case_that_can_be_audited_once_there_is_material(tmp_path: Path) -> None:
    done = face_audit("init", tmp_path / "new")
    assert done.stdout.strip() == str(tmp_path / "new" / "case.yaml")
    (tmp_path / "new" / "sign.txt").write_text("video surveillance\n")
    audited = face_audit("audit", tmp_path / "new", "--out", tmp_path / "out")
    assert audited.returncode == ExitCode.INCONCLUSIVE
    assert "1 exhibits" in audited.stdout


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("title: mine\n")
    done = face_audit("init", tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "is already there" in done.stderr
    assert (tmp_path / "case.yaml").read_text() == "title: mine\n"


def test_rules_are_listed_and_shown_in_both_languages() -> None:
    listed = face_audit("rules", "list").stdout
    assert "gb-photo-consent-is-not-face-consent" in listed
    english = face_audit("rules", "show", "gb-loss-calculator").stdout
    chinese = face_audit("rules", "show", "gb-loss-calculator", "--lang", "zh").stdout
    assert "GB-T15" in english
    assert "依据" in chinese


def test_facts_are_listed_with_their_old_names() -> None:
    listed = face_audit("facts").stdout
    assert all(name in listed for name in vocabulary())
    renamed = face_audit("facts", "--renamed").stdout
    for about in vocabulary().values():
        assert not about.was or f"{about.was} " in renamed
    assert all(old in renamed for old in MOVED_TO_RUN_RECORD)


def test_shipped_schemas_are_those_of_the_models() -> None:
    for name, text in generated().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, name

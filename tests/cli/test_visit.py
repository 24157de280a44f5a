"""`face-audit visit`: what a person types, what is copied, and what comes out."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import yaml

from auditor.core.errors import ExitCode
from auditor.judge.rules.rule import RuleBook
from tests.cli.program import Completed, face_audit
from tests.interview.interviews import few_rules

NOTICE = "This gym uses face recognition at the door. Video surveillance.\n"


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def book(_further: object = ()) -> RuleBook:
        return few_rules()

    monkeypatch.setattr("auditor.pipeline.interview.rule_book", book)
    monkeypatch.setattr("auditor.pipeline.audit.rule_book", book)


def visited(case: Path, *typed: str) -> Completed:
    before = sys.stdin
    sys.stdin = io.StringIO("\n".join(typed) + "\n")
    try:
        return face_audit("visit", case)
    finally:
        sys.stdin = before


@pytest.fixture
def material(tmp_path: Path) -> Path:
    folder = tmp_path / "on the phone"
    folder.mkdir()
    (folder / "sign.txt").write_text(NOTICE)
    (folder / "chat 1.txt").write_text("2026-05-16 17:20 Is there another way in?\n")
    return folder


def test_a_visit_copies_files_asks_and_leaves_report_and_letter(
    tmp_path: Path, material: Path
) -> None:
    case = tmp_path / "visit"
    sign = material / "sign.txt"
    skips = ["?"] * 10
    done = visited(
        case, "5", "North Gym", "Hangzhou", "soon", "2026-05-16", f"'{sign}'", "", *skips
    )
    assert done.returncode == ExitCode.CLEAN, done.stderr
    assert "soon is no day" in done.stdout
    assert "Copied: 1 files." in done.stdout
    assert (case / "sign.txt").read_text() == sign.read_text() == NOTICE
    declared = yaml.safe_load((case / "case.yaml").read_text())
    assert declared["premises"]["name"] == "North Gym"
    assert str(declared["as_of"]) == "2026-05-16"
    results = tmp_path / "visit-report"
    assert (results / "report.html").is_file()
    assert (results / "letter-request.docx").is_file()
    assert "Keep the originals of these 1 files" in done.stdout


@pytest.mark.parametrize("form", ["{folder}", "'{folder}'", "{escaped}", "{url}"])
def test_a_folder_can_be_named_as_terminals_paste_it(
    tmp_path: Path, material: Path, form: str
) -> None:
    typed = form.format(
        folder=material, escaped=str(material).replace(" ", "\\ "), url=material.as_uri()
    )
    done = visited(tmp_path / "visit", "", "", "", "", typed, "", "q")
    assert "Copied: 2 files." in done.stdout
    assert (tmp_path / "visit" / "on the phone" / "chat 1.txt").is_file()


def test_what_is_not_there_is_said_and_the_visit_goes_on(tmp_path: Path, material: Path) -> None:
    done = visited(
        tmp_path / "visit", "", "", "", "", str(tmp_path / "lost.mp4"), str(material), "", "q"
    )
    assert "There is nothing at" in done.stderr
    assert "Copied: 0 files." in done.stdout
    assert "Copied: 2 files." in done.stdout


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path, material: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mine")
    (material / "link.txt").symlink_to(secret)
    visited(tmp_path / "visit", "", "", "", "", str(material), "", "q")
    assert not list((tmp_path / "visit").rglob("link.txt"))


def test_a_later_visit_asks_what_came_back(tmp_path: Path, material: Path) -> None:
    case = tmp_path / "visit"
    visited(case, "", "", "", "", str(material), "", "q")
    face_audit("requests", case, "--sent", "request", "--on", "2026-06-01")
    again = visited(case, "", "q")
    assert "R-01" in again.stdout
    assert "What came back?" in again.stdout

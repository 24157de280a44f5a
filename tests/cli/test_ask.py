"""`face-audit ask`: transcripts, resuming, stopping, and what is kept."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.cli import dialogue
from auditor.core.errors import ExitCode
from auditor.judge.rules.rule import RuleBook
from tests.cli.program import Completed, face_audit
from tests.interview.interviews import few_rules


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def book(_further: object = ()) -> RuleBook:
        return few_rules()

    monkeypatch.setattr("auditor.pipeline.interview.rule_book", book)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text(
        "title: A gym\npremises: {kind: gym}\nperiod: {start: 2025-07-01}\nas_of: 2026-06-01\n"
        "statements:\n  - by: {role: witness}\n    on: 2026-05-01\n"
        "    facts: {capture.function: verify_one_to_one, people.consumers: yes}\n"
    )
    return folder


def asked(case: Path, *arguments: str | Path, typed: str | None = None) -> Completed:
    out = case.parent / "out"
    before = sys.stdin
    sys.stdin = io.StringIO(typed or "")
    try:
        return face_audit("ask", case, "--out", out, *arguments)
    finally:
        sys.stdin = before


def script(case: Path, text: str) -> Path:
    path = case.parent / "answers.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_script_answers_and_the_report_follows(case: Path) -> None:
    file = script(case, 'notice.present: no\nalternative.offered: no\nlegal_basis.claimed: "?"\n')
    done = asked(case, "--as", "operator", "--answers", file)
    assert done.returncode == ExitCode.CLEAN, done.stderr
    assert "Is there a notice?\n  Why: the answer helps to decide" in done.stdout
    assert "=> notice: Breach (before: Not shown by the operator)" in done.stdout
    assert "> do not know" in done.stdout
    assert (case.parent / "out" / "report.html").is_file()
    kept = (case / ANSWERS_FILE).read_text("utf-8")
    assert "# Is there a notice? no\n      notice.present: no\n" in kept
    assert "not_known:\n  # On which ground" in kept
    assert "legal_basis.claimed: " not in kept


def test_the_whole_dialogue_is_chinese_where_that_is_chosen(case: Path) -> None:
    done = asked(case, "--answers", script(case, "notice.present: 否\n"), "--lang", "zh")
    assert "是否有告示？\n  为什么问：" in done.stdout
    assert "=> 告知：违反（之前：运营者尚未举证）" in done.stdout
    assert "# 是否有告示？ 否" in (case / ANSWERS_FILE).read_text("utf-8")
    again = asked(case, "--more", typed="q\n")
    assert "题（最多" in again.stdout or "没有" in again.stdout


def test_the_interview_goes_on_where_it_stopped(case: Path) -> None:
    first = asked(case, typed="?\ns\nq\n")
    assert first.returncode == ExitCode.CLEAN
    assert f"Kept: 2 questions in {case / ANSWERS_FILE}" in first.stdout
    assert not (case.parent / "out" / "report.html").exists()
    second = asked(case, typed="q\n")
    assert "Question 3 of" in second.stdout
    assert "Question 1 of" not in second.stdout


def test_back_asks_the_last_question_again(case: Path) -> None:
    done = asked(case, typed="?\nb\nq\n")
    assert done.stdout.count("Question 1 of") == 2
    assert "Kept: 0 questions" in done.stdout


def test_what_is_no_answer_is_asked_for_again(case: Path) -> None:
    done = asked(case, typed="perhaps maybe\nq\n")
    assert "That is no answer to this question" in done.stdout
    assert "Kept: 0 questions" in done.stdout


def test_the_end_of_the_input_stops_and_keeps(case: Path) -> None:
    done = asked(case, typed="?\n")
    assert done.returncode == ExitCode.CLEAN
    assert "Kept: 1 questions" in done.stdout


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = dialogue.PlainDialogue.ask

    def interrupted(self: dialogue.PlainDialogue, question: object) -> object:
        if getattr(question, "number", 0) > 1:
            raise KeyboardInterrupt
        return plain(self, question)  # type: ignore[arg-type]

    monkeypatch.setattr(dialogue.PlainDialogue, "ask", interrupted)
    done = asked(case, typed="?\n")
    assert done.returncode == ExitCode.INTERRUPTED
    assert f"Kept: 1 questions in {case / ANSWERS_FILE}" in done.stderr
    assert f"Go on with: face-audit ask {case}" in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("notice.presnt: no\n", 'there is no fact "notice.presnt". Did you mean "notice.present"?'),
        ("- notice.present\n", "is not a list of facts with values"),
        ("notice.present: perhaps\n", "perhaps"),
        ("notice.present: [\n", "is not valid YAML"),
    ],
)
def test_a_wrong_file_of_answers_is_explained(case: Path, text: str, words: str) -> None:
    done = asked(case, "--answers", script(case, text))
    assert done.returncode == ExitCode.USAGE
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_answer_that_is_not_needed_is_named(case: Path) -> None:
    done = asked(case, "--answers", script(case, "incident.happened: no\n"))
    assert "Answers that were not needed: incident.happened" in done.stdout

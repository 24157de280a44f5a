"""`face-audit requests`: from the letter that was sent to the one that comes next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.errors import ExitCode
from tests.cli.program import Completed, face_audit
from tests.report.builders.judged import findings
from tests.report.builders.observations import observations


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text("title: A gym\npremises: {kind: gym}\n")
    return folder


def requests(case: Path, *arguments: str | Path) -> Completed:
    return face_audit("requests", case, "--out", case.parent / "out", *arguments)


def test_a_request_is_followed_from_sending_to_the_reply(case: Path) -> None:
    assert "No request is kept" in requests(case).stdout
    sent = requests(case, "--sent", "request", "--on", "2026-03-02", "--to", "A Ltd")
    assert "R-01  request to the operator, sent 2 March 2026: waiting" in sent.stdout
    assert "(answer wished by 17 March 2026)" in sent.stdout
    late = requests(case, "--on", "2026-04-01")
    assert "no answer" in late.stdout
    assert "Send a reminder." in late.stdout
    answer = case.parent / "reply.txt"
    answer.write_text("No.\n")
    os.utime(answer, (1_000_000_000, 1_000_000_000))
    refused = requests(
        case, "--answered", "R-01", "--as", "refused", "--on", "2026-03-10", "--file", answer
    )
    assert "refused (answered 10 March 2026)" in refused.stdout
    copied = case / "answers" / "reply.txt"
    assert copied.read_text() == answer.read_text()
    assert copied.stat().st_mtime == answer.stat().st_mtime


def test_the_next_letter_is_written_for_print_and_for_editing(case: Path) -> None:
    requests(case, "--sent", "request", "--on", "2026-03-02")
    requests(case, "--answered", "R-01", "--as", "more_data", "--on", "2026-03-10")
    saved.write(findings(observations()), case.parent / "out" / "findings.json")
    done = requests(case, "--write", "R-01", "--on", "2026-03-11", "--lang", "zh")
    assert done.returncode == ExitCode.CLEAN, done.stderr
    written = [Path(line) for line in done.stdout.split()]
    assert [path.suffix for path in written] == [".html", ".docx"]
    assert "对要求补充信息的回函" in written[0].read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--answered", "R-07", "--as", "done"), "there is no request R-07"),
        (("--answered", "R-01"), "--answered: needs --as"),
        (("--write", "R-01", "--on", "2026-03-03"), "needs no letter now"),
        (("--answered", "R-01", "--as", "done", "--on", "2026-01-01"), "after this answer"),
        (("--sent", "evidence", "--write", "R-01"), "one of them at a time"),
        (("--sent", "reminder", "--follows", "R-09"), "there is no request R-09"),
        (("--on", "soon"), '--on: "soon" is not a date'),
        (("--answered", "R-01", "--as", "done", "--file", "nowhere.txt"), "there is no such file"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    case: Path, arguments: tuple[str, ...], words: str
) -> None:
    requests(case, "--sent", "request", "--on", "2026-03-02")
    before = (case / "case.requests.yaml").read_bytes()
    done = requests(case, *arguments)
    assert done.returncode == ExitCode.USAGE
    assert words in done.stderr
    assert (case / "case.requests.yaml").read_bytes() == before

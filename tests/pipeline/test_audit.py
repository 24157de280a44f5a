"""An audit as a front end other than the command line calls it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.case.model import Exhibit
from auditor.core.errors import (
    ExitCode,
    FaceAuditError,
    IntegrityError,
    NothingExaminedError,
    OutputError,
)
from auditor.judge.rules.rule import RuleBook
from auditor.pipeline.audit import audit
from auditor.pipeline.examine import examine_case
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.judge import judge_saved
from auditor.pipeline.listener import Message
from auditor.pipeline.options import AuditOptions, ExamineOptions, JudgeOptions, ReportOptions
from auditor.pipeline.report import report_saved
from auditor.pipeline.result import AuditResult
from auditor.pipeline.rules import rule_book
from auditor.pipeline.timeline import TimelineOptions, judge_by_year
from auditor.record import custody
from tests.conftest import CaseMaker
from tests.rule_book import book_of

CASE_YAML = """\
title: Office with a camera
premises: {name: Office, kind: workplace}
period: {start: 2025-01-01, end: 2025-06-30}
as_of: 2025-11-01
statements:
  - by: {role: operator, name: Manager}
    on: 2025-06-30
    facts: {alternative.offered: false}
"""


class Notes:
    """A listener that writes everything down."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, exhibits: int) -> None:
        self.lines.append(f"begin {exhibits}")

    def advance(self, exhibit: Exhibit, done: float, total: float) -> None:
        if done == total:
            self.lines.append(f"done {exhibit.id}")

    def end(self) -> None:
        self.lines.append("end")

    def notify(self, message: Message) -> None:
        self.lines.append(message.id)


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by one rule, unless further rules are named."""

    def book(further: Sequence[Path] = ()) -> RuleBook:
        return rule_book(further) if further else book_of("frm-notice")

    for module in ("audit", "judge"):
        monkeypatch.setattr(f"auditor.pipeline.{module}.rule_book", book)


@pytest.fixture
def case(make_case: CaseMaker) -> Path:
    return make_case(CASE_YAML, a_dot_txt="本区域有视频监控。\n", b_dot_bin=bytes(range(256)))


@pytest.fixture
def audited(case: Path, tmp_path: Path) -> tuple[AuditResult, Path]:
    out = tmp_path / "out"
    return audit(case, AuditOptions(out=out)), out


def test_an_audit_prints_nothing_and_returns_everything(
    case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    notes, out = Notes(), tmp_path / "out"
    result = audit(case, AuditOptions(out=out, outputs=("html", "json")), notes)
    assert capfd.readouterr() == ("", "")
    assert list(dict.fromkeys(notes.lines)) == ["begin 2", "done E-01", "done E-02", "end"]
    assert [path.name for path in result.written] == ["report.html", "report.json"]
    assert all(path.is_file() for path in result.written)
    assert (result.missing, result.altered, result.messages) == ((), (), ())
    assert result.exit_code == ExitCode.INCONCLUSIVE
    assert result.findings.as_of.isoformat() == "2025-11-01"
    assert len(result.observations.examinations) == 2


def test_options_and_results_cannot_be_changed(audited: tuple[AuditResult, Path]) -> None:
    result, out = audited
    for frozen, name in ((result, "exit_code"), (AuditOptions(out=out), "detector")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(frozen, name, None)


def test_the_log_shows_the_command_that_would_do_the_same(
    audited: tuple[AuditResult, Path], case: Path
) -> None:
    _, out = audited
    judge_saved(out / "observations.json", JudgeOptions())
    report_saved(out / "findings.json", ReportOptions(language="zh", outputs=("html",)))
    entries = custody.read_log(out / custody.FILE_NAME)
    whole = f"face-audit audit {case} --out {out} --fail-on low --lang en --detector centerface"
    assert custody.unclosed(entries) == ()
    assert [" ".join(entry.command) for entry in entries if not entry.state] == [
        whole,
        f"face-audit judge {out / 'observations.json'} --fail-on low",
        f"face-audit report {out / 'findings.json'} --lang zh --format html",
    ]


def test_the_steps_one_by_one_leave_the_bytes_of_the_whole(
    audited: tuple[AuditResult, Path], case: Path, tmp_path: Path
) -> None:
    _, out = audited
    steps = tmp_path / "steps"
    examined = examine_case(case, ExamineOptions(out=steps))
    assert examined.exit_code == ExitCode.CLEAN
    assert [message.id for message in examined.messages] == ["not_examined"]
    judged = judge_saved(examined.written, JudgeOptions())
    reported = report_saved(judged.written, ReportOptions())
    assert reported.written[0].name == "report.html"
    for name in ("observations.json", "findings.json", "manifest-sha256.txt"):
        assert (steps / name).read_bytes() == (out / name).read_bytes()


def test_an_output_that_cannot_be_made_is_named_with_its_reason(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise OutputError("there is no browser on this machine")

    monkeypatch.setattr("auditor.report.outputs.pdf.Pdf.render", fail)
    notes = Notes()
    options = AuditOptions(out=tmp_path / "out", outputs=("pdf", "html"))
    result = audit(case, options, notes)
    assert [(missing.output, missing.reason) for missing in result.missing] == [
        ("pdf", "there is no browser on this machine.")
    ]
    assert [path.name for path in result.written] == ["report.html"]
    assert result.exit_code == ExitCode.OUTPUT_MISSING
    assert notes.lines[-1] == "output_missing"


def test_a_mistake_in_an_option_costs_no_examination(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for options in (
        AuditOptions(out=out, outputs=("papyrus",)),
        AuditOptions(out=out, rules=(tmp_path / "nowhere",)),
        AuditOptions(out=out, show_faces=("E-01",)),
        AuditOptions(out=out, detector="nose"),
    ):
        notes = Notes()
        with pytest.raises(FaceAuditError):
            audit(case, options, notes)
        assert notes.lines == []
        assert not out.exists()


def test_the_listener_hears_the_end_where_the_examination_fails(tmp_path: Path) -> None:
    notes, empty = Notes(), tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NothingExaminedError):
        audit(empty, AuditOptions(out=tmp_path / "out"), notes)
    assert notes.lines == ["begin 0", "end"]


def test_an_exhibit_that_changes_is_in_the_result(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Notes()

    def advance(exhibit: Exhibit, done: float, total: float) -> None:
        (case / "a.txt").write_text("another text\n")

    monkeypatch.setattr(notes, "advance", advance)
    result = audit(case, AuditOptions(out=tmp_path / "out"), notes)
    assert result.altered == ("E-01",)
    assert result.exit_code == ExitCode.INTEGRITY
    assert result.messages == (Message("altered", {"exhibits": "E-01"}),)
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert record["digests_held"] is False


def test_findings_of_other_observations_are_refused(audited: tuple[AuditResult, Path]) -> None:
    _, out = audited
    observations = out / "observations.json"
    observations.write_text(observations.read_text().replace("Office with", "House with"))
    with pytest.raises(IntegrityError):
        report_saved(out / "findings.json", ReportOptions())


def test_a_stopped_timeline_promises_nothing_that_is_deleted(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.pipeline.examine.examine", stop)
    with pytest.raises(KeyboardInterrupt) as stopped:
        judge_by_year(case, TimelineOptions(first=2024))
    assert not isinstance(stopped.value, InterruptedAudit)

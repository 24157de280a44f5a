"""Many cases in one run: each for itself, and one summary that says what is where."""

from __future__ import annotations

import csv
import io
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.text import LANGUAGES
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.rule import RuleBook
from auditor.pipeline import portfolio as runs
from auditor.pipeline import portfolio_case
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.listener import Message
from auditor.pipeline.portfolio import PortfolioOptions, PortfolioResult, audit_portfolio
from auditor.pipeline.portfolio_cases import portfolio_cases
from auditor.report.portfolio.changes import portfolio_changes
from auditor.report.portfolio.model import Portfolio
from auditor.report.portfolio.page import render_portfolio
from auditor.report.portfolio.table import portfolio_table
from auditor.report.portfolio_codes import PortfolioTurn
from tests.pipeline.test_audit import Notes
from tests.rule_book import book_of

BREACH = "notice.present: false"
MET = "notice.present: true"


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def book(further: Sequence[Path] = ()) -> RuleBook:
        return book_of("frm-notice")

    monkeypatch.setattr(runs, "rule_book", book)


def write_case(folder: Path, fact: str, title: str = "Shop") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(
        f"title: {title}\npremises: {{name: {title}, kind: retail, city: Hangzhou}}\n"
        "period: {start: 2025-07-01, end: 2025-12-31}\nas_of: 2026-01-15\n"
        "statements:\n  - by: {role: operator, name: Manager}\n    on: 2025-12-31\n"
        f"    facts: {{capture.function: identify_one_to_many, {fact}}}\n",
        encoding="utf-8",
    )


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Three cases that can be audited, and two that cannot."""
    root = tmp_path / "cases"
    write_case(root / "b-met", MET)
    write_case(root / "c-breach", BREACH, "Shop <script>")
    write_case(root / "d-met", MET)
    (root / "a-broken").mkdir()
    (root / "a-broken" / "case.yaml").write_text("titel: Shop\n")
    (root / "e-empty").mkdir()
    (root / ".hidden").mkdir()
    return root


def run(cases: Path, tmp_path: Path, **chosen: object) -> PortfolioResult:
    options = PortfolioOptions(out=tmp_path / "out", isolated=False, **chosen)  # type: ignore[arg-type]
    return audit_portfolio(cases, options)


def state(portfolio: Portfolio, name: str) -> IssueState:
    audit = next(audit for audit in portfolio.audits if audit.name == name)
    return next(s.state for s in audit.issues if s.issue is Issue.NOTICE)


def test_a_case_that_fails_is_listed_and_stops_no_other(cases: Path, tmp_path: Path) -> None:
    notes = Notes()
    options = PortfolioOptions(out=tmp_path / "out", isolated=False)
    result = audit_portfolio(cases, options, notes)
    portfolio = result.portfolio
    assert [audit.name for audit in portfolio.audits] == ["b-met", "c-breach", "d-met"]
    assert [case.name for case in portfolio.failed] == ["a-broken", "e-empty"]
    assert "titel" in portfolio.failed[0].reason.en
    assert "未知" in portfolio.failed[0].reason.zh
    assert state(portfolio, "c-breach") is IssueState.BREACH
    assert state(portfolio, "b-met") is not IssueState.BREACH
    assert result.exit_code == ExitCode.USAGE
    assert notes.lines.count("portfolio_audited") == 3
    assert notes.lines.count("portfolio_failed") == 2
    for audit in portfolio.audits:
        assert all((tmp_path / "out" / report).is_file() for report in audit.reports)


def test_a_defect_in_one_case_is_that_case(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nothing left")

    monkeypatch.setattr("auditor.pipeline.audit.judge_step", fail)
    result = run(cases, tmp_path)
    assert result.portfolio.audits == ()
    assert {case.exit_code for case in result.portfolio.failed[1:4]} == {ExitCode.INTERNAL_ERROR}
    assert "ZeroDivisionError" in result.portfolio.failed[1].reason.en
    assert result.exit_code == ExitCode.INTERNAL_ERROR


def test_the_same_cases_give_the_same_bytes_and_no_change(cases: Path, tmp_path: Path) -> None:
    first = run(cases, tmp_path)
    assert first.changes is None
    before = {path.name: path.read_bytes() for path in first.written if path.suffix == ".json"}
    second = run(cases, tmp_path)
    assert second.changes is not None
    assert second.changes.issues == ()
    assert {path.name: path.read_bytes() for path in second.written if path.suffix == ".json"} == (
        before
    )


def test_what_changed_since_last_time(cases: Path, tmp_path: Path) -> None:
    earlier = run(cases, tmp_path).portfolio
    write_case(cases / "b-met", BREACH)
    write_case(cases / "c-breach", MET)
    (cases / "d-met" / "case.yaml").unlink()
    write_case(cases / "f-new", MET)
    write_case(cases / "e-empty", MET)
    changes = run(cases, tmp_path).changes
    assert changes is not None
    assert [(c.name, c.turn) for c in changes.issues if c.issue is Issue.NOTICE][:1] == [
        ("b-met", PortfolioTurn.NEW_BREACH)
    ]
    other = next(c for c in changes.issues if c.name == "c-breach")
    assert other.before is IssueState.BREACH
    assert other.turn is not PortfolioTurn.NEW_BREACH
    assert other.differs == ("material",)
    assert (changes.added, changes.removed) == (("f-new",), ())
    assert (changes.newly_failed, changes.audited_again) == (("d-met",), ("e-empty",))
    assert portfolio_changes(earlier, earlier).issues == ()


def test_a_breach_that_is_undecided_now_is_not_called_cleared(cases: Path, tmp_path: Path) -> None:
    earlier = run(cases, tmp_path).portfolio
    write_case(cases / "c-breach", "premises.kind: retail")
    changes = run(cases, tmp_path).changes
    assert changes is not None
    (change,) = (c for c in changes.issues if c.name == "c-breach" and c.issue is Issue.NOTICE)
    assert change.turn is PortfolioTurn.NO_LONGER_DECIDED
    assert state(earlier, "c-breach") is IssueState.BREACH


def test_saved_observations_are_judged_without_the_exhibits(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(cases, tmp_path).portfolio

    def examine(*_: object, **__: object) -> None:
        raise AssertionError("a saved step was examined")

    monkeypatch.setattr(portfolio_case, "_audited", examine)
    audits = tmp_path / "out" / "audits"
    listed = tmp_path / "list.txt"
    listed.write_text("# saved\nout/audits/b-met\n\nout/audits/c-breach\nout/audits/nowhere\n")
    result = audit_portfolio(listed, PortfolioOptions(out=tmp_path / "again"))
    names = ["out--audits--b-met", "out--audits--c-breach"]
    assert [audit.name for audit in result.portfolio.audits] == names
    assert [case.name for case in result.portfolio.failed] == ["out--audits--nowhere"]
    for audit, name in zip(result.portfolio.audits, ("b-met", "c-breach"), strict=True):
        before = next(a for a in first.audits if a.name == name)
        assert audit.issues == before.issues
        again = tmp_path / "again" / "audits" / audit.name / "findings.json"
        assert again.read_bytes() == (audits / name / "findings.json").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_and_the_table_name_every_case(cases: Path, tmp_path: Path, language: str) -> None:
    result = run(cases, tmp_path, language=language)
    page = (tmp_path / "out" / "portfolio.html").read_text("utf-8")
    assert "<script>" not in page
    assert "Shop &lt;script&gt;" in page
    for audit in result.portfolio.audits:
        assert f'href="{audit.reports[0]}"' in page
    for case in result.portfolio.failed:
        assert case.name in page
    table = (tmp_path / "out" / "portfolio.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert [row[0] for row in rows[1:]] == ["c-breach", "b-met", "d-met", "a-broken", "e-empty"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[4][-1] == result.portfolio.failed[0].reason[language]  # type: ignore[index]


def test_page_and_table_come_from_the_saved_portfolio_alone(cases: Path, tmp_path: Path) -> None:
    result = run(cases, tmp_path)
    portfolio, _ = saved.read(tmp_path / "out" / "portfolio.json", Portfolio)
    out = tmp_path / "out"
    assert render_portfolio(portfolio, None, "en") == (out / "portfolio.html").read_bytes()
    assert portfolio_table(portfolio, None, "en").csv() == (out / "portfolio.csv").read_bytes()
    assert portfolio == result.portfolio


def test_a_damaged_portfolio_of_last_time_is_reported_and_one_that_was_named_refused(
    cases: Path, tmp_path: Path
) -> None:
    run(cases, tmp_path)
    (tmp_path / "out" / "portfolio.json").write_text("{}")
    notes = Notes()
    options = PortfolioOptions(out=tmp_path / "out", isolated=False)
    assert audit_portfolio(cases, options, notes).changes is None
    assert notes.lines[0] == "portfolio_not_compared"
    with pytest.raises(FaceAuditError):
        run(cases, tmp_path, earlier=tmp_path / "nowhere.json")


@pytest.mark.parametrize("content", ["", "# nothing\n", "\n\n"])
def test_a_list_without_cases_is_refused(tmp_path: Path, content: str) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(content)
    with pytest.raises(FaceAuditError, match="holds no case"):
        portfolio_cases(listed, tmp_path / "out")


def test_names_are_all_different(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("a/b\na--b\n../x\nA/B\n.\n")
    names = [case.name for case in portfolio_cases(listed, tmp_path / "out")]
    assert len({name.casefold() for name in names}) == 5
    assert names[:2] == ["a--b", "a--b-2"]
    assert not any("/" in name or name.startswith(".") for name in names)


def test_ctrl_c_says_that_what_is_complete_is_kept(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "audit_premises", stop)
    with pytest.raises(InterruptedAudit) as stopped:
        run(cases, tmp_path)
    assert stopped.value.message == Message(
        "interrupted_portfolio", {"folder": str(tmp_path / "out")}
    )
    assert not (tmp_path / "out" / "portfolio.json").exists()


@pytest.mark.slow
def test_several_at_a_time_give_the_same_bytes_and_survive_a_lost_process(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(cases, tmp_path)
    options = PortfolioOptions(out=tmp_path / "two", isolated=False, jobs=2)
    assert audit_portfolio(cases, options).portfolio == result.portfolio
    whole = portfolio_case.audit_premises

    def crash(case: object, *rest: object) -> object:
        if getattr(case, "name", "") == "c-breach":
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(case, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(runs, "audit_premises", crash)
    lost = audit_portfolio(cases, options).portfolio
    assert [audit.name for audit in lost.audits] == ["b-met", "d-met"]
    assert [case.name for case in lost.failed] == ["a-broken", "c-breach", "e-empty"]
    assert lost.failed[1].exit_code == ExitCode.INTERNAL_ERROR

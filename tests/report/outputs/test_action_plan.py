"""The plan of action: in order, complete, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.core.text import Language
from auditor.judge.run import judge
from auditor.report.build import build_report
from auditor.report.outputs.action_plan import ActionPlan
from auditor.report.outputs.tables import Table
from tests.report.builders.case import AS_OF
from tests.report.builders.judged import RUN
from tests.report.builders.observations import observations
from tests.report.builders.rules import book, rule
from tests.report.builders.words import digest

from .conftest import MakeAudited


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_is_utf_8_with_a_mark_that_excel_knows(make_audited: MakeAudited) -> None:
    assert ActionPlan().render(make_audited()).startswith(b"\xef\xbb\xbf")


def test_every_adverse_finding_has_a_step_and_every_open_one_a_question(
    make_audited: MakeAudited, language: Language
) -> None:
    audited = make_audited(language)
    plan = audited.report.actions
    adverse = {f.rule for f in audited.findings.findings if f.verdict.adverse}
    # What the law itself leaves open is no question that a fact would answer.
    open_ = {f.rule for f in audited.findings.findings if f.is_undecided}
    assert any(finding.open_in_law for finding in audited.findings.findings)
    assert {name for row in plan if row.kind == "step" for name in row.findings} == adverse
    assert {name for row in plan if row.kind == "question" for name in row.findings} == open_
    assert [row.rank for row in plan] == list(range(1, len(plan) + 1))
    kinds = [row.kind for row in plan]
    assert kinds == sorted(kinds, key=["step", "deletion", "question"].index)
    written = rows(ActionPlan().render(audited))
    assert len(written) == len(plan)
    assert all(row.what for row in plan)
    assert all(row.authorities for row in plan if row.kind == "step")


def test_a_step_says_what_to_change_who_and_what_would_show_it(make_audited: MakeAudited) -> None:
    first = make_audited("en").report.actions[0]
    assert first.severity_word == "high"
    assert first.who == "operator"
    assert "now:" in first.change
    assert first.evidence
    assert any("art. 29" in cited for cited in first.authorities)


def test_a_question_says_whom_to_ask(make_audited: MakeAudited) -> None:
    questions = {
        name: row
        for row in make_audited("en").report.actions
        if row.kind == "question"
        for name in row.findings
    }
    assert questions["assessed-before-use"].who
    assert "open-in-law" not in questions


def test_a_day_that_a_rule_counts_stands_as_the_deadline(tmp_path: Path) -> None:
    late = rule(
        "filed-in-time",
        "high",
        [
            {
                "verdict": "violation",
                "when": {
                    "fact": "judging.as_of",
                    "after": {"fact": "governance.filing_needs_change_since", "plus_days": 30},
                },
            },
            {"verdict": "satisfied"},
        ],
    )
    seen = observations(episodes=0)
    told = seen.case.statements[0]
    told = told.model_copy(
        update={"facts": {**told.facts, "governance.filing_needs_change_since": "2026-01-01"}}
    )
    case = seen.case.model_copy(update={"statements": (told, *seen.case.statements[1:])})
    seen = seen.model_copy(update={"case": case})
    judged = judge(seen, digest("observations"), book((late,)), AS_OF)
    report = build_report(judged, seen, RUN, tmp_path, "en")
    steps = [row for row in report.actions if "filed-in-time" in row.findings]
    assert [row.deadline for row in steps] == ["31 January 2026"]
    assert [row.due for row in steps] == ["2026-01-31"]
    assert date(2026, 1, 31) < AS_OF


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    data = Table("t", ("a",), ((start,),)).csv()
    (row,) = rows(data)
    assert row["a"] == f"'{start}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_whatever_a_cell_holds_comes_back_whole(cells: list[str]) -> None:
    heads = tuple(f"h{number}" for number in range(len(cells)))
    data = Table("t", heads, (tuple(cells),)).csv()
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(read) == 2
    for cell, found in zip(cells, read[1], strict=True):
        assert found in (cell, f"'{cell}")
        assert not found.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))

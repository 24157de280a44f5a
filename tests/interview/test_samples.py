"""The sample cases without their statements: at most twelve questions, and each can matter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from auditor.case.answer_sheet import NoAnswer
from auditor.case.check import read_case_file
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.pipeline.interview import InterviewOptions, open_interview
from auditor.pipeline.options import AuditOptions
from auditor.vocabulary.value import FactValue
from tests.places import SAMPLES

TEXT_ONLY = ("billboard", "credit-scheme", "residential-gate", "street-jaywalkers")
"""Samples without footage, which is slow to examine."""


def without_statements(name: str, folder: Path) -> tuple[Path, dict[str, FactValue]]:
    """A copy of a sample without statements, and what these state."""
    case = folder / name
    shutil.copytree(SAMPLES / name, case)
    text = (case / "case.yaml").read_text("utf-8")
    stated: dict[str, FactValue] = {}
    for statement in read_case_file(text.encode()).statements:
        stated |= statement.facts
    for section in ("statements", "necessity", "waivers"):
        text = re.sub(rf"^{section}:.*?(?=^\S|\Z)", "", text, flags=re.S | re.M)
    (case / "case.yaml").write_text(text, "utf-8")
    return case, stated


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXT_ONLY)
def test_a_sample_is_decided_further_by_few_questions(name: str, tmp_path: Path) -> None:
    case, stated = without_statements(name, tmp_path)
    options = AuditOptions(out=tmp_path / "out")
    session = open_interview(case, InterviewOptions(), options)
    begun = session.interview.states
    asked = 0
    while (question := session.interview.question) is not None:
        asked += 1
        interview = session.interview
        ranked = next(q for q in interview.now.ranked if q.fact == question.fact)
        values = interview.index.values(ranked.decides, interview.now.outlook.known)
        effects = [interview.now.outlook.if_answered(ranked.decides, v) for v in values]
        assert any(effect is not None and effect.states for effect in effects)
        if question.fact in stated:
            session = session.at(interview.answer(stated[question.fact]))
        else:
            session = session.at(interview.no_answer(NoAnswer.NOT_KNOWN))
    assert asked <= MOST_QUESTIONS
    reached = session.interview.states
    silent = (IssueState.NOT_LOOKED_INTO, IssueState.OPEN, IssueState.NOT_SHOWN)
    assert sum(s in silent for s in reached.values()) < sum(s in silent for s in begun.values())
    resumed = open_interview(case, InterviewOptions(), options).interview
    assert resumed.question is None
    assert resumed.states == reached

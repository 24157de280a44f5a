"""The summary of a terminal: issues by status, few lines, complete in both languages."""

from __future__ import annotations

import pytest

from auditor.case.model import Case
from auditor.core.text import LANGUAGES, Language
from auditor.examine.model import Observations
from auditor.report.case_summary import MOST_QUESTIONS, CaseSummary, case_summary
from auditor.report.readers import Reader
from auditor.vocabulary.value import FactValue
from tests.judge.judged import judged

MOST_LINES = 25
RULES = ("pipl-notice-complete", "pipl-legal-basis", "pipl-pia", "frm-sole-method")
NOTHING_SEEN = Observations(tool_version="0", case=Case(title="test"), examinations=())
FACTS: dict[str, FactValue] = {"capture.function": "identify_one_to_many", "notice.present": False}


def summary(language: Language) -> CaseSummary:
    return case_summary(judged(FACTS, *RULES), NOTHING_SEEN, language)


def lines(parts: CaseSummary) -> list[str]:
    issues = [f"{line.status} {line.severity} {line.issue} {line.point}" for line in parts.issues]
    rest = [
        *(parts.not_in_question, parts.not_looked_into, parts.unknown, parts.accounts),
        *parts.next_steps,
    ]
    return [line for line in (*issues, *rest) if line]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_is_short_and_names_no_rule(language: Language) -> None:
    parts = summary(language)
    assert len(lines(parts)) <= MOST_LINES
    assert not any(rule in line for rule in RULES for line in lines(parts))
    assert {rule for line in parts.issues for rule in line.rules} <= set(RULES)


def test_what_needs_attention_comes_first_and_names_what_it_turns_on() -> None:
    parts = summary("en")
    assert [line.status for line in parts.issues] == [
        "Breach",
        "Not shown by the operator",
        "Open",
        "Open",
    ]
    assert parts.issues[0].issue == "notice"
    assert parts.issues[1].point.endswith("?")


def test_the_next_steps_are_a_change_and_the_first_questions() -> None:
    steps = summary("en").next_steps
    assert steps[0].startswith("Change (notice):")
    assert all(step.startswith("Ask ") for step in steps[1:])
    assert len(steps) <= 1 + MOST_QUESTIONS


def test_every_issue_is_in_question_or_said_not_to_be() -> None:
    parts = summary("en")
    quiet = [
        issue
        for line in (parts.not_in_question, parts.not_looked_into)
        for issue in line.partition(": ")[2].split("; ")
        if issue
    ]
    assert len(parts.issues) + len(quiet) == 12


def test_reasoning_about_premises_abroad_is_marked_persuasive() -> None:
    findings = judged(FACTS, "nec-told-beforehand", country="elsewhere")
    assert (
        case_summary(findings, NOTHING_SEEN, "en").issues[0].status
        == "Likely breach (persuasive only)"
    )
    assert "仅供参照" in case_summary(findings, NOTHING_SEEN, "zh").issues[0].status


def test_a_consumer_is_given_no_step_of_the_operator() -> None:
    findings = judged(FACTS, *RULES)
    steps = case_summary(findings, NOTHING_SEEN, "en", Reader.CONSUMER).next_steps
    assert steps
    assert not any(step.startswith(("Change (", "Ask operator")) for step in steps)

"""What is printed after judging: issues by status in at most 25 lines, rule ids on request."""

from __future__ import annotations

import pytest

from auditor.cli.summary import summary
from auditor.cli.texts import use_language
from auditor.core.text import LANGUAGES, Language
from auditor.examine.model import Examination, Observations
from auditor.judge.decide.findings import Findings
from tests.judge.judged import judged

MOST_LINES = 23
"""The report and the saved findings take two lines more."""


@pytest.fixture(scope="module")
def shop() -> Findings:
    """A shop of which little is known, judged by every rule."""
    return judged({"capture.function": "identify_one_to_many"}, kind="retail")


def observed(findings: Findings, failures: int = 5) -> Observations:
    failed = [
        Examination(exhibit=f"E-{number:02}", examiner="text", error="cannot be read")
        for number in range(1, failures + 1)
    ]
    return Observations(tool_version="0", case=findings.case, examinations=tuple(failed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_short_and_names_rules_only_on_request(shop: Findings, language: Language) -> None:
    use_language(language)
    try:
        short = summary(shop, observed(shop))
        long = summary(shop, observed(shop), verbose=True)
    finally:
        use_language("en")
    rules = {rule for status in shop.issues for rule in status.rules}
    assert rules
    assert len(short.splitlines()) <= MOST_LINES
    assert not any(rule in short for rule in rules)
    assert all(rule in long for rule in rules)


def test_columns_line_up_whatever_the_script(shop: Findings) -> None:
    lines = [line for line in summary(shop, observed(shop)).splitlines() if line.startswith("  ")]
    severities = ("critical", "high", "medium", "low")
    starts = {min(line.find(word) for word in severities if word in line) for line in lines}
    assert len(starts) == 1


def test_what_could_not_be_read_is_named_and_the_others_are_counted(shop: Findings) -> None:
    lines = summary(shop, observed(shop)).splitlines()
    assert "not examined E-01: cannot be read" in lines
    assert lines[-1] == "Not examined besides: 2"

"""The agreement that the report prints is what the rules come to now, and keeps to its limits."""

from __future__ import annotations

import pytest

from auditor.core import saved
from auditor.judge.compare.agreement import FILE, TARGETED, measured
from benchmarks.decided import CASES, agreement, compared, explanations
from tests.rule_book import shipped_book

MOST_CONTRADICTED_ABROAD = 0.1
LEAST_REACHED_AT_HOME = 0.8


@pytest.mark.slow
def test_what_is_kept_is_what_the_rules_come_to_now() -> None:
    """Where this fails: `python -m benchmarks.decided --write`, and read what changed."""
    book = shipped_book()
    made = agreement(list(compared(CASES, book)), explanations(CASES), book)
    assert saved.encode(made) == FILE.read_bytes()


def test_no_chinese_decision_is_contradicted_and_four_fifths_of_the_core_are_reached() -> None:
    core = measured().total("china", "core")
    assert not [one for one in measured().contradictions if one.country == "china"]
    assert core.reached >= LEAST_REACHED_AT_HOME * core.decided


def test_decisions_abroad_are_seldom_contradicted_on_what_the_reasoning_is_about() -> None:
    totals = [measured().total("elsewhere", scope, TARGETED) for scope in ("core", "adjacent")]
    contradicted = sum(one.contradicted for one in totals)
    assert contradicted <= MOST_CONTRADICTED_ABROAD * sum(one.decided for one in totals)


def test_every_contradiction_is_explained_in_both_languages() -> None:
    assert measured().contradictions
    assert all(one.why.en and one.why.zh for one in measured().contradictions)

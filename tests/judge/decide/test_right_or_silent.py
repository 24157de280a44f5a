"""What a rule prints is known: no "satisfied" without answers, no conclusion that says more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from auditor.core.errors import CaseError
from auditor.core.own_yaml import read_yaml
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.decide import RuleDecision
from auditor.judge.rules.condition import Condition, truth
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from tests.judge.random_facts import random_facts
from tests.rule_book import RULE_IDS, shipped_book, shipped_rule

AS_OF = date(2026, 6, 1)
WORDS = Path(__file__).with_name("asserted_words.yaml")
each_rule = pytest.mark.parametrize("identifier", RULE_IDS)


@dataclass(frozen=True)
class AssertedWords:
    """Words of a conclusion in a language, and what has to hold where they are printed."""

    language: str
    pattern: re.Pattern[str]
    means: Condition


@cache
def asserted_words() -> tuple[AssertedWords, ...]:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    entries: list[dict[str, Any]] = read_yaml(WORDS, WORDS.name, CaseError).data
    return tuple(
        AssertedWords(language, re.compile(entry[language]), adapter.validate_python(entry["means"]))
        for entry in entries
        for language in ("en", "zh")
        if language in entry
    )


def facts_it_looks_at(rule: Rule, bench: Bench) -> set[str]:
    return {fact for each in (rule, *bench.asked_by(rule)) for fact in each.facts}


def cases_of(rule: Rule, bench: Bench, number: int) -> Iterator[dict[str, Fact]]:
    """Random cases of premises the rule applies to, on the facts that it looks at."""
    random = Random(rule.id)  # noqa: S311 - cases, not secrets
    names = facts_it_looks_at(rule, bench)
    for _ in range(number):
        facts = random_facts(random, names, bench)
        kind = random.choice(rule.applies.kinds)
        yield facts | {"premises.kind": Fact(id="premises.kind", value=kind)}


def decisions(
    rule: Rule, number: int
) -> Iterator[tuple[Bench, dict[str, Fact], RuleDecision]]:
    bench = Bench(shipped_book(), AS_OF)
    for facts in cases_of(rule, bench, number):
        seen = bench.with_findings(rule, facts)
        yield bench, seen, bench.decision(rule, seen)


@each_rule
def test_a_conclusion_is_that_of_a_step_that_holds_and_its_words_hold_with_it(
    identifier: str,
) -> None:
    rule = shipped_rule(identifier)
    for _, facts, decision in decisions(rule, 60):
        if decision.because is None:
            continue
        steps = (*decision.exceptions, *decision.steps)
        assert any(s.because == decision.because and s.result is Truth.TRUE for s in steps)
        for words in asserted_words():
            if words.pattern.search(decision.because[words.language]):  # type: ignore[literal-required]
                assert truth(words.means, facts) is Truth.TRUE, (decision.because, words.pattern)


def test_every_entry_of_the_words_is_about_some_conclusion() -> None:
    conclusions = [
        step.because
        for pack in shipped_book().packs
        for rule in pack.rules
        for step in (*rule.outcomes, *rule.exceptions)
    ]
    unused = [
        words.pattern.pattern
        for words in asserted_words()
        if not any(words.pattern.search(text[words.language]) for text in conclusions)  # type: ignore[literal-required]
    ]
    assert not unused


@each_rule
def test_nothing_is_satisfied_by_what_only_brings_a_rule_into_question(identifier: str) -> None:
    """All that a rule asks beyond its trigger is unknown; so it is undecided, or does not apply."""
    rule = shipped_rule(identifier)
    bench = Bench(shipped_book(), AS_OF)
    trigger = {fact for condition in rule.applies.condition for fact in _named(condition)}
    asked = facts_it_looks_at(rule, bench) - trigger
    for facts in cases_of(rule, bench, 60):
        known = {name: fact for name, fact in facts.items() if name not in asked}
        verdict = bench.verdict(rule, bench.seen_by(known))
        own = {f for step in rule.outcomes if step.when is not None for f in _named(step.when)}
        if own <= trigger | {"judging.as_of", "deployment.start"}:
            continue
        assert verdict is not Verdict.SATISFIED, known


def _named(condition: Condition) -> set[str]:
    from auditor.judge.rules.condition import facts_named

    return set(facts_named(condition))

"""What a rule prints is known: no "satisfied" without answers, no conclusion that says more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
from auditor.core.text import LANGUAGES, Language
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.decide import RuleDecision
from auditor.judge.decide.examples import facts_of
from auditor.judge.rules.condition import Condition, facts_named, truth
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from tests.judge.random_facts import random_facts
from tests.rule_book import RULE_IDS, shipped_book, shipped_rule

AS_OF = date(2026, 6, 1)
WORDS = Path(__file__).with_name("asserted_words.yaml")
ANOTHER_ANSWER = 0.5
"""Share of the cases in which one answer of an example is replaced by a random one."""
each_rule = pytest.mark.parametrize("identifier", RULE_IDS)


@dataclass(frozen=True)
class AssertedWords:
    """Words of a conclusion in a language, and what has to hold where they are printed."""

    language: Language
    pattern: re.Pattern[str]
    means: Condition


@cache
def asserted_words() -> tuple[AssertedWords, ...]:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    entries: list[dict[str, Any]] = read_yaml(WORDS, WORDS.name, CaseError).data
    return tuple(
        AssertedWords(
            language, re.compile(entry[language]), adapter.validate_python(entry["means"])
        )
        for entry in entries
        for language in LANGUAGES
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


def decisions(rule: Rule, number: int) -> Iterator[tuple[Bench, dict[str, Fact], RuleDecision]]:
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
            if words.pattern.search(decision.because[words.language]):
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
        if not any(words.pattern.search(text[words.language]) for text in conclusions)
    ]
    assert not unused


@each_rule
def test_nothing_is_satisfied_by_what_only_brings_a_rule_into_question(identifier: str) -> None:
    """All that a rule asks beyond its trigger is unknown; so it is undecided, or does not apply."""
    rule = shipped_rule(identifier)
    bench = Bench(shipped_book(), AS_OF)
    trigger = {fact for condition in rule.applies.condition for fact in facts_named(condition)}
    asked = facts_it_looks_at(rule, bench) - trigger
    for facts in cases_of(rule, bench, 60):
        known = {name: fact for name, fact in facts.items() if name not in asked}
        verdict = bench.verdict(rule, bench.seen_by(known))
        own = {f for step in rule.outcomes if step.when is not None for f in facts_named(step.when)}
        if own <= trigger | {"judging.as_of", "deployment.start"}:
            continue
        assert verdict is not Verdict.SATISFIED, known


# --- two rules of one issue --------------------------------------------------------------------

QUESTIONS = Path(__file__).with_name("two_questions.yaml")


@dataclass(frozen=True)
class QuestionsAsked:
    """What each rule asks, what its answer includes, and the pairs that are explained."""

    of_rule: Mapping[str, str]
    includes: Mapping[str, frozenset[str]]
    explained: frozenset[tuple[str, str]]

    def same(self, satisfied: str, adverse: str) -> bool:
        """Whether "satisfied" of one rule answers what the other asks."""
        question, asked = self.of_rule[satisfied], self.of_rule[adverse]
        return satisfied != adverse and asked in {question} | self.includes[question]


@cache
def questions_asked() -> QuestionsAsked:
    data = read_yaml(QUESTIONS, QUESTIONS.name, CaseError).data
    return QuestionsAsked(
        of_rule={rule: entry["id"] for entry in data["questions"] for rule in entry["rules"]},
        includes={e["id"]: frozenset(e.get("includes", ())) for e in data["questions"]},
        explained=frozenset((e["satisfied"], e["adverse"]) for e in data["explained"] if e["why"]),
    )


def test_every_rule_asks_one_question_and_every_question_is_one_of_its_issue() -> None:
    data = read_yaml(QUESTIONS, QUESTIONS.name, CaseError).data
    named = [rule for entry in data["questions"] for rule in entry["rules"]]
    assert sorted(named) == sorted(RULE_IDS)
    asked = [entry["asks"] for entry in data["questions"]]
    assert len(set(asked)) == len(asked)
    issue_of = {e["id"]: {shipped_rule(r).issue for r in e["rules"]} for e in data["questions"]}
    for entry in data["questions"]:
        for other in (entry["id"], *entry.get("includes", ())):
            assert issue_of[other] == issue_of[entry["id"]], (entry["id"], other)


def contradictions(identifier: str, number: int) -> set[tuple[str, str]]:
    """Pairs of a rule that is satisfied and one that finds something on the same question."""
    asked = questions_asked()
    rule = shipped_rule(identifier)
    others = [shipped_rule(name) for name in RULE_IDS if asked.same(identifier, name)]
    if not others:
        return set()
    bench = Bench(shipped_book(), AS_OF)
    random = Random(identifier)  # noqa: S311 - cases, not secrets
    names = {fact for each in (rule, *others) for fact in facts_it_looks_at(each, bench)}
    pairs = set()
    for example in rule.examples:
        if example.verdict is not Verdict.SATISFIED:
            continue
        for _ in range(number):
            facts = random_facts(random, names, bench) | facts_of(example)
            for name in random.sample(sorted(example.facts), min(1, len(example.facts))):
                if random.random() < ANOTHER_ANSWER:
                    facts |= random_facts(random, {name}, bench)
            if bench.verdict(rule, facts) is not Verdict.SATISFIED:
                continue
            pairs |= {
                (identifier, other.id)
                for other in others
                if bench.verdict_in_force(other, facts).adverse
            }
    return pairs


@each_rule
def test_no_two_rules_contradict_each_other_on_one_question(identifier: str) -> None:
    assert contradictions(identifier, 60) <= questions_asked().explained

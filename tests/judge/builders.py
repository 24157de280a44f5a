"""Facts and rules for tests of the judge."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from auditor.judge.decide.decide import attainable, can_settle, is_settled, verdict_of
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact, Strength
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


def fact(
    name: str,
    value: FactValue | None,
    strength: Strength = Strength.DECLARED,
    complete: bool = True,
) -> Fact:
    parsed = None if value is None else definition(name).parse(value)
    return Fact(id=name, value=parsed, strength=strength, complete=complete)


def facts(values: Mapping[str, FactValue]) -> dict[str, Fact]:
    return {name: fact(name, value) for name, value in values.items()}


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh": words}


def rule(outcomes: list[dict[str, Any]], **keys: Any) -> Rule:  # noqa: ANN401 - as in a file
    verdicts = dict.fromkeys(outcome["verdict"] for outcome in outcomes)
    written = {
        "id": "a-rule",
        "version": 1,
        "issue": "notice",
        "title": text("t"),
        "question": text("q"),
        "rule": text("r"),
        "rationale": text("w"),
        "applies": {"kinds": ["gate"], "from": "2014-03-15"},
        "authorities": [{"authority": "law", "pinpoint": text("art. 1")}],
        "severity": "high",
        "severity_reason": text("s"),
        "remedy": text("m"),
        "outcomes": outcomes,
        "examples": [{"name": v, "facts": {}, "verdict": v} for v in verdicts],
        **keys,
    }
    return Rule.model_validate(written)


def step(verdict: str, when: dict[str, Any] | None = None) -> dict[str, Any]:
    written: dict[str, Any] = {"verdict": verdict, "because": text(verdict)}
    return written if when is None else {**written, "when": when}


class Alone:
    """A judge of one rule that asks about no other."""

    def verdict(self, rule: Rule, facts: Mapping[str, Fact]) -> Verdict:
        return verdict_of(rule, facts)

    def attainable(
        self, rule: Rule, facts: Mapping[str, Fact], free: Set[str]
    ) -> frozenset[Verdict]:
        return attainable(rule, facts, free)

    def with_findings(self, rule: Rule, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
        del rule
        return facts

    def behind(self, finding: str, facts: Mapping[str, Fact]) -> Rule | None:
        raise AssertionError(f"{finding} is asked about in {sorted(facts)}")

    def is_settled(self, rule: Rule, facts: Mapping[str, Fact]) -> bool:
        return is_settled(rule, facts)

    def can_settle(self, rule: Rule, facts: Mapping[str, Fact], known: Set[str]) -> bool:
        return can_settle(rule, facts, known)


ALONE = Alone()

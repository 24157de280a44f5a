"""Every example of every shipped rule: the facts it names, the verdict or amount it promises."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.facts.model import Fact, Strength
from auditor.facts.vocabulary import definition
from auditor.judge.bench import Bench
from auditor.judge.figure import work_out
from auditor.judge.rule import Example, Pack, Rule, load_rule_book
from auditor.judge.run import judge_rule
from auditor.judge.verdict import Verdict
from auditor.paths import RULES

BOOK = load_rule_book(RULES)
AS_OF = date(2026, 11, 22)
"""The day examples are judged by that name none; a fixed one, so that the tests never age."""

EXAMPLES = [
    pytest.param(pack, rule, example, id=f"{rule.id}: {example.name}")
    for pack in BOOK.packs
    for rule in pack.rules
    for example in rule.examples
]


def facts_of(example: Example) -> dict[str, Fact]:
    """The facts of an example, as somebody's word; `at_least` are sets known only in part."""
    known = [(name, value, True) for name, value in example.facts.items()]
    known += [(name, value, False) for name, value in example.at_least.items()]
    return {
        name: Fact(
            id=name,
            value=definition(name).parse(value),
            complete=complete,
            strength=Strength.DECLARED,
        )
        for name, value, complete in known
    }


def verdict_on(pack: Pack, rule: Rule, facts: dict[str, Fact], as_of: date | None) -> Verdict:
    del pack
    bench = Bench(BOOK, as_of or AS_OF)
    return judge_rule(rule, bench, bench.seen_by(facts)).verdict


@pytest.mark.parametrize(("pack", "rule", "example"), EXAMPLES)
def test_example(pack: Pack, rule: Rule, example: Example) -> None:
    facts = facts_of(example)
    if rule.figure is not None:
        assert work_out(rule.id, rule.title, rule.figure, facts).amount == example.amount
    if example.verdict is not None:
        assert verdict_on(pack, rule, facts, example.as_of) is example.verdict


@pytest.mark.parametrize(
    "rule", [rule for pack in BOOK.packs for rule in pack.rules], ids=lambda rule: rule.id
)
def test_examples_show_what_is_unknown_and_what_does_not_apply(rule: Rule) -> None:
    shown = {example.verdict for example in rule.examples}
    assert Verdict.CANNOT_TELL in shown
    assert rule.figure is not None or Verdict.NOT_APPLICABLE in shown

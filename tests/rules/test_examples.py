"""Every example of every shipped rule: the facts it names, the verdict or amount it promises."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.core.paths import RULES
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.examples import AS_OF, facts_of, run_examples
from auditor.judge.rules.rule import Pack, Rule, load_rule_book
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact

BOOK = load_rule_book(RULES)
ALL_RULES = [rule for pack in BOOK.packs for rule in pack.rules]

__all__ = ["AS_OF", "BOOK", "facts_of", "verdict_on"]


def verdict_on(pack: Pack, rule: Rule, facts: dict[str, Fact], as_of: date | None) -> Verdict:
    del pack
    bench = Bench(BOOK, as_of or AS_OF)
    return bench.verdict_in_force(rule, bench.seen_by(facts))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_examples_hold(rule: Rule) -> None:
    runs = list(run_examples(rule, BOOK))
    assert len(runs) >= len(rule.examples)
    assert [run for run in runs if not run.holds] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_examples_show_what_is_unknown_and_what_does_not_apply(rule: Rule) -> None:
    shown = {example.verdict for example in rule.examples}
    assert Verdict.CANNOT_TELL in shown
    assert rule.figure is not None or Verdict.NOT_APPLICABLE in shown

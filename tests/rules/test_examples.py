"""Every example of every shipped rule: the facts it names, the verdict or amount it promises."""

from __future__ import annotations

import pytest

from auditor.judge.decide.examples import run_examples
from auditor.judge.rules.verdict import Verdict
from tests.rule_book import RULE_IDS, shipped_book, shipped_rule

each_rule = pytest.mark.parametrize("identifier", RULE_IDS)


def test_the_names_of_the_files_are_the_rules_of_the_book() -> None:
    loaded = [rule.id for pack in shipped_book().packs for rule in pack.rules]
    assert sorted(loaded) == list(RULE_IDS)


@each_rule
def test_examples_hold(identifier: str) -> None:
    rule = shipped_rule(identifier)
    runs = list(run_examples(rule, shipped_book()))
    assert len(runs) >= len(rule.examples)
    assert [run for run in runs if not run.holds] == []


@each_rule
def test_examples_show_what_is_unknown_and_what_does_not_apply(identifier: str) -> None:
    rule = shipped_rule(identifier)
    verdicts = {example.verdict for example in rule.examples}
    assert Verdict.CANNOT_TELL in verdicts
    assert rule.figure is not None or Verdict.NOT_APPLICABLE in verdicts

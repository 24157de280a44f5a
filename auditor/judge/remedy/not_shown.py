"""What the operator has to show, where a rule is undecided because exactly that is missing.

In a civil case a party loses on a fact that it has to prove and does not. A rule is undecided for
want of the operator's proof if facts that the operator has to prove would, decided against it,
make the rule adverse while everything else stays as it is, known or unknown. It remains undecided:
this names a risk and no violation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from itertools import combinations, product
from typing import Protocol

from auditor.judge.remedy.candidate_values import all_tests, values_to_try, with_values
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import FINDING, definition

MOST_FACTS = 3
"""Largest set of facts of which every combination is tried."""


class Verdicts(Protocol):
    """What a rule gives."""

    def verdict(self, rule: Rule, facts: Mapping[str, Fact]) -> Verdict:
        """The verdict of `rule` on `facts`."""

    def attainable(
        self, rule: Rule, facts: Mapping[str, Fact], free: Set[str]
    ) -> frozenset[Verdict]:
        """Every verdict `rule` can give when the facts in `free` may be anything, or unknown."""


def facts_operator_has_to_show(
    rule: Rule, facts: Mapping[str, Fact], judge: Verdicts, asked: Sequence[Rule] = ()
) -> tuple[str, ...]:
    """The fewest unknown facts for the operator to prove that make an undecided rule adverse.

    Empty where facts that somebody else has to prove are missing as well. `asked` are the rules
    whose findings `rule` asks about.
    """
    rules = (rule, *asked)
    tests = [test for asked_rule in rules for test in all_tests(asked_rule)]
    named = dict.fromkeys(fact for asked_rule in rules for fact in asked_rule.facts)
    unknown = [
        name
        for name in named
        if not name.startswith(FINDING)
        and definition(name).proof == "operator"
        and (name not in facts or facts[name].value is None or not facts[name].complete)
    ]
    if not _can_be_adverse(rule, facts, judge, unknown):
        return ()
    values = {name: values_to_try(name, tests, facts) for name in unknown}
    for size in range(1, min(MOST_FACTS, len(unknown)) + 1):
        for chosen in combinations(unknown, size):
            if not _can_be_adverse(rule, facts, judge, chosen):
                continue
            for answers in product(*(values[name] for name in chosen)):
                changed = with_values(facts, dict(zip(chosen, answers, strict=True)))
                if judge.verdict(rule, changed).adverse:
                    return chosen
    return ()


def _can_be_adverse(
    rule: Rule, facts: Mapping[str, Fact], judge: Verdicts, free: Collection[str]
) -> bool:
    """Whether some values of the facts in `free` may make the rule adverse; False is certain."""
    return any(verdict.adverse for verdict in judge.attainable(rule, facts, set(free)))

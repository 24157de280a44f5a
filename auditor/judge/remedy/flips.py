"""Flips and deciders: what would change a verdict, computed by judging again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import combinations, islice, product
from typing import Protocol

from auditor.judge.decide.findings import Change, Decider, Flip
from auditor.judge.remedy.candidate_values import all_tests, values_to_try, with_values
from auditor.judge.remedy.changes import Changes, Goal, Judge, least_changes
from auditor.judge.rules.condition import facts_named
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import FINDING, definition

UNANSWERED = "necessity.unanswered"
"""The fact that names the purposes whose necessity procedure lacks an answer."""
MOST_SHOWN = 4
"""How many flips or deciders a finding carries, best first."""
MOST_TOGETHER = 3
"""Largest set of unknown facts of which every combination of answers is tried."""
MOST_COMBINATIONS = 20_000
"""Most combinations of answers tried for one larger set."""


class Settling(Protocol):
    """Whether some facts settle a rule."""

    def is_settled(self, rule: Rule, facts: Mapping[str, Fact]) -> bool:
        """Whether `rule` is decided on `facts`, or open in law though no fact is missing."""

    def can_settle(self, rule: Rule, facts: Mapping[str, Fact], known: Set[str]) -> bool:
        """Whether `rule` may be settled once the facts in `known` are; False is certain."""


CLEARED = frozenset({Verdict.SATISFIED, Verdict.NOT_APPLICABLE})
"""Verdicts that clear a finding."""
NOT_ADVERSE = CLEARED | {Verdict.CANNOT_TELL}
"""Verdicts that find nothing against the operator; what is not known may still be open."""


def flips(
    rule: Rule,
    facts: Mapping[str, Fact],
    judge: Judge,
    asked: Sequence[Rule] = (),
) -> tuple[Flip, ...]:
    """Smallest sets of changes of conduct that clear an adverse verdict.

    Least burden on the people captured comes first, then the fewest changes; no set changes all the
    facts that a better one changes. Where none clears it, those that end what was found, though
    something that is not known stays open. Empty where nothing an operator can still do ends it.
    `asked` are the rules whose findings `rule` asks about.
    """
    rules = (rule, *asked)
    tests = [test for asked_rule in rules for test in all_tests(asked_rule)]
    for wanted in (CLEARED, NOT_ADVERSE):
        goal = Goal(rule, facts_of(rules), wanted)
        if sets := list(islice(least_changes([goal], tests, facts, judge), MOST_SHOWN)):
            return tuple(
                flip_of(changes, facts, judge.verdict(rule, with_values(facts, changes)))
                for changes in sets
            )
    return ()


def facts_of(rules: Sequence[Rule]) -> tuple[str, ...]:
    """The facts that `rules` depend on, without the findings they ask about."""
    named = (fact for rule in rules for fact in rule.facts if not fact.startswith(FINDING))
    return tuple(dict.fromkeys(named))


def flip_of(changes: Changes, facts: Mapping[str, Fact], verdict: Verdict) -> Flip:
    """A flip as reported: each fact as it is and as it would have to be."""
    return Flip(
        changes=tuple(
            Change(fact=name, now=facts[name].value if name in facts else None, then=then)
            for name, then in changes.items()
        ),
        burden=max((definition(name).burden or 0 for name in changes), default=0),
        verdict=verdict,
    )


def deciders(
    rule: Rule,
    facts: Mapping[str, Fact],
    judge: Settling,
    asked: Sequence[Rule] = (),
) -> tuple[Decider, ...]:
    """Smallest sets of unknown facts that settle a "cannot tell".

    Up to three facts every set is tried with every combination of answers: those that settle it
    whatever the answer come first; where there is none, those of which at least one answer does.
    Beyond that all unknown facts together settle it, and those are left out without which they
    still do. Empty where the law itself leaves the question open.
    """
    rules = (rule, *asked)
    tests = [test for asked_rule in rules for test in all_tests(asked_rule)]
    scope = set(_only_scope(rule))
    unknown = [n for n in facts_of(rules) if n not in scope and _unknown(facts.get(n))]
    values = {name: values_to_try(name, tests, facts) for name in unknown}

    def settled(chosen: Sequence[str]) -> Iterator[bool]:
        for answers in product(*(values[name] for name in chosen)):
            yield judge.is_settled(
                rule, with_values(facts, dict(zip(chosen, answers, strict=True)))
            )

    for size in range(1, min(MOST_TOGETHER, len(unknown)) + 1):
        always, sometimes = [], []
        for chosen in combinations(unknown, size):
            if not all(values[name] for name in chosen):
                continue
            if not judge.can_settle(rule, facts, set(chosen)):
                continue
            results = list(settled(chosen))
            if all(results):
                always.append(chosen)
            elif any(results):
                sometimes.append(chosen)
        if always or sometimes:
            best = always or sometimes
            return tuple(_decider(chosen, bool(always)) for chosen in best[:MOST_SHOWN])
    return _all_but_the_needless(unknown, values, settled)


def _only_scope(rule: Rule) -> Iterator[str]:
    """The facts that say where a rule applies: a rule in question needs none of them.

    Those of `when` are kept where a step asks for them, too; the kind of premises never is.
    """
    steps = {fact for step in (*rule.outcomes, *rule.exceptions) for fact in step.facts}
    kind, *when = rule.applies.condition
    yield from facts_named(kind)
    for condition in when:
        yield from (fact for fact in facts_named(condition) if fact not in steps)


def _all_but_the_needless(
    unknown: Sequence[str],
    values: Mapping[str, tuple[FactValue, ...]],
    settled: Callable[[Sequence[str]], Iterator[bool]],
) -> tuple[Decider, ...]:
    kept = [name for name in unknown if values[name]]

    def some_answer_settles(chosen: Sequence[str]) -> bool:
        return any(islice(settled(chosen), MOST_COMBINATIONS))

    if not kept or not some_answer_settles(kept):
        return ()
    for name in list(kept):
        without = [other for other in kept if other != name]
        if some_answer_settles(without):
            kept = without
    return (_decider(tuple(kept), always=False),)


def _unknown(fact: Fact | None) -> bool:
    if fact is None or fact.value is None or not fact.complete:
        return True
    # What names the questions nobody answered is open while it names any.
    return fact.id == UNANSWERED and bool(fact.value)


def _decider(chosen: tuple[str, ...], always: bool) -> Decider:
    asked: dict[SpeakerRole, None] = {}
    for name in chosen:
        asked |= dict.fromkeys(definition(name).ask)
    return Decider(facts=chosen, always=always, ask=tuple(asked))

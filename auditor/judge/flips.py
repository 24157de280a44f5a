"""Flips and deciders: what would change a verdict, computed by judging again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product

from auditor.case.model import FactValue, SpeakerRole
from auditor.facts.model import Fact
from auditor.facts.vocabulary import definition, vocabulary
from auditor.judge.alternatives import values_to_try, with_values
from auditor.judge.decide import Decision, decide
from auditor.judge.model import Change, Decider, Flip
from auditor.judge.rule import Rule
from auditor.judge.verdict import Verdict

Decide = Callable[[Rule, Mapping[str, Fact]], Decision]
"""What a rule comes to on some facts."""
MOST_CHANGES = 3
"""Largest set of facts tried together; a larger set would be no plan of action."""
MOST_SHOWN = 4
"""How many flips or deciders a finding carries, best first."""

_CLEARED = (Verdict.SATISFIED, Verdict.NOT_APPLICABLE)


def flips(rule: Rule, facts: Mapping[str, Fact], decide: Decide = decide) -> tuple[Flip, ...]:
    """Smallest sets of changes, open to the operator, that clear an adverse verdict.

    No set contains another that already clears it, and for the same facts only the least intrusive
    values are given. Least burden on the people captured comes first, then the fewest changes.
    Empty where nothing an operator can still do clears it.
    """
    open_facts = [name for name in rule.facts if definition(name).change == "future"]
    found: list[tuple[Flip, dict[str, FactValue]]] = []
    for size in range(1, MOST_CHANGES + 1):
        for values in _assignments(open_facts, size, rule, facts):
            if any(smaller.items() <= values.items() for _, smaller in found):
                continue
            verdict = decide(rule, with_values(facts, values)).verdict
            if verdict in _CLEARED:
                found.append((_flip(values, facts, verdict), values))
    best: dict[tuple[str, ...], Flip] = {}
    for flip in sorted((flip for flip, _ in found), key=_least_intrusive):
        best.setdefault(tuple(change.fact for change in flip.changes), flip)
    return tuple(best.values())[:MOST_SHOWN]


def _assignments(
    names: list[str], size: int, rule: Rule, facts: Mapping[str, Fact]
) -> Iterator[dict[str, FactValue]]:
    for chosen in combinations(names, size):
        for values in product(*(values_to_try(name, rule, facts) for name in chosen)):
            yield dict(zip(chosen, values, strict=True))


def _flip(values: dict[str, FactValue], facts: Mapping[str, Fact], verdict: Verdict) -> Flip:
    changes = tuple(
        Change(fact=name, now=facts[name].value if name in facts else None, then=then)
        for name, then in values.items()
    )
    burden = max(definition(name).burden or 0 for name in values)
    return Flip(changes=changes, burden=burden, verdict=verdict)


def _least_intrusive(flip: Flip) -> tuple[int, int, list[tuple[int, int, str]]]:
    """Least burden, then fewest changes, then the order of the vocabulary.

    The vocabulary lists the values of a choice from the least to the most that is done to people.
    """
    return (flip.burden, len(flip.changes), [_place(change) for change in flip.changes])


def _place(change: Change) -> tuple[int, int, str]:
    values = list(definition(change.fact).values)
    at = values.index(change.then) if change.then in values else len(values)
    return (list(vocabulary()).index(change.fact), at, str(change.then))


def deciders(rule: Rule, facts: Mapping[str, Fact], decide: Decide = decide) -> tuple[Decider, ...]:
    """Smallest sets of unknown facts that settle a "cannot tell".

    Sets that settle it whatever the answer come first; where there is none, sets for which at least
    one answer does. Empty where the law itself leaves the question open.
    """
    unknown = [name for name in rule.facts if _unknown(facts.get(name))]
    for size in range(1, min(MOST_CHANGES, len(unknown)) + 1):
        always, sometimes = [], []
        for chosen in combinations(unknown, size):
            settled = [
                decision.verdict is not Verdict.CANNOT_TELL or decision.open_in_law
                for values in product(*(values_to_try(name, rule, facts) for name in chosen))
                if (
                    decision := decide(
                        rule, with_values(facts, dict(zip(chosen, values, strict=True)))
                    )
                )
            ]
            if settled and all(settled):
                always.append(chosen)
            elif any(settled):
                sometimes.append(chosen)
        if always or sometimes:
            chosen_sets = always or sometimes
            return tuple(_decider(chosen, bool(always)) for chosen in chosen_sets[:MOST_SHOWN])
    return ()


def _unknown(fact: Fact | None) -> bool:
    return fact is None or fact.value is None or not fact.complete


def _decider(chosen: tuple[str, ...], always: bool) -> Decider:
    asked: dict[SpeakerRole, None] = {}
    for name in chosen:
        asked |= dict.fromkeys(definition(name).ask)
    return Decider(facts=chosen, always=always, ask=tuple(asked))

"""The search for least changes is exact: held against trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.judge.decide.decide import attainable, decide, verdict_of
from auditor.judge.remedy.candidate_values import all_tests, members_to_try, with_values
from auditor.judge.remedy.changes import Goal, least_changes
from auditor.judge.remedy.conduct import is_conduct
from auditor.judge.remedy.flips import CLEARED, facts_of
from auditor.judge.rules.rule import Rule
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition
from tests.judge.builders import ALONE, fact, rule, step

# Facts no implication ties together, of every type that a plan changes.
SWITCHES = ("storage.encrypted", "notice.rules_public", "governance.vendor_contract")
CHOICE = "alternative.burden"
SET = "governance.security_measures"
MEMBERS = ("encryption", "audit_log")
FIXED = "contract.exists"


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(
            lambda name, value: {"fact": name, "is": value},
            st.sampled_from((*SWITCHES, FIXED)),
            st.booleans(),
        ),
        st.builds(lambda value: {"fact": CHOICE, "is": value}, st.sampled_from(["same", "higher"])),
        st.builds(lambda member: {"fact": SET, "includes": member}, st.sampled_from(MEMBERS)),
    )


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=5,
    )


def rules() -> st.SearchStrategy[Rule]:
    words = st.sampled_from(["violation", "likely_violation", "satisfied", "cannot_tell"])
    steps = st.lists(st.builds(step, words, conditions()), min_size=1, max_size=3)
    return st.builds(rule, steps)


def worlds() -> st.SearchStrategy[dict[str, Fact]]:
    answers: dict[str, st.SearchStrategy[Fact | None]] = {
        name: st.sampled_from([None, fact(name, True), fact(name, False)])
        for name in (*SWITCHES, FIXED)
    }
    answers[CHOICE] = st.sampled_from([None, fact(CHOICE, "same"), fact(CHOICE, "higher")])
    answers[SET] = st.builds(
        lambda members, whole: fact(SET, tuple(sorted(members)), complete=whole),
        st.sets(st.sampled_from(MEMBERS)),
        st.booleans(),
    )
    return st.fixed_dictionaries(answers).map(
        lambda chosen: (
            {"premises.kind": fact("premises.kind", "gate")}
            | {name: one for name, one in chosen.items() if one is not None}
        )
    )


def everything(name: str) -> Iterator[FactValue]:
    if name == SET:
        for size in range(len(MEMBERS) + 1):
            yield from (tuple(sorted(chosen)) for chosen in combinations(MEMBERS, size))
    else:
        yield from (definition(name).values or (True, False))


def conduct(name: str, subject: Rule, facts: Mapping[str, Fact]) -> Iterator[FactValue]:
    """What conduct can make of a fact; of a set, by members that the rule tells apart."""
    now = facts[name].value if name in facts else None
    told_apart = members_to_try(name, all_tests(subject), facts)
    for value in everything(name):
        members = set(value) if isinstance(value, tuple) else set()
        if members <= told_apart and is_conduct(name, now, value):
            yield value


def cost(changes: Mapping[str, FactValue], facts: Mapping[str, Fact]) -> tuple[int, ...]:
    """How many single changes there are at each level of burden, the heaviest first."""
    counted = [0, 0, 0]
    for name, value in changes.items():
        now = facts[name].value if name in facts else None
        number = 1
        if isinstance(value, tuple):
            number = len(set(value) ^ set(now if isinstance(now, tuple) else ()))
            number += name not in facts or not facts[name].complete
        counted[2 - (definition(name).burden or 0)] += number
    return tuple(counted)


def cheapest(subject: Rule, facts: dict[str, Fact]) -> tuple[int, ...] | None:
    names = [name for name in facts_of([subject]) if definition(name).change != "fixed"]
    found = [
        cost(changes, facts)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
        for values in product(*(list(conduct(name, subject, facts)) for name in chosen))
        if verdict_of(
            subject, with_values(facts, changes := dict(zip(chosen, values, strict=True)))
        )
        in CLEARED
    ]
    return min(found, default=None)


@settings(deadline=None, max_examples=150)
@given(subject=rules(), facts=worlds())
def test_the_first_set_found_is_the_cheapest_of_all(subject: Rule, facts: dict[str, Fact]) -> None:
    goal = Goal(subject, facts_of([subject]), CLEARED)
    first = next(least_changes([goal], all_tests(subject), facts, ALONE), None)
    best = cheapest(subject, facts)
    assert (first is None) == (best is None)
    if first is not None:
        assert verdict_of(subject, with_values(facts, first)) in CLEARED
        assert cost(first, facts) == best


@settings(deadline=None, max_examples=150)
@given(subject=rules(), facts=worlds())
def test_no_set_found_changes_all_that_an_earlier_one_does(
    subject: Rule, facts: dict[str, Fact]
) -> None:
    goal = Goal(subject, facts_of([subject]), CLEARED)
    found = [set(one) for one in least_changes([goal], all_tests(subject), facts, ALONE)]
    assert not any(
        earlier <= later for place, earlier in enumerate(found) for later in found[place + 1 :]
    )


@settings(deadline=None)
@given(subject=rules(), facts=worlds())
def test_the_quick_verdict_is_the_verdict(subject: Rule, facts: dict[str, Fact]) -> None:
    assert verdict_of(subject, facts) is decide(subject, facts).verdict


@settings(deadline=None)
@given(subject=rules(), facts=worlds(), free=st.sets(st.sampled_from((*SWITCHES, CHOICE, SET))))
def test_what_can_be_attained_leaves_out_nothing(
    subject: Rule, facts: dict[str, Fact], free: set[str]
) -> None:
    pinned = {name: one for name, one in facts.items() if name not in free}
    can_be = attainable(subject, pinned, free)
    names = sorted(free)
    for values in product(*([None, *everything(name)] for name in names)):
        told = {n: v for n, v in zip(names, values, strict=True) if v is not None}
        assert verdict_of(subject, with_values(pinned, told)) in can_be

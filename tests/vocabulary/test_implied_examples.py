"""Every implication holds in its example, fails beside it, and never stops holding."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.vocabulary.fact import Fact, Source, Strength
from auditor.vocabulary.implied import Implication, implications, with_implied
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactDefinition, FactType, definition


def stated(facts: Mapping[str, FactValue]) -> dict[str, Fact]:
    known = {}
    for name, written in facts.items():
        value = definition(name).parse(written)
        source = Source(strength=Strength.DECLARED, value=value)
        known[name] = Fact(id=name, value=value, strength=Strength.DECLARED, sources=(source,))
    return known


def follows(implication: Implication, facts: Mapping[str, FactValue]) -> bool:
    known, _ = with_implied(stated(facts))
    exact = all(
        name in known and known[name].value == definition(name).parse(value)
        for name, value in implication.then.items()
    )
    return exact and all(
        name in known and set(members) <= set(_members(known[name]))
        for name, members in implication.at_least.items()
    )


def _members(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else ()


def _name(implication: Implication) -> str:
    return "+".join([*implication.then, *implication.at_least])


@pytest.mark.parametrize("implication", implications(), ids=_name)
def test_each_implication_follows_from_its_example_and_not_from_the_other(
    implication: Implication,
) -> None:
    assert follows(implication, implication.examples.follows)
    assert not follows(implication, implication.examples.does_not)
    assert not implication.premises.grounds(stated(implication.examples.does_not))


PREMISES = sorted(
    {
        premise.fact
        for implication in implications()
        for premise in (*implication.premises.all_of, *implication.premises.any_of)
    }
)


def values_of(about: FactDefinition) -> st.SearchStrategy[FactValue]:
    match about.type:
        case FactType.YES_NO:
            return st.booleans()
        case FactType.DATE:
            return st.sampled_from(["2025-01-01", "2025-07-01"])
        case FactType.SET:
            return st.sets(st.sampled_from(sorted(about.values))).map(lambda s: tuple(sorted(s)))
        case _:
            return st.sampled_from(sorted(about.values))


some_facts = st.lists(st.sampled_from(PREMISES), unique=True, max_size=8).flatmap(
    lambda names: st.fixed_dictionaries({name: values_of(definition(name)) for name in names})
)


@settings(deadline=None)
@given(some_facts, some_facts)
def test_knowing_more_never_turns_an_implication_off(
    first: dict[str, FactValue], more: dict[str, FactValue]
) -> None:
    """What followed still follows, unless the further facts state something about it themselves."""
    before, _ = with_implied(stated(first))
    added = {name: value for name, value in more.items() if name not in before}
    after, clashes = with_implied(stated({**added, **first}))
    clashing = {clash.fact for clash in clashes}
    for name, fact in before.items():
        if name in clashing:
            continue
        assert name in after
        if fact.complete:
            assert after[name].value == fact.value
        else:
            assert set(_members(fact)) <= set(_members(after[name]))


@settings(deadline=None)
@given(some_facts)
def test_implying_twice_adds_nothing(facts: dict[str, FactValue]) -> None:
    once, _ = with_implied(stated(facts))
    assert with_implied(once)[0] == once

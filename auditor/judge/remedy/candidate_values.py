"""What if: the other values a fact could have that matter to a rule.

A fact has endlessly many values; a rule's tests tell only some of them apart. Trying one value from
each side of every test is therefore enough, and keeps the search exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from auditor.judge.rules.condition import Test, leaves
from auditor.judge.rules.rule import Rule
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, definition


def all_tests(rule: Rule) -> tuple[Test, ...]:
    """Every test in the rule."""
    conditions = [*rule.applies.condition]
    conditions += [s.when for s in (*rule.outcomes, *rule.exceptions) if s.when is not None]
    return tuple(test for condition in conditions for test in leaves(condition))


def members_to_try(fact: str, tests: Sequence[Test], facts: Mapping[str, Fact]) -> set[str]:
    """Members of the set `fact` that the tests tell apart, those it has now among them."""
    members = set(_tuple(facts[fact].value if fact in facts else None))
    for test in tests:
        if fact in (test.fact, test.other):
            against = _against(fact, test, facts)
            members |= {against} if isinstance(against, str) else set(_tuple(against))
    return members


def values_to_try(
    fact: str, tests: Sequence[Test], facts: Mapping[str, Fact]
) -> tuple[FactValue, ...]:
    """Values of `fact` that `tests` tell apart, without the present one."""
    about = definition(fact)
    now = facts[fact].value if fact in facts else None
    tests = [test for test in tests if fact in (test.fact, test.other)]
    match about.type:
        case FactType.YES_NO:
            candidates: list[FactValue] = [True, False]
        case FactType.CHOICE:
            candidates = list(about.values)
        case FactType.SET:
            candidates = list(_sets(fact, tests, facts))
        case FactType.DATE:
            candidates = [
                (day + timedelta(days=shift)).isoformat()
                for day in _dates(fact, tests, facts)
                for shift in (-1, 1)
            ]
        case FactType.NUMBER:
            candidates = list(_numbers(fact, tests, facts))
        case _:
            candidates = []
    settled = facts[fact].complete if fact in facts else True
    return tuple(value for value in dict.fromkeys(candidates) if value != now or not settled)


def _against(fact: str, test: Test, facts: Mapping[str, Fact]) -> FactValue | None:
    """What `test` compares `fact` with: a value written in the rule, or the other fact's."""
    if not test.other:
        return test.value
    other = test.other if fact == test.fact else test.fact
    return facts[other].value if other in facts else None


def _dates(fact: str, tests: list[Test], facts: Mapping[str, Fact]) -> Iterator[date]:
    for test in tests:
        against = _against(fact, test, facts)
        if isinstance(against, str):
            yield date.fromisoformat(against)


def _numbers(fact: str, tests: list[Test], facts: Mapping[str, Fact]) -> Iterator[float]:
    """Numbers on either side of what the tests compare with.

    For an unknown number also 0 and 1, so that what is tried for both makes either the larger.
    """
    for test in tests:
        against = _against(fact, test, facts)
        if test.test == "known" or (against is None and not test.other):
            continue
        compared = against if isinstance(against, int | float) else 0
        yield from (max(0, compared - 1), compared, compared + 1)


def _sets(fact: str, tests: list[Test], facts: Mapping[str, Fact]) -> Iterator[FactValue]:
    """Sets that differ from the present one in members the tests name, one test and all at once."""
    value = facts[fact].value if fact in facts else None
    base = set(value) if isinstance(value, tuple) else set()
    plus, minus = set(base), set(base)
    yield tuple(sorted(base))
    for test in tests:
        against = _against(fact, test, facts)
        named = {against} if isinstance(against, str) else set(_tuple(against))
        if test.test in ("is", "is_not"):
            # Equality with a whole set: that set, and where it is the empty one, one that is not.
            yield tuple(sorted(named))
            if not named:
                yield tuple(definition(fact).values)[:1]
        if test.test == "within" and fact == test.fact:
            keep = base & named
            yield tuple(sorted(keep))
            minus &= named
            outside = [word for word in definition(fact).values if word not in named]
            if outside:
                yield tuple(sorted({*keep, outside[0]}))
        elif test.test == "within":
            yield tuple(sorted(base | named))
            plus |= named
        else:
            yield tuple(sorted(base | named))
            yield tuple(sorted(base - named))
            for word in named:
                yield tuple(sorted(base | {word}))
            plus |= named
            minus -= named
    yield tuple(sorted(plus))
    yield tuple(sorted(minus))


def _tuple(value: FactValue | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def with_values(facts: Mapping[str, Fact], values: Mapping[str, FactValue]) -> dict[str, Fact]:
    """`facts` with the given ones set, known and complete."""
    changed = {name: Fact(id=name, value=value) for name, value in values.items()}
    return {**facts, **changed}

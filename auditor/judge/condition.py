"""Conditions of rules: how they are written, and how they are weighed against facts.

A condition is a tree. Its leaves test one fact each; its inner nodes are `all`, `any` and `not`.
Weighing returns the same tree with a truth value at every node: the trace a report is printed from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from auditor.case.model import FactValue
from auditor.facts.model import Fact, Strength, strongest, weakest
from auditor.facts.vocabulary import FactType, definition
from auditor.frozen import Frozen
from auditor.judge.kleene import Truth, conjunction, disjunction, negation

TestName = Literal[
    "is", "is_not", "one_of", "includes", "includes_any", "within", "after", "more_than", "known"
]


class Test(Frozen):
    """A leaf: one fact, one test.

    Exactly one test is given. `is` and `is_not` compare with a value, `one_of` with a list of
    values; `includes` (one member) and `includes_any` (at least one of a list) look into a set;
    `within` asks that no member lies outside a list, or outside another set fact written
    `{fact: id}`; `after` compares dates and `more_than` numbers, with a value or another fact;
    `known` asks whether anything is known at all.
    """

    fact: str
    test: TestName
    value: FactValue | None = None
    other: str = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        if not isinstance(data, dict) or "test" in data:
            return data
        tests = [key for key in data if key != "fact"]
        if len(tests) != 1:
            raise ValueError(
                "a test names one fact and one of: is, is_not, one_of, includes, includes_any, "
                "within, after, more_than, known"
            )
        against = data[tests[0]]
        if isinstance(against, dict):
            return {"fact": data.get("fact"), "test": tests[0], "other": against.get("fact", "")}
        return {"fact": data.get("fact"), "test": tests[0], "value": against}

    @model_validator(mode="after")
    def _fits(self) -> Test:
        about = definition(self.fact)
        fits: dict[str, tuple[FactType, ...]] = {
            "includes": (FactType.SET,),
            "includes_any": (FactType.SET,),
            "within": (FactType.SET,),
            "after": (FactType.DATE,),
            "more_than": (FactType.NUMBER,),
            "one_of": (FactType.CHOICE,),
        }
        if about.type not in fits.get(self.test, tuple(FactType)):
            raise ValueError(f'"{self.test}" does not fit {self.fact}, which takes {about.takes()}')
        if self.other:
            if definition(self.other).type is not about.type:
                raise ValueError(f"{self.fact} cannot be compared with {self.other}")
            return self
        if self.test == "includes":
            about.parse((self.value,))
        elif self.test == "one_of":
            for word in _members(self.value):
                about.parse(word)
        elif self.test != "known":
            about.parse(self.value)
        return self

    def weigh(self, facts: Mapping[str, Fact]) -> LeafTrace:
        """This leaf with its truth value."""
        fact = facts.get(self.fact)
        other = facts.get(self.other) if self.other else None
        return LeafTrace(
            fact=self.fact,
            test=self.test,
            value=self.value,
            other=self.other,
            result=self._truth(fact, other),
            found=fact.value if fact else None,
            other_found=other.value if other else None,
        )

    def _truth(self, fact: Fact | None, other: Fact | None) -> Truth:
        known = fact is not None and fact.value is not None
        if self.test == "known":
            return Truth.of(known == bool(self.value))
        if fact is None or fact.value is None:
            return Truth.UNKNOWN
        if isinstance(fact.value, tuple):
            return self._set_truth(fact, other)
        against = self.value
        if self.other:
            if other is None or other.value is None:
                return Truth.UNKNOWN
            against = other.value
        return Truth.of(_SCALAR_TESTS[self.test](fact.value, against))

    def _set_truth(self, fact: Fact, other: Fact | None) -> Truth:
        """A set may be known only in part; what such a set lacks is unknown, not absent."""
        members = set(_members(fact.value))
        absent = Truth.FALSE if fact.complete else Truth.UNKNOWN
        if self.test == "includes":
            return Truth.TRUE if self.value in members else absent
        if self.test == "includes_any":
            return Truth.TRUE if members & set(_members(self.value)) else absent
        if self.test in ("is", "is_not"):
            same = Truth.of(members == set(_members(self.value)))
            if not fact.complete and same is Truth.TRUE:
                same = Truth.UNKNOWN
            return same if self.test == "is" else negation(same)
        allowed, allowed_complete = _members(self.value), True
        if self.other:
            if other is None or other.value is None:
                return Truth.UNKNOWN
            allowed, allowed_complete = _members(other.value), other.complete
        if members - set(allowed):
            return Truth.FALSE if allowed_complete else Truth.UNKNOWN
        return Truth.TRUE if fact.complete else Truth.UNKNOWN


def _members(value: FactValue | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _number(value: FactValue | None) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(
        "a test that was checked when the rule was loaded met a value that is no number"
    )


_SCALAR_TESTS: dict[str, Callable[[FactValue, FactValue | None], bool]] = {
    "is": lambda found, against: found == against,
    "is_not": lambda found, against: found != against,
    "one_of": lambda found, against: found in _members(against),
    # Dates are ISO 8601 text, which sorts as the dates do.
    "after": lambda found, against: str(found) > str(against),
    "more_than": lambda found, against: _number(found) > _number(against),
}


class All(Frozen):
    """True when every part is."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Frozen):
    """True when at least one part is."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(Frozen):
    """True when its part is false."""

    not_: Condition = Field(alias="not")


_OPERATORS = ("all", "any", "not")


def _kind(data: Any) -> str:  # noqa: ANN401 - pydantic hands over whatever was written
    """Which branch of `Condition` the data is meant for: the operator it names, else a test."""
    if isinstance(data, All | AnyOf | Not):
        return next(iter(type(data).model_fields)).removesuffix("_")
    if isinstance(data, dict):
        return next((operator for operator in _OPERATORS if operator in data), "test")
    return "test"


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Test, Tag("test")],
    Discriminator(_kind),
]

All.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()


class LeafTrace(Frozen):
    """A leaf as weighed: the test, what was found, and whether it holds."""

    type: Literal["leaf"] = "leaf"
    fact: str
    test: TestName
    value: FactValue | None = None
    other: str = ""
    result: Truth
    found: FactValue | None = None
    other_found: FactValue | None = None


class NodeTrace(Frozen):
    """An inner node as weighed."""

    type: Literal["node"] = "node"
    operator: Literal["all", "any", "not"]
    result: Truth
    parts: tuple[Trace, ...]


Trace = Annotated[LeafTrace | NodeTrace, Field(discriminator="type")]
NodeTrace.model_rebuild()


def weigh(condition: Condition, facts: Mapping[str, Fact]) -> Trace:
    """`condition` weighed against `facts`, with a truth value at every node."""
    if isinstance(condition, Test):
        return condition.weigh(facts)
    if isinstance(condition, Not):
        part = weigh(condition.not_, facts)
        return NodeTrace(operator="not", result=negation(part.result), parts=(part,))
    if isinstance(condition, All):
        parts = tuple(weigh(part, facts) for part in condition.all)
        return NodeTrace(operator="all", result=conjunction(p.result for p in parts), parts=parts)
    parts = tuple(weigh(part, facts) for part in condition.any)
    return NodeTrace(operator="any", result=disjunction(p.result for p in parts), parts=parts)


def leaves(condition: Condition) -> Iterator[Test]:
    """Every test in `condition`, left to right."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.not_)
    else:
        for part in condition.all if isinstance(condition, All) else condition.any:
            yield from leaves(part)


def facts_named(condition: Condition) -> tuple[str, ...]:
    """Ids of the facts that `condition` depends on, in the order of their first mention."""
    named = (fact for test in leaves(condition) for fact in (test.fact, test.other) if fact)
    return tuple(dict.fromkeys(named))


def strength(trace: Trace, facts: Mapping[str, Fact]) -> Strength | None:
    """The weakest source that the truth value of `trace` hangs on; None where it is unknown.

    An "all" that is true needs every part, one that is false only its best-supported false part;
    and the other way round for "any".
    """
    if trace.result is Truth.UNKNOWN:
        return None
    if isinstance(trace, LeafTrace):
        named = (facts.get(name) for name in (trace.fact, trace.other) if name)
        return weakest(found.strength for found in named if found)
    supports = [(part.result, strength(part, facts)) for part in trace.parts]
    if trace.operator == "not" or (trace.operator == "all") == (trace.result is Truth.TRUE):
        return weakest(found for _, found in supports)
    return strongest(found for result, found in supports if result is trace.result)

"""Conditions of rules: how they are written, and how they are weighed against facts.

A condition is a tree. Its leaves test one fact each; its inner nodes are `all`, `any` and `not`.
Weighing returns the same tree with a truth value at every node: the trace a report is printed from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag, model_validator

from auditor.core.frozen import Frozen
from auditor.judge.rules.logic import (
    Truth,
    attainable_conjunctions,
    attainable_disjunctions,
    conjunction,
    disjunction,
    negation,
)
from auditor.judge.rules.span import LegalSpan
from auditor.vocabulary.fact import Fact, Strength, strongest, weakest
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FINDING, FactType, definition

TestName = Literal[
    "is",
    "is_not",
    "one_of",
    "named",
    "includes",
    "includes_any",
    "within",
    "after",
    "more_than",
    "known",
]


_TESTS = get_args(TestName)


class Test(Frozen):
    """A leaf: one fact, one test.

    Exactly one test is given. `is` and `is_not` compare with a value, `one_of` with a list of
    values; `includes` (one member) and `includes_any` (at least one of a list) look into a set;
    `within` asks that no member lies outside a list, or outside another set fact written
    `{fact: id}`; `after` compares dates and `more_than` numbers, with a value or another fact;
    `named` asks whether a text is one of several names of the same thing; `known` asks whether
    anything is known at all. A date may be compared with a day that lies `plus_days`,
    `plus_months` or `plus_working_days` (of mainland China) after another fact's.

    `{finding: id, one_of: [...]}` tests the verdict of another rule of the book.
    """

    fact: str
    test: TestName
    value: FactValue | None = None
    other: str = ""
    plus: LegalSpan | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        if not isinstance(data, dict) or "test" in data:
            return data
        tests = [key for key in data if key not in ("fact", "finding")]
        if len(tests) != 1 or ("fact" in data) == ("finding" in data):
            raise ValueError(
                "a test names one fact (or one finding) and one of: "
                + ", ".join(get_args(TestName))
            )
        fact = data["fact"] if "fact" in data else f"{FINDING}{data['finding']}"
        against = data[tests[0]]
        if not isinstance(against, dict):
            return {"fact": fact, "test": tests[0], "value": against}
        spans = [key for key in against if key != "fact"]
        if len(spans) > 1:
            raise ValueError("a day lies one span after another: days, months or working days")
        plus = (
            {"unit": spans[0].removeprefix("plus_"), "number": against[spans[0]]} if spans else None
        )
        return {"fact": fact, "test": tests[0], "other": against.get("fact", ""), "plus": plus}

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
            "named": (FactType.TEXT,),
        }
        if about.type not in fits.get(self.test, tuple(FactType)):
            raise ValueError(f'"{self.test}" does not fit {self.fact}, which takes {about.takes()}')
        if self.plus is not None and not (self.other and about.type is FactType.DATE):
            raise ValueError(f"{self.fact}: a span is added to another date")
        if self.other:
            if definition(self.other).type is not about.type:
                raise ValueError(f"{self.fact} cannot be compared with {self.other}")
            return self
        if self.test == "includes":
            about.parse((self.value,))
        elif self.test in ("one_of", "named"):
            for word in _members(self.value):
                about.parse(word)
        elif self.test != "known":
            about.parse(self.value)
        return self

    def truth(self, facts: Mapping[str, Fact]) -> Truth:
        """The truth value of this leaf."""
        return self._truth(facts.get(self.fact), facts.get(self.other) if self.other else None)

    def weigh(self, facts: Mapping[str, Fact]) -> LeafTrace:
        """This leaf with its truth value."""
        fact = facts.get(self.fact)
        other = facts.get(self.other) if self.other else None
        return LeafTrace(
            fact=self.fact,
            test=self.test,
            value=self.value,
            other=self.other,
            plus=self.plus,
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
            if self.plus is not None:
                against = self.plus.after(date.fromisoformat(str(against))).isoformat()
        return Truth.of(_SCALAR_TESTS[self.test](fact.value, against))

    def _set_truth(self, fact: Fact, other: Fact | None) -> Truth:
        """A set may be known only in part; what such a set lacks is unknown, not absent."""
        members = set(_members(fact.value))
        if self.test in ("includes", "includes_any"):
            asked = {self.value} if self.test == "includes" else set(_members(self.value))
            if members & asked:
                return Truth.TRUE
            return Truth.FALSE if fact.complete or asked <= set(fact.lacks) else Truth.UNKNOWN
        if self.test in ("is", "is_not"):
            same = _same(fact, set(_members(self.value)))
            return same if self.test == "is" else negation(same)
        allowed, allowed_complete = _members(self.value), True
        if self.other:
            if other is None or other.value is None:
                return Truth.UNKNOWN
            allowed, allowed_complete = _members(other.value), other.complete
        if members - set(allowed):
            return Truth.FALSE if allowed_complete else Truth.UNKNOWN
        outside = set(definition(self.fact).values) - set(allowed)
        whole = fact.complete or (bool(outside) and outside <= set(fact.lacks))
        return Truth.of(True) if whole else Truth.UNKNOWN


def _same(fact: Fact, members: set[str]) -> Truth:
    """Whether a set is exactly `members`."""
    held = set(_members(fact.value))
    if fact.complete:
        return Truth.of(held == members)
    possible = held <= members and not members & set(fact.lacks)
    return Truth.UNKNOWN if possible else Truth.FALSE


def _members(value: FactValue | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _number(value: FactValue | None) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(
        "a test that was checked when the rule was loaded met a value that is no number"
    )


def _bare(name: str) -> str:
    """A place name without case and without the word for city or province at its end."""
    return name.strip().casefold().removesuffix("省").removesuffix("市").removesuffix(" city")


_SCALAR_TESTS: dict[str, Callable[[FactValue, FactValue | None], bool]] = {
    "is": lambda held, against: held == against,
    "is_not": lambda held, against: held != against,
    "one_of": lambda held, against: held in _members(against),
    "named": lambda held, against: _bare(str(held)) in {_bare(n) for n in _members(against)},
    # Dates are ISO 8601 text, which sorts as the dates do.
    "after": lambda held, against: str(held) > str(against),
    "more_than": lambda held, against: _number(held) > _number(against),
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
    plus: LegalSpan | None = None
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


def truth(condition: Condition, facts: Mapping[str, Fact]) -> Truth:
    """The truth value of `condition`, as `weigh` gives it, without the trace."""
    if isinstance(condition, Test):
        return condition.truth(facts)
    if isinstance(condition, Not):
        return negation(truth(condition.not_, facts))
    if isinstance(condition, All):
        return conjunction(truth(part, facts) for part in condition.all)
    return disjunction(truth(part, facts) for part in condition.any)


def attainable_truths(
    condition: Condition,
    facts: Mapping[str, Fact],
    free: Collection[str],
    among: frozenset[Truth] = frozenset(Truth),
) -> frozenset[Truth]:
    """Every truth value that `condition` can have when the facts in `free` may be anything.

    `among` are the values that a test of such a fact can have: all three, or true and false alone
    where the fact will be known.
    Of a set among them `facts` may still hold members it surely has and surely lacks. The answer
    may hold too much, for parts are taken by themselves; it never leaves out one that can be.
    """
    if isinstance(condition, Test):
        leaf_truth = condition.truth(facts)
        if condition.test == "known" and condition.fact in free:
            return among - {Truth.UNKNOWN}
        is_free = condition.fact in free or condition.other in free
        return among if leaf_truth is Truth.UNKNOWN and is_free else frozenset({leaf_truth})
    if isinstance(condition, Not):
        return frozenset(
            negation(truth_value)
            for truth_value in attainable_truths(condition.not_, facts, free, among)
        )
    if isinstance(condition, All):
        return attainable_conjunctions(
            [attainable_truths(part, facts, free, among) for part in condition.all]
        )
    return attainable_disjunctions(
        [attainable_truths(part, facts, free, among) for part in condition.any]
    )


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
        return weakest(fact.strength for fact in named if fact)
    supports = [(part.result, strength(part, facts)) for part in trace.parts]
    if trace.operator == "not" or (trace.operator == "all") == (trace.result is Truth.TRUE):
        return weakest(support for _, support in supports)
    return strongest(support for result, support in supports if result is trace.result)

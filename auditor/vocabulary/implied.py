"""What follows from facts by the meaning of their words; `implications.yaml` lists it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.vocabulary.fact import Contradiction, Fact, Source, weakest
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition

_FILE = Path(__file__).with_name("implications.yaml")


class Premise(Frozen):
    """A fact and the values that carry the implication; None for any value at all.

    `includes` is a member that a set has, whatever else it has.
    """

    fact: str
    values: tuple[FactValue, ...] | None = None
    includes: str = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic passes whatever was written
        if not isinstance(data, dict) or "values" in data or "includes" in data:
            return data
        if "one_of" in data:
            return {"fact": data["fact"], "values": data["one_of"]}
        return {"fact": data["fact"], "values": None if data.get("known") else [data["is"]]}

    @model_validator(mode="after")
    def _known(self) -> Premise:
        for value in self.values or ():
            definition(self.fact).parse(value)
        if self.includes:
            definition(self.fact).parse([self.includes])
        return self

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Whether the fact is known and has one of the values; a whole set must be complete."""
        fact = facts.get(self.fact)
        if fact is None or fact.value is None:
            return False
        if self.includes:
            return isinstance(fact.value, tuple) and self.includes in fact.value
        return fact.complete and (self.values is None or fact.value in self.values)


class Premises(Frozen):
    """Premises of which all, or any one, must hold."""

    all_of: tuple[Premise, ...] = ()
    any_of: tuple[Premise, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic passes whatever was written
        if isinstance(data, dict) and "fact" in data:
            return {"all_of": [data]}
        return data

    @model_validator(mode="after")
    def _some(self) -> Premises:
        if not (self.all_of or self.any_of):
            raise ValueError("an implication needs a premise")
        return self

    def grounds(self, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
        """The facts on which the implication rests; empty where it does not hold."""
        if not all(premise.holds(facts) for premise in self.all_of):
            return ()
        grounds = [facts[premise.fact] for premise in self.all_of]
        if self.any_of:
            first = next((p for p in self.any_of if p.holds(facts)), None)
            if first is None:
                return ()
            grounds.append(facts[first.fact])
        return tuple(grounds)


class ImplicationExamples(Frozen):
    """Facts from which the implication follows, and similar facts from which it does not."""

    follows: dict[str, FactValue]
    does_not: dict[str, FactValue]


class Implication(Frozen):
    """If the premises hold, the facts of `then` have their values.

    The sets of `at_least` have at least the members named.
    """

    premises: Premises = Field(alias="if")
    then: dict[str, FactValue] = Field(default_factory=dict)
    at_least: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    examples: ImplicationExamples

    @model_validator(mode="after")
    def _known(self) -> Implication:
        for name, value in (*self.then.items(), *self.at_least.items()):
            definition(name).parse(value)
        for facts in (self.examples.follows, self.examples.does_not):
            for name, value in facts.items():
                definition(name).parse(value)
        return self


class _ImplicationFile(Frozen):
    implications: tuple[Implication, ...]


@cache
def implications() -> tuple[Implication, ...]:
    """Every implication, in the order of the file.

    Raises:
        RuleError: the shipped file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(
        source, _ImplicationFile, {"implications": source.data}, RuleError
    ).implications


def with_implied(facts: dict[str, Fact]) -> tuple[dict[str, Fact], tuple[Contradiction, ...]]:
    """`facts` with what follows from them, and what follows but is known to be otherwise.

    What follows from what follows is added, too. A fact that is there stays as it is, except that
    a set known in part gains the members that follow.
    """
    known = dict(facts)
    clashes: dict[str, Contradiction] = {}
    changed = True
    while changed:
        changed = False
        for implication in implications():
            grounds = implication.premises.grounds(known)
            if not grounds:
                continue
            for name, written in implication.then.items():
                value = definition(name).parse(written)
                changed |= _follow(known, clashes, _implied(name, value, grounds), grounds)
            for name, members in implication.at_least.items():
                value = definition(name).parse(members)
                implied = _implied(name, value, grounds, complete=False)
                changed |= _follow(known, clashes, implied, grounds)
    return known, tuple(clashes.values())


def _follow(
    known: dict[str, Fact],
    clashes: dict[str, Contradiction],
    implied: Fact,
    grounds: tuple[Fact, ...],
) -> bool:
    """Add an implied fact, or note what it clashes with; whether something was added."""
    present = known.get(implied.id)
    if present is None:
        known[implied.id] = implied
        return True
    if present.value is None or implied.value is None:
        return False
    if not implied.complete and not present.complete:
        return _extend(known, present, implied)
    if _differs(present, implied) and implied.id not in clashes:
        clashes[implied.id] = Contradiction(
            fact=implied.id,
            judged=present.value,
            sources=(*present.sources, *(s for ground in grounds for s in ground.sources)),
        )
    return False


def _extend(known: dict[str, Fact], present: Fact, implied: Fact) -> bool:
    members = set(_members(present)) | set(_members(implied))
    if members == set(_members(present)):
        return False
    known[present.id] = present.model_copy(
        update={
            "value": tuple(sorted(members)),
            "strength": weakest((present.strength, implied.strength)),
            "sources": (*present.sources, *implied.sources),
        }
    )
    return True


def _members(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else ()


def _differs(present: Fact, implied: Fact) -> bool:
    """Whether a fact cannot be what follows: another value, or a set with other members."""
    if isinstance(implied.value, tuple) and isinstance(present.value, tuple):
        if implied.complete:
            return not set(present.value) <= set(implied.value)
        return not set(implied.value) <= set(present.value)
    return present.value != implied.value


def _implied(
    name: str, value: FactValue, grounds: tuple[Fact, ...], *, complete: bool = True
) -> Fact:
    sources = tuple(
        Source(**{**dict(source), "value": value, "complete": complete, "follows_from": ground.id})
        for ground in grounds
        for source in ground.sources
        if source.follows_from or _supports(source, ground)
    )
    strength = weakest(ground.strength for ground in grounds)
    return Fact(id=name, value=value, complete=complete, strength=strength, sources=sources)


def _supports(source: Source, ground: Fact) -> bool:
    return ground.value is not None and not source.differs_from(ground.value)

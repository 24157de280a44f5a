"""What follows from facts by the meaning of their words; `implications.yaml` lists it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.vocabulary.fact import Contradiction, Fact, Source
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition

_FILE = Path(__file__).with_name("implications.yaml")


class Premise(Frozen):
    """A fact and the values that carry the implication; None for any value at all."""

    fact: str
    values: tuple[FactValue, ...] | None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        if not isinstance(data, dict) or "values" in data:
            return data
        if "one_of" in data:
            return {"fact": data["fact"], "values": data["one_of"]}
        return {"fact": data["fact"], "values": None if data.get("known") else [data["is"]]}

    @model_validator(mode="after")
    def _known(self) -> Premise:
        for value in self.values or ():
            definition(self.fact).parse(value)
        return self

    def holds(self, facts: dict[str, Fact]) -> bool:
        """Whether the fact is known, whole, and has one of the values."""
        fact = facts.get(self.fact)
        if fact is None or fact.value is None or not fact.complete:
            return False
        return self.values is None or fact.value in self.values


class Implication(Frozen):
    """Where `premise` holds, the facts of `then` have their values."""

    premise: Premise = Field(alias="if")
    then: dict[str, FactValue]

    @model_validator(mode="after")
    def _known(self) -> Implication:
        for name, value in self.then.items():
            definition(name).parse(value)
        return self


class _File(Frozen):
    implications: tuple[Implication, ...]


@cache
def implications() -> tuple[Implication, ...]:
    """Every implication, in the order of the file.

    Raises:
        RuleError: the shipped file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, _File, {"implications": source.data}, RuleError).implications


def with_implied(facts: dict[str, Fact]) -> tuple[dict[str, Fact], tuple[Contradiction, ...]]:
    """`facts` with what follows from them, and what follows and was told otherwise.

    What follows from what follows is added, too. A fact that is there stays as it is.
    """
    known = dict(facts)
    clashes: dict[str, Contradiction] = {}
    while True:
        added: dict[str, Fact] = {}
        for implication in implications():
            if not implication.premise.holds(known):
                continue
            ground = known[implication.premise.fact]
            for name, written in implication.then.items():
                value = definition(name).parse(written)
                there = known.get(name)
                if there is None:
                    added.setdefault(name, _implied(name, value, ground))
                elif there.value is not None and _differs(there, value) and name not in clashes:
                    clashes[name] = Contradiction(
                        fact=name, judged=there.value, sources=(*there.sources, *ground.sources)
                    )
        if not added:
            return known, tuple(clashes.values())
        known |= added


def _differs(fact: Fact, value: FactValue) -> bool:
    """Whether a fact cannot be what follows: another value, or members that a set must not have."""
    if isinstance(value, tuple) and isinstance(fact.value, tuple):
        return not set(fact.value) <= set(value)
    return fact.value != value


def _implied(name: str, value: FactValue, ground: Fact) -> Fact:
    sources = tuple(
        Source(**{**dict(source), "value": value, "complete": True, "follows_from": ground.id})
        for source in ground.sources
        if source.value == ground.value or source.follows_from
    )
    return Fact(id=name, value=value, strength=ground.strength, sources=sources)

"""The vocabulary of facts, loaded from `vocabulary.yaml` and checked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import nearest, read_yaml, validated
from auditor.core.text import Language, Text
from auditor.vocabulary.value import FactValue, SpeakerRole

FINDING = "finding."
"""Prefix of a fact that is the verdict of a rule; the rest of the name is the rule's id."""
_FINDING = "finding.rule"
_FILE = Path(__file__).with_name("vocabulary.yaml")

MOVED_TO_RUN_RECORD: dict[str, str] = {
    "evidence.source_hash": "exhibits[].digest in observations.json",
    "evidence.tool_version": "tool_version in run.json",
    "evidence.env": "environment in run.json",
    "evidence.operator": "compiled_by in case.yaml",
    "evidence.timestamp_method": "started in run.json",
    "evidence.reproducible": "result digests in run.json",
}
"""Names in the research notes that are not facts of a deployment: the tool records them itself."""


class FactType(StrEnum):
    """The types a fact can have."""

    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    SET = "set"


class FactDefinition(Frozen):
    """One fact of the vocabulary; the head of `vocabulary.yaml` explains each key."""

    id: str = Field(pattern=r"^[a-z_]+\.[a-z0-9_]+$")
    type: FactType
    values: dict[str, Text] = Field(default_factory=dict)
    question: Text
    evidence: Text
    ask: tuple[SpeakerRole, ...] = Field(min_length=1)
    rising: bool = False
    systems: Literal["any", "all", "largest"] | None = None
    change: Literal["future", "less", "more", "fixed"]
    becomes: tuple[FactValue, ...] = ()
    burden: int | None = Field(default=None, ge=0, le=2)
    proof: Literal["operator"] | None = None
    was: str = ""
    computed: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> FactDefinition:
        if (self.change != "fixed") != (self.burden is not None):
            raise ValueError(f"{self.id}: a burden is given exactly where something can change")
        ordered = self.type in (FactType.SET, FactType.NUMBER, FactType.DATE)
        if self.change in ("less", "more") and not ordered:
            raise ValueError(f"{self.id}: only a set, a number or a date can become less or more")
        if (self.change == "future") != bool(self.becomes):
            raise ValueError(f"{self.id}: what it becomes is given exactly if it can in the future")
        for value in self.becomes:
            self.parse(value)
        if self.rising and self.type is not FactType.CHOICE:
            raise ValueError(f"{self.id}: only a choice can be rising")
        if self.systems in ("any", "all") and self.type is not FactType.YES_NO:
            raise ValueError(f"{self.id}: any and all are about yes or no")
        if self.systems == "largest" and self.type is not FactType.NUMBER:
            raise ValueError(f"{self.id}: only a number can be the largest")
        if (self.type is FactType.CHOICE) and not self.values:
            raise ValueError(f"{self.id}: a choice needs values")
        return self

    def may_become(self, now: FactValue | None, then: FactValue) -> bool:
        """Whether the operator can bring `then` about without doing more to people than `now`.

        `now` is None where the present value is unknown; of a set it may be known only in part.
        """
        if then == now:
            return False
        match self.change:
            case "future":
                order = list(self.values)
                worse = now in order and order.index(str(then)) > order.index(str(now))
                return then in self.becomes and not worse
            case "less":
                return _is_less(then, now)
            case "more":
                return now is None or _is_less(now, then)
        return False

    def parse(self, value: object) -> FactValue:
        """`value` in the form in which this fact stores it.

        Raises:
            ValueError: it is not a value of this fact; the message says which are.
        """
        match self.type:
            case FactType.YES_NO if isinstance(value, bool):
                return value
            case FactType.NUMBER if isinstance(value, int | float) and not isinstance(value, bool):
                return value
            case FactType.DATE if isinstance(value, str):
                return _iso_date(value)
            case FactType.TEXT if isinstance(value, str):
                return value
            case FactType.CHOICE if isinstance(value, str) and value in self.values:
                return value
            case FactType.SET if isinstance(value, list | tuple):
                return self._parse_set(value)
        raise ValueError(f"{self.id} takes {self.takes()}{self._hint(value)}")

    def _parse_set(self, value: list[Any] | tuple[Any, ...]) -> tuple[str, ...]:
        for member in value:
            if not isinstance(member, str) or (self.values and member not in self.values):
                raise ValueError(f"{self.id} takes {self.takes()}{self._hint(member)}")
        return tuple(sorted(set(value)))

    def _hint(self, value: object) -> str:
        hint = nearest(str(value), list(self.values)) if self.values else ""
        return f'; "{value}" is none of these{f" ({hint})" if hint else ""}'

    def takes(self) -> str:
        """What values this fact takes, in English."""
        words = ", ".join(self.values)
        return {
            FactType.YES_NO: "yes or no",
            FactType.NUMBER: "a number",
            FactType.DATE: "a date as YYYY-MM-DD",
            FactType.TEXT: "text",
            FactType.CHOICE: f"one of: {words}",
            FactType.SET: f"a list of: {words}" if words else "a list of words",
        }[self.type]

    def say(self, value: FactValue, language: Language) -> str:
        """`value` in words a report prints."""
        if isinstance(value, bool):
            return {"en": ("no", "yes"), "zh": ("否", "是")}[language][value]
        if isinstance(value, tuple):
            words = [self.values[item][language] if item in self.values else item for item in value]
            empty = {"en": "none", "zh": "无"}[language]
            return {"en": ", ", "zh": "、"}[language].join(words) or empty
        if isinstance(value, str) and value in self.values:
            return self.values[value][language]
        return f"{value:g}" if isinstance(value, float) else str(value)


def _is_less(value: FactValue, than: FactValue | None) -> bool:
    """Whether a set has no further members, or a number or date is smaller.

    Nothing but the empty set is certain to be less than an unknown set; an unknown number may be as
    large as it likes.
    """
    match value, than:
        case tuple(), _:
            return set(value) <= set(than if isinstance(than, tuple) else ())
        case int() | float(), int() | float():
            return value < than
        case str(), str():
            return value < than
    return than is None


def _iso_date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f'"{value}" is not a date as YYYY-MM-DD') from None


class _VocabularyFile(Frozen):
    facts: tuple[FactDefinition, ...]


@cache
def vocabulary() -> dict[str, FactDefinition]:
    """Every fact by its id, in the order of the file.

    Raises:
        RuleError: the shipped file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    shared = {entry["id"]: entry.get("values", {}) for entry in source.data}
    for entry in source.data:
        if (owner := entry.pop("values_of", None)) is not None:
            entry["values"] = shared[owner]
    entries = validated(source, _VocabularyFile, {"facts": source.data}, RuleError).facts
    known = {definition.id: definition for definition in entries}
    if len(known) != len(entries):
        raise RuleError("a fact is defined twice", where=_FILE.name)
    return known


def declarable() -> dict[str, FactDefinition]:
    """The facts that a person can state or an exhibit can show, by id."""
    return {name: about for name, about in vocabulary().items() if not about.computed}


def definition(fact: str) -> FactDefinition:
    """The definition of `fact`.

    Raises:
        ValueError: there is no such fact; the message names the nearest.
    """
    if fact.startswith(FINDING) and fact != _FINDING:
        return _about_finding(fact)
    try:
        return vocabulary()[fact]
    except KeyError:
        hint = nearest(fact, list(vocabulary()))
        raise ValueError(f'unknown fact "{fact}"{f" - {hint}" if hint else ""}') from None


@cache
def _about_finding(fact: str) -> FactDefinition:
    """The definition of a rule's verdict as a fact, with the rule's id in its question."""
    general = vocabulary()[_FINDING]
    rule = fact.removeprefix(FINDING)
    question = Text(
        en=general.question.en.format(rule=rule), zh=general.question.zh.format(rule=rule)
    )
    return general.model_copy(update={"id": fact, "question": question})

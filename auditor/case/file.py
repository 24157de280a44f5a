"""`case.yaml`: what a person writes, as a checked model.

The JSON Schema is generated from the model (`case/schema.py`), so an editor shows these
descriptions while somebody types.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from auditor.case.model import DocumentRole, Ground
from auditor.case.polygon import LEAST_CORNERS, MOST_CORNERS, CornerEntry, Polygon, fault
from auditor.core.frozen import Frozen
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import definition


class PremisesEntry(Frozen):
    """The place under audit."""

    name: str = Field(default="", description="Name of the place.")
    kind: str = Field(default="", description="Kind of premises.")
    city: str = Field(default="", description="The city it is in.")
    country: str = Field(
        default="china",
        description="china or elsewhere. Outside China the findings are reasoning only; no law is "
        "applied.",
    )
    address: str = Field(default="", description="Where it is, as far as the report may print it.")

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        return str(definition("premises.kind").parse(kind)) if kind else kind

    @field_validator("country")
    @classmethod
    def _known_country(cls, country: str) -> str:
        return str(definition("premises.country").parse(country))


class OperatorEntry(Frozen):
    """Who runs the deployment."""

    name: str = Field(default="", description="Name of the operator.")
    kind: str = Field(default="", description="What kind of operator it is.")

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        return str(definition("operator.kind").parse(kind)) if kind else kind


class PeriodEntry(Frozen):
    """The conduct under audit."""

    start: date | None = Field(default=None, description="First day of the conduct under audit.")
    end: date | None = Field(default=None, description="Last day; leave out while it continues.")

    @model_validator(mode="after")
    def _ordered(self) -> PeriodEntry:
        if self.start and self.end and self.start > self.end:
            values = {"start": self.start.isoformat(), "end": self.end.isoformat()}
            raise PydanticCustomError("period_order", "the period ends before it starts", values)
        return self


class CompiledEntry(Frozen):
    """Who put the case together."""

    name: str = ""
    role: SpeakerRole | None = Field(
        default=None,
        description="Their role. What a party reports of the other side is marked as reported.",
    )
    on: date | None = None


class ExhibitEntry(Frozen):
    """What is known about one file of the case."""

    path: str = Field(description="Path of the file inside the case folder.")
    id: str = Field(
        default="",
        pattern=r"^(E-[0-9]{2,6})?$",
        description="Number of the exhibit, for example E-03, where it must not change; left out, "
        "the program gives it one.",
    )
    camera: str = Field(default="", description="Name of the camera, as in the configuration.")
    role: DocumentRole = Field(
        default=DocumentRole.OTHER, description="What a text, or a picture of a text, is."
    )
    demonstrative: bool = Field(
        default=False, description="A reconstruction or drawing: examined, but no fact rests on it."
    )
    recorded_by: str = Field(default="", description="Who recorded or obtained it.")
    recorded_on: date | None = Field(default=None, description="When it was recorded or obtained.")
    original_kept_at: str = Field(default="", description="Where the original carrier is kept.")
    note: str = ""


class CameraEntry(Frozen):
    """What is known about one camera; it applies to every exhibit this camera recorded."""

    name: str = Field(min_length=1, description="The name that exhibits give as their camera.")
    purpose_zone: tuple[CornerEntry, ...] = Field(
        default=(),
        description="Where in the picture faces must be captured for the purpose: three or more "
        "corners [x, y] in order, as shares 0 to 1 of the upright picture's width and height from "
        "its top left. Draw it around the faces, not around the floor.",
        json_schema_extra={"minItems": LEAST_CORNERS, "maxItems": MOST_CORNERS},
    )
    width: int | None = Field(
        default=None, ge=16, le=65536, description="Width of its stream in pixels."
    )
    height: int | None = Field(
        default=None, ge=16, le=65536, description="Height of its stream in pixels."
    )
    field: float | None = Field(
        default=None, gt=0, le=170, description="Its horizontal field of view in degrees."
    )
    mounted: float | None = Field(
        default=None, gt=0, le=100, description="Height of its lens above the floor in metres."
    )
    distance: float | None = Field(
        default=None,
        ge=0,
        le=1000,
        description="Metres from the point below the lens to the line that people cross.",
    )
    purpose: str = Field(default="", description="What the camera is for, in a few words.")
    note: str = Field(default="", description="Anything a reader should know about the zone.")

    @field_validator("purpose_zone")
    @classmethod
    def _sound(cls, zone: Polygon) -> Polygon:
        if problem := fault(zone):
            raise PydanticCustomError(problem.id, "the zone is wrong", dict(problem.values))
        return zone


class SpeakerEntry(Frozen):
    """Who states it."""

    role: SpeakerRole
    name: str = ""


class QuoteEntry(Frozen):
    """Words of an exhibit that support one answer of a statement."""

    fact: str = Field(description="The fact that the words support, one of the statement's.")
    words: str = Field(min_length=1, description="The words, as they are in the exhibit.")
    read_in: str = Field(default="", description="Path of the exhibit; default: the statement's.")


class StatementEntry(Frozen):
    """Answers given by one speaker on one day."""

    by: SpeakerEntry
    on: date = Field(description="The day it was stated or written.")
    read_in: str = Field(default="", description="Path of the exhibit the answers were read from.")
    quote: str = Field(
        default="", description="Words of that exhibit; the tool looks for them in it."
    )
    quotes: tuple[QuoteEntry, ...] = Field(
        default=(), description="Words for single answers: each supports one fact."
    )
    note: str = Field(default="", description="Anything a reader should know, such as a pinpoint.")
    facts: dict[str, FactValue] = Field(min_length=1, description="The answers, by fact.")

    @field_validator("facts", mode="before")
    @classmethod
    def _known(cls, facts: object) -> object:
        if not isinstance(facts, dict):
            return facts
        return {name: definition(str(name)).parse(value) for name, value in facts.items()}

    @model_validator(mode="after")
    def _quotes_belong(self) -> StatementEntry:
        for quote in self.quotes:
            if quote.fact not in self.facts:
                values = {"fact": quote.fact}
                raise PydanticCustomError("quote_without_fact", "no such answer here", values)
            if not (quote.read_in or self.read_in):
                values = {"fact": quote.fact}
                raise PydanticCustomError("quote_without_exhibit", "no exhibit is named", values)
        return self


class WayEntry(Frozen):
    """An answer about one less intrusive way."""

    way: str = Field(min_length=1, description="Which way; see: face-audit rules necessity.")
    rejected: bool = Field(description="yes: rejected; no: in use, offered, or good enough.")
    ground: Ground | None = Field(default=None, description="On which ground it was rejected.")
    why: str = Field(default="", description="The reason given, in a sentence.")

    @model_validator(mode="after")
    def _reasoned(self) -> WayEntry:
        if self.ground is not None and not self.rejected:
            raise PydanticCustomError(
                "ground_without_rejection", "a ground is given only for a rejected way"
            )
        return self


class NecessityEntry(Frozen):
    """Answers on one purpose: why people are distinguished, why by face, which other ways exist."""

    purpose: str = Field(description="One of the values of purpose.told.")
    by: SpeakerEntry
    on: date = Field(description="The day it was stated or written.")
    tells_people_apart: bool | None = Field(
        default=None, description="Does the purpose need to distinguish people?"
    )
    tells_people_apart_why: str = ""
    face_needed: bool | None = Field(default=None, description="Does it need the face for that?")
    face_needed_why: str = ""
    ways: tuple[WayEntry, ...] = ()
    serves: tuple[str, ...] | None = Field(default=None, description="Whose interest it serves.")
    costs_to_person: tuple[str, ...] | None = Field(
        default=None, description="What it costs the person."
    )

    @field_validator("purpose")
    @classmethod
    def _known_purpose(cls, purpose: str) -> str:
        definition("purpose.told").parse((purpose,))
        return purpose

    @field_validator("serves", "costs_to_person")
    @classmethod
    def _known_words(
        cls, words: tuple[str, ...] | None, info: ValidationInfo
    ) -> tuple[str, ...] | None:
        if words is not None:
            definition(f"necessity.{info.field_name}").parse(words)
        return words


class WaiverEntry(Frozen):
    """A finding that somebody accepts deliberately, for a time, on the evidence of that day."""

    rule: str = Field(min_length=1, description="Id of the rule whose finding is accepted.")
    reason: str = Field(min_length=1, description="Why it is accepted.")
    approved_by: str = Field(min_length=1, description="Who accepts it.")
    on: date = Field(description="The day it was accepted.")
    expires: date = Field(description="The last day on which it is in force.")
    evidence: str = Field(
        pattern=r"^(sha256:)?[0-9a-f]{64}$",
        description="The digest of the finding's evidence, as the findings print it.",
    )

    @field_validator("evidence")
    @classmethod
    def _bare(cls, evidence: str) -> str:
        return evidence.removeprefix("sha256:")

    @model_validator(mode="after")
    def _ordered(self) -> WaiverEntry:
        if self.on > self.expires:
            values = {"on": self.on.isoformat(), "expires": self.expires.isoformat()}
            raise PydanticCustomError("waiver_order", "the waiver expires too early", values)
        return self


class CaseFile(Frozen):
    """The whole of `case.yaml`. Every key is optional; what is left out is unknown."""

    title: str = Field(default="", description="Title of the report.")
    premises: PremisesEntry = PremisesEntry()
    operator: OperatorEntry = OperatorEntry()
    period: PeriodEntry = PeriodEntry()
    as_of: date | None = Field(
        default=None,
        description="Judge by the law in force on this date; default: today.",
    )
    decided_as: str = Field(default="", description="A decided case to compare the findings with.")
    largest_gap_allowed: float | None = Field(
        default=None,
        gt=0,
        description="Coverage floor: seconds of footage that may stay unexamined.",
    )
    compiled: CompiledEntry = CompiledEntry()
    leave_out: tuple[str, ...] = Field(
        default=(), description="Files of the folder that are not exhibits."
    )
    exhibits: tuple[ExhibitEntry, ...] = ()
    cameras: tuple[CameraEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    necessity: tuple[NecessityEntry, ...] = Field(
        default=(),
        description="Why faces are needed, by purpose, and which other ways were considered.",
    )
    waivers: tuple[WaiverEntry, ...] = Field(
        default=(), description="Findings accepted deliberately; they are still judged and printed."
    )
    not_known: tuple[str, ...] = Field(
        default=(),
        description="Facts that somebody was asked about and did not know: neither yes nor no. "
        "The interview does not ask for them again.",
    )
    skipped: tuple[str, ...] = Field(
        default=(), description="Facts that the interview asked about and that were skipped."
    )

    @field_validator("not_known", "skipped")
    @classmethod
    def _known_facts(cls, facts: tuple[str, ...]) -> tuple[str, ...]:
        for fact in facts:
            definition(fact)
        return facts

"""`case.yaml`: what a person writes, as a checked model.

The model is what the JSON Schema is generated from (`case/schema.py`), so the descriptions here are
what an editor shows while one types.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field, ValidationInfo, field_validator, model_validator

from auditor.case.model import DocumentRole, Ground
from auditor.case.polygon import LEAST_CORNERS, MOST_CORNERS, CornerEntry, Polygon, fault
from auditor.core.frozen import Frozen
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import definition


class PremisesEntry(Frozen):
    """The place under audit."""

    name: str = Field(default="", description="What the place is called.")
    kind: str = Field(default="", description="What kind of premises it is.")
    city: str = Field(default="", description="The city it is in.")
    country: str = Field(
        default="china",
        description="china, or elsewhere: abroad only reasoning is asked, no law applied.",
    )
    address: str = Field(
        default="", description="Where it is, as far as it should stand in a report."
    )

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
    end: date | None = Field(default=None, description="Last day; leave out while it goes on.")

    @model_validator(mode="after")
    def _ordered(self) -> PeriodEntry:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")
        return self


class CompiledEntry(Frozen):
    """Who put the case together."""

    name: str = ""
    on: date | None = None


class ExhibitEntry(Frozen):
    """What is known of one file of the case."""

    path: str = Field(description="Path of the file inside the case folder.")
    camera: str = Field(default="", description="Name of the camera, as the configuration has it.")
    role: DocumentRole = Field(
        default=DocumentRole.OTHER, description="What a text, or a picture of a text, is."
    )
    demonstrative: bool = Field(
        default=False, description="A reconstruction or the like: shown, but no fact rests on it."
    )
    recorded_by: str = Field(default="", description="Who recorded or obtained it.")
    recorded_on: date | None = Field(default=None, description="When.")
    original_kept_at: str = Field(default="", description="Where the original carrier is kept.")
    note: str = ""


class CameraEntry(Frozen):
    """What is known of one camera; every exhibit recorded by it shares it."""

    name: str = Field(min_length=1, description="The name that exhibits give as their camera.")
    purpose_zone: tuple[CornerEntry, ...] = Field(
        default=(),
        description="Where in the picture faces must be captured for the purpose: three or more "
        "corners [x, y] in order, as shares 0 to 1 of the upright picture's width and height from "
        "its top left. Draw it round where faces are to be seen, not round the floor.",
        json_schema_extra={"minItems": LEAST_CORNERS, "maxItems": MOST_CORNERS},
    )
    width: int | None = Field(
        default=None, ge=16, le=65536, description="Width of its stream in picture elements."
    )
    height: int | None = Field(
        default=None, ge=16, le=65536, description="Height of its stream in picture elements."
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
    note: str = Field(default="", description="Anything a reader should know of the zone.")

    @field_validator("purpose_zone")
    @classmethod
    def _sound(cls, zone: Polygon) -> Polygon:
        if problem := fault(zone):
            raise ValueError(problem)
        return zone


class SpeakerEntry(Frozen):
    """Who says it."""

    role: SpeakerRole
    name: str = ""


class StatementEntry(Frozen):
    """Answers given by one speaker on one day."""

    by: SpeakerEntry
    on: date = Field(description="The day it was said or written.")
    read_in: str = Field(default="", description="Path of the exhibit the answers were read from.")
    quote: str = Field(
        default="", description="Words that stand in that exhibit; looked for there."
    )
    note: str = Field(default="", description="Anything a reader should know, such as a pinpoint.")
    facts: dict[str, FactValue] = Field(min_length=1, description="The answers, by fact.")

    @field_validator("facts", mode="before")
    @classmethod
    def _known(cls, facts: object) -> object:
        if not isinstance(facts, dict):
            return facts
        return {name: definition(str(name)).parse(value) for name, value in facts.items()}


class WayEntry(Frozen):
    """What was said of one less intrusive way."""

    way: str = Field(min_length=1, description="Which way; see: face-audit rules necessity.")
    rejected: bool = Field(description="yes: said not to do; no: in use, offered, or would do.")
    ground: Ground | None = Field(default=None, description="On which ground it was rejected.")
    why: str = Field(default="", description="The reason given, in a sentence.")

    @model_validator(mode="after")
    def _reasoned(self) -> WayEntry:
        if self.ground is not None and not self.rejected:
            raise ValueError("a ground is given only for a way that was rejected")
        return self


class NecessityEntry(Frozen):
    """Answers on one purpose: why people are told apart, why by face, and what else was weighed."""

    purpose: str = Field(description="One of the values of purpose.told.")
    by: SpeakerEntry
    on: date = Field(description="The day it was said or written.")
    tells_people_apart: bool | None = Field(
        default=None, description="Does the purpose need one person told from another?"
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
    """A finding that somebody accepts on purpose, for a time, on the evidence as it stands."""

    rule: str = Field(min_length=1, description="Id of the rule whose finding is accepted.")
    reason: str = Field(min_length=1, description="Why it is accepted.")
    approved_by: str = Field(min_length=1, description="Who accepts it.")
    on: date = Field(description="The day it was accepted.")
    expires: date = Field(description="The last day on which it counts.")
    evidence: str = Field(
        pattern=r"^(sha256:)?[0-9a-f]{64}$",
        description="The digest that the findings print as what the finding rests on.",
    )

    @field_validator("evidence")
    @classmethod
    def _bare(cls, evidence: str) -> str:
        return evidence.removeprefix("sha256:")

    @model_validator(mode="after")
    def _ordered(self) -> WaiverEntry:
        if self.on > self.expires:
            raise ValueError(f"the waiver expires ({self.expires}) before it begins ({self.on})")
        return self


class CaseFile(Frozen):
    """The whole of `case.yaml`. Every key may be left out; what is left out is unknown."""

    title: str = Field(default="", description="Title of the report.")
    premises: PremisesEntry = PremisesEntry()
    operator: OperatorEntry = OperatorEntry()
    period: PeriodEntry = PeriodEntry()
    as_of: date | None = Field(
        default=None,
        description="Day whose law and knowledge the case is judged by; default today.",
    )
    decided_as: str = Field(default="", description="A decided case to compare the findings with.")
    largest_gap_allowed: float | None = Field(
        default=None,
        gt=0,
        description="Coverage floor: seconds of footage that may go unlooked at.",
    )
    compiled: CompiledEntry = CompiledEntry()
    leave_out: tuple[str, ...] = Field(
        default=(), description="Files of the folder that are no exhibits."
    )
    exhibits: tuple[ExhibitEntry, ...] = ()
    cameras: tuple[CameraEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    necessity: tuple[NecessityEntry, ...] = Field(
        default=(), description="Why faces are needed, purpose by purpose, and what else would do."
    )
    waivers: tuple[WaiverEntry, ...] = Field(
        default=(), description="Findings accepted on purpose; they are still judged and printed."
    )

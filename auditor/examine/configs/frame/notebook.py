"""What a vendor format notes while it reads, in the field's terms, and what follows from it.

A format says what it found: a function at a state, a threshold, how long something is kept, where
it goes, a library. Sentences, labels and the facts that rules use are made here, so that all
formats say the same thing in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypedDict, Unpack

from auditor.core.locator import FileLocator, Locator, TextLocator
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.hosts import Reach, reach_of, shown_host
from auditor.examine.configs.frame.labels import (
    MEANING,
    POSITIVE,
    Decision,
    Evidence,
    Function,
    decide,
    strongest,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, printable, without_comment
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import (
    ConfigurationSummary,
    ConfiguredDevice,
    EvidenceState,
    Label,
    Observation,
)
from auditor.vocabulary.value import FactValue

DAMAGED = (
    "The file is damaged or cut off: what stands before the damage was read, and the rest was not."
)
"""Said of what could be read of a damaged file."""
ASK_WHOLE = "The file is damaged or cut off: ask for it again, whole."
MAX_NOT_UNDERSTOOD = 50
"""Most keys listed as not understood."""
MAX_SHOWN = 60
"""Longest name or value printed, in characters."""

_WHAT: dict[Function, str] = {
    Function.RECOGNITION: "face recognition",
    Function.VERIFICATION: "comparison of a face with one stored reference",
    Function.REPEAT_VISITORS: "recognition of returning visitors",
    Function.ATTRIBUTES: "inference of age, gender, emotion or the like",
    Function.FACE_CAPTURE: "capture of face pictures",
    Function.DETECTION: "face detection",
    Function.REIDENTIFICATION: "finding people again by their appearance",
    Function.COUNTING: "counting of people",
    Function.LIVENESS: "a check that a face is that of a living person",
    Function.UNTOLD: "something about faces",
}
_SAID: dict[EvidenceState, str] = {
    EvidenceState.MENTIONED: "The file speaks of {what}, which switches nothing ({key}).",
    EvidenceState.SUPPORTED: (
        "The device or program is able to do this: {what}. That shows no use ({key})."
    ),
    EvidenceState.PERMITTED: "An identity may call this: {what}. That shows no use ({key}).",
    EvidenceState.PROVISIONED: (
        "Something was set up for this: {what}. Whether it is used, this does not say ({key})."
    ),
    EvidenceState.GATED: "This is present and not started by default: {what} ({key}).",
    EvidenceState.DISABLED: "This is written and switched off: {what} ({key}).",
    EvidenceState.ENABLED: "This is switched on: {what} ({key}).",
    EvidenceState.POPULATED: "People are stored for this: {what} ({key}).",
    EvidenceState.OBSERVED: "The file holds a record of this: {what} ({key}).",
}


class ThresholdUse(StrEnum):
    """What a threshold decides. None of them is ever turned into another."""

    MATCH = "from which two faces count as the same person"
    MATCH_ONE_TO_ONE = "from which a face counts as that of the person claimed"
    UNKNOWN = "below which a face counts as unknown"
    DETECTION = "from which something counts as a face"
    LIVENESS = "from which a face counts as that of a living person"
    ATTRIBUTE = "from which an attribute is reported"
    QUALITY = "from which a face picture is good enough"
    SIZE = "of the smallest face that is used"
    OTHER = "of another kind"


class Scale(StrEnum):
    """In what a threshold is counted."""

    UNIT_SIMILARITY = "0 to 1, higher is stricter"
    PERCENT_SIMILARITY = "0 to 100, higher is stricter"
    DISTANCE = "distance, lower is stricter"
    POINTS = "the device's own points"
    PIXELS = "picture elements"
    SHARE = "share of the picture"
    UNTOLD = "a scale the file does not tell"


class KeptThing(StrEnum):
    """What is kept for a time."""

    RECORDINGS = "recordings"
    CLIPS = "event clips"
    SNAPSHOTS = "snapshots"
    MATCHED = "pictures of matched faces"
    UNKNOWN = "pictures of unknown faces"
    FACES = "face pictures"
    ENROLLED = "enrolment pictures"
    TEMPLATES = "face templates"
    RECORDS = "logs and records"
    QUEUE = "queued messages"

    @property
    def of_faces(self) -> bool:
        """Whether it is face data by itself."""
        return self in _OF_FACES


_OF_FACES = frozenset(
    {
        KeptThing.MATCHED,
        KeptThing.UNKNOWN,
        KeptThing.FACES,
        KeptThing.ENROLLED,
        KeptThing.TEMPLATES,
    }
)


class TimeUnit(StrEnum):
    """A unit of time."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"

    @property
    def in_days(self) -> float:
        """How many days it is."""
        return {"seconds": 1 / 86400, "minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0}[self.value]


class LibraryKind(StrEnum):
    """Who is in a library of faces."""

    KNOWN = "known people"
    STAFF = "staff"
    VISITORS = "visitors"
    BLOCK_LIST = "a block list"
    VIP = "a list of special customers"
    STRANGERS = "strangers"
    UNTOLD = "people the file does not describe"


_LISTS = {
    LibraryKind.BLOCK_LIST: "block_list",
    LibraryKind.VIP: "vip",
    LibraryKind.STAFF: "staff",
}
"""The values of `watchlist.lists` for kinds of libraries."""


class Place(TypedDict, total=False):
    """Where something stands and what it is about: the same for everything noted.

    `path` and `node` give a value of the tree; `at` a place found otherwise; with neither it is the
    file as a whole. `subject` is the camera or service, `by_default` says that it is not written.
    """

    path: tuple[str, ...]
    node: Node
    at: Locator
    subject: str
    by_default: bool
    confidence: float


@dataclass(frozen=True)
class Sent:
    """What a destination gets: whether that includes pictures or templates of faces."""

    what: str
    faces: bool


def shown(text: str) -> str:
    """A name or value as a report may print it."""
    return printable(text, MAX_SHOWN)


@dataclass
class Notebook:
    """Collects what a format finds in one document.

    Args:
        document: what is read.
        format_id: the format's id, with which topics begin.
        closed: whether the file is the whole configuration and what is not written is off.
        partial: whether the format is not known as a whole, so that silence about faces is no
            "none"; a switch that is off still is.
    """

    document: ConfigDocument
    format_id: str
    closed: bool
    partial: bool = False
    evidence: list[tuple[Evidence, Locator]] = field(default_factory=list)
    devices: dict[str, ConfiguredDevice] = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    _kept_days: list[tuple[float, Locator, bool]] = field(default_factory=list)
    _unlimited: bool = False
    _outside: list[int] = field(default_factory=list)
    _lists: list[tuple[int, str]] = field(default_factory=list)

    # --- what a format says ----------------------------------------------------------------------

    def function(self, function: Function, state: EvidenceState, **place: Unpack[Place]) -> None:
        """Evidence of what is done with faces, and how far it goes."""
        locator = self.locator(place)
        evidence = Evidence(
            function, state, shown(place.get("subject", "")), place.get("by_default", False)
        )
        self.evidence.append((evidence, locator))
        key = locator.quote or locator.key if isinstance(locator, TextLocator) else ""
        words = _SAID[state].format(what=_WHAT[function], key=key or "the file as a whole")
        if evidence.by_default:
            words = words.replace(").", "; by default).")
        self.note("function", words, state=state, **place)

    def unseen(self, what: str, **place: Unpack[Place]) -> None:
        """A part of the configuration that stands elsewhere: what it says of faces stays open."""
        subject = shown(place.get("subject", ""))
        evidence = Evidence(Function.UNTOLD, EvidenceState.PROVISIONED, subject)
        self.evidence.append((evidence, self.locator(place)))
        self.note(
            "function",
            "A part of the configuration stands in another file, and what it says of faces cannot "
            f"be told from this one: {shown(what)}.",
            state=EvidenceState.PROVISIONED,
            **place,
        )

    def undecided(self, words: str, **place: Unpack[Place]) -> None:
        """A reason why the file cannot say whether faces are processed, as one sentence."""
        subject = shown(place.get("subject", ""))
        evidence = Evidence(Function.UNTOLD, EvidenceState.PROVISIONED, subject)
        self.evidence.append((evidence, self.locator(place)))
        self.note("function", words, state=EvidenceState.PROVISIONED, **place)

    def switch(
        self, function: Function, state: EvidenceState | None, **place: Unpack[Place]
    ) -> None:
        """The same for a switch read with `state_of`; one whose value is unknown leaves it open."""
        self.function(function, state or EvidenceState.PROVISIONED, **place)

    def device(self, name: str, **place: Unpack[Place]) -> None:
        """A camera or service by its name as written; `detail` adds what is known of it."""
        name = shown(name)
        if name not in self.devices:
            self.devices[name] = ConfiguredDevice(
                name=name, label=Label.NONE, locator=self.locator(place)
            )

    def detail(self, name: str, **known: object) -> None:
        """More of a device: fields of `ConfiguredDevice` by name; `host` without credentials.

        What is no valid value of its field is left out with a warning.
        """
        name = shown(name)
        if name not in self.devices:
            return
        if isinstance(address := known.get("host"), str):
            known["host"] = shown_host(address)
        fields = {**self.devices[name].model_dump(), **known}
        try:
            self.devices[name] = ConfiguredDevice.model_validate(fields)
        except ValueError:
            self.warnings.append(
                f'What the file says of "{name}" beyond its name is outside what can be: '
                f"{', '.join(sorted(known))}."
            )

    def threshold(
        self,
        value: float | None,
        use: ThresholdUse,
        scale: Scale,
        **place: Unpack[Place],
    ) -> None:
        """A threshold; `value` None where it is written and is no number here."""
        if value is None:
            self.note("threshold", f"The threshold {use.value} cannot be told.", **place)
            return
        default = " by default" if place.get("by_default") else ""
        words = f"The threshold {use.value} is {value:g}{default} ({scale.value})."
        self.note("threshold", words, **place)
        if (name := shown(place.get("subject", ""))) in self.devices:
            device = self.devices[name]
            self.devices[name] = device.model_copy(
                update={"thresholds": (*device.thresholds, f"{use.value}: {value:g}")}
            )

    def retention(
        self, what: KeptThing, value: float | None, unit: TimeUnit, **place: Unpack[Place]
    ) -> None:
        """How long something is kept; `value` None where there is no limit in time."""
        default = " by default" if place.get("by_default") else ""
        kept = what.value[0].upper() + what.value[1:]
        if value is None:
            self.note("retention", f"{kept}: kept without a limit in time{default}.", **place)
            self._unlimited = self._unlimited or what.of_faces
            return
        self.note("retention", f"{kept}: kept for {value:g} {unit.value}{default}.", **place)
        if what.of_faces:
            self._kept_days.append(
                (value * unit.in_days, self.locator(place), place.get("by_default", False))
            )

    def destination(self, kind: str, address: str, sent: Sent, **place: Unpack[Place]) -> None:
        """Where something goes: `kind` is MQTT, HTTP, FTP and so on; `address` a URL or host."""
        reach = reach_of(address)
        if kind == "HTTP" and address.strip().lower().startswith("https:"):
            kind = "HTTPS"
        host = shown_host(address) or "an address this file does not tell"
        where = {
            Reach.INSIDE: "on the site",
            Reach.OUTSIDE: "outside the site",
            Reach.UNKNOWN: "at a place this file does not tell",
        }[reach]
        self.note(
            "destination",
            f"{shown(sent.what)} go by {shown(kind)} to {shown(host)}, which lies {where}.",
            state=EvidenceState.ENABLED,
            **place,
        )
        if sent.faces and reach is Reach.OUTSIDE:
            self._outside.append(len(self.observations) - 1)

    def library(
        self,
        kind: LibraryKind,
        *,
        people: int | None = None,
        pictures: int | None = None,
        name: str = "",
        filled: str = "",
        **place: Unpack[Place],
    ) -> None:
        """A library of faces; names of people in it are never handed in, only counted."""
        called = f' "{shown(name)}"' if name else ""
        held = ", ".join(
            f"{count} {what}"
            for count, what in ((people, "people"), (pictures, "pictures"))
            if count is not None
        )
        words = f"A library of faces{called} holds {kind.value}"
        words += f": {held}" if held else ""
        words += f"; it is filled by {shown(filled)}." if filled else "."
        says: dict[str, FactValue] = {}
        if people:
            says["storage.face_person_count"] = people
        self.note("library", words, says=says, **place)
        if kind in _LISTS:
            self._lists.append((len(self.observations) - 1, _LISTS[kind]))

    def question(self, words: str) -> None:
        """What to ask for: one sentence, with its Chinese in the format's catalogue."""
        self.note("question", words)

    def leftover(self, keys: str, **place: Unpack[Place]) -> None:
        """Settings beside a switch that is off."""
        self.note(
            "leftover",
            f"Prepared and switched off: {shown(keys)} stand beside a switch that is off.",
            state=EvidenceState.DISABLED,
            **place,
        )

    def mention(self, locator: Locator) -> None:
        """A comment or name that speaks of faces."""
        self.note(
            "mention",
            "A comment speaks of faces; a comment switches nothing.",
            state=EvidenceState.MENTIONED,
            at=locator,
        )

    def note(
        self,
        topic: str,
        words: str,
        *,
        says: Mapping[str, FactValue] | None = None,
        state: EvidenceState | None = None,
        **place: Unpack[Place],
    ) -> None:
        """Anything else, in one plain English sentence with its Chinese in the catalogue."""
        self.observations.append(
            Observation(
                exhibit=self.document.exhibit,
                topic=f"{self.format_id}.{topic}",
                locator=self.locator(place),
                note=words,
                says=dict(says or {}),
                subject=shown(place.get("subject", "")),
                state=state,
                by_default=place.get("by_default", False),
                confidence=place.get("confidence", 1.0),
            )
        )

    def unknown(self, path: str) -> None:
        """A key that this format does not know."""
        if len(self.not_understood) < MAX_NOT_UNDERSTOOD:
            self.not_understood.append(self.document.within + shown(path))

    # --- what follows ----------------------------------------------------------------------------

    def reading(self, version: str = "") -> FormatReading:
        """Everything noted, with the labels and facts that follow from it.

        `version` is the program's version in words; empty where it is not known.
        """
        devices = {name: self._at_most_open(self._decided(name)) for name in self.devices}
        whole = self._at_most_open(self._whole(devices))
        if self.document.cut:
            self.warnings.append(DAMAGED)
            self.question(ASK_WHOLE)
        for name, decision in devices.items():
            self._note_label(decision, name)
        self._note_label(whole, "")
        self._note_facts(whole, devices)
        version = version or "version not stated"
        return FormatReading(
            version=version,
            observations=tuple(self.observations),
            warnings=tuple(dict.fromkeys(self.warnings)),
            not_understood=tuple(self.not_understood),
            summary=ConfigurationSummary(
                label=whole.label,
                state=whole.evidence.state if whole.evidence else None,
                version=version,
                devices=tuple(
                    self._labelled(self.devices[name], decision)
                    for name, decision in devices.items()
                ),
            ),
        )

    def _at_most_open(self, decision: Decision) -> Decision:
        """`decision`, unless it says "none" of a file whose rest nobody has read."""
        unread = self.document.cut or (self.partial and decision.evidence is None)
        if unread and decision.label is Label.NONE:
            return Decision(Label.AMBIGUOUS, decision.evidence)
        return decision

    def _decided(self, name: str) -> Decision:
        """The label of one device: its own evidence, and what holds for all where it has none."""
        own = [e for e, _ in self.evidence if e.subject == name]
        general = [e for e, _ in self.evidence if not e.subject]
        off = {e.function for e in own if e.state is EvidenceState.DISABLED}
        on = {e.function for e in own if e.state in POSITIVE}
        inherited = [
            e
            for e in general
            if e.function not in off
            and not (e.state is EvidenceState.DISABLED and e.function in on)
        ]
        return decide([*own, *inherited], closed=self.closed)

    def _whole(self, devices: Mapping[str, Decision]) -> Decision:
        """The strongest of what its devices and services do.

        What is said of no device in particular counts through the devices that take it over, so
        that a switch which every camera overrides decides nothing.
        """
        if not devices:
            return decide([e for e, _ in self.evidence], closed=self.closed)
        others = [e for e, _ in self.evidence if e.subject and e.subject not in devices]
        decisions = [*devices.values()]
        if others:
            decisions.append(decide(others, closed=self.closed))
        label = strongest(d.label for d in decisions)
        return next(d for d in decisions if d.label is label)

    def _labelled(self, device: ConfiguredDevice, decision: Decision) -> ConfiguredDevice:
        evidence = decision.evidence
        at = next((place for e, place in self.evidence if e is evidence), device.locator)
        return device.model_copy(
            update={
                "label": decision.label,
                "state": evidence.state if evidence else None,
                "by_default": evidence.by_default if evidence else True,
                "locator": at,
            }
        )

    def _note_label(self, decision: Decision, subject: str) -> None:
        evidence = decision.evidence
        at = next((place for e, place in self.evidence if e is evidence), FileLocator())
        self.note(
            "label",
            f"{decision.label.value}: {MEANING[decision.label]}.",
            at=at,
            subject=subject,
            state=evidence.state if evidence else None,
            by_default=evidence.by_default if evidence else True,
        )

    def _note_facts(self, whole: Decision, devices: Mapping[str, Decision]) -> None:
        for (evidence, _), index in zip(self.evidence, self._indices("function"), strict=True):
            if evidence.state not in POSITIVE or self._overruled(evidence, devices):
                continue
            self._say(index, FACTS.get(evidence.function, {}))
        if whole.label is Label.NONE:
            self._say_off()
        if whole.label in (Label.NONE, Label.AMBIGUOUS):
            return
        # No number of days is the longest where a store of faces has no limit.
        if self._kept_days and not self._unlimited:
            days, at, by_default = max(self._kept_days, key=lambda kept: kept[0])
            number = int(days) if float(days).is_integer() else round(days, 3)
            self.note(
                "face_picture_retention",
                f"The longest time that pictures showing faces are kept is {number:g} days.",
                says={"storage.retention_days": number},
                at=at,
                by_default=by_default,
            )
        for index in self._outside:
            self._say(index, {"sharing.internet_transfer": True})
        # A library that nothing is compared with is no list at work.
        if whole.label is Label.RECOGNITION:
            for index, listed in self._lists:
                self._say(index, {"watchlist.lists": (listed,)})

    def _overruled(self, evidence: Evidence, devices: Mapping[str, Decision]) -> bool:
        """Whether what holds for all holds for no device."""
        return (
            not evidence.subject
            and bool(devices)
            and all(d.evidence is not evidence for d in devices.values())
        )

    def _say_off(self) -> None:
        """That recognition is off, where a switch for it says so and nothing else is said."""
        for (evidence, _), index in zip(self.evidence, self._indices("function"), strict=True):
            if evidence.state is EvidenceState.DISABLED and evidence.function in (
                Function.RECOGNITION,
                Function.VERIFICATION,
            ):
                self._say(index, {"configuration.recognition_enabled": False})

    def _indices(self, topic: str) -> list[int]:
        wanted = f"{self.format_id}.{topic}"
        return [n for n, one in enumerate(self.observations) if one.topic == wanted]

    def _say(self, index: int, facts: Mapping[str, FactValue]) -> None:
        one = self.observations[index]
        self.observations[index] = one.model_copy(update={"says": {**one.says, **facts}})

    def locator(self, place: Place) -> Locator:
        """Where a place points to."""
        at = place.get("at")
        if at is not None:
            return at
        node = place.get("node")
        return FileLocator() if node is None else self.document.locator(place.get("path", ()), node)

    def line(self, number: int, column: int = 1, key: str = "") -> TextLocator:
        """The locator of a whole line, for formats that are read line by line."""
        lines = self.document.lines
        written = without_comment(lines[number - 1]) if number <= len(lines) else ""
        if written.lstrip().startswith(("#", "//")):
            word = about_faces(written)
            written = f"# … {word.group()} …" if word is not None else "#"
        quote = printable(written)
        return TextLocator(line=number, column=column, key=shown(key), quote=quote)


_RECOGNISED: dict[str, FactValue] = {
    "configuration.recognition_enabled": True,
    "capture.template_extracted": True,
    "capture.faces_detected": True,
    "collection.items": ("face",),
    "capture.analyses": ("recognition",),
}
FACTS: dict[Function, dict[str, FactValue]] = {
    Function.RECOGNITION: {**_RECOGNISED, "capture.function": "identify_one_to_many"},
    Function.VERIFICATION: {**_RECOGNISED, "capture.function": "verify_one_to_one"},
    Function.REPEAT_VISITORS: {
        **_RECOGNISED,
        "capture.function": "identify_repeat_visitor",
        "capture.analyses": ("recognition", "repeat_visits"),
    },
    Function.ATTRIBUTES: {
        "capture.function": "attributes",
        "capture.analyses": ("attributes",),
    },
    Function.FACE_CAPTURE: {"capture.faces_detected": True, "storage.raw_face_images": True},
    Function.DETECTION: {"capture.faces_detected": True, "capture.analyses": ("detection",)},
    Function.LIVENESS: {"capture.faces_detected": True, "capture.analyses": ("liveness",)},
}
"""The facts that each function bears on where it is on."""

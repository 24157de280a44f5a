"""What a vendor format notes while it reads, in the field's terms.

A format says what is there: a function at a state, a threshold, how long something is kept, where
it goes, a library. Sentences, labels and the facts that rules use are made here, so that all
formats say the same in the same words.
"""

from __future__ import annotations

from typing import Unpack

from auditor.core.locator import Locator, TextLocator
from auditor.core.wording import Value, wording
from auditor.examine.configs.frame.conclusions import reading_of
from auditor.examine.configs.frame.hosts import Reach, reach_of, shown_host
from auditor.examine.configs.frame.labels import Evidence, Function
from auditor.examine.configs.frame.notes import KeptFaces, Notes
from auditor.examine.configs.frame.people_lists import facts_of, kind_named
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
    shown,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.model import ConfiguredDevice, EvidenceState, Label
from auditor.vocabulary.value import FactValue


class Notebook(Notes):
    """Collects what a format finds in one document; see `Notes` for its arguments."""

    def function(self, function: Function, state: EvidenceState, **place: Unpack[Place]) -> None:
        """Evidence of what is done with faces, and how far it goes."""
        evidence = self._evidence(function, state, place)
        at = self.locator(place)
        quote = at.quote or at.key if isinstance(at, TextLocator) else ""
        key: str = quote or wording("frame.whole_file")
        if evidence.by_default:
            key = wording("frame.by_default", key=key)
        what = wording(f"frame.function.{function.value}")
        words = wording(f"frame.state.{state.value}", what=what, key=key)
        self.note("function", words, state=state, **place)

    def unseen(self, what: str, **place: Unpack[Place]) -> None:
        """A part of the configuration that is elsewhere: what it says about faces stays open."""
        self.undecided(wording("frame.unseen", what=shown(what)), **place)

    def undecided(self, words: str, **place: Unpack[Place]) -> None:
        """A reason why the file cannot say whether faces are processed, as one wording."""
        self._evidence(Function.UNSTATED, EvidenceState.PROVISIONED, {**place, "by_default": False})
        self.note("function", words, state=EvidenceState.PROVISIONED, **place)

    def _evidence(self, function: Function, state: EvidenceState, place: Place) -> Evidence:
        subject, by_default = shown(place.get("subject", "")), place.get("by_default", False)
        evidence = Evidence(function, state, subject, by_default)
        self.evidence.append((evidence, self.locator(place)))
        return evidence

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
                wording("frame.outside_range", name=name, fields=tuple(sorted(known)))
            )

    def threshold(
        self, value: float | None, use: ThresholdUse, scale: Scale, **place: Unpack[Place]
    ) -> None:
        """A threshold; `value` None where it is written and is no number here."""
        meaning = wording(f"frame.use.{use.value}")
        if value is None:
            self.note("threshold", wording("frame.threshold.unknown", use=meaning), **place)
            return
        counted = wording(f"frame.scale.{scale.value}")
        kind = "default" if place.get("by_default") else "value"
        text = f"frame.threshold.{kind}"
        words = wording(text, use=meaning, value=float(value), scale=counted)
        self.note("threshold", words, **place)
        if (name := shown(place.get("subject", ""))) in self.devices:
            device = self.devices[name]
            short = wording("frame.threshold.short", use=meaning, value=float(value))
            thresholds = (*device.thresholds, short)
            self.devices[name] = device.model_copy(update={"thresholds": thresholds})

    def retention(
        self, what: KeptThing, value: float | None, unit: TimeUnit, **place: Unpack[Place]
    ) -> None:
        """How long something is kept; `value` None where there is no limit in time."""
        by_default = place.get("by_default", False)
        store = wording(f"frame.store.{what.value}")
        kind = "_by_default" if by_default else ""
        if value is None:
            words = wording(f"frame.kept.unlimited{kind}", what=store)
        else:
            counted = wording(f"frame.unit.{unit.value}")
            text = f"frame.kept.limited{kind}"
            words = wording(text, what=store, value=float(value), unit=counted)
        self.note("retention", words, **place)
        if what.of_faces:
            days = None if value is None else value * unit.in_days
            index, strangers = len(self.observations) - 1, what is KeptThing.UNKNOWN
            at = self.locator(place)
            self.kept_faces.append(KeptFaces(days, at, by_default, index, strangers))

    def destination(self, kind: str, address: str, sent: Sent, **place: Unpack[Place]) -> None:
        """Where something goes: `kind` is MQTT, HTTP, FTP and so on; `address` a URL or host."""
        reach = reach_of(address)
        if kind == "HTTP" and address.strip().lower().startswith("https:"):
            kind = "HTTPS"
        host = shown_host(address) or wording("frame.no_address")
        words = wording(
            f"frame.sent.{reach.value}", what=wording(sent.what), kind=shown(kind), host=shown(host)
        )
        self.note("destination", words, state=EvidenceState.ENABLED, **place)
        if sent.faces and reach is Reach.OUTSIDE:
            self.outside.append(len(self.observations) - 1)

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
        """A library of faces; people in it are counted, never named.

        `filled` is the id of a text, or the exhibit's own words, on who enters people.
        """
        if kind in (LibraryKind.UNSTATED, LibraryKind.KNOWN):
            kind = kind_named(name) or kind
        counts = (("people", people), ("pictures", pictures))
        held = tuple(wording(f"frame.held.{n}", count=c) for n, c in counts if c is not None)
        values: dict[str, Value] = {"named": shown(name), "held": held, "filled": shown(filled)}
        given = {part: value for part, value in values.items() if value}
        form = "_".join(given) if name else "_".join(("unnamed", *given))
        words = wording(
            f"frame.library.{form}", kind=wording(f"frame.listed.{kind.value}"), **given
        )
        says: dict[str, FactValue] = {}
        if people:
            says["storage.face_person_count"] = people
        self.note("library", words, says=says, **place)
        if facts := facts_of(kind, people):
            self.libraries.append((len(self.observations) - 1, facts))

    def question(self, words: str) -> None:
        """What to ask for: one wording."""
        self.note("question", words)

    def leftover(self, *keys: str, **place: Unpack[Place]) -> None:
        """Settings next to a switch that is off."""
        words = wording("frame.leftover", keys=tuple(shown(key) for key in keys))
        self.note("leftover", words, state=EvidenceState.DISABLED, **place)

    def mention(self, locator: Locator) -> None:
        """A comment or name that mentions faces."""
        words = wording("frame.comment")
        self.note("mention", words, state=EvidenceState.MENTIONED, at=locator)

    def reading(self, version: str = "") -> FormatReading:
        """Everything noted, with the labels and facts that follow from it.

        `version` is the program's version in words; empty where it is not known.
        """
        return reading_of(self, version or wording("frame.no_version"))

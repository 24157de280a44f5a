"""What follows from the notes on one document: labels of devices and of the whole, and facts."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.core.locator import FileLocator
from auditor.core.wording import Wording, wording
from auditor.examine.configs.frame.labels import (
    POSITIVE,
    Decision,
    Evidence,
    Function,
    decide,
    strongest,
)
from auditor.examine.configs.frame.notes import Notes
from auditor.examine.configs.interface import FormatReading
from auditor.examine.model import ConfigurationSummary, ConfiguredDevice, EvidenceState, Label
from auditor.vocabulary.value import FactValue

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
    Function.ATTRIBUTES: {"capture.function": "attributes", "capture.analyses": ("attributes",)},
    Function.FACE_CAPTURE: {"capture.faces_detected": True, "storage.raw_face_images": True},
    Function.DETECTION: {"capture.faces_detected": True, "capture.analyses": ("detection",)},
    Function.LIVENESS: {"capture.faces_detected": True, "capture.analyses": ("liveness",)},
}
"""The facts that each function bears on where it is on."""


def label_words(label: Label) -> Wording:
    """A label with what it means."""
    name = wording(f"frame.label_name.{label.value}")
    return wording("frame.label", label=name, meaning=label_meaning(label))


def label_meaning(label: Label) -> Wording:
    """What a label means, as a clause."""
    return wording(f"frame.label_meaning.{label.value}")


def reading_of(notes: Notes, version: str) -> FormatReading:
    """Everything noted, with the labels and facts that follow from it."""
    devices = {name: _at_most_open(notes, _decided(notes, name)) for name in notes.devices}
    whole = _at_most_open(notes, _whole(notes, devices))
    if notes.document.cut:
        notes.warnings.append(wording("frame.damaged"))
        notes.note("question", wording("frame.ask_whole"))
    for name, decision in devices.items():
        _note_label(notes, decision, name)
    _note_label(notes, whole, "")
    _note_facts(notes, whole, devices)
    return FormatReading(
        version=version,
        observations=tuple(notes.observations),
        warnings=tuple(dict.fromkeys(notes.warnings)),
        not_understood=tuple(notes.not_understood),
        summary=ConfigurationSummary(
            label=whole.label,
            state=whole.evidence.state if whole.evidence else None,
            version=version,
            devices=tuple(
                _labelled(notes, notes.devices[name], decision)
                for name, decision in devices.items()
            ),
        ),
    )


def _at_most_open(notes: Notes, decision: Decision) -> Decision:
    """`decision`, unless it says "none" of a file whose rest nobody has read."""
    unread = notes.document.cut or (notes.partial and decision.evidence is None)
    if unread and decision.label is Label.NONE:
        return Decision(Label.AMBIGUOUS, decision.evidence)
    return decision


def _decided(notes: Notes, name: str) -> Decision:
    """The label of one device: its own evidence, and what holds for all where it has none."""
    own = [e for e, _ in notes.evidence if e.subject == name]
    general = [e for e, _ in notes.evidence if not e.subject]
    off = {e.function for e in own if e.state is EvidenceState.DISABLED}
    on = {e.function for e in own if e.state in POSITIVE}
    inherited = [
        e
        for e in general
        if e.function not in off and not (e.state is EvidenceState.DISABLED and e.function in on)
    ]
    return decide([*own, *inherited], closed=notes.closed)


def _whole(notes: Notes, devices: Mapping[str, Decision]) -> Decision:
    """The strongest of what its devices and services do.

    What is said of no device in particular counts through the devices that take it over, so
    that a switch which every camera overrides decides nothing.
    """
    if not devices:
        return decide([e for e, _ in notes.evidence], closed=notes.closed)
    others = [e for e, _ in notes.evidence if e.subject and e.subject not in devices]
    decisions = [*devices.values()]
    if others:
        decisions.append(decide(others, closed=notes.closed))
    label = strongest(d.label for d in decisions)
    return next(d for d in decisions if d.label is label)


def _labelled(notes: Notes, device: ConfiguredDevice, decision: Decision) -> ConfiguredDevice:
    evidence = decision.evidence
    at = next((place for e, place in notes.evidence if e is evidence), device.locator)
    return device.model_copy(
        update={
            "label": decision.label,
            "state": evidence.state if evidence else None,
            "by_default": evidence.by_default if evidence else True,
            "locator": at,
        }
    )


def _note_label(notes: Notes, decision: Decision, subject: str) -> None:
    evidence = decision.evidence
    at = next((place for e, place in notes.evidence if e is evidence), FileLocator())
    notes.note(
        "label",
        label_words(decision.label),
        at=at,
        subject=subject,
        state=evidence.state if evidence else None,
        by_default=evidence.by_default if evidence else True,
    )


def _note_facts(notes: Notes, whole: Decision, devices: Mapping[str, Decision]) -> None:
    for (evidence, _), index in zip(notes.evidence, notes.indices("function"), strict=True):
        if evidence.state not in POSITIVE or _overruled(evidence, devices):
            continue
        notes.say(index, FACTS.get(evidence.function, {}))
    if whole.label is Label.NONE:
        _say_off(notes)
    if whole.label in (Label.NONE, Label.AMBIGUOUS):
        return
    _note_longest_retention(notes)
    for index in notes.outside:
        notes.say(index, {"sharing.internet_transfer": True})
    # A library that nothing is compared with is no list at work.
    if whole.label is Label.RECOGNITION:
        for index, facts in notes.libraries:
            notes.say(index, facts)
        _say_strangers(notes)


def _note_longest_retention(notes: Notes) -> None:
    """The longest time over all stores of faces; no number where one of them has no limit."""
    limits = [(kept.days, kept) for kept in notes.kept_faces if kept.days is not None]
    if not limits or len(limits) < len(notes.kept_faces):
        return
    days, kept = max(limits, key=lambda limit: limit[0])
    number = int(days) if float(days).is_integer() else round(days, 3)
    notes.note(
        "face_picture_retention",
        wording("frame.kept.longest", days=float(number)),
        says={"storage.retention_days": number},
        at=kept.locator,
        by_default=kept.by_default,
    )


def _say_strangers(notes: Notes) -> None:
    """That faces which match nobody are kept, and that nothing limits for how long."""
    for kept in notes.kept_faces:
        if not kept.strangers or kept.days == 0:
            continue
        notes.say(kept.index, {"capture.unmatched_discarded": False})
        if kept.days is None and not kept.by_default:
            notes.say(kept.index, {"storage.retention_limit_stated": False})


def _overruled(evidence: Evidence, devices: Mapping[str, Decision]) -> bool:
    """Whether what holds for all holds for no device."""
    return (
        not evidence.subject
        and bool(devices)
        and all(d.evidence is not evidence for d in devices.values())
    )


def _say_off(notes: Notes) -> None:
    """That recognition is off, where a switch for it says so and nothing else is said."""
    for (evidence, _), index in zip(notes.evidence, notes.indices("function"), strict=True):
        if evidence.state is EvidenceState.DISABLED and evidence.function in (
            Function.RECOGNITION,
            Function.VERIFICATION,
        ):
            notes.say(index, {"configuration.recognition_enabled": False})

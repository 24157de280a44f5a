"""What the readers of a Hikvision dump share: its elements by name, its cameras, its notebook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import POSITIVE, Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, shown
from auditor.examine.configs.hikvision.answers import (
    Element,
    Found,
    elements,
    find,
    local,
    number,
    text,
)
from auditor.examine.configs.syntax.source import ConfigDocument, printable
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

_CHANNEL_IN_ADDRESS = re.compile(r"(?:channels?/|channelID=|Smart/\w+/|faceLib/)(\d{1,5})(?!\d)")
_CHANNEL_KEYS = (
    "dynVideoInputChannelID",
    "videoInputChannelID",
    "dynChannelID",
    "channelID",
    "channelNo",
    "dynVideoInputID",
)
_SUFFIX = re.compile(r"[-_](?:video)?(\d{1,5})$")
_ENABLED = ("enabled", "enable", "isEnabled", "enableFlag")
_STATES = {
    Switch.ON: EvidenceState.ENABLED,
    Switch.OFF: EvidenceState.DISABLED,
    # A value this file does not hold: neither on nor off.
    Switch.UNKNOWN: EvidenceState.GATED,
}


_ALARMS = frozenset({"eventnotificationalert", "accesscontrollerevent", "acsevent"})


@dataclass
class Dump:
    """A dump while it is read."""

    document: ConfigDocument
    book: Notebook
    named: dict[str, list[Element]] = field(default_factory=dict)
    cameras: dict[str, str] = field(default_factory=dict)
    off: list[tuple[str, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, document: ConfigDocument, format_id: str) -> Dump:
        """The dump in `document`, with nothing noted yet."""
        dump = cls(document, Notebook(document, format_id, closed=False))
        for element in elements(document):
            dump.named.setdefault(element.name.lower(), []).append(element)
        return dump

    def settings(self, *names: str) -> list[Element]:
        """The mappings called one of `names` that tell what is and not what could be."""
        return [
            element
            for name in names
            for element in self.named.get(name.lower(), ())
            if not element.capability and element.node.entries()
        ]

    def camera(self, channel: str, name: str = "") -> str:
        """The camera of a channel by the name it is reported under; noted where it is new."""
        if channel not in self.cameras:
            name = shown(name) or wording("frame.device.channel", number=channel)
            if name in self.cameras.values():
                name = wording("frame.device.named", name=name, number=channel)
            self.cameras[channel] = name
        return self.cameras[channel]

    def subject(self, element: Element) -> str:
        """Whom an element is about: the camera of its channel, or the device as a whole."""
        channel = channel_of(element)
        if channel in self.cameras:
            return self.cameras[channel]
        if len(self.cameras) == 1:
            return next(iter(self.cameras.values()))
        return self.elsewhere(element.name)

    def elsewhere(self, name: str) -> str:
        """A subject for what is said of the device and of none of its cameras or readers.

        What is said of no subject would be taken over by every camera.
        """
        return name if self.book.devices else ""

    def is_off(self, element: Element) -> bool:
        """Whether the element is within a rule that is switched off."""
        return any(element.path[: len(path)] == path for path in self.off)

    def state(self, element: Element | Found) -> tuple[EvidenceState, Found] | None:
        """The state of a rule's own switch and where it stands; None where it has none."""
        found = find(element, *_ENABLED)
        return None if found is None else (_STATES[found.switch], found)

    def place(self, found: Element | Found, subject: str) -> Place:
        """Where something stands, quoted by its name and value alone.

        Whole lines of a dump hold names of people next to what they are quoted for.
        """
        at = self.document.locator(found.path, found.node)
        name = next((key for key in reversed(found.path) if not key.startswith("[")), "")
        value = found.node.text()
        quote = f"{local(name)}: {value}" if value else local(name)
        return Place(at=at.model_copy(update={"quote": printable(quote)}), subject=subject)

    def has(self, *functions: Function) -> bool:
        """Whether one of `functions` was found to be on."""
        return any(e.function in functions and e.state in POSITIVE for e, _ in self.book.evidence)

    def decided(self, function: Function, subject: str) -> bool:
        """Whether a rule of its own already says whether the function is on for this camera."""
        decisive = {EvidenceState.ENABLED, EvidenceState.DISABLED}
        return not decisive.isdisjoint(self._states(function, subject))

    def switched_off(self, function: Function, subject: str) -> bool:
        """Whether every rule for the function of this camera is off."""
        states = self._states(function, subject)
        return EvidenceState.DISABLED in states and EvidenceState.ENABLED not in states

    def _states(self, function: Function, subject: str) -> set[EvidenceState]:
        return {
            e.state
            for e, _ in self.book.evidence
            if e.function is function and e.subject == subject
        }


def in_alarm(element: Element) -> bool:
    """Whether the element is part of a record of an event."""
    return not _ALARMS.isdisjoint(element.within)


def channel_of(element: Element) -> str:
    """The number of the channel an element is about; empty where it does not say."""
    for key in _CHANNEL_KEYS:
        if (value := number(element, key)) is not None:
            return f"{value:g}"
    if (found := _SUFFIX.search(text(element, "id"))) is not None:
        return found.group(1)
    if (found := _CHANNEL_IN_ADDRESS.search(element.endpoint)) is not None:
        return found.group(1)
    own = element.name.lower() in ("facedetect", "facedetection")
    return text(element, "id") if own else ""

"""Events a Dahua device sent, as records of what it does. People in them are never quoted.

Codes and data are those of Dahua's "HTTP API" specification (`FaceRecognition`, `FaceDetection`,
`FaceFeatureAbstract`), and of events that owners of devices published.
"""

from __future__ import annotations

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.dahua.channels import Channels
from auditor.examine.configs.dahua.contents import Dump, Event, at, parts
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState

BY_FACE = frozenset({15, 17, 18, 22, 24, 25, 31, 32, 34, 38, 44})
"""Ways in which a door was opened that use a face for certain, as devices write them: from 0 for a
password. The list is `NET_ACCESS_DOOROPEN_METHOD` of the maker's SDK, which counts from 1; where a
face is one of several ways, that one was used is not stated."""
_RECOGNISED = {
    "FaceRecognition": Function.RECOGNITION,
    "FaceCompare": Function.RECOGNITION,
    "_DoorFace_": Function.RECOGNITION,
    "CitizenPictureCompare": Function.VERIFICATION,
}
_AT_DOORS = ("AccessControl", "_DoorFace_", "CitizenPictureCompare")
"""Codes whose index is that of a door."""
_DETECTED = ("FaceDetection", "FaceAnalysis", "FaceAttribute")
_NUMBERS = ("Age", "Mask", "Beard", "Glass", "Race", "Attractive", "Emotion", "Sex")
_WORDS = ("Sex", "Emotion", "Glasses", "Race", "Nation")
_NO_WORD = frozenset({"", "unknown", "none", "undefined"})


_MOST = 1e4
"""Beyond it, a number is no code of a way of opening."""


def read_events(book: Notebook, dump: Dump, channels: Channels) -> None:
    """Note what each event is a record of, once for each channel and function."""
    seen: set[tuple[Function, int | None]] = set()
    for event in dump.events:
        for function, state in _shown(event):
            if (function, event.index) in seen:
                continue
            seen.add((function, event.index))
            place = Place(at=_place(event))
            if event.index is not None and event.code not in _AT_DOORS:
                name = channels.name(event.index, place)
                place = Place(at=_place(event), subject=name)
            book.function(function, state, **place)
    _similarity(book, dump)


def _place(event: Event) -> TextLocator:
    """The event's line, quoted as what tells it alone: the data name people."""
    method = _method(event.data) if event.code == "AccessControl" else None
    key, value = ("Code", event.code) if method is None else ("Method", str(method))
    return TextLocator(
        line=event.mark.line, column=event.mark.column, key=key, quote=f"{key}={value}"
    )


def _shown(event: Event) -> list[tuple[Function, EvidenceState]]:
    observed = EvidenceState.OBSERVED
    found: list[tuple[Function, EvidenceState]] = []
    if event.code in _RECOGNISED:
        found.append((_RECOGNISED[event.code], observed))
    elif event.code == "FaceFeatureAbstract":
        found.append((Function.RECOGNITION, EvidenceState.POPULATED))
    elif event.code == "AccessControl" and _method(event.data) in BY_FACE:
        found.append((Function.RECOGNITION, observed))
    faces = _faces(event)
    if event.code in _DETECTED or faces:
        found.append((Function.DETECTION, observed))
    described = [*faces, *_people(event)] if event.code == "HumanTrait" else faces
    if any(_described(one) for one in described):
        found.append((Function.ATTRIBUTES, observed))
    if any(_pictured(one) for one in faces):
        found.append((Function.FACE_CAPTURE, observed))
    return found


def _method(data: Node) -> int | None:
    method = at(data, "Method") or at(data, "OpenMethod")
    number = method.number() if method is not None else None
    return round(number) if number is not None and abs(number) < _MOST else None


def _people(event: Event) -> list[Node]:
    found = [at(event.data, "Object"), *parts(at(event.data, "Objects")).values()]
    whole = [one for one in found if one is not None]
    inner = [at(one, key) for one in whole for key in ("HumanAttributes", "FaceAttributes")]
    return [*whole, *(one for one in inner if one is not None)]


def _faces(event: Event) -> list[Node]:
    """Descriptions of faces in the event's data."""
    found = [at(event.data, "Face"), *parts(at(event.data, "Faces")).values()]
    for one in _people(event):
        kind = at(one, "ObjectType")
        if event.code in _DETECTED or (kind is not None and kind.text() == "HumanFace"):
            found.append(one)
        found.append(at(one, "FaceAttributes"))
    return [one for one in found if one is not None]


def _described(face: Node) -> bool:
    """Whether anything was inferred: a 0 stands for what was not detected."""
    for key in _NUMBERS:
        value = at(face, key)
        if value is not None and (value.number() or 0) > 0:
            return True
    for key in _WORDS:
        value = at(face, key)
        word = value.text().lower() if value is not None and value.number() is None else ""
        if word not in _NO_WORD:
            return True
    return any(one.text() for one in parts(at(face, "Feature")).values())


def _pictured(face: Node) -> bool:
    length = at(face, "Image", "Length")
    return length is not None and (length.number() or 0) > 0


def _similarity(book: Notebook, dump: Dump) -> None:
    """The lowest similarity at which a person was named: what is not below was let through."""
    found: list[tuple[float, Event]] = []
    for event in dump.events:
        for candidate in parts(at(event.data, "Candidates")).values():
            value = at(candidate, "Similarity")
            number = value.number() if value is not None else None
            if number is not None:
                found.append((number, event))
    if found:
        number, event = min(found, key=lambda one: one[0])
        book.note(
            "similarity",
            wording("dahua.lowest_similarity", number=number),
            state=EvidenceState.OBSERVED,
            at=_place(event),
        )

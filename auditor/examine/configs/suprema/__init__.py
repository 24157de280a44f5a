"""Suprema access terminals: G-SDK's face settings, ways of verification, and users with faces.

Settings of the face sensor are tuning. Recognition is shown by a way of verification that takes the
face, or by users who have faces enrolled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.suprema.text import (
    is_printed,
    is_user_list,
    printed_fields,
    users_with_faces,
)
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax, printable
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_SENSOR = frozenset(
    {
        *("securityLevel", "enrollThreshold", "detectSensitivity", "enableLFD", "LFDLevel"),
        *("quickEnrollment", "operationMode", "maxRotation", "detectDistanceMin"),
        *("detectDistanceMax", "wideSearch", "unableToSaveImageOfVisualFace"),
    }
)
_ENOUGH = 3
"""Settings of the face sensor from which a mapping is one of theirs."""
_MODES = frozenset(
    {
        *("mode", "authMode", "faceAuthExtMode", "cardAuthExtMode", "fingerAuthExtMode"),
        "IDAuthExtMode",
    }
)
_FACE_MODES = frozenset(
    {
        *(11, 12, 13, 14, 15, 17, 19, 20, 22, 25, 26, 28, 29, 30, 31, 33, 34, 35, 36, 39, 40),
        *(42, 43, 44, 45, 47, 48, 49),
    }
)
"""Values of `AuthMode` that take a face (G-SDK, "Authentication API")."""
_EITHER = re.compile(r"AUTH_MODE_(?:CARD_|ID_)?BIOMETRIC")
"""Ways that take a finger or a face, whichever the device reads."""
_COUNTS = frozenset({"numOfFace", "face_count", "visual_face_count"})
"""How many faces a user has: in G-SDK, and in the answers of BioStar 2."""
_NAMES_OF_EVENTS = frozenset({"name", "event_code_str", "sub_code_str"})
_RECORD = re.compile(
    r"^(?:BS2_(?:SUB_)?EVENT_)?(?:VERIFY|IDENTIFY)_(?:SUCCESS_|FAIL_)?(?:\w+_)?FACE(?:_|$)"
)
"""Events of an authentication by face (BioStar 2 API, "event types")."""
_LOOKED_AT = 20_000
"""Values among which one of theirs must be."""


@dataclass(frozen=True)
class SupremaFormat:
    """The reader of Suprema G-SDK and BioStar 2 data in JSON, YAML, protobuf's text form or CSV."""

    id: str = "suprema"
    title: str = "Suprema access terminals (G-SDK, BioStar 2)"
    versions: str = "G-SDK 1"
    covers: str = (
        "Ways of verification by face, users with enrolled faces, liveness, enrolment threshold, "
        "whether pictures of faces are stored"
    )
    documentation_url: str = "https://supremainc.github.io/g-sdk/api/face/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the sensor's settings, or users or schedules in G-SDK's form, are in it."""
        if document.syntax is Syntax.PLAIN:
            return is_printed(document.root.raw) or is_user_list(document.lines)
        if document.syntax is not Syntax.TREE or document.within.count(".") > 1:
            return False
        keys = set(document.root.entries())
        if len(keys & _SENSOR) >= _ENOUGH:
            return True
        if document.within:
            return _tells(document.root)
        walk = islice(document.root.walk(), _LOOKED_AT)
        return any(_tells(node) for _, node in walk)

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        if document.syntax is Syntax.PLAIN:
            _read_text(book, document)
            return book.reading()
        enrolled: list[tuple[tuple[str, ...], Node]] = []
        for path, node in document.root.walk():
            key = path[-1] if path else ""
            if key in _MODES and (state := _state_of(node.text())) is not None:
                book.function(Function.RECOGNITION, state, at=_at(book, path, node))
            level = node.text() if key == "faceDetectionLevel" else ""
            if level not in ("", "0") and "NONE" not in level:
                book.function(Function.DETECTION, EvidenceState.ENABLED, at=_at(book, path, node))
            if _RECORD.search(node.text()) and key in _NAMES_OF_EVENTS:
                at = _at(book, path, node)
                book.function(Function.RECOGNITION, EvidenceState.OBSERVED, at=at)
            if _faces(key, node) > 0:
                enrolled.append((path, node))
            if len(set(node.entries()) & _SENSOR) >= _ENOUGH:
                _sensor(book, path, node)
        if enrolled:
            path, node = enrolled[0]
            at = _at(book, path, node)
            book.function(Function.RECOGNITION, EvidenceState.POPULATED, at=at)
            book.library(LibraryKind.UNSTATED, people=_people(enrolled), at=at)
        return book.reading()


def _at(book: Notebook, path: tuple[str, ...], node: Node) -> TextLocator:
    """Where a value stands, quoted by itself: on its line may be who it belongs to."""
    quote = printable(f"{path[-1] if path else ''}: {node.raw}")
    return book.document.locator(path, node).model_copy(update={"quote": quote})


def _tells(node: Node) -> bool:
    """Whether a mapping is theirs: a schedule of ways, or a user who is not another maker's."""
    keys = set(node.entries())
    if "authSchedules" in keys or {"user_id", "device_id", "event_type_id"} <= keys:
        return True
    if "operation_modes" in keys and "match_timeout" in keys:
        return True
    if "user_id" in keys and _COUNTS & keys:
        return True
    return "numOfFace" in keys and not {"employeeNo", "numOfFP"} & keys


def _state_of(mode: str) -> EvidenceState | None:
    """How far a way of verification takes the face; None where it does not."""
    if "FACE" in mode or (mode.isdecimal() and int(mode) in _FACE_MODES):
        return EvidenceState.ENABLED
    return EvidenceState.GATED if _EITHER.search(mode) else None


def _people(enrolled: list[tuple[tuple[str, ...], Node]]) -> int:
    """How many people have faces: a user has a count, a list of faces, or both."""
    counted = len({path[:-1] for path, _ in enrolled if path[-1] in _COUNTS})
    return max(counted, sum(1 for path, _ in enrolled if path[-1] not in _COUNTS))


def _faces(key: str, node: Node) -> int:
    if key in _COUNTS:
        return int(node.number() or 0)
    return len(node.items()) if key == "faces" else 0


def _sensor(book: Notebook, path: tuple[str, ...], sensor: Node) -> None:
    """The settings of the face sensor, which are tuning."""
    book.function(Function.UNSTATED, EvidenceState.SUPPORTED, path=path, node=sensor)
    book.question(wording("suprema.ask_verification"))
    for key, node in sensor.entries().items():
        _setting(book, (*path, key), node)


def _setting(book: Notebook, path: tuple[str, ...], node: Node) -> None:
    key = path[-1]
    if key in ("enableLFD", "LFDLevel"):
        # A level of 0 is the normal one, and none is off.
        if node.text().lower() != "false" and "NONE" not in node.text():
            book.function(Function.LIVENESS, EvidenceState.SUPPORTED, path=path, node=node)
    elif key == "enrollThreshold":
        written = re.search(r"\d+$", node.text())
        number = float(written.group()) if written else node.number()
        book.threshold(number, ThresholdUse.QUALITY, Scale.POINTS, path=path, node=node)
    elif key == "unableToSaveImageOfVisualFace" and switch(node) is Switch.OFF:
        # Twice denied: false means that pictures are stored.
        book.function(Function.FACE_CAPTURE, EvidenceState.SUPPORTED, path=path, node=node)
        book.retention(KeptThing.ENROLLED, None, TimeUnit.DAYS, path=path, node=node)


def _read_text(book: Notebook, document: ConfigDocument) -> None:
    """Messages as printed, or a list of users."""
    if is_user_list(document.lines):
        count = users_with_faces(document.lines)
        place = Place(at=book.line(1))
        held = EvidenceState.POPULATED if count else EvidenceState.SUPPORTED
        book.function(Function.RECOGNITION, held, **place)
        book.library(LibraryKind.UNSTATED, people=count, **place)
        return
    people = 0
    seen: set[str] = set()
    for field in printed_fields(document.lines):
        # A user in one line has a name on it.
        quote = f"{field.key}: {field.value}"
        place = Place(
            at=TextLocator(line=field.line, column=field.column, key=field.key, quote=quote)
        )
        if field.key == "numOfFace":
            enrolled = field.value.isdecimal() and int(field.value) > 0
            people += enrolled
            if people == 1 and enrolled:
                book.function(Function.RECOGNITION, EvidenceState.POPULATED, **place)
        elif quote not in seen and (state := _state_of(field.value)) is not None:
            seen.add(quote)
            book.function(Function.RECOGNITION, state, **place)
    if people:
        book.library(LibraryKind.UNSTATED, people=people)


SUPREMA = SupremaFormat()

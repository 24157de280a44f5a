"""Records of use in a Hikvision dump: alarms about faces, captures, openings by face."""

from __future__ import annotations

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.hikvision.answers import Element, Found, find, listed, number, text
from auditor.examine.configs.hikvision.dump import Dump
from auditor.examine.configs.hikvision.linkage import function_of_event
from auditor.examine.configs.hikvision.readers import has_face, needs_face
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState

FACE_PASSED = 75
"""Minor type of a passed verification by face (`MINOR_FACE_VERIFY_PASS`, 0x4b, in the maker's
device network SDK)."""
FACE_FAILED = 76
"""Minor type of a failed one (`MINOR_FACE_VERIFY_FAIL`, 0x4c)."""
EVENT = 5
"""Major type of an event at a door (`MAJOR_EVENT`)."""

_SIMILARITY = frozenset({"similarity", "facesimilarity", "similaritymax"})
_RECORDS = ("FaceCaptureResult", "FaceCaptureResultList", "FaceSnapResult", "CaptureFaceData")
_MATCHES = ("FaceMatch", "FacialRecord", "AlarmResult", "FaceContrastResult", "FaceSnapFacesMatch")
_ATTRIBUTES = frozenset(
    {"agegroup", "faceexpression", "gender", "smile", "glass", "glasses", "ethnic"}
)


def read_records(dump: Dump) -> None:
    """Note what the dump records of use, each kind once for a camera or reader."""
    seen: set[tuple[Function, str]] = set()
    for element in dump.settings("EventNotificationAlert", "EventNotification", ""):
        _read_alarm(dump, element, seen)
    for element in dump.settings(*_MATCHES):
        if _number_within(element.node, _SIMILARITY) is not None or element.name == "FacialRecord":
            _observed(dump, element, Function.RECOGNITION, seen)
    for element in dump.settings(*_RECORDS):
        _observed(dump, element, Function.FACE_CAPTURE, seen)
    for element in dump.settings("AcsEvent"):
        for one in listed(element, "InfoList"):
            _read_opening(dump, element, one, seen)
    for element in dump.settings("AccessControllerEvent"):
        _read_opening(dump, element, Found(element.path, element.node), seen)


def _observed(
    dump: Dump,
    element: Element,
    function: Function,
    seen: set[tuple[Function, str]],
    state: EvidenceState = EvidenceState.OBSERVED,
) -> None:
    subject = dump.subject(element)
    if (function, subject) in seen:
        return
    seen.add((function, subject))
    dump.book.function(function, state, **dump.place(element, subject))


def _read_alarm(dump: Dump, element: Element, seen: set[tuple[Function, str]]) -> None:
    event = text(element, "eventType")
    function = function_of_event(event)
    # A template of a subscription names types of events, too: only a record says when.
    if find(element, "dateTime", "eventState", "eventDescription") is None:
        return
    if function is None or text(element, "eventState").lower() == "inactive":
        return
    if function is not Function.REIDENTIFICATION and _number_within(element.node, _SIMILARITY):
        function = Function.RECOGNITION
    _observed(dump, element, function, seen)
    if _attribute_within(element.node):
        _observed(dump, element, Function.ATTRIBUTES, seen)


def _read_opening(
    dump: Dump, element: Element, opening: Found, seen: set[tuple[Function, str]]
) -> None:
    major = number(opening, "major", "majorEventType")
    minor = number(opening, "minor", "subEventType")
    mode = text(opening, "currentVerifyMode")
    if (major is None or major == EVENT) and minor in (FACE_PASSED, FACE_FAILED):
        _observed(dump, element, Function.RECOGNITION, seen)
    elif needs_face(mode):
        _observed(dump, element, Function.VERIFICATION, seen)
    elif has_face(mode):
        # The reader takes a face; this time it may have been a card.
        _observed(dump, element, Function.RECOGNITION, seen, EvidenceState.ENABLED)


def _number_within(node: Node, names: frozenset[str]) -> float | None:
    for path, value in node.walk():
        if path and path[-1].lower() in names and (told := value.number()) is not None:
            return told
    return None


def _attribute_within(node: Node) -> bool:
    return any(
        path and path[-1].lower() in _ATTRIBUTES and value.text().lower() not in ("", "unknown")
        for path, value in node.walk()
    ) or any(
        path
        and path[-1].lower() in _ATTRIBUTES
        and any(child.text().lower() not in ("", "unknown") for child in value.entries().values())
        for path, value in node.walk()
    )

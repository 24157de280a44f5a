"""What a device's own analysis wrote into ONVIF metadata, one document at a time.

ONVIF Analytics Service Specification: scene description (`tt:Frame`, `tt:Object`), object class
descriptor, human face and body descriptors, and the face recognition event; schemas
`metadatastream.xsd` and `humanface.xsd`. Documents lie in MP4 samples (ONVIF Export File Format,
"Timed metadata", `metx`), plain or packed with gzip; in other containers any track may carry them,
and dumps of configurations hold them as text.

What devices are merely able to do (sample frames, options, supported rules) has other root elements
and is not read here: a capability is not a use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree.ElementTree import Element

from auditor.examine.shared.markup import first, local, named, namespace, number, text_of
from auditor.examine.shared.moments import moment_of

LEAST_LIKELIHOOD = 0.5
"""Likelihood below which a device itself held a class for wrong rather than right."""
_FACE_CLASSES = frozenset({"face", "humanface"})
_NO_ATTRIBUTES = frozenset({"poseangle", "uncoveredarea"})
"""Children of a face description that say where the face points, and nothing of the person."""
_VENDOR_ATTRIBUTE = re.compile(
    r"^(?:age|gender|sex|race|ethnic\w*|emotion|expression|mood|smile|glasses|mask|beard)$",
    re.IGNORECASE,
)
_ROOT = "metadatastream"
_LOOKED_AT = 4096
"""Bytes in which the root element and its namespace must begin."""
_WORTH_PARSING = (b"face", b"humanbody")
_NAMESPACES = (b"analytics/humanface", b"analytics/humanbody")
_END = re.compile(rb"</[\w.:-]{0,64}metadatastream\s*>", re.IGNORECASE)
_RECOGNITION_TOPIC = "ruleengine/recognition/face"
_RECOGNISES = re.compile(r"recogn|match|compar|identif|blacklist|whitelist|stranger", re.IGNORECASE)
_LISTS = {"whitelisted": "Whitelisted", "blacklisted": "Blacklisted", "temporary": "Temporary"}
"""Values of `Label` the specification defines; any other may be a name."""

Corners = tuple[float, float, float, float]
"""Left, top, right, bottom in ONVIF's coordinates: -1 to 1, the origin in the middle, upwards."""


@dataclass(frozen=True)
class FaceObject:
    """A face in one frame of the scene description.

    Attributes:
        object_id: the number that joins sightings of one object; empty where none is written.
        likelihood: 0 to 1, as the device states it; None where it does not.
        class_name: the class as written; empty where only a face description shows it is a face.
        corners: where it lies, if the frame says so.
        attributes: elements that describe the person, by name.
        picture: whether a picture of the face is part of the metadata.
        picture_elsewhere: whether the address of a picture is given.
    """

    object_id: str
    likelihood: float | None
    class_name: str
    corners: Corners | None
    attributes: tuple[str, ...]
    picture: bool
    picture_elsewhere: bool


@dataclass(frozen=True)
class BodyObject:
    """A described body in one frame, with the names of the elements that describe it."""

    object_id: str
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class FaceEvent:
    """An event whose topic speaks of faces and which was not reported as over or untrue.

    Attributes:
        topic: the topic as written, without blanks.
        enrolment: the number of the enrolled person it names, if any.
        likelihood: as the device states it.
        listed: the list the person is on, where it is one the specification defines.
        corners: where the face lies, if the event says so.
        compared: the event is the standard's and tells that a face matched an enrolled one.
        named_so: a vendor's own topic that names recognition.
    """

    topic: str
    enrolment: str = ""
    likelihood: float | None = None
    listed: str = ""
    corners: Corners | None = None
    compared: bool = False
    named_so: bool = False


@dataclass
class Scene:
    """What one document tells."""

    frames: int = 0
    began: datetime | None = None
    faces: list[FaceObject] = field(default_factory=list)
    bodies: list[BodyObject] = field(default_factory=list)
    events: list[FaceEvent] = field(default_factory=list)


def is_onvif(data: bytes) -> bool:
    """Whether unpacked data begin like a document of an ONVIF metadata stream."""
    return _ROOT.encode() in data[:_LOOKED_AT].lower() and b"<" in data[:_LOOKED_AT]


def documents_in(data: bytes) -> Iterator[bytes]:
    """The documents that stand one after another in `data`."""
    start = data.find(b"<")
    for end in _END.finditer(data):
        yield data[start : end.end()].strip()
        start = end.end()
    if (rest := data[start:].strip(b"\x00 \r\n\t")).startswith(b"<"):
        yield rest


def worth_parsing(document: bytes) -> bool:
    """Whether any word stands in it without which nothing of faces or bodies can.

    Declared namespaces do not count: devices declare all of them in every document.
    """
    lower = document.lower()
    for declared in _NAMESPACES:
        lower = lower.replace(declared, b"")
    return any(word in lower for word in _WORTH_PARSING)


def read_scene(root: Element) -> Scene:
    """What a `tt:MetadataStream` tells; an empty scene where `root` is another element."""
    scene = Scene()
    if local(root).lower() != _ROOT:
        return scene
    for part in root:
        if local(part) == "VideoAnalytics":
            for frame in named(part, "Frame"):
                _read_frame(frame, scene)
        elif local(part) == "Event":
            scene.events.extend(_events(part))
    return scene


# --- scene description ---------------------------------------------------------------------------


def _read_frame(frame: Element, scene: Scene) -> None:
    scene.frames += 1
    scene.began = scene.began or moment_of(frame.get("UtcTime", ""))
    for item in named(frame, "Object"):
        appearance = first(item, "Appearance")
        if appearance is None:
            continue
        number_of = item.get("ObjectId", "").strip()
        if (face := _face(appearance, frame, number_of)) is not None:
            scene.faces.append(face)
        body = tuple(sorted(_described(first(appearance, "HumanBody"))))
        if body:
            scene.bodies.append(BodyObject(number_of, body))


def _face(appearance: Element, frame: Element, object_id: str) -> FaceObject | None:
    description = first(appearance, "HumanFace")
    found = _face_class(first(appearance, "Class"))
    if found is None and description is None:
        return None
    class_name, likelihood = found or ("", None)
    return FaceObject(
        object_id=object_id,
        likelihood=likelihood,
        class_name=class_name,
        corners=_placed(first(appearance, "Shape", "BoundingBox"), appearance, frame),
        attributes=tuple(sorted(_described(description) | _vendors_own(appearance))),
        picture=bool(text_of(first(appearance, "Image"))),
        picture_elsewhere=bool(text_of(first(appearance, "ImageRef"))),
    )


def _face_class(descriptor: Element | None) -> tuple[str, float | None] | None:
    """The name and likelihood of the likeliest face class; None where no class is a face.

    Three spellings: `Type` with an attribute, and the older `ClassCandidate` and `OtherTypes` with
    two child elements each.
    """
    if descriptor is None:
        return None
    candidates = [
        (text_of(kind), number(kind.get("Likelihood"))) for kind in named(descriptor, "Type")
    ]
    for older in descriptor.iter():
        if local(older) in {"ClassCandidate", "OtherTypes"}:
            stated = number(text_of(first(older, "Likelihood")))
            candidates.append((text_of(first(older, "Type")), stated))
    faces = [
        (name, likelihood)
        for name, likelihood in candidates
        if name.lower().replace(" ", "").replace("_", "") in _FACE_CLASSES
        and (likelihood is None or likelihood >= LEAST_LIKELIHOOD)
    ]
    return max(faces, key=lambda face: 1.0 if face[1] is None else face[1], default=None)


def _described(description: Element | None) -> set[str]:
    """Names of the elements that describe a person, where they are not empty."""
    if description is None:
        return set()
    return {
        local(child)
        for child in description
        if local(child).lower() not in _NO_ATTRIBUTES and (len(child) or text_of(child))
    }


def _vendors_own(appearance: Element) -> set[str]:
    """Attributes of persons in elements of the vendor's own, wherever they hang."""
    return {
        local(element)
        for element in appearance.iter()
        if "onvif.org" not in namespace(element) and _VENDOR_ATTRIBUTE.match(local(element))
    }


def _placed(box: Element | None, appearance: Element, frame: Element) -> Corners | None:
    """The box in ONVIF's coordinates, through the object's transformation and then the frame's."""
    if box is None:
        return None
    edges = [number(box.get(name)) for name in ("left", "top", "right", "bottom")]
    for holder in (appearance, frame):
        edges = _transformed(edges, first(holder, "Transformation"))
    left, top, right, bottom = edges
    if left is None or top is None or right is None or bottom is None:
        return None
    return left, top, right, bottom


def _transformed(edges: list[float | None], by: Element | None) -> list[float | None]:
    """Scaled, then moved, as the specification's frame-centric coordinate system is defined."""
    if by is None:
        return edges
    placed: list[float | None] = []
    for edge, axis in zip(edges, "xyxy", strict=True):
        scale, move = first(by, "Scale"), first(by, "Translate")
        factor = 1.0 if scale is None else number(scale.get(axis))
        offset = 0.0 if move is None else number(move.get(axis))
        known = edge is not None and factor is not None and offset is not None
        placed.append(edge * factor + offset if known else None)  # type: ignore[operator]
    return placed


# --- events --------------------------------------------------------------------------------------


def _events(stream: Element) -> Iterator[FaceEvent]:
    for notification in stream:
        # The specification's own example misspells the element, and devices have copied it.
        if not local(notification).startswith("Not"):
            continue
        topic = re.sub(r"[^\w:/.-]", "", text_of(first(notification, "Topic")))
        if "face" in topic.lower() and (event := _event(notification, topic)) is not None:
            yield event


def _event(notification: Element, topic: str) -> FaceEvent | None:
    """The event, or None where it only says that nothing of the kind is going on."""
    message = first(notification, "Message", "Message")
    data = first(message, "Data")
    if message is None or message.get("PropertyOperation") == "Deleted":
        return None
    items = {
        item.get("Name", "").lower(): item.get("Value", "").strip()
        for item in named(data, "SimpleItem")
    }
    switches = [value.lower() in {"true", "1"} for value in items.values() if _is_switch(value)]
    if switches and not any(switches):
        return None
    standard = topic.lower().endswith(_RECOGNITION_TOPIC)
    # Devices send this topic for mere face detection too, without what a comparison would give.
    compared = standard and bool(items.get("enrollmentid") or items.get("refimageuri"))
    return FaceEvent(
        topic=topic,
        enrolment=items.get("enrollmentid", ""),
        likelihood=number(items.get("likelihood")),
        listed=_LISTS.get(items.get("label", "").lower(), ""),
        corners=_event_box(data),
        compared=compared,
        named_so=not standard and _RECOGNISES.search(topic) is not None,
    )


def _is_switch(value: str) -> bool:
    return value.lower() in {"true", "false"}


def _event_box(data: Element | None) -> Corners | None:
    for item in named(data, "ElementItem"):
        if item.get("Name", "").lower() == "boundingbox" and len(item):
            left, top, right, bottom = (
                number(item[0].get(name)) for name in ("left", "top", "right", "bottom")
            )
            if None not in (left, top, right, bottom):
                return left, top, right, bottom  # type: ignore[return-value]
    return None

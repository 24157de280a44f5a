"""Records in ONVIF's metadata and notifications: what the device saw, described or compared.

What an object or event shows is decided by the reader that footage with embedded metadata has, too,
so that the same record says the same wherever it is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.onvif.elements import (
    Part,
    attribute,
    child,
    children,
    element_of,
    text_of,
)
from auditor.examine.configs.onvif.words import function_of
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.shared.onvif_metadata import Scene, read_scene

_SOURCES = ("VideoSource", "VideoSourceConfigurationToken", "VideoSourceToken", "Source")
BY_TOPIC = 0.6
"""Confidence where only the name of a maker's own topic says what an event is."""


@dataclass(frozen=True)
class Shown:
    """One thing that a record shows: a function, how sure, and of which source, if it says so."""

    function: Function
    confidence: float = 1.0
    source: str = ""


def is_record(part: Part) -> bool:
    """Whether an element is an object in a frame, or a notification."""
    if part.name == "Object":
        return child(part.node, "Appearance") is not None
    return part.name == "NotificationMessage"


def shown_by(part: Part) -> tuple[Shown, ...]:
    """What an object or a notification is a record of."""
    if part.name == "Object":
        frame = Element("Frame")
        frame.append(element_of("Object", part.node))
        return tuple(_of_scene(_scene("VideoAnalytics", frame)))
    event = _scene("Event", element_of("NotificationMessage", part.node))
    source = _source(child(part.node, "Message", "Message"))
    return tuple(_of_events(event, source))


def shown_by_json(root: Node) -> tuple[Shown, ...]:
    """What an event sent over MQTT is a record of: its topic is that of the broker."""
    data = child(root, "Data")
    if data is None:
        return ()
    source = next((found for key in _SOURCES if (found := _told(root, key))), "")
    topic = attribute(root, "Topic") or attribute(root, "topic")
    if attribute(data, "EnrollmentID") or attribute(data, "RefImageUri"):
        return (Shown(Function.RECOGNITION, source=source),)
    function = function_of(topic.rpartition("/")[2]) if topic else None
    if function is None or function is Function.COUNTING:
        return ()
    off = [value for key, value in data.entries().items() if value.text().lower() == "false"]
    return () if off else (Shown(Function.DETECTION, BY_TOPIC, source),)


def describes_body(part: Part) -> bool:
    """Whether an object is a described body."""
    return child(part.node, "Appearance", "HumanBody") is not None


def _scene(holder: str, part: Element) -> Scene:
    stream, within = Element("MetadataStream"), Element(holder)
    within.append(part)
    stream.append(within)
    return read_scene(stream)


def _of_scene(scene: Scene) -> Iterator[Shown]:
    for face in scene.faces:
        sure = 1.0 if face.likelihood is None else max(0.0, min(1.0, face.likelihood))
        yield Shown(Function.DETECTION, sure)
        if face.attributes:
            yield Shown(Function.ATTRIBUTES, sure)
        if face.picture or face.picture_elsewhere:
            yield Shown(Function.FACE_CAPTURE, sure)


def _of_events(scene: Scene, source: str) -> Iterator[Shown]:
    for event in scene.events:
        if event.compared:
            yield Shown(Function.RECOGNITION, source=source)
        elif event.named_so:
            yield Shown(Function.RECOGNITION, BY_TOPIC, source)
        else:
            yield Shown(Function.DETECTION, source=source)


def _source(message: Node | None) -> str:
    source = child(message, "Source")
    items = list(children(source, "SimpleItem")) if source is not None else []
    named = {attribute(item, "Name"): attribute(item, "Value") for item in items}
    return next((named[key] for key in _SOURCES if named.get(key)), "")


def _told(root: Node, key: str) -> str:
    return text_of(child(root, "Source", key))

"""Viseron 1: a list of cameras, and a post processor that an object's label hands pictures to."""

from __future__ import annotations

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.configs.viseron.settings import FACES, below, is_off
from auditor.examine.model import EvidenceState

_SECTIONS = frozenset({"post_processors", "object_detection", "motion_detection"})
MIN_CONFIDENCE = 0.5
"""DeepStack's confidence by default in version 1."""


def is_first(root: Node) -> bool:
    """Whether the root has version 1's list of cameras, or its sections."""
    cameras = root.get("cameras")
    if cameras is not None and any(item.entries() for item in cameras.items()):
        return bool(_SECTIONS & set(root.entries()))
    processors = root.get("post_processors")
    return cameras is None and processors is not None and FACES in processors.entries()


def read_first(document: ConfigDocument) -> FormatReading:
    """Read a document of version 1; without its cameras it is a part of a configuration."""
    root = document.root
    cameras = below(root, "cameras").items()
    book = Notebook(document, "viseron", closed=bool(cameras))
    names: list[str] = []
    for index, camera in enumerate(cameras):
        names.append(below(camera, "name").text() or f"camera {index + 1}")
        book.device(names[-1], path=("cameras", f"[{index}]"), node=camera)
        book.detail(names[-1], host=below(camera, "host").text())
    faces = below(root, "post_processors").entries().get(FACES)
    if faces is not None:
        _faces(book, root, cameras, names, faces)
    retain = root.get("recorder", "retain")
    if retain is not None:
        at = Place(path=("recorder", "retain"), node=retain)
        book.retention(KeptThing.RECORDINGS, retain.number(), TimeUnit.DAYS, **at)
    broker = root.get("mqtt", "broker")
    if broker is not None:
        at = Place(path=("mqtt", "broker"), node=broker)
        sent = Sent("viseron.events_names", False)
        book.destination("MQTT", broker.text() or broker.raw, sent, **at)
    return book.reading("1")


def _faces(
    book: Notebook, root: Node, cameras: tuple[Node, ...], names: list[str], faces: Node
) -> None:
    """The post processor, and the labels that hand their pictures to it."""
    path = ("post_processors", FACES)
    everywhere = _refers(below(root, "object_detection"))
    running: list[str] = []
    for index, (camera, name) in enumerate(zip(cameras, names, strict=True)):
        own = camera.get("object_detection")
        # A camera's own labels take the place of those for all.
        replaced = own is not None and own.get("labels") is not None
        on = _refers(own) if own is not None and replaced else everywhere
        on = on or any(_refers(zone) for zone in below(camera, "zones").items())
        if on:
            running.append(name)
        if on or everywhere:
            at = Place(path=("cameras", f"[{index}]"), node=own or camera, subject=name)
            state = EvidenceState.ENABLED if on else EvidenceState.DISABLED
            book.function(Function.RECOGNITION, state, **at)
    if not cameras:
        state = EvidenceState.ENABLED if everywhere else EvidenceState.PROVISIONED
        book.function(Function.RECOGNITION, state, path=path, node=faces)
    elif not running:
        book.function(Function.RECOGNITION, EvidenceState.SUPPORTED, path=path, node=faces)
        book.leftover(FACES, path=path, node=faces)
        return
    if running or everywhere:
        _settings(book, path, faces, running)


def _settings(book: Notebook, path: tuple[str, ...], faces: Node, running: list[str]) -> None:
    written = faces.get("save_unknown_faces")
    if not is_off(written):
        at = Place(
            path=(*path, "save_unknown_faces"), node=written or faces, by_default=written is None
        )
        for camera in running or [""]:
            place = Place({**at, "subject": camera})
            book.function(Function.FACE_CAPTURE, EvidenceState.ENABLED, **place)
        book.retention(KeptThing.UNKNOWN, None, TimeUnit.DAYS, **at)
    if below(faces, "type").text() == "deepstack":
        level = faces.get("min_confidence")
        number = level.number() if level is not None else MIN_CONFIDENCE
        at = Place(path=(*path, "min_confidence"), node=level or faces, by_default=level is None)
        book.threshold(number, ThresholdUse.MATCH, Scale.UNIT_SIMILARITY, **at)
        host = faces.get("host")
        if host is not None:
            at = Place(path=(*path, "host"), node=host)
            sent = Sent("frame.face_pictures", True)
            book.destination("HTTP", host.text() or host.raw, sent, **at)
    book.library(
        LibraryKind.KNOWN, filled=wording("frame.filled_from_folders"), path=path, node=faces
    )


def _refers(detection: Node) -> bool:
    """Whether an object's label hands its pictures to face recognition."""
    return any(
        below(label, "post_processor").text() == FACES
        for label in below(detection, "labels").items()
    )

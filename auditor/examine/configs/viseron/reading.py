"""What a Viseron configuration says. Defaults are those of the component pages of its docs."""

from __future__ import annotations

from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import (
    KeptThing,
    LibraryKind,
    Notebook,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.source import ConfigDocument
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

DOMAINS = (
    "camera",
    "object_detector",
    "motion_detector",
    "face_recognition",
    "license_plate_recognition",
    "image_classification",
)
_FACES = "face_recognition"
_ATTRIBUTES = ("age", "gender", "mask", "pose")
_THRESHOLDS: dict[str, tuple[tuple[str, float, ThresholdUse], ...]] = {
    "compreface": (
        ("similarity_threshold", 0.5, ThresholdUse.MATCH),
        ("det_prob_threshold", 0.8, ThresholdUse.DETECTION),
    ),
    "codeprojectai": (("min_confidence", 0.6, ThresholdUse.MATCH),),
    "deepstack": (("min_confidence", 0.8, ThresholdUse.MATCH),),
}
"""Per component: key, default, and what the threshold decides."""


def read_viseron(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Viseron configuration."""
    book = Notebook(document, "viseron", closed=True)
    if any(item.entries() for item in _node(document.root, "cameras").items()):
        _first_version(book, document.root)
        version = "1"
    else:
        _components(book, document.root)
        version = "2 or later"
    _destinations(book, document.root)
    return book.reading(version)


def _node(node: Node, *path: str) -> Node:
    return node.get(*path) or Node(None, "", node.mark)


# --- version 2 and later -------------------------------------------------------------------------


def _components(book: Notebook, root: Node) -> None:
    detecting: set[str] = set()
    for component, settings in root.entries().items():
        _cameras(book, component, settings)
        detecting.update(_node(settings, "object_detector", "cameras").entries())
    found = False
    for component, settings in root.entries().items():
        domain = settings.entries().get(_FACES)
        if domain is None:
            continue
        path = (component, _FACES)
        cameras = domain.entries().get("cameras")
        if cameras is None or not cameras.entries():
            book.leftover(", ".join(domain.entries()) or _FACES, path=path, node=domain)
            book.function(Function.RECOGNITION, EvidenceState.DISABLED, path=path, node=domain)
            continue
        found = True
        running = [
            camera
            for camera, own in cameras.entries().items()
            if _camera(book, (*path, "cameras", camera), own, camera, detecting)
        ]
        _kept(book, path, domain, running)
        _settings(book, component, domain, path, settings)
    if not found and not any(_FACES in part.entries() for part in root.entries().values()):
        _supported(book, root)
    _retention(book, root, faces=found)


def _cameras(book: Notebook, component: str, settings: Node) -> None:
    for camera, own in _node(settings, "camera").entries().items():
        book.device(camera, path=(component, "camera", camera), node=own)
        known: dict[str, object] = {"host": _node(own, "host").text()}
        for name in ("width", "height"):
            if (number := _node(own, name).number()) is not None:
                known[name] = round(number)
        book.detail(camera, **known)


def _camera(
    book: Notebook, path: tuple[str, ...], own: Node, camera: str, detecting: set[str]
) -> bool:
    """Note recognition on a camera; whether it runs there."""
    if camera not in {device.name for device in book.devices.values()}:
        book.device(camera, path=path, node=own)
        book.warnings.append(
            f'The camera "{camera}" is listed for recognition and is described by no component '
            "of this file."
        )
    on = camera in detecting
    book.function(
        Function.RECOGNITION,
        EvidenceState.ENABLED if on else EvidenceState.GATED,
        subject=camera,
        path=path,
        node=own,
    )
    if not on:
        book.note(
            "no_detector",
            "Recognition runs only after an object detector has found somebody on this camera, and "
            "this file has none for it.",
            subject=camera,
            path=path,
            node=own,
        )
    return on


def _kept(book: Notebook, path: tuple[str, ...], domain: Node, running: list[str]) -> None:
    """Faces kept of the cameras on which recognition runs; both kinds are kept by default."""
    for key, thing in (
        ("save_unknown_faces", KeptThing.UNKNOWN),
        ("save_faces", KeptThing.MATCHED),
    ):
        written = domain.get(key)
        if not running or (written is not None and switch(written) is Switch.OFF):
            continue
        at = Place(path=(*path, key), node=written or domain, by_default=written is None)
        for camera in running:
            book.function(
                Function.FACE_CAPTURE, EvidenceState.ENABLED, **Place({**at, "subject": camera})
            )
        if book.document.root.get("storage") is None:
            book.retention(thing, None, TimeUnit.DAYS, **at)


def _settings(
    book: Notebook, component: str, domain: Node, path: tuple[str, ...], service: Node
) -> None:
    for key, default, use in _THRESHOLDS.get(component, ()):
        written = domain.get(key)
        number = written.number() if written is not None else default
        place = Place(path=(*path, key), node=written or domain, by_default=written is None)
        book.threshold(number, use, Scale.UNIT_SIMILARITY, **place)
    plugins = domain.get("face_plugins")
    if plugins is not None and any(word in plugins.text() for word in _ATTRIBUTES):
        book.function(
            Function.ATTRIBUTES,
            EvidenceState.ENABLED,
            path=(*path, "face_plugins"),
            node=plugins,
        )
    for place_of, node in ((path, domain), (path[:1], service)):
        host = node.get("host")
        if host is not None and component != "dlib":
            book.destination(
                "HTTP",
                host.text() or host.raw,
                Sent("Face pictures", True),
                path=(*place_of, "host"),
                node=host,
            )
    train = domain.get("train")
    filled = "folders of pictures, one for each person"
    if train is not None and switch(train) is Switch.ON:
        filled = "folders of pictures, sent to the service at every start"
    book.library(LibraryKind.KNOWN, filled=filled, path=path, node=domain)
    book.question(
        "The faces compared with are not in this file. Ask for the list of folders under the path "
        "for face recognition, or of the subjects in the service, with their numbers."
    )


def _supported(book: Notebook, root: Node) -> None:
    """Services that could recognise and are used for objects here."""
    for component in ("compreface", "deepstack", "codeprojectai", "dlib"):
        if (found := root.entries().get(component)) is not None:
            book.function(
                Function.RECOGNITION, EvidenceState.SUPPORTED, path=(component,), node=found
            )


def _retention(book: Notebook, root: Node, *, faces: bool) -> None:
    retain = root.get("recorder", "retain")
    if retain is not None:
        book.retention(
            KeptThing.RECORDINGS,
            retain.number(),
            TimeUnit.DAYS,
            path=("recorder", "retain"),
            node=retain,
        )
    for path, thing in (
        (("storage", "recorder", "tiers"), KeptThing.RECORDINGS),
        (("storage", "snapshots", "tiers"), KeptThing.SNAPSHOTS),
        (
            ("storage", "snapshots", _FACES, "tiers"),
            KeptThing.FACES if faces else KeptThing.SNAPSHOTS,
        ),
    ):
        for index, tier in enumerate(_node(root, *path).items()):
            at = (*path, f"[{index}]")
            for group in (("events", "max_age"), ("continuous", "max_age"), ("max_age",)):
                for unit in (TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES):
                    written = tier.get(*group, unit.value)
                    if written is not None:
                        book.retention(
                            thing,
                            written.number(),
                            unit,
                            path=(*at, *group, unit.value),
                            node=written,
                        )


# --- version 1 -----------------------------------------------------------------------------------


def _first_version(book: Notebook, root: Node) -> None:
    for index, camera in enumerate(_node(root, "cameras").items()):
        name = _node(camera, "name").text() or f"camera {index + 1}"
        book.device(name, path=("cameras", f"[{index}]"), node=camera)
        book.detail(name, host=_node(camera, "host").text())
    processor = root.entries().get("post_processors")
    faces = processor.entries().get(_FACES) if processor is not None else None
    path = ("post_processors", _FACES)
    everywhere = _refers(_node(root, "object_detection"))
    if faces is None:
        return
    book.function(Function.RECOGNITION, EvidenceState.SUPPORTED, path=path, node=faces)
    running: list[str] = []
    for index, camera in enumerate(_node(root, "cameras").items()):
        own = camera.get("object_detection")
        # A camera's own labels take the place of those for all.
        replaced = own is not None and own.get("labels") is not None
        on = _refers(own) if own is not None and replaced else everywhere
        name = _node(camera, "name").text() or f"camera {index + 1}"
        if on:
            running.append(name)
        if on or everywhere:
            at = Place(path=("cameras", f"[{index}]"), node=own or camera, subject=name)
            state = EvidenceState.ENABLED if on else EvidenceState.DISABLED
            book.function(Function.RECOGNITION, state, **at)
    if not running:
        book.leftover(_FACES, path=path, node=faces)
        return
    _kept(book, path, faces, running)
    book.library(
        LibraryKind.KNOWN,
        filled="folders of pictures, one for each person",
        path=path,
        node=faces,
    )


def _refers(detection: Node) -> bool:
    """Whether an object's label hands its pictures to face recognition."""
    return any(
        _node(label, "post_processor").text() == _FACES
        for label in _node(detection, "labels").items()
    )


def _destinations(book: Notebook, root: Node) -> None:
    broker = root.get("mqtt", "broker")
    if broker is not None:
        book.destination(
            "MQTT",
            broker.text() or broker.raw,
            Sent("Events with names", False),
            path=("mqtt", "broker"),
            node=broker,
        )
    for name, host in (("discord", "discord.com"), ("telegram", "api.telegram.org")):
        found = root.entries().get(name)
        if found is not None:
            sent = Sent("Events with names and pictures", True)
            book.destination(name.capitalize(), host, sent, path=(name,), node=found)

"""What a Double Take configuration says.

Defaults are those of `api/src/constants/defaults.js` (matches from 60, kept 168 hours; unknown
below 40, kept 8 hours). Purging does not touch the pictures that services are trained with.
"""

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
    shown,
)
from auditor.examine.configs.source import ConfigDocument
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

DETECTORS = ("compreface", "deepstack", "aiserver", "facebox", "rekognition")
KNOWN_KEYS = frozenset(
    {
        *("auth", "token", "mqtt", "detect", "frigate", "cameras", "detectors", "opencv", "notify"),
        *("schedule", "time", "ui", "logs", "telemetry", "storage", "server", "version", "stun"),
    }
)
_AWS = ("aws_access_key_id", "aws_secret_access_key", "aws_region")
_ATTRIBUTES = ("age", "gender", "mask", "pose")


def read_double_take(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Double Take configuration."""
    book = Notebook(document, "double-take", closed=False)
    root = document.root
    working = _services(book, root)
    _kept(book, root, working=working)
    _sources(book, root)
    _destinations(book, root)
    for key in root.entries():
        if key not in KNOWN_KEYS:
            book.unknown(key)
    return book.reading()


def _services(book: Notebook, root: Node) -> bool:
    services = root.entries().get("detectors")
    named = services.entries() if services is not None else {}
    working = False
    for name, service in named.items():
        path = ("detectors", name)
        if name not in DETECTORS:
            book.unknown(f"detectors.{name}")
            continue
        book.device(name, path=path, node=service)
        book.detail(name, kind="service", host=_text(service, "url"))
        if name == "rekognition" and not all(service.entries().get(key) for key in _AWS):
            book.function(
                Function.RECOGNITION,
                EvidenceState.GATED,
                subject=name,
                path=path,
                node=service,
            )
            continue
        working = True
        book.function(
            Function.RECOGNITION, EvidenceState.ENABLED, subject=name, path=path, node=service
        )
        _service(book, name, service)
    if working:
        book.library(LibraryKind.KNOWN, path=("detectors",), node=services or root)
        book.question(
            "The people enrolled are in the recognition service and not in this file. Ask for the "
            "list of subjects with the number of pictures, and for the folder of training pictures."
        )
    elif not any(e.state is EvidenceState.GATED for e, _ in book.evidence):
        found = services or root.entries().get("frigate") or root.entries().get("detect") or root
        book.function(Function.UNTOLD, EvidenceState.PROVISIONED, path=("detectors",), node=found)
        book.question(
            "No recognition service is named here, and the program is made for recognition. Ask "
            "whether its interface holds other settings than this file."
        )
    return working


def _service(book: Notebook, name: str, service: Node) -> None:
    path = ("detectors", name)
    enabled = service.entries().get("enabled")
    if enabled is not None and switch(enabled) is Switch.OFF:
        book.note(
            "mismatch",
            "The service is marked as switched off, which the program does not read: it is used by "
            "being named.",
            path=(*path, "enabled"),
            node=enabled,
            subject=name,
        )
    plugins = service.get("face_plugins")
    if plugins is not None and any(word in plugins.text() for word in _ATTRIBUTES):
        book.function(
            Function.ATTRIBUTES,
            EvidenceState.ENABLED,
            subject=name,
            path=(*path, "face_plugins"),
            node=plugins,
        )
    detection = service.get("det_prob_threshold")
    if detection is not None:
        book.threshold(
            detection.number(),
            ThresholdUse.DETECTION,
            Scale.UNIT_SIMILARITY,
            path=(*path, "det_prob_threshold"),
            node=detection,
            subject=name,
        )
    address = service.get("url")
    if address is not None:
        book.destination(
            "HTTP",
            address.text() or address.raw,
            Sent("Face pictures", True),
            path=(*path, "url"),
            node=address,
        )
    elif name == "rekognition":
        book.destination(
            "AWS Rekognition",
            "rekognition.amazonaws.com",
            Sent("Face pictures", True),
            path=path,
            node=service,
        )


_KEPT = (
    ("match", KeptThing.MATCHED, ThresholdUse.MATCH, 60.0, 168.0),
    ("unknown", KeptThing.UNKNOWN, ThresholdUse.UNKNOWN, 40.0, 8.0),
)


def _kept(book: Notebook, root: Node, *, working: bool) -> None:
    """Thresholds and hours of matched and unknown faces, written or by default."""
    section = root.get("detect")
    places: list[tuple[tuple[str, ...], Node | None, str]] = [(("detect",), section, "")]
    cameras = root.get("cameras")
    for camera, settings in (cameras.entries() if cameras is not None else {}).items():
        if (own := settings.get("detect")) is not None:
            places.append((("cameras", camera, "detect"), own, camera))
    for path, node, camera in places:
        for name, thing, use, confidence, hours in _KEPT:
            part = node.get(name) if node is not None else None
            if camera and part is None:
                continue
            written = part.entries() if part is not None else {}
            save = written.get("save")
            level, purge = written.get("confidence"), written.get("purge")
            if working or level is not None:
                book.threshold(
                    level.number() if level is not None else confidence,
                    use,
                    Scale.PERCENT_SIMILARITY,
                    **_at((*path, name, "confidence"), part, level, camera),
                )
            if save is not None and switch(save) is Switch.OFF:
                continue
            if working or purge is not None:
                number = purge.number() if purge is not None else hours
                book.retention(
                    thing,
                    number,
                    TimeUnit.HOURS,
                    **_at((*path, name, "purge"), part, purge, camera),
                )
                if working:
                    book.function(
                        Function.FACE_CAPTURE,
                        EvidenceState.ENABLED,
                        **_at((*path, name, "save"), part, save),
                    )


def _sources(book: Notebook, root: Node) -> None:
    listed = root.get("frigate", "cameras")
    names = [node.text() for node in listed.items()] if listed is not None else []
    own = root.get("cameras")
    for name in own.entries() if own is not None else {}:
        names.append(name)
    found = [shown(name) for name in dict.fromkeys(names) if name]
    if found:
        book.note(
            "sources",
            f"Pictures come from these cameras: {', '.join(found[:20])}.",
            path=("frigate", "cameras") if listed is not None else ("cameras",),
            node=listed or own or root,
        )
    back = root.get("frigate", "update_sub_labels")
    if back is not None and switch(back) is Switch.ON:
        book.note(
            "names_written_back",
            "Names of people recognised are written back to the recorder.",
            path=("frigate", "update_sub_labels"),
            node=back,
            state=EvidenceState.ENABLED,
        )


def _destinations(book: Notebook, root: Node) -> None:
    for path, kind in (
        (("mqtt", "host"), "MQTT"),
        (("notify", "gotify", "url"), "Gotify"),
    ):
        node = root.get(*path)
        if node is not None:
            sent = Sent("Events with names and pictures", True)
            book.destination(kind, node.text() or node.raw, sent, path=path, node=node)
    telegram = root.get("notify", "telegram")
    if telegram is not None:
        book.destination(
            "Telegram",
            "api.telegram.org",
            Sent("Events with names and pictures", True),
            path=("notify", "telegram"),
            node=telegram,
        )


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return found.text() if found is not None else ""


def _at(path: tuple[str, ...], node: Node | None, written: Node | None, camera: str = "") -> Place:
    """Where a setting stands: itself, what is above it, or the file where it is a default."""
    place = Place(subject=camera, by_default=written is None)
    found = written or node
    return place if found is None else Place(path=path, node=found, **place)

"""What a Double Take configuration says.

Purging does not touch the pictures that services are trained with.
"""

from __future__ import annotations

from auditor.core.wording import wording
from auditor.examine.configs.double_take.services import read_services
from auditor.examine.configs.double_take.settings import KINDS, Kind, is_off, unknown_keys
from auditor.examine.configs.double_take.sources import read_sources
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, Scale, Sent, ThresholdUse, TimeUnit
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node, dotted
from auditor.examine.model import EvidenceState


def read_double_take(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Double Take configuration."""
    book = Notebook(document, "double-take", closed=False)
    root = document.root
    working = read_services(book, root)
    read_sources(book, root, working)
    _detect(book, ("detect",), root.get("detect"), "", working=bool(working))
    cameras = root.get("cameras")
    for camera, own in (cameras.entries() if cameras is not None else {}).items():
        if (section := own.get("detect")) is not None:
            below = ("cameras", camera, "detect")
            _detect(book, below, section, camera, working=bool(working))
    _destinations(book, root)
    for path in unknown_keys(root):
        book.unknown(dotted(path))
    return book.reading()


def _detect(
    book: Notebook, path: tuple[str, ...], section: Node | None, camera: str, *, working: bool
) -> None:
    """Thresholds and hours of matched and unknown faces, written or by default."""
    for kind in KINDS:
        part = section.get(kind.key) if section is not None else None
        if camera and part is None:
            continue
        _part(book, (*path, kind.key), part, kind, camera, working=working)


def _part(
    book: Notebook,
    path: tuple[str, ...],
    part: Node | None,
    kind: Kind,
    camera: str,
    *,
    working: bool,
) -> None:
    written = part.entries() if part is not None else {}
    level, purge, area = written.get("confidence"), written.get("purge"), written.get("min_area")
    if level is not None or (working and not camera):
        number = level.number() if level is not None else kind.confidence
        at = _at((*path, "confidence"), part, level, camera)
        book.threshold(number, kind.use, Scale.PERCENT_SIMILARITY, **at)
    if area is not None:
        at = _at((*path, "min_area"), part, area, camera)
        book.threshold(area.number(), ThresholdUse.SIZE, Scale.PIXELS, **at)
    if is_off(written.get("save")):
        return
    if purge is not None and purge.number() is None:
        book.warnings.append(wording("double_take.hours_unknown", line=purge.at.line))
    elif purge is not None or (working and not camera):
        number = purge.number() if purge is not None else kind.hours
        at = _at((*path, "purge"), part, purge, camera)
        book.retention(kind.kept, number, TimeUnit.HOURS, **at)
    if working and not camera:
        at = _at((*path, "save"), part, written.get("save"))
        book.function(Function.FACE_CAPTURE, EvidenceState.ENABLED, **at)


def _destinations(book: Notebook, root: Node) -> None:
    for path, kind in ((("mqtt", "host"), "MQTT"), (("notify", "gotify", "url"), "Gotify")):
        node = root.get(*path)
        if node is not None:
            sent = Sent("frame.events_names_pictures", True)
            book.destination(kind, node.text() or node.raw, sent, path=path, node=node)
    telegram = root.get("notify", "telegram")
    if telegram is not None:
        book.destination(
            "Telegram",
            "api.telegram.org",
            Sent("frame.events_names_pictures", True),
            path=("notify", "telegram"),
            node=telegram,
        )


def _at(path: tuple[str, ...], node: Node | None, written: Node | None, camera: str = "") -> Place:
    """Where a setting stands: itself, what is above it, or the file where it is a default."""
    place = Place(subject=camera, by_default=written is None)
    found = written or node
    return place if found is None else Place(path=path, node=found, **place)

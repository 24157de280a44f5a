"""What a Viseron configuration of version 2 or later says of its cameras."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, Sent
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.configs.viseron.first import is_first, read_first
from auditor.examine.configs.viseron.keeping import read_kept_faces, read_retention
from auditor.examine.configs.viseron.settings import (
    ATTRIBUTE_PLUGINS,
    FACE_COMPONENTS,
    FACES,
    SECOND,
    THRESHOLDS,
    TRAINED,
    below,
    is_unknown,
    version,
    words,
)
from auditor.examine.model import EvidenceState


@dataclass(frozen=True)
class Domain:
    """Face recognition by one component: its settings, and the cameras on which it runs."""

    component: str
    service: Node
    node: Node
    running: tuple[str, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """The key path of the domain."""
        return (self.component, FACES)


def read_viseron(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Viseron configuration."""
    if is_first(document.root):
        return read_first(document)
    root = document.root
    # Without a camera it is a part of a configuration, and what it lacks may be in another.
    whole = any(below(part, "camera").entries() for part in root.entries().values())
    book = Notebook(document, "viseron", closed=whole)
    for component, settings in root.entries().items():
        _devices(book, component, settings)
    detecting = _detecting(root)
    domains: list[Domain] = []
    for component, settings in root.entries().items():
        node = settings.entries().get(FACES)
        if node is not None:
            domains.append(_domain(book, component, settings, node, detecting))
        elif component in FACE_COMPONENTS and is_unknown(settings):
            book.unseen(component, path=(component,), node=settings)
    if not domains:
        _supported(book, root)
    found = version(root)
    for domain in domains:
        if domain.running:
            read_kept_faces(book, domain.path, domain.node, domain.running, found)
            _settings(book, domain)
    read_retention(book, root, found, faces=any(domain.running for domain in domains))
    _destinations(book, root, faces=any(domain.running for domain in domains))
    return book.reading(found)


def _devices(book: Notebook, component: str, settings: Node) -> None:
    for camera, own in below(settings, "camera").entries().items():
        book.device(camera, path=(component, "camera", camera), node=own)
        known: dict[str, object] = {"host": below(own, "host").text()}
        for name in ("width", "height"):
            if (number := below(own, name).number()) is not None:
                known[name] = round(number)
        book.detail(camera, **known)


def _detecting(root: Node) -> dict[str, frozenset[str] | None]:
    """The labels that object detectors look for on each camera; None where that is not stated."""
    found: dict[str, frozenset[str] | None] = {}
    for settings in root.entries().values():
        for camera, own in below(settings, "object_detector", "cameras").entries().items():
            labels = frozenset(
                below(label, "label").text() for label in below(own, "labels").items()
            ) - {""}
            for zone in below(own, "zones").items():
                labels |= {below(one, "label").text() for one in below(zone, "labels").items()}
            before = found.get(camera, frozenset())
            found[camera] = None if not labels or before is None else labels | before
        for item in below(settings, "object_detector", "cameras").items():
            found.setdefault(item.text(), None)
    return found


def _domain(
    book: Notebook,
    component: str,
    service: Node,
    node: Node,
    detecting: dict[str, frozenset[str] | None],
) -> Domain:
    path = (component, FACES)
    cameras = node.entries().get("cameras")
    if is_unknown(node) or is_unknown(cameras):
        book.unseen(component, path=path, node=node)
        return Domain(component, service, node, ())
    listed = dict(cameras.entries()) if cameras is not None else {}
    if cameras is not None and cameras.items():
        _only_named(book, path, cameras)
        return Domain(component, service, node, ())
    if not listed:
        book.leftover(", ".join(node.entries()) or FACES, path=path, node=node)
        book.function(Function.RECOGNITION, EvidenceState.DISABLED, path=path, node=node)
        return Domain(component, service, node, ())
    missing = _missing(component, service, node)
    running: list[str] = []
    for camera, own in listed.items():
        at = Place(path=(*path, "cameras", camera), node=own, subject=camera)
        _listed(book, camera, (*path, "cameras", camera), own)
        wanted = words(own.get("labels")) or words(node.get("labels"))
        if missing is not None:
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)
            continue
        if (why := _idle(camera, wanted, detecting)) is None:
            running.append(camera)
            book.function(Function.RECOGNITION, EvidenceState.ENABLED, **at)
            continue
        book.function(Function.RECOGNITION, EvidenceState.GATED, **at)
        book.note("no_detector", why, **at)
    if missing is not None:
        book.question(wording("viseron.ask_whole", missing=missing))
    return Domain(component, service, node, tuple(running))


def _only_named(book: Notebook, path: tuple[str, ...], cameras: Node) -> None:
    """A list where the program wants a mapping; whether it starts with that is not shown."""
    for item in cameras.items():
        if item.text():
            _listed(book, item.text(), path, item)
            at = Place(path=path, node=item, subject=item.text())
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)


def _missing(component: str, service: Node, node: Node) -> str | None:
    """A key that the component requires and the file leaves empty; None where there is all."""
    if component == "compreface":
        wanted = ("host", "port", "recognition_api_key")
        return next((key for key in wanted if not _is_given(node.get(key))), None)
    if component in ("codeprojectai", "deepstack"):
        return None if _is_given(service.get("host")) else "host"
    return None


def _is_given(node: Node | None) -> bool:
    return node is not None and (is_unknown(node) or bool(node.text().strip()))


def _idle(
    camera: str, wanted: frozenset[str], detecting: dict[str, frozenset[str] | None]
) -> str | None:
    """Why recognition never runs on a camera; None where it does.

    A post processor gets the objects that a detector tracks on the same camera, all of them unless
    it names labels (`post_processor/__init__.py`).
    """
    if camera not in detecting:
        return wording("viseron.no_detector")
    tracked = detecting[camera]
    if wanted and tracked is not None and not wanted & tracked:
        return wording("viseron.object_not_looked_for")
    return None


def _listed(book: Notebook, camera: str, path: tuple[str, ...], node: Node) -> None:
    if camera not in {device.name for device in book.devices.values()}:
        book.device(camera, path=path, node=node)
        if book.closed:
            book.warnings.append(wording("viseron.camera_not_described", camera=camera))


def _settings(book: Notebook, domain: Domain) -> None:
    node, path = domain.node, domain.path
    for key, default, use in THRESHOLDS.get(domain.component, ()):
        written = node.get(key)
        number = written.number() if written is not None else default
        at = Place(path=(*path, key), node=written or node, by_default=written is None)
        book.threshold(number, use, Scale.UNIT_SIMILARITY, **at)
    plugins = node.get("face_plugins")
    if plugins is not None and ATTRIBUTE_PLUGINS & words(plugins):
        for camera in domain.running:
            at = Place(path=(*path, "face_plugins"), node=plugins, subject=camera)
            book.function(Function.ATTRIBUTES, EvidenceState.ENABLED, **at)
    if domain.component != "dlib":
        for place_of, holder in ((path, node), (path[:1], domain.service)):
            if (host := holder.get("host")) is not None:
                sent = Sent("frame.face_pictures", True)
                at = Place(path=(*place_of, "host"), node=host)
                book.destination("HTTP", host.text() or host.raw, sent, **at)
    _library(book, domain)


def _library(book: Notebook, domain: Domain) -> None:
    node = domain.node
    train, subjects = node.get("train"), node.get("use_subjects")
    taught = domain.component in TRAINED if train is None else switch(train) is Switch.ON
    if subjects is not None and switch(subjects) is Switch.ON:
        filled = wording("viseron.filled_by_subjects")
    elif taught:
        filled = wording("viseron.filled_by_folders_sent")
    else:
        filled = wording("frame.filled_from_folders")
    book.library(LibraryKind.KNOWN, filled=filled, path=domain.path, node=node)
    book.question(wording("viseron.ask_folders"))


def _supported(book: Notebook, root: Node) -> None:
    """Services that could recognise and are used for something else here."""
    for component in FACE_COMPONENTS:
        found = root.entries().get(component)
        if found is not None and not is_unknown(found):
            at = Place(path=(component,), node=found)
            book.function(Function.RECOGNITION, EvidenceState.SUPPORTED, **at)


def _destinations(book: Notebook, root: Node, *, faces: bool) -> None:
    """Where events go. Version 3 publishes the latest face picture by MQTT, too ("Snapshots")."""
    pictures = faces and version(root) != SECOND
    broker = root.get("mqtt", "broker")
    if broker is not None:
        sent = Sent("frame.events_names_pictures" if pictures else "viseron.events_names", pictures)
        at = Place(path=("mqtt", "broker"), node=broker)
        book.destination("MQTT", broker.text() or broker.raw, sent, **at)
    for name, host in (("discord", "discord.com"), ("telegram", "api.telegram.org")):
        found = root.entries().get(name)
        if found is not None and (found.entries() or is_unknown(found)):
            sent = Sent("frame.events_names_pictures", faces)
            book.destination(name.capitalize(), host, sent, path=(name,), node=found)
    for name, kind in (("gotify", "Gotify"), ("webhook", "webhook")):
        for path, node in below(root, name).walk((name,)):
            if path[-1] in ("gotify_url", "url") and (node.text() or is_unknown(node)):
                sent = Sent("frame.events_names_pictures", faces)
                book.destination(kind, node.text() or node.raw, sent, path=path, node=node)

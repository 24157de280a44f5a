"""Faces and recordings that Viseron keeps, and for how long.

Files move from tier to tier of a storage and are deleted from the last, so that the last decides.
A tier that is bounded by size alone has no limit in time.
"""

from __future__ import annotations

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, Place, TimeUnit
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.configs.viseron.settings import DAYS, FACES, SECOND, age, below, is_off
from auditor.examine.model import EvidenceState


def read_kept_faces(
    book: Notebook, path: tuple[str, ...], domain: Node, running: tuple[str, ...], found: str
) -> None:
    """Faces kept of the cameras on which recognition runs.

    Version 3 keeps both kinds by default, version 2 none; matched faces are kept from 3 on.
    """
    for key, thing in (
        ("save_unknown_faces", KeptThing.UNKNOWN),
        ("save_faces", KeptThing.MATCHED),
    ):
        written = domain.get(key)
        if is_off(written) or (found == SECOND and written is None):
            continue
        at = Place(path=(*path, key), node=written or domain, by_default=written is None)
        for camera in running:
            place = Place({**at, "subject": camera})
            book.function(Function.FACE_CAPTURE, EvidenceState.ENABLED, **place)
        if found == SECOND:
            book.retention(thing, None, TimeUnit.DAYS, **at)
        elif key == "save_unknown_faces" and written is not None:
            book.note("unknown_kept", wording("viseron.unknown_kept"), **at)


def read_retention(book: Notebook, root: Node, found: str, *, faces: bool) -> None:
    """For how long recordings and pictures are kept, for all cameras and for single ones."""
    for path, keep in _everywhere(root):
        if (retain := keep.get("retain")) is not None:
            at = Place(path=(*path, "retain"), node=retain)
            book.retention(KeptThing.RECORDINGS, retain.number(), TimeUnit.DAYS, **at)
    storage = below(root, "storage")
    _storage(book, ("storage",), storage, faces=faces)
    for component, settings in root.entries().items():
        for camera, own in below(settings, "camera").entries().items():
            path = (component, "camera", camera)
            _storage(book, (*path, "storage"), below(own, "storage"), faces=faces, camera=camera)
            _storage(book, path, own, faces=faces, camera=camera)
    written = any(
        node.get(*key) is not None
        for node in (storage, *_camera_storages(root))
        for key in (("snapshots", FACES, "tiers"), ("snapshots", "tiers"))
    )
    if faces and found != SECOND and not written:
        book.retention(KeptThing.FACES, DAYS, TimeUnit.DAYS, by_default=True)


def _everywhere(root: Node) -> list[tuple[tuple[str, ...], Node]]:
    """The recorder's settings for all cameras, and those of each."""
    found: list[tuple[tuple[str, ...], Node]] = [(("recorder",), below(root, "recorder"))]
    for component, settings in root.entries().items():
        for camera, own in below(settings, "camera").entries().items():
            found.append(((component, "camera", camera, "recorder"), below(own, "recorder")))
    return found


def _camera_storages(root: Node) -> list[Node]:
    return [
        storage
        for settings in root.entries().values()
        for own in below(settings, "camera").entries().values()
        for storage in (below(own, "storage"), own)
    ]


def _storage(
    book: Notebook, path: tuple[str, ...], storage: Node, *, faces: bool, camera: str = ""
) -> None:
    recorder = storage.get("recorder")
    if recorder is not None:
        _tiers(book, (*path, "recorder", "tiers"), recorder, KeptThing.RECORDINGS, camera)
        # A camera may set it without tiers.
        for kind in ("events", "continuous"):
            part = recorder.get(kind)
            if part is not None and part.get("max_age") is not None:
                _aged(book, (*path, "recorder", kind), part, KeptThing.RECORDINGS, camera)
    snapshots = storage.get("snapshots")
    if snapshots is None:
        return
    _tiers(book, (*path, "snapshots", "tiers"), snapshots, KeptThing.SNAPSHOTS, camera)
    own = snapshots.get(FACES)
    thing = KeptThing.FACES if faces else KeptThing.SNAPSHOTS
    if own is not None and own.get("tiers") is not None:
        _tiers(book, (*path, "snapshots", FACES, "tiers"), own, thing, camera)
    elif faces:
        _tiers(book, (*path, "snapshots", "tiers"), snapshots, thing, camera)


def _tiers(
    book: Notebook, path: tuple[str, ...], holder: Node, thing: KeptThing, camera: str
) -> None:
    tiers = holder.get("tiers")
    items = tiers.items() if tiers is not None else ()
    if not items:
        return
    last, at = items[-1], (*path, f"[{len(items) - 1}]")
    kinds = [kind for kind in ("events", "continuous") if last.get(kind) is not None]
    for kind in kinds:
        _aged(book, (*at, kind), below(last, kind), thing, camera)
    if not kinds:
        _aged(book, at, last, thing, camera)


def _aged(book: Notebook, path: tuple[str, ...], node: Node, thing: KeptThing, camera: str) -> None:
    limit = age(node)
    at = Place(path=path, node=node, subject=camera)
    if limit is None:
        book.retention(thing, None, TimeUnit.DAYS, **at)
    else:
        book.retention(thing, *limit, **at)

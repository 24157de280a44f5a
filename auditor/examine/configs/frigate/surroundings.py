"""What a Frigate configuration keeps, where it sends it, and which functions it has besides."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.core.wording import wording
from auditor.examine.configs.frame.hosts import Reach
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.frigate.book import FrigateBook
from auditor.examine.configs.frigate.destinations import destinations
from auditor.examine.configs.frigate.faces import CameraFaces, Recognition
from auditor.examine.configs.frigate.retention import Kept, recordings_of, same, snapshots_of
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState, Label
from auditor.vocabulary.value import FactValue


def note_retention(book: FrigateBook, cameras: list[CameraFaces]) -> None:
    """How long recordings and snapshots are kept, and the longest of those that show faces."""
    settings = book.settings
    live = [one for one in cameras if settings.camera_on(one.camera) is not Switch.OFF]
    pictures = [kept for one in live for kept in snapshots_of(settings, one.camera)]
    recordings = [kept for one in live for kept in recordings_of(settings, one.camera)]
    for kept, names in same(recordings + pictures):
        _note_kept(book, kept, names, len(cameras))
    faces = {
        one.camera
        for one in live
        if one.label in (Label.RECOGNITION, Label.FACE_CAPTURE)
        or one.recognition.outcome is Recognition.ON
    }
    # A recording shows the faces that a snapshot is cut from: the longest of all stores counts.
    of_faces = [kept for kept in recordings + pictures if kept.camera in faces]
    if of_faces:
        longest = max(of_faces, key=lambda kept: kept.days)
        names = tuple(kept.camera for kept in of_faces if kept.days == longest.days)
        days = int(longest.days) if longest.days.is_integer() else longest.days
        says: dict[str, FactValue] = {"storage.retention_days": days}
        _note_kept(book, longest, names, len(cameras), says=says)


def _note_kept(
    book: FrigateBook,
    kept: Kept,
    names: tuple[str, ...],
    of: int,
    *,
    says: Mapping[str, FactValue] | None = None,
) -> None:
    names = tuple(dict.fromkeys(names))
    by_default = "_by_default" if kept.setting is None else ""
    text = (
        f"frigate.kept.longest{by_default}" if says else f"frigate.kept.{by_default[1:] or 'plain'}"
    )
    values = {"days": float(kept.days), "names": len(names), "of": of}
    label = {"label": kept.label} if kept.label else {}
    book.note(
        "face_picture_retention" if says else "retention",
        kept.setting,
        wording(text, what=wording(kept.what, **label), **values),
        says=says,
        subject=", ".join(shown(name) for name in names[:6]),
        by_default=kept.setting is None,
    )


def note_destinations(book: FrigateBook, cameras: list[CameraFaces]) -> None:
    """Where events, pictures and streams go."""
    faces = {
        one.camera
        for one in cameras
        if one.recognition.outcome is Recognition.ON or one.label is Label.FACE_CAPTURE
    }
    for one in destinations(book.settings):
        # Only pictures of cameras that deal in faces are face data that leave.
        leaves = one.pictures and one.reach is Reach.OUTSIDE and bool(faces)
        if one.cameras and not faces & set(one.cameras):
            leaves = False
        words = wording(f"frigate.reach.{one.reach.value}", words=one.words)
        book.note(
            "destination",
            one.setting,
            words if one.kind != "plus" else one.words,
            says={"sharing.internet_transfer": True} if leaves else None,
            subject=one.kind,
            state=EvidenceState.ENABLED if one.pictures else EvidenceState.PROVISIONED,
        )


def note_neighbours(book: FrigateBook) -> None:
    """Functions that are not about faces and yet about people."""
    settings = book.settings
    semantic = settings.top("semantic_search", "enabled")
    if semantic is not None and settings.on(semantic, False) is Switch.ON:
        book.note(
            "appearance_search",
            semantic,
            wording("frigate.appearance_search"),
            state=EvidenceState.ENABLED,
        )
    plates = settings.top("lpr", "enabled")
    if plates is not None and settings.on(plates, False) is Switch.ON:
        book.note("plates", plates, wording("frigate.plates"), state=EvidenceState.ENABLED)
    custom = settings.top("classification", "custom")
    for name in custom.node.entries() if custom is not None else ():
        objects = settings.top("classification", "custom", name, "object_config", "objects")
        on = settings.on(settings.top("classification", "custom", name, "enabled"), True)
        labels = {node.raw for node in objects.node.items()} if objects is not None else set()
        if on is not Switch.OFF and labels & {"person", "face"}:
            book.note(
                "classification",
                objects,
                wording("frigate.classifier"),
                state=EvidenceState.ENABLED,
            )

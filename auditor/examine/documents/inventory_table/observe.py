"""An inventory as observations: what is listed of each camera, and the facts that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.case.model import Exhibit
from auditor.examine.document_model import ListedCamera
from auditor.examine.documents.inventory_table.rows import InventoryTable, inventory_tables
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.model import Observation
from auditor.vocabulary.value import FactValue


@dataclass(frozen=True)
class InventoryReading:
    """What was read: observations, the cameras, and what was not understood."""

    observations: tuple[Observation, ...]
    cameras: tuple[ListedCamera, ...]
    warnings: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()


def read_inventory(exhibit: Exhibit, document: DocumentText) -> InventoryReading | None:
    """The inventories in `document`; None where it holds none."""
    tables = inventory_tables(document)
    if not tables:
        return None
    observations: list[Observation] = []
    warnings: list[str] = []
    not_read: list[str] = []
    for table in tables:
        observations += _observations(exhibit, table)
        pairs = "; ".join(f"{name} = {column.heading}" for name, column in table.columns.items())
        warnings.append(f"Columns of the inventory were read as: {pairs}.")
        if table.unknown:
            warnings.append(f"Columns that were not understood: {', '.join(table.unknown)}.")
        if table.more:
            not_read.append(f"{table.more} further cameras of the inventory were not read.")
    cameras = tuple(camera for table in tables for camera in table.cameras)
    return InventoryReading(tuple(observations), cameras, tuple(warnings), tuple(not_read))


def _observations(exhibit: Exhibit, table: InventoryTable) -> Iterator[Observation]:
    """One for each camera. A fact that several rows bear on is said where it goes furthest."""
    cameras = table.cameras
    longest = _longest(cameras)
    all_off = bool(cameras) and all(camera.recognition is False for camera in cameras)
    for number, camera in enumerate(cameras):
        facts: dict[str, FactValue] = {}
        if camera.recognition:
            facts |= {"capture.template_extracted": True, "capture.analyses": ("recognition",)}
        if camera.detection:
            facts["capture.faces_detected"] = True
        if all_off and number == 0:
            facts["declared.recognition_denied"] = True
        if camera.retention_days is not None and camera is longest:
            # Of a camera without recognition the recordings are kept, and not face data.
            of_faces = camera.recognition and not camera.retention_of_video
            name = "storage.retention_days" if of_faces else "storage.video_retention_days"
            facts[name] = camera.retention_days
        if camera.recipient and camera.recognition:
            facts["sharing.recipients"] = (camera.recipient,)
        yield Observation(
            exhibit=exhibit.id,
            topic="text.inventory_camera",
            locator=camera.locator,
            note=_note(camera),
            says=facts,
            subject=camera.name,
            confidence=0.9,
        )


def _longest(cameras: tuple[ListedCamera, ...]) -> ListedCamera | None:
    """The camera that keeps longest; those that recognise faces come first."""
    timed = [camera for camera in cameras if camera.retention_days is not None]
    of_faces = [camera for camera in timed if camera.recognition]
    return max(of_faces or timed, key=lambda camera: camera.retention_days or 0, default=None)


_FACES = {
    (True, None): "face recognition on",
    (True, True): "face recognition and face detection on",
    (True, False): "face recognition on",
    (False, None): "no face recognition",
    (False, True): "face detection on, no face recognition",
    (False, False): "no face recognition",
    (None, True): "face detection on; face recognition not stated",
    (None, False): "face recognition not stated",
    (None, None): "face recognition not stated",
}


def _note(camera: ListedCamera) -> str:
    kept = "not stated" if camera.retention_days is None else f"{camera.retention_days} days"
    return (
        f"The inventory lists: {_FACES[camera.recognition, camera.detection]}; kept: {kept}; "
        f"recipient: {camera.recipient or 'none stated'}."
    )

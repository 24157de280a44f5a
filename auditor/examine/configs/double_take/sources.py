"""The cameras whose pictures Double Take hands to recognition services.

Pictures come from a recorder's events and, for cameras with a `snapshot`, straight from an address
or topic. `frigate.cameras` limits the recorder's cameras, and `cameras` of a service those that the
service gets (README, `frigate` and `detectors`).
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.core.wording import wording
from auditor.examine.configs.double_take.services import RecognitionService
from auditor.examine.configs.double_take.settings import DETECTORS, KINDS, is_off, names
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, shown
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState


def read_sources(book: Notebook, root: Node, working: Sequence[RecognitionService]) -> None:
    """Note every camera named, and whether a service gets its pictures."""
    places = _places(root)
    for camera, place in places.items():
        book.device(camera, **place)
        at = Place({**place, "subject": camera})
        own = root.get("cameras", camera)
        address = own.get("snapshot", "url") if own is not None else None
        if address is not None:
            book.detail(camera, host=address.text())
        if not working:
            continue
        if not _is_fed(root, camera) or not any(one.takes(camera) for one in working):
            book.function(Function.RECOGNITION, EvidenceState.DISABLED, **at)
            book.function(Function.FACE_CAPTURE, EvidenceState.DISABLED, **at)
            continue
        book.function(Function.RECOGNITION, EvidenceState.ENABLED, **at)
        if own is not None and all(is_off(own.get("detect", one.key, "save")) for one in KINDS):
            book.function(Function.FACE_CAPTURE, EvidenceState.DISABLED, **at)
    if places:
        listed = ", ".join(shown(name) for name in list(places)[:20])
        first = next(iter(places.values()))
        book.note("sources", wording("double_take.cameras", cameras=listed), **first)
    back = root.get("frigate", "update_sub_labels")
    if back is not None and switch(back) is Switch.ON:
        book.note(
            "names_written_back",
            wording("double_take.names_written_back"),
            path=("frigate", "update_sub_labels"),
            node=back,
            state=EvidenceState.ENABLED,
        )
    pauses = root.get("schedule", "disable")
    if pauses is not None and pauses.items():
        book.note(
            "schedule", wording("double_take.pauses"), path=("schedule", "disable"), node=pauses
        )


def _places(root: Node) -> dict[str, Place]:
    """Every camera named, and where it is named first."""
    found: dict[str, Place] = {}
    own = root.get("cameras")
    for name, node in (own.entries() if own is not None else {}).items():
        found.setdefault(name, Place(path=("cameras", name), node=node))
    lists: list[tuple[str, ...]] = [("frigate", "cameras")]
    services = root.get("detectors")
    named = services.entries() if services is not None else {}
    lists += [("detectors", name, "cameras") for name in DETECTORS if name in named]
    for path in lists:
        listed = root.get(*path)
        for name in names(listed):
            if listed is not None:
                found.setdefault(name, Place(path=path, node=listed))
    zones = root.get("frigate", "zones")
    for index, zone in enumerate(zones.items() if zones is not None else ()):
        camera = zone.get("camera")
        if camera is not None and camera.text():
            at = Place(path=("frigate", "zones", f"[{index}]"), node=zone)
            found.setdefault(camera.text(), at)
    return found


def _is_fed(root: Node, camera: str) -> bool:
    """Whether pictures of the camera come in: by the recorder, or by an address of its own."""
    for key in ("url", "topic"):
        if root.get("cameras", camera, "snapshot", key) is not None:
            return True
    limited = names(root.get("frigate", "cameras"))
    return not limited or camera in limited

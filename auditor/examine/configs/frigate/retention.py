"""How long a Frigate configuration keeps what, in days.

Source: Frigate docs, "Recording" and "Snapshots", and `frigate/config/camera/record.py` and
`snapshots.py`. Defaults: 10 days for events, alerts, detections and snapshots, 0 for continuous
recording; recordings and snapshots are off unless switched on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.frigate.settings import Setting, Settings
from auditor.examine.configs.syntax.tree import Switch

DEFAULT_DAYS = 10.0
"""Days for events, alerts, detections and snapshots where nothing is written."""


@dataclass(frozen=True)
class Kept:
    """Something kept for a number of days on a camera. `setting` is None for a default."""

    camera: str
    what: str
    days: float
    setting: Setting | None
    label: str = ""


_RECORDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("frigate.store.always", ("record", "continuous", "days")),
    ("frigate.store.motion", ("record", "motion", "days")),
    ("frame.store.recordings", ("record", "retain", "days")),
    ("frame.store.recordings", ("record", "retain_days")),
    ("frigate.store.alerts", ("record", "alerts", "retain", "days")),
    ("frigate.store.detections", ("record", "detections", "retain", "days")),
    ("frigate.store.events", ("record", "events", "retain", "default")),
    ("frigate.store.clips", ("clips", "retain", "default")),
    ("frigate.store.clips", ("save_clips", "retain", "default")),
)
"""What each key keeps, over all versions: whichever is written counts."""
_EVENTS = ("record", "events", "retain", "default")
_REVIEWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("frigate.store.alerts", ("record", "alerts", "retain", "days")),
    ("frigate.store.detections", ("record", "detections", "retain", "days")),
)
_PERSONS = "frigate.store.persons"


def recordings_of(settings: Settings, camera: str) -> Iterator[Kept]:
    """What is recorded on `camera` and for how many days; nothing where recording is off."""
    recording = settings.on(settings.effective(camera, "record", "enabled"), False)
    old = any(
        settings.on(settings.effective(camera, key, "enabled"), False) is Switch.ON
        for key in ("clips", "save_clips")
    )
    written: set[tuple[str, ...]] = set()
    for what, path in _RECORDINGS:
        on = recording is Switch.ON if path[0] == "record" else old
        found = settings.effective(camera, *path)
        if not on or found is None or (days := found.node.number()) is None:
            continue
        written.add(path)
        yield Kept(camera, what, days, found)
    if recording is not Switch.ON:
        return
    persons = settings.effective(camera, "record", "events", "retain", "objects", "person")
    if persons is not None and (days := persons.node.number()) is not None:
        yield Kept(camera, _PERSONS, days, persons)
    if _EVENTS in written:
        return
    missing = [what for what, path in _REVIEWS if path not in written]
    if len(missing) == len(_REVIEWS):
        yield Kept(camera, "frigate.store.reviews", DEFAULT_DAYS, None)
    else:
        for what in missing:
            yield Kept(camera, what, DEFAULT_DAYS, None)


def snapshots_of(settings: Settings, camera: str) -> Iterator[Kept]:
    """For how many days pictures of tracked persons and faces are kept on `camera`."""
    if settings.on(settings.effective(camera, "snapshots", "enabled"), False) is not Switch.ON:
        return
    if settings.detects(camera) is Switch.OFF:
        # Nothing is tracked, and a snapshot is of a tracked object.
        return
    general = settings.effective(camera, "snapshots", "retain", "default")
    for label in ("person", "face"):
        if settings.tracks(camera, label) is not Switch.ON:
            continue
        own = settings.effective(camera, "snapshots", "retain", "objects", label)
        setting = own or general
        days = DEFAULT_DAYS if setting is None else setting.node.number()
        if days is not None:
            yield Kept(camera, "frigate.store.snapshots", days, setting, label)


def same(kept: list[Kept]) -> list[tuple[Kept, tuple[str, ...]]]:
    """`kept` with cameras joined where all else is the same, in the order of the file."""
    joined: dict[tuple[object, ...], tuple[Kept, list[str]]] = {}
    for one in kept:
        key = (one.what, one.label, one.days, one.setting.path if one.setting else ())
        joined.setdefault(key, (one, []))[1].append(one.camera)
    return [(one, tuple(cameras)) for one, cameras in joined.values()]

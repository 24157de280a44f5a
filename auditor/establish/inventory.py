"""All cameras and services of a case in one list, whichever files named them.

Two entries are the same camera only if two files give the same address and no other camera in
either file has it (all cameras of a recorder share its address), or if they give the same name.
Each entry says how it was joined; entries that may be the same camera, without a sign of it, stay
apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from auditor.case.model import Camera
from auditor.core.frozen import Frozen
from auditor.core.locator import Locator
from auditor.establish.design import Installation, design
from auditor.examine.configs.frame.labels import strongest
from auditor.examine.footage.tier import rank
from auditor.examine.model import ConfiguredDevice, Examination, Label, Observations, Tier


class InventorySource(Frozen):
    """A configuration that names the camera or service, and the label it gives it."""

    exhibit: str
    format: str
    name: str
    label: Label
    locator: Locator


class InventoryEntry(Frozen):
    """One camera or service.

    `joined` says how its entries were matched: by address, by name, or neither where one file alone
    names it. `footage` are the exhibits it recorded. `label` is the strongest of its sources, None
    where no configuration names it. `density` is in pixels per metre at the line it watches,
    `designed` the tier that follows from it; `measured` the best tier seen in its footage.
    """

    name: str
    kind: Literal["camera", "service"]
    host: str = ""
    label: Label | None = None
    sources: tuple[InventorySource, ...] = ()
    footage: tuple[str, ...] = ()
    joined: tuple[Literal["address", "name"], ...] = ()
    width: int | None = None
    height: int | None = None
    density: float | None = None
    designed: Tier | None = None
    measured: Tier | None = None


class _DeviceGroup:
    """Entries that are one camera or service."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.devices: list[tuple[Examination, ConfiguredDevice]] = []
        self.footage: list[Examination] = []
        self.joined: set[Literal["address", "name"]] = set()


def inventory(observations: Observations) -> tuple[InventoryEntry, ...]:
    """Every camera and service that configurations name or footage comes from, in that order."""
    groups: list[_DeviceGroup] = []
    cameras = {exhibit.id: exhibit.camera for exhibit in observations.case.exhibits}
    for examination in observations.examinations:
        devices = [d for configuration in examination.configured for d in configuration.devices]
        shared = Counter(device.host for device in devices if device.host)
        for device in devices:
            own = device.host if shared[device.host] == 1 else ""
            group = _known(groups, examination, device, own)
            group.devices.append((examination, device))
    for examination in observations.examinations:
        name = cameras.get(examination.exhibit, "")
        if not name:
            continue
        recorder = next((g for g in groups if is_same_name(g.name, name)), None)
        if recorder is None:
            recorder = _DeviceGroup(name)
            groups.append(recorder)
        recorder.footage.append(examination)
    for camera in observations.case.cameras:
        if not any(is_same_name(g.name, camera.name) for g in groups):
            groups.append(_DeviceGroup(camera.name))
    declared = {_plain(camera.name): camera for camera in observations.case.cameras}
    return tuple(_entry(group, declared.get(_plain(group.name))) for group in groups)


def unlisted(entries: Sequence[InventoryEntry]) -> tuple[InventoryEntry, ...]:
    """Cameras whose footage was submitted and that no configuration names, if any is named."""
    if not any(entry.sources for entry in entries):
        return ()
    return tuple(entry for entry in entries if entry.footage and not entry.sources)


def _known(
    groups: list[_DeviceGroup], examination: Examination, device: ConfiguredDevice, own_host: str
) -> _DeviceGroup:
    for group in groups:
        if any(other is examination for other, _ in group.devices):
            continue
        hosts = {d.host for _, d in group.devices if d.host}
        if own_host and own_host in hosts and _one_host(groups, own_host):
            group.joined.add("address")
            return group
        # One name at two addresses is two cameras.
        if is_same_name(group.name, device.name) and not (
            own_host and hosts and own_host not in hosts
        ):
            group.joined.add("name")
            return group
    group = _DeviceGroup(device.name)
    groups.append(group)
    return group


def _one_host(groups: Iterable[_DeviceGroup], host: str) -> bool:
    return sum(any(d.host == host for _, d in group.devices) for group in groups) == 1


def is_same_name(name: str, other: str) -> bool:
    """Whether two files call a camera by the same name, apart from case and separators."""
    return _plain(name) == _plain(other)


def _plain(name: str) -> str:
    """`name` without what differs between files: case, spaces, hyphens, dots and underscores."""
    return "".join(char for char in name.casefold() if char not in " -_.")


def _entry(group: _DeviceGroup, camera: Camera | None) -> InventoryEntry:
    devices = [device for _, device in group.devices]

    def first(name: str) -> float | None:
        declared = getattr(camera, name, None) if camera is not None else None
        values = [declared, *(getattr(device, name) for device in devices)]
        return next((value for value in values if value is not None), None)

    width, height = first("width"), first("height")
    installed = None
    field, distance = first("field"), first("distance")
    if width and field and distance is not None:
        installed = design(Installation(int(width), field, first("mounted"), distance))
    tiers = [episode.tier for examination in group.footage for episode in examination.episodes]
    return InventoryEntry(
        name=group.name,
        kind=devices[0].kind if devices else "camera",
        host=next((device.host for device in devices if device.host), ""),
        label=strongest(device.label for device in devices) if devices else None,
        sources=tuple(
            InventorySource(
                exhibit=examination.exhibit,
                format=examination.format,
                name=device.name,
                label=device.label,
                locator=device.locator,
            )
            for examination, device in group.devices
        ),
        footage=tuple(examination.exhibit for examination in group.footage),
        joined=tuple(sorted(group.joined)),
        width=int(width) if width else None,
        height=int(height) if height else None,
        density=installed.density if installed else None,
        designed=installed.tier if installed else None,
        measured=max(tiers, key=rank, default=None),
    )

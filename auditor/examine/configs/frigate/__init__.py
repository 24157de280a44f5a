"""Frigate NVR: `config.yml` of every version, and what `/api/config` returns.

Frigate is a closed format for faces: the file is the whole configuration, and recognition is off
unless the file switches it on. The face library is not in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.frigate.unknown import KNOWN_KEYS
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

_BESIDE = ("detectors", "mqtt", "go2rtc")
_SETTINGS = ("objects", "record", "snapshots", "version")
_SUSPECTED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"(?:^|[\s{,])[\"']?cameras[\"']?[ \t]*:",
        r"(?:^|[\s{,])[\"']?ffmpeg[\"']?[ \t]*:",
        r"[\"']?inputs[\"']?[ \t]*:",
    )
)


@dataclass(frozen=True)
class FrigateFormat:
    """The reader of Frigate configurations."""

    id: str = "frigate"
    title: str = "Frigate NVR"
    versions: str = "before 0.9 to 0.18"
    covers: str = (
        "Recognition and tracked faces per camera with profiles and overrides, thresholds, kept "
        "attempts, retention of recordings and snapshots, destinations, neighbouring functions"
    )
    documentation_url: str = "https://docs.frigate.video/configuration/reference/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has cameras in Frigate's form."""
        cameras = document.root.get("cameras")
        if document.syntax is not Syntax.TREE:
            return False
        if cameras is None:
            return not document.within and _without_cameras(document.root)
        found = list(cameras.entries().values())
        if any(_has_inputs(camera) for camera in found):
            return True
        root = document.root.entries()
        typical = any(key in root for key in _BESIDE) and any(key in root for key in _SETTINGS)
        return typical and any(isinstance(camera.value, dict) for camera in found)

    def suspects(self, text: str) -> bool:
        """Whether the lines of a damaged text are those of a Frigate configuration."""
        return all(pattern.search(text) for pattern in _SUSPECTED)

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.frigate.reading import read_frigate  # noqa: PLC0415

        return read_frigate(document)


def _without_cameras(root: Node) -> bool:
    """Whether the list of cameras is still empty, among sections that only Frigate has together."""
    keys = set(root.entries())
    return (
        "cameras" in keys
        and {"objects", "record", "snapshots"} & keys != set()
        and {"detectors", "mqtt", "ffmpeg"} & keys != set()
        and keys <= KNOWN_KEYS
    )


def _has_inputs(camera: Node) -> bool:
    inputs = camera.get("ffmpeg", "inputs") or camera.get("ffmpeg", "input")
    return inputs is not None


FRIGATE = FrigateFormat()

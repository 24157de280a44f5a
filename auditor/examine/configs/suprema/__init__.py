"""Suprema access terminals: G-SDK's face settings, ways of verification, and users with faces.

Settings of the face sensor are tuning. Recognition is shown by a way of verification that takes the
face, or by users who have faces enrolled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import (
    KeptThing,
    LibraryKind,
    Notebook,
    Scale,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_SENSOR = frozenset(
    {
        *("securityLevel", "enrollThreshold", "detectSensitivity", "enableLFD", "LFDLevel"),
        *("quickEnrollment", "operationMode", "maxRotation", "detectDistanceMin"),
        *("detectDistanceMax", "wideSearch", "unableToSaveImageOfVisualFace"),
    }
)
_ENOUGH = 3
"""Settings of the face sensor from which a mapping is one of theirs."""
_FACE_MODE = re.compile(r"FACE")
_MODES = ("mode", "authMode")


@dataclass(frozen=True)
class SupremaFormat:
    """The reader of Suprema G-SDK and BioStar 2 data in JSON or YAML."""

    id: str = "suprema"
    title: str = "Suprema access terminals (G-SDK, BioStar 2)"
    versions: str = "G-SDK 1"
    covers: str = (
        "Ways of verification by face, users with enrolled faces, liveness, enrolment threshold, "
        "whether pictures of faces are stored"
    )
    documentation_url: str = "https://supremainc.github.io/g-sdk/api/face/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether a mapping has the sensor's settings, or users or schedules in G-SDK's form."""
        if document.syntax is not Syntax.TREE or document.within.count(".") > 1:
            return False
        keys = set(document.root.entries())
        return len(keys & _SENSOR) >= _ENOUGH or bool({"authSchedules", "numOfFace"} & keys)

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        enrolled: list[tuple[tuple[str, ...], Node]] = []
        for path, node in document.root.walk():
            key = path[-1] if path else ""
            if key in _MODES and _FACE_MODE.search(node.text()):
                book.function(Function.RECOGNITION, EvidenceState.ENABLED, path=path, node=node)
            if _faces(key, node) > 0:
                enrolled.append((path, node))
        if enrolled:
            path, node = enrolled[0]
            book.function(Function.RECOGNITION, EvidenceState.POPULATED, path=path, node=node)
            book.library(LibraryKind.UNTOLD, people=len(enrolled), path=path, node=node)
        for path, node in _settings(document.root):
            _setting(book, path, node)
        return book.reading()


def _faces(key: str, node: Node) -> int:
    if key == "numOfFace":
        return int(node.number() or 0)
    return len(node.items()) if key == "faces" else 0


def _settings(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    for path, node in root.walk():
        if path and path[-1] in _SENSOR:
            yield path, node


def _setting(book: Notebook, path: tuple[str, ...], node: Node) -> None:
    key = path[-1]
    if key in ("enableLFD", "LFDLevel"):
        off = node.text() in ("0", "false", "False") or "NONE" in node.text()
        state = EvidenceState.DISABLED if off else EvidenceState.SUPPORTED
        book.function(Function.LIVENESS, state, path=path, node=node)
    elif key == "enrollThreshold":
        book.threshold(node.number(), ThresholdUse.QUALITY, Scale.POINTS, path=path, node=node)
    elif key == "unableToSaveImageOfVisualFace":
        # Twice denied: false means that pictures are stored.
        if switch(node) is Switch.OFF:
            book.function(Function.FACE_CAPTURE, EvidenceState.SUPPORTED, path=path, node=node)
            book.retention(KeptThing.ENROLLED, None, TimeUnit.DAYS, path=path, node=node)
    elif key == "securityLevel":
        book.function(Function.UNTOLD, EvidenceState.SUPPORTED, path=path, node=node)
        book.question(
            "The settings of the face sensor are tuning. Ask for the ways of verification that are "
            "set and for the number of users with faces."
        )


SUPREMA = SupremaFormat()

"""Double Take: a program between recorders and services that recognise faces.

A recognition service is at work by being named under `detectors`: the program looks at presence
alone, so `enabled: false` inside one changes nothing. Without one it recognises nobody now, and the
services can be added in its interface; so that such a file leaves the question open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.double_take.settings import DETECTORS
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax

_SUSPECTED = re.compile(r"^detectors:\s*\n\s+(?:compreface|deepstack|facebox|rekognition)", re.M)
_SOURCES = ("frigate", "cameras")
_NOT_ITS = ("record", "objects", "ffmpeg", "go2rtc", "services", "model")


@dataclass(frozen=True)
class DoubleTakeFormat:
    """The reader of Double Take configurations."""

    id: str = "double-take"
    title: str = "Double Take"
    versions: str = "1.0 on, and the maintained fork"
    covers: str = (
        "Recognition services by presence, attribute plugins, match and unknown thresholds, hours "
        "for which matched and unknown pictures are kept, destinations, names written back"
    )
    documentation_url: str = "https://github.com/jakowenko/double-take/blob/master/README.md"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has Double Take's services, thresholds, or sources without streams."""
        if document.syntax is not Syntax.TREE:
            return False
        root = document.root
        services = root.entries().get("detectors")
        if services is not None and set(services.entries()) & set(DETECTORS):
            return not any(entry.get("type") for entry in services.entries().values())
        if any(key in root.entries() for key in _NOT_ITS):
            return False
        detect = root.get("detect")
        if detect is not None and {"match", "unknown"} & set(detect.entries()):
            return True
        return root.get("frigate", "url") is not None and (
            "mqtt" in root.entries() or "detectors" in root.entries()
        )

    def suspects(self, text: str) -> bool:
        """Whether a damaged text names one of its services under `detectors`."""
        return _SUSPECTED.search(text) is not None

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.double_take.reading import read_double_take  # noqa: PLC0415

        return read_double_take(document)


DOUBLE_TAKE = DoubleTakeFormat()

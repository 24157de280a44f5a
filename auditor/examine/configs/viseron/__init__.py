"""Viseron: recognition is on for every camera listed under a `face_recognition` domain.

Version 1 has a list of cameras and names a post processor by an object's label; from version 2 on,
top-level keys are components, each with domains, each with cameras by their ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.viseron.first import is_first
from auditor.examine.configs.viseron.settings import DOMAINS

_COMPONENTS = frozenset(
    {
        *("ffmpeg", "gstreamer", "darknet", "edgetpu", "yolo", "hailo", "codeprojectai"),
        *("deepstack", "compreface", "dlib", "mog2", "background_subtractor"),
    }
)
"""Components that have domains, by the names of their pages in the documentation."""
_SUSPECTED = re.compile(r"^\s+face_recognition:\s*$", re.M)


@dataclass(frozen=True)
class ViseronFormat:
    """The reader of Viseron configurations."""

    id: str = "viseron"
    title: str = "Viseron"
    versions: str = "1, 2 and 3"
    covers: str = (
        "Recognition per camera by component, the object detector it needs, thresholds, attribute "
        "plugins, faces kept, unknown faces kept, retention, destinations"
    )
    documentation_url: str = (
        "https://viseron.netlify.app/components-explorer/components/compreface/"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has components with domains, or version 1's list of cameras."""
        if document.syntax is not Syntax.TREE:
            return False
        entries = document.root.entries()
        if any(set(entries[name].entries()) & set(DOMAINS) for name in _COMPONENTS & set(entries)):
            return True
        return is_first(document.root)

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has a domain of its own."""
        return _SUSPECTED.search(text) is not None and "nvr:" in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.viseron.reading import read_viseron  # noqa: PLC0415

        return read_viseron(document)


VISERON = ViseronFormat()

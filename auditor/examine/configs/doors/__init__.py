"""Home-made doors and attendance lists that recognise faces: YAML, JSON or INI of a project.

Such files share no form, only their parts: a library that compares faces, a threshold, a folder of
known faces, something that opens or is written to. Recognition is certain where the library, the
threshold and the store stand together; a library's name alone leaves the question open.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.configs.doors.parts import Parts, parts_of
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax

_OTHERS = frozenset(
    {
        *("services", "apiVersion", "detectors", "spring", "homeassistant", "nvr", "ffmpeg"),
        *("frigate", "go2rtc", "primary-gie", "MOT", "ATTR", "Resources", "resource", "image"),
        *("dependencies", "repos", "jobs", "stages", "project", "packages"),
    }
)
"""First keys of files that are of other programs, or of a project's tools."""
_ENOUGH = 2
"""Other parts of a project, next to the library, from which a file is one of a project."""


@dataclass(frozen=True)
class DoorsFormat:
    """The reader of home-made projects for doors and attendance."""

    id: str = "door-project"
    title: str = "home-made projects for doors and attendance"
    versions: str = "any"
    covers: str = (
        "The library that compares faces, thresholds and their kind, folder of known faces, "
        "liveness, unknown faces kept, what a passage opens or is sent to"
    )
    documentation_url: str = (
        "https://face-recognition.readthedocs.io/en/latest/face_recognition.html"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether a library that compares faces is next to other parts of such a project."""
        if document.within or document.embedded:
            return False
        sections = document.root.entries()
        if document.syntax is Syntax.PAIRS:
            # Without sections it is a list of variables, which other programs have as well.
            if not any(sections):
                return False
        elif document.syntax is not Syntax.TREE:
            return False
        if _OTHERS & set(sections):
            return False
        parts = parts_of(document)
        return bool(parts.libraries) and _others(parts) >= _ENOUGH

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.doors.reading import read_doors  # noqa: PLC0415

        return read_doors(document, self.id)


def _others(parts: Parts) -> int:
    return sum(bool(found) for found in (parts.thresholds, parts.stores, parts.doors, parts.modes))


DOORS = DoorsFormat()

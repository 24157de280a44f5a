"""What is collected while a document is read: evidence, devices, observations and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Unpack

from auditor.core.locator import FileLocator, Locator, TextLocator
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Evidence
from auditor.examine.configs.frame.terms import Place, shown
from auditor.examine.configs.syntax.source import ConfigDocument, printable, without_comment
from auditor.examine.model import ConfiguredDevice, EvidenceState, Observation
from auditor.vocabulary.value import FactValue

MAX_NOT_UNDERSTOOD = 50
"""Most keys listed as not understood."""


@dataclass(frozen=True)
class KeptFaces:
    """How long face data are kept; `days` is None where there is no limit in time.

    `index` is that of the observation; `strangers` are faces of people whom nobody enrolled.
    """

    days: float | None
    locator: Locator
    by_default: bool = False
    index: int = 0
    strangers: bool = False


@dataclass
class Notes:
    """Everything noted about one document.

    Args:
        document: what is read.
        format_id: the format's id, with which topics begin.
        closed: whether the file is the whole configuration and what is not written is off.
        partial: whether the format is not known as a whole, so that silence about faces is no
            "none"; a switch that is off still is.

    Attributes:
        evidence: what is done with faces, each with its place and the index of its observation.
        outside: indices of observations that faces go outside the site.
        libraries: what libraries of faces bear on where faces are compared, each with the index of
            its observation.
    """

    document: ConfigDocument
    format_id: str
    closed: bool
    partial: bool = False
    evidence: list[tuple[Evidence, Locator]] = field(default_factory=list)
    devices: dict[str, ConfiguredDevice] = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    kept_faces: list[KeptFaces] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    libraries: list[tuple[int, dict[str, FactValue]]] = field(default_factory=list)

    def note(
        self,
        topic: str,
        words: str,
        *,
        says: Mapping[str, FactValue] | None = None,
        state: EvidenceState | None = None,
        **place: Unpack[Place],
    ) -> None:
        """Anything, as one wording."""
        self.observations.append(
            Observation(
                exhibit=self.document.exhibit,
                topic=f"{self.format_id}.{topic}",
                locator=self.locator(place),
                note=words,
                says=dict(says or {}),
                subject=shown(place.get("subject", "")),
                state=state,
                by_default=place.get("by_default", False),
                confidence=place.get("confidence", 1.0),
            )
        )

    def say(self, index: int, facts: Mapping[str, FactValue]) -> None:
        """Let the observation at `index` bear on `facts` as well."""
        seen = self.observations[index]
        self.observations[index] = seen.model_copy(update={"says": {**seen.says, **facts}})

    def indices(self, topic: str) -> list[int]:
        """The indices of all observations with this topic."""
        wanted = f"{self.format_id}.{topic}"
        return [n for n, seen in enumerate(self.observations) if seen.topic == wanted]

    def unknown(self, path: str) -> None:
        """A key that this format does not know."""
        if len(self.not_understood) < MAX_NOT_UNDERSTOOD:
            self.not_understood.append(self.document.within + shown(path))

    def locator(self, place: Place) -> Locator:
        """Where a place points to."""
        at = place.get("at")
        if at is not None:
            return at
        node = place.get("node")
        return FileLocator() if node is None else self.document.locator(place.get("path", ()), node)

    def line(self, number: int, column: int = 1, key: str = "") -> TextLocator:
        """The locator of a whole line, for formats that are read line by line."""
        lines = self.document.lines
        written = without_comment(lines[number - 1]) if number <= len(lines) else ""
        if written.lstrip().startswith(("#", "//")):
            word = about_faces(written)
            written = f"# … {word.group()} …" if word is not None else "#"
        quote = printable(written)
        return TextLocator(line=number, column=column, key=shown(key), quote=quote)

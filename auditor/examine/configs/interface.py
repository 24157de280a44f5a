"""The one interface of all vendor formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.model import ConfigurationSummary, Observation


@dataclass(frozen=True)
class FormatReading:
    """What a format made of one document.

    Attributes:
        version: the program's version as declared or inferred, in words; empty where unknown.
        summary: the label of the whole, and the cameras and services named.
        observations: what was seen, each at its place.
        warnings: sentences for the reader of the report.
        not_understood: key paths that this format does not know.
    """

    version: str
    summary: ConfigurationSummary
    observations: tuple[Observation, ...]
    warnings: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()


class ConfigFormat(Protocol):
    """A vendor's configuration format."""

    @property
    def id(self) -> str:
        """Short lower-case id, such as `frigate`."""
        ...

    @property
    def title(self) -> str:
        """The product as its maker calls it."""
        ...

    @property
    def versions(self) -> str:
        """The versions this reader was written for, in words."""
        ...

    @property
    def covers(self) -> str:
        """What is read from it, as one sentence for the list of formats."""
        ...

    @property
    def documentation_url(self) -> str:
        """The maker's page that the reader follows."""
        ...

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the document's root is a configuration of this product, by its structure."""
        ...

    def suspects(self, text: str) -> bool:
        """Whether a text too damaged to be parsed was meant to be one.

        Without it a configuration with one bad indent would pass for an ordinary text, and nothing
        would be said of it.
        """
        ...

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises; damage within it becomes warnings."""
        ...

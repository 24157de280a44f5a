"""Finished parts of long work, kept so that interrupted work goes on where it was.

What is kept are observations, boxes and numbers as JSON, never a picture or a face template. The
folder goes when the examination is complete.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from auditor.core.frozen import Frozen
from auditor.core.saved import write_whole

Part = TypeVar("Part", bound=Frozen)


def key_of(*parts: object) -> str:
    """A short name for work that is the same only if all `parts` print the same."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Kept:
    """Finished parts of one exhibit's work, in a folder; without a folder nothing is kept."""

    folder: Path | None

    def read(self, name: str, kind: type[Part]) -> Part | None:
        """The part kept as `name`; None where there is none that can be read."""
        if self.folder is None:
            return None
        try:
            return kind.model_validate_json((self.folder / f"{name}.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, name: str, part: Frozen) -> None:
        """Keep a part, whole or not at all."""
        if self.folder is not None:
            write_whole(
                part.model_dump_json().encode(), self.folder / f"{name}.json", self.folder.parent
            )

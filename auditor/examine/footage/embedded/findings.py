"""What the readers of embedded metadata hand over, and how they word and mask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from auditor.case.model import Exhibit
from auditor.core.locator import Box, FileLocator, Locator, MediaLocator
from auditor.examine.model import EvidenceState, Observation
from auditor.examine.shared.secrets import blank_secrets
from auditor.vocabulary.value import FactValue

LONGEST_QUOTE = 80
"""Characters of a quotation from a file; embedded text can be of any length."""
_SECRET_REACH = 400
"""Characters in which secrets are looked for before a quotation is cut to its length."""
MOST_NAMED = 5
"""Names or words one observation quotes."""


@dataclass(frozen=True)
class Stamp:
    """A time that a file states of itself.

    Attributes:
        moment: aware and in UTC where the file says so or gives its zone, otherwise naive.
        field: where it stands, in words a report can print.
        rank: how near the field is to the moment of recording, 0 for the nearest.
    """

    moment: datetime
    field: str
    rank: int


@dataclass(frozen=True)
class Found:
    """What one reader made of a file."""

    observations: tuple[Observation, ...] = ()
    warnings: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()

    @staticmethod
    def together(parts: Iterable[Found]) -> Found:
        """All `parts` as one, in their order."""
        found = list(parts)
        return Found(
            observations=tuple(one for part in found for one in part.observations),
            warnings=tuple(one for part in found for one in part.warnings),
            stamps=tuple(one for part in found for one in part.stamps),
        )


def guarded(what: str, read: Callable[[], Found]) -> Found:
    """What `read` finds, or a warning that `what` could not be read."""
    try:
        return read()
    except Exception as problem:  # a hostile file may raise anything inside a parser
        return Found(warnings=(f"{what} could not be read ({type(problem).__name__}).",))


@dataclass(frozen=True)
class Span:
    """A span of media time in seconds, a box, and words read there; see `MediaLocator`."""

    start: float = 0.0
    end: float = 0.0
    box: Box | None = None
    quote: str = ""

    def locator(self) -> MediaLocator:
        """The place, with times to the millisecond."""
        return MediaLocator(
            start=round(max(0.0, self.start), 3),
            end=round(max(0.0, self.end), 3),
            box=self.box,
            quote=self.quote,
        )


def observe(
    exhibit: Exhibit,
    topic: str,
    note: str,
    *,
    at: Span | None = None,
    says: dict[str, FactValue] | None = None,
    state: EvidenceState | None = None,
    confidence: float = 1.0,
) -> Observation:
    """An observation about `exhibit`; `at` None means the file as a whole."""
    locator: Locator = FileLocator() if at is None else at.locator()
    return Observation(
        exhibit=exhibit.id,
        topic=f"embedded.{topic}",
        locator=locator,
        note=note,
        says=says or {},
        subject=exhibit.camera,
        state=state,
        confidence=confidence,
    )


def masked(name: str) -> str:
    """A name as its first character and three asterisks, so that not even its length shows."""
    return f"{name.strip()[:1]}***"


def masked_list(names: Iterable[str]) -> str:
    """At most `MOST_NAMED` different masks, in order, and a sign that there are more."""
    masks = sorted({masked(name) for name in names if name.strip()})
    return listed(masks)


def listed(words: Iterable[str], most: int = MOST_NAMED) -> str:
    """At most `most` of the words, and a sign that there are more."""
    found = list(words)
    return ", ".join(found[:most]) + (", ..." if len(found) > most else "")


def quoted(text: str) -> str:
    """Embedded text in one line, secrets blanked, at most `LONGEST_QUOTE` characters."""
    printable = "".join(c if c.isprintable() else " " for c in text[:_SECRET_REACH])
    line = blank_secrets(" ".join(printable.split()))
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 3]}..."

"""The one interface of all examiners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from auditor.case.model import Exhibit
from auditor.core.locator import Box
from auditor.examine.model import Examination


@dataclass(frozen=True)
class PictureLine:
    """A line of text in a picture; `box` in pixels, `confidence` 0 to 1.

    `page` is the number of the page in a picture of several, from 2; 0 for the first.
    """

    text: str
    box: Box
    confidence: float
    page: int = 0


ReadPicture = Callable[[bytes], Sequence[PictureLine]]
"""The lines of text in an encoded picture; raises any exception where it cannot be decoded."""


def _silent(_done: float, _total: float) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True)
class Workbench:
    """What an examiner may use besides the exhibit itself.

    Attributes:
        stills: folder for redacted stills, made when the first one is written; None writes none.
        progress: called with (done, total), both in seconds of media time or in lines.
        detector: name of the face detector, a key of `examine.footage.detect.DETECTORS`.
        exhaustive: search every frame of footage at its full resolution.
        unfinished: folder for finished parts of long work, from which interrupted work goes on;
            None keeps nothing.
        show_faces: ids of the exhibits whose stills are written with their faces uncovered.
        read_picture: reads words in an encoded picture, for examiners of documents; None for none.
        link_because: why face templates are made in memory to compare episodes; empty makes none.
    """

    stills: Path | None = None
    progress: Callable[[float, float], None] = field(default=_silent)
    detector: str = "centerface"
    exhaustive: bool = False
    unfinished: Path | None = None
    show_faces: frozenset[str] = frozenset()
    link_because: str = ""
    read_picture: ReadPicture | None = None


class Examiner(Protocol):
    """Reads one kind of exhibit and returns observations; it never concludes on law."""

    @property
    def name(self) -> str:
        """The examiner's name in the saved observations."""
        ...

    def reads(self, exhibit: Exhibit, path: Path) -> bool:
        """Whether this examiner is the one for the exhibit. Looks at content, never at the name."""
        ...

    def examine(self, exhibit: Exhibit, path: Path, bench: Workbench) -> Examination:
        """Examine the file at `path`.

        Raises:
            ExhibitError: the file cannot be read at all. Anything less is a warning in the result.
        """
        ...

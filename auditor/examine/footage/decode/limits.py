"""What one exhibit may cost, and the errors of files from which no picture comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auditor.core.errors import ExhibitError


@dataclass(frozen=True)
class Limits:
    """What one exhibit may cost. Beyond it the exhibit is refused or cut off, with a reason.

    Attributes:
        most_pixels: pixels of one picture; 64 million is twice an 8K frame.
        most_frames: frames read from one file; more than 100 hours at 25 frames a second.
        most_errors: damaged packets after which the rest of a file is given up.
    """

    most_pixels: int = 64_000_000
    most_frames: int = 10_000_000
    most_errors: int = 1_000


LIMITS = Limits()


def refuse_huge(width: int, height: int, path: Path, limits: Limits) -> None:
    """Raise an `ExhibitError` for a picture larger than `limits` allow."""
    if width * height > limits.most_pixels:
        raise ExhibitError(
            f"the picture is {width}x{height}",
            where=path,
            why=f"more than {limits.most_pixels // 1_000_000} million pixels would be decoded",
            remedy="Submit a smaller copy and state in the case file where the original is kept",
        )


_REMEDY = "Ask for the original recording, or repair a copy and submit that"


def unreadable(path: Path, why: str, remedy: str = _REMEDY) -> ExhibitError:
    """The error of a file from which no picture comes."""
    return ExhibitError(
        "no picture can be decoded from it",
        where=path,
        why=why,
        remedy=remedy,
    )


def reason_of(problem: Exception) -> str:
    """What a library gave as its reason, in one line without the path it may quote."""
    words = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return " ".join(str(words).split())[:200].rstrip(".")

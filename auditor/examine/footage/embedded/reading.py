"""Everything a video or image says next to its picture, from whichever of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind
from auditor.examine.footage.embedded.file_name import read_file_name
from auditor.examine.footage.embedded.findings import Found, Stamp, guarded, observe
from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits
from auditor.examine.footage.embedded.still import read_still
from auditor.examine.footage.embedded.streams import read_streams
from auditor.examine.model import Observation
from auditor.examine.shared.film_signatures import MOTION_PHOTO, MOVING_PICTURES

FIRST_YEAR = 1990
"""Years before it are those of clocks that were never set (1904, 1970, 1980): no digital recording
is that old."""
_ALL = "Embedded metadata"
_PICTURES = MOVING_PICTURES | {MOTION_PHOTO}
"""Media types of films that begin with a picture, or are such, and have its metadata."""
_APART = timedelta(days=1)
"""Difference from which times that a file states are worth telling apart: more than any zone."""


@dataclass(frozen=True)
class Embedded:
    """What was embedded in one exhibit.

    Attributes:
        observations: one for each kind of metadata, with counts and an example.
        created: when the file says it was made: aware and in UTC where the file says so or gives
            its zone, naive where it gives none, None where it says nothing that can be true.
        method: label and sentence for the report's table of methods.
        warnings: what could not be read, and why.
    """

    observations: tuple[Observation, ...]
    created: datetime | None
    method: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def read_embedded(exhibit: Exhibit, path: Path, limits: EmbeddedLimits = LIMITS) -> Embedded:
    """Read what is embedded in the video or image at `path`, within `limits`.

    Bad content never raises: what cannot be read is a warning, and the rest is read all the same.
    """
    parts = [read_file_name(exhibit)]
    if exhibit.kind is ExhibitKind.IMAGE:
        parts.append(guarded(_ALL, lambda: read_still(exhibit, path, limits)))
    elif exhibit.kind is ExhibitKind.VIDEO:
        if exhibit.media_type in _PICTURES:
            parts.append(guarded(_ALL, lambda: read_still(exhibit, path, limits)))
        if exhibit.media_type in MOVING_PICTURES:
            return _embedded(exhibit, parts, limits)
        parts.append(guarded(_ALL, lambda: read_streams(exhibit, path, limits)))
    return _embedded(exhibit, parts, limits)


def _embedded(exhibit: Exhibit, parts: Sequence[Found], limits: EmbeddedLimits) -> Embedded:
    found = Found.together(parts)
    stamp, doubts = _settled(found.stamps)
    return Embedded(
        observations=(*found.observations, *_created(exhibit, stamp, found.stamps)),
        created=stamp.moment if stamp is not None else None,
        method=(
            ("embedded metadata", limits.words()),
            ("creation time", _created_words(stamp)),
        ),
        warnings=(*found.warnings, *doubts),
    )


# --- time ----------------------------------------------------------------------------------------


def _settled(stamps: Sequence[Stamp]) -> tuple[Stamp | None, tuple[str, ...]]:
    """The time nearest to the recording that can be true, and a warning for those that cannot."""
    ordered = sorted(stamps, key=lambda stamp: stamp.rank)
    real = [stamp for stamp in ordered if stamp.moment.year >= FIRST_YEAR]
    doubts = tuple(
        f"The {stamp.field} is {stamp.moment:%Y-%m-%d}; the clock that wrote it was never set, so "
        "it was not used."
        for stamp in ordered
        if stamp.moment.year < FIRST_YEAR
    )
    return (real[0] if real else None), doubts


def _created(
    exhibit: Exhibit, stamp: Stamp | None, stamps: Sequence[Stamp]
) -> tuple[Observation, ...]:
    if stamp is None:
        return ()
    observations = [
        observe(
            exhibit,
            "created",
            f"The file states {_written(stamp.moment)} as its creation time ({stamp.field}); "
            "whether the clock was right, and whether that was the recording or a later copy, it "
            "does not show.",
        )
    ]
    other = max(
        (one for one in stamps if one.moment.year >= FIRST_YEAR),
        key=lambda one: abs(_comparable(one.moment) - _comparable(stamp.moment)),
    )
    if abs(_comparable(other.moment) - _comparable(stamp.moment)) > _APART:
        observations.append(
            observe(
                exhibit,
                "created_differs",
                f"Another field states another time, {_written(other.moment)} ({other.field}); "
                "copying and editing change such fields.",
            )
        )
    return tuple(observations)


def _comparable(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _written(moment: datetime) -> str:
    zone = "UTC" if moment.tzinfo else "local time, zone unknown"
    return f"{moment:%Y-%m-%d %H:%M:%S} ({zone})"


def _created_words(stamp: Stamp | None) -> str:
    if stamp is None:
        return "the file states none that can be true"
    if stamp.moment.tzinfo:
        return f"{stamp.field}, stated as UTC; some devices write their local time there"
    return f"{stamp.field}; local time, zone unknown"

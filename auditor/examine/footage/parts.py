"""Several films or pictures in one exhibit, examined one after another and counted as one.

A file may hold several video streams, and a motion photo a picture and a film. Frames of a later
part are numbered on from `STRIDE`, and a part begins with a cut, so that no face is joined across
parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.examine.footage.decode import Grey, Picture, Reading, Signature
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.seen import Seen

STRIDE = 100_000_000
"""Frames by which the numbers of a part begin after those of the part before; more than
`Limits.most_frames`."""


def together(parts: Sequence[Seen]) -> Seen:
    """What was seen in all parts; the sizes and the format are those of the first."""
    if len(parts) == 1:
        return parts[0]
    looks = [look for number, part in enumerate(parts) for look in _numbered(part.looks, number)]
    return Seen(
        _reading(parts),
        looks,
        lambda frames: _pictures(parts, frames),
        decoded=sum(part.decoded for part in parts),
        compared_at=sorted({time for part in parts for time in part.compared_at}),
        quiet=parts[0].quiet,
        gated=any(part.gated for part in parts),
    )


def _numbered(looks: Sequence[Look], number: int) -> Iterator[Look]:
    for place, look in enumerate(looks):
        index = look.index + number * STRIDE
        yield look.model_copy(
            update={
                "index": index,
                "cut": look.cut or (number > 0 and place == 0),
                "found": tuple(f.model_copy(update={"frame": index}) for f in look.found),
            }
        )


def _pictures(parts: Sequence[Seen], frames: Collection[int]) -> Iterator[Picture]:
    for number, part in enumerate(parts):
        first = number * STRIDE
        own = {frame - first for frame in frames if first <= frame < first + STRIDE}
        if own:
            for picture in part.pictures_at(own):
                yield NumberedPicture(picture, picture.index + first)


def _reading(parts: Sequence[Seen]) -> Reading:
    readings = [part.reading for part in parts]
    counts = [reading.frames_in_file for reading in readings]
    known = [count for count in counts if count is not None]
    return replace(
        readings[0],
        frames_in_file=sum(known) if len(known) == len(counts) else None,
        decoded=sum(reading.decoded for reading in readings),
        duration=max(reading.duration for reading in readings),
        read_to_end=all(reading.read_to_end for reading in readings),
        warnings=[
            *readings[0].warnings,
            f"The file holds {len(parts)} parts with pictures; all were examined.",
            *(
                f"Part {number}: {warning}"
                for number, reading in enumerate(readings[1:], start=2)
                for warning in reading.warnings
            ),
        ],
    )


@dataclass(frozen=True)
class NumberedPicture:
    """A picture of a later part under its number in the exhibit."""

    picture: Picture
    index: int

    @property
    def time(self) -> float:
        """See `Picture`."""
        return self.picture.time

    @property
    def key(self) -> bool:
        """See `Picture`."""
        return self.picture.key

    @property
    def size(self) -> tuple[int, int]:
        """See `Picture`."""
        return self.picture.size

    def pixels(self) -> Pixels:
        """See `Picture`."""
        return self.picture.pixels()

    def signature(self) -> Signature:
        """See `Picture`."""
        return self.picture.signature()

    def reduced(self, longest: int) -> Grey:
        """See `Picture`."""
        return self.picture.reduced(longest)

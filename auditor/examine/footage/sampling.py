"""Which frames are looked at.

One pass, nothing kept but a few frames. The detector looks at the first frame, at key frames, at
the first frame after a scene cut, at the last frame, and in between often enough that no two looks
are further apart than `interval`, as far as there are frames. While a face is in view it looks
every `spacing` seconds; and where a face has just come into view, the frames held back since the
look before are looked at too, so that both ends of an episode are known to within `spacing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np

from auditor.examine.footage.decode import Picture, Signature

Found = TypeVar("Found")


@dataclass(frozen=True)
class Sampling:
    """The strategy's parameters, in seconds unless said otherwise.

    Attributes:
        interval: longest time between two looks, as far as the footage has frames. A face in view
            for a shorter time than this can be missed.
        spacing: time between looks while a face is in view, and least time between a look and a key
            frame that is looked at for being one (files of key frames only would otherwise be
            looked at frame by frame).
        cut: mean difference of two consecutive frames, in grey levels of 0 to 255, from which the
            scene has been cut,
        cut_ratio: if it is also this many times the usual difference of late.
    """

    interval: float = 0.5
    spacing: float = 0.25
    cut: float = 12.0
    cut_ratio: float = 2.5

    def words(self) -> str:
        """The strategy as one sentence for a report."""
        return (
            f"key frames, scene cuts and at least one frame every {self.interval:g} s; where a "
            f"face is in view, one frame every {self.spacing:g} s; a face in view for less than "
            f"{self.interval:g} s can be missed"
        )


_NEARLY = 1e-6
"""Seconds; times are fractions of a second, and their differences miss round numbers."""
_MEMORY = 0.9
"""How much of the usual difference between frames is kept from one frame to the next."""


@dataclass
class Looks:
    """When frames were looked at: `times` in seconds, in order; `end` is the last frame's time."""

    times: list[float] = field(default_factory=list)
    end: float = 0.0

    def largest_gap(self) -> float:
        """The longest time in seconds between two looks, or between the last one and the end."""
        times = [*self.times, self.end]
        return max((b - a for a, b in pairwise(times)), default=0.0)


@dataclass(frozen=True)
class Look(Generic[Found]):
    """What was found in a frame looked at; `scene` counts from 0 and goes up at each cut."""

    index: int
    time: float
    scene: int
    found: tuple[Found, ...]


def sample(
    pictures: Iterable[Picture],
    sampling: Sampling,
    find: Callable[[Picture], tuple[Found, ...]],
    looks: Looks,
) -> Iterator[Look[Found]]:
    """Hand the frames the strategy chooses to `find`; yield what it found, in order of time.

    `looks` is filled on the way.
    """
    cuts = _Cuts(sampling)
    held: list[tuple[Picture, int]] = []
    in_view = False
    newest: Picture | None = None
    last: Picture | None = None

    def look(picture: Picture) -> Iterator[Look[Found]]:
        nonlocal held, in_view, last
        found = find(picture)
        if found and not in_view:
            for before, scene in held if held and held[-1][0] is not picture else held[:-1]:
                looks.times.append(before.time)
                yield Look(before.index, before.time, scene, find(before))
        looks.times.append(picture.time)
        held, in_view, last = [], bool(found), picture
        yield Look(picture.index, picture.time, cuts.scene, found)

    for picture in pictures:
        cut = cuts.seen(picture)
        newest, looks.end = picture, picture.time
        since = float("inf") if last is None else picture.time - last.time + _NEARLY
        if since >= (sampling.spacing if in_view or picture.key else sampling.interval) or (
            cut and since > _NEARLY
        ):
            yield from look(picture)
        elif picture.time - (held[-1][0] if held else last or picture).time >= (
            sampling.spacing - _NEARLY
        ):
            held.append((picture, cuts.scene))
    if newest is not None and newest is not last:
        yield from look(newest)


class _Cuts:
    """Tells scene cuts from movement by the mean difference of consecutive frames."""

    def __init__(self, sampling: Sampling) -> None:
        self._sampling = sampling
        self._last: Signature | None = None
        self._usual = 0.0
        self.scene = 0

    def seen(self, picture: Picture) -> bool:
        """Whether a new scene begins with this frame."""
        new, old = picture.signature(), self._last
        self._last = new
        if old is None:
            return False
        if old.shape != new.shape:
            self.scene += 1
            return True
        difference = float(np.abs(new - old).mean())
        use = self._sampling
        cut = difference > use.cut and difference > use.cut_ratio * self._usual
        self.scene += cut
        # Cuts count towards what is usual, so that a flickering light soon is no cut any more.
        self._usual = _MEMORY * self._usual + (1 - _MEMORY) * difference
        return cut

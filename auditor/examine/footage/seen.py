"""What was seen in the frames of one exhibit, and by which strategy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.examine.footage.decode import Picture, Reading
from auditor.examine.footage.gate import Gate
from auditor.examine.footage.sampling import Look, Sampling
from auditor.examine.footage.search import Searching
from auditor.examine.model import FootageCoverage


@dataclass(frozen=True)
class Strategy:
    """How frames are chosen and searched."""

    sampling: Sampling = field(default_factory=Sampling)
    searching: Searching = field(default_factory=Searching)
    gate: Gate = field(default_factory=Gate)


@dataclass
class Seen:
    """What was seen in the frames of one exhibit.

    `looks` are in order of time. `pictures_at` reads the frames with given indices again. `decoded`
    counts frames that were decoded. Key frames that were only compared with the last one searched
    are at `compared_at` seconds; `quiet` are the seconds in which nothing moved. `gated` says
    whether a gate chose where to look.
    """

    reading: Reading
    looks: list[Look]
    pictures_at: Callable[[Collection[int]], Iterator[Picture]]
    decoded: int
    compared_at: list[float] = field(default_factory=list)
    quiet: float = 0.0
    gated: bool = False

    def coverage(self) -> FootageCoverage:
        """The counts of every stage."""
        reading = self.reading
        times = sorted({look.time for look in self.looks} | set(self.compared_at))
        gaps = [b - a for a, b in pairwise([*times, reading.duration])]
        return FootageCoverage(
            frames_in_file=reading.frames_in_file,
            decoded=self.decoded,
            sampled=sum(look.searched for look in self.looks),
            compared=len(self.compared_at) + sum(not look.searched for look in self.looks),
            with_detection=sum(bool(look.hits) for look in self.looks),
            measured=sum(bool(look.found) for look in self.looks),
            duration=round(reading.duration, 3),
            quiet=round(self.quiet, 3),
            largest_gap=round(max(gaps, default=0.0), 3),
            read_to_end=reading.read_to_end,
            width=reading.width,
            height=reading.height,
        )

    @property
    def unmeasured(self) -> int:
        """Hits of the detector that allowed no measurement."""
        return sum(look.hits - len(look.found) for look in self.looks)

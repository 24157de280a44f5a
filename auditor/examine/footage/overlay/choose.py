"""Which frames are read for words: reading is slow, so few, chosen for what they can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.examine.model import FaceMeasurement


@dataclass(frozen=True)
class SeenFrame:
    """A frame that the face detector has examined; it holds no picture.

    `index` is its place in the order of presentation from 0, `time` its media time in seconds,
    `key` whether the file marks it as a key frame, `faces` the faces measured in it.
    """

    index: int
    time: float
    key: bool
    faces: tuple[FaceMeasurement, ...] = ()


@dataclass(frozen=True)
class Choosing:
    """How frames are chosen; engineering choices. Times are in seconds.

    Attributes:
        most: frames read of one exhibit, at most. Half a second to a second each.
        visit: a time without any face that is longer ends a visit.
        in_view: longest time between two frames read while a face is in view,
        empty: and while none is.
        apart: two frames are never closer than this, unless one of them is the first or the last.
    """

    most: int = 24
    visit: float = 3.0
    in_view: float = 2.0
    empty: float = 60.0
    apart: float = 0.4

    def words(self) -> str:
        """The choice as one sentence for a report."""
        return (
            "the first and the last frame, the best view of each visit (faces with no more than "
            f"{self.visit:g} s between them), then one frame every {self.in_view:g} s while a face "
            f"is in view and every {self.empty:g} s otherwise, the longest gap first; {self.most} "
            "frames at most"
        )


def chosen(seen: Sequence[SeenFrame], use: Choosing) -> tuple[int, ...]:
    """Indices of the frames to read, in order of time; of a single image its only frame."""
    ordered = sorted(seen, key=lambda s: (s.time, s.index))
    if len(ordered) <= min(2, use.most):
        return tuple(frame.index for frame in ordered)
    picked = {0, len(ordered) - 1} if use.most > 1 else {0}
    for best in _best_views(ordered, use):
        if len(picked) < use.most and _far_enough(ordered, picked, best, use.apart):
            picked.add(best)
    while len(picked) < use.most and (next_ := _widest(ordered, picked, use)) is not None:
        picked.add(next_)
    return tuple(ordered[place].index for place in sorted(picked))


def _best_views(ordered: Sequence[SeenFrame], use: Choosing) -> list[int]:
    """The best view of each visit, the best of all first."""
    visits: list[list[int]] = []
    for place, frame in enumerate(ordered):
        if not frame.faces:
            continue
        if visits and frame.time - ordered[visits[-1][-1]].time <= use.visit:
            visits[-1].append(place)
        else:
            visits.append([place])
    best = [max(visit, key=lambda place: _worth(ordered[place])) for visit in visits]
    return sorted(best, key=lambda place: _worth(ordered[place]), reverse=True)


def _worth(frame: SeenFrame) -> tuple[int, float, float]:
    """Many faces first, then large ones; of equals the earlier."""
    return len(frame.faces), max((f.eye_distance for f in frame.faces), default=0.0), -frame.time


def _far_enough(ordered: Sequence[SeenFrame], picked: set[int], place: int, apart: float) -> bool:
    return all(abs(ordered[place].time - ordered[other].time) >= apart for other in picked)


def _widest(ordered: Sequence[SeenFrame], picked: set[int], use: Choosing) -> int | None:
    """The frame that best divides the gap in which most is missing; None where none is wide."""
    places = sorted(picked)
    best: tuple[float, int] | None = None
    for start, end in pairwise(places):
        inside = range(start + 1, end)
        if not inside:
            continue
        with_face = [place for place in inside if ordered[place].faces]
        allowed = use.in_view if with_face else use.empty
        length = ordered[end].time - ordered[start].time
        if length <= allowed:
            continue
        middle = (ordered[start].time + ordered[end].time) / 2
        place = min(with_face or inside, key=lambda p: (abs(ordered[p].time - middle), p))
        near = min(
            ordered[place].time - ordered[start].time, ordered[end].time - ordered[place].time
        )
        if near < use.apart:
            continue
        if best is None or length / allowed > best[0]:
            best = length / allowed, place
    return None if best is None else best[1]

"""Who was captured outside the zone that the purpose needs: bystanders.

The zone is drawn for faces as they appear in the picture, and a face counts by the centre of its
box. Where a person stands lies below the face, by how much depends on the camera: a zone round a
piece of floor would be too low. What is on the edge of the zone is in it.

A camera that moves has no zone; what it saw is not weighed.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.case.model import Exhibit
from auditor.case.polygon import GRID, Corner, Polygon, on_grid
from auditor.core.frozen import Frozen
from auditor.core.locator import MediaLocator
from auditor.examine.model import CaptureEpisode, FootageCoverage, Observation

if TYPE_CHECKING:
    import numpy as np

OUTSIDE_ZONE = "face.outside_zone"
"""Topic of the observation that counts the episodes in and outside the zone."""
CAMERA_MOVES = "footage.camera_moves"
"""Topic of the observation that frames do not show one and the same view."""

JOINED = 1.0
"""Seconds between two episodes within which one may go on in the other; `Tracking.gap` ends an
episode after as much."""
NEAR = 0.1
"""How far, in shares of the picture, the end of an episode may lie from the beginning of the one it
goes on in. An engineering choice, in favour of "no bystander": a face lost for a moment on its way
into the zone makes two episodes of one person."""


class ZonePart(Frozen):
    """Episodes that lie alike to the zone.

    `seconds` is how long they were in view, together; `seconds_outside` how much of it was outside,
    by the share of an episode's kept places that are there.
    """

    episodes: tuple[str, ...] = ()
    seconds: float = 0.0
    seconds_outside: float = 0.0


class ZoneShare(Frozen):
    """Capture episodes by where they lie to the zone.

    `inside` were in it whenever seen. `outside` never were, nor go on in an episode that was: they
    are bystanders. `partly` are all others.
    """

    inside: ZonePart = ZonePart()
    partly: ZonePart = ZonePart()
    outside: ZonePart = ZonePart()

    @property
    def parts(self) -> tuple[ZonePart, ...]:
        """The three parts, from inside to outside."""
        return self.inside, self.partly, self.outside

    @property
    def episodes(self) -> int:
        """All episodes weighed."""
        return sum(len(part.episodes) for part in self.parts)

    @property
    def seconds(self) -> float:
        """Seconds that all of them were in view, together."""
        return sum(part.seconds for part in self.parts)

    @property
    def seconds_outside(self) -> float:
        """Seconds of these outside the zone."""
        return sum(part.seconds_outside for part in self.parts)


def lies_inside(polygon: Polygon, points: Sequence[Corner]) -> list[bool]:
    """Whether each of `points` is in `polygon` or on its edge, by the even-odd rule."""
    # The report draws zones and needs no other part of NumPy, which is slow to import.
    import numpy as np  # noqa: PLC0415

    x, y = _columns(points)
    inside = np.zeros(len(points), dtype=bool)
    on_edge = np.zeros(len(points), dtype=bool)
    corners = [on_grid(corner) for corner in polygon]
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        along = (x >= min(ax, bx)) & (x <= max(ax, bx)) & (y >= min(ay, by)) & (y <= max(ay, by))
        on_edge |= (turn == 0) & along
        # A ray to the right crosses the edge where the point lies level with it, on its left.
        inside ^= ((ay > y) != (by > y)) & ((turn > 0) == (by > ay))
    return [bool(found) for found in inside | on_edge]


def _columns(
    points: Sequence[Corner],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    import numpy as np  # noqa: PLC0415 - see above

    steps = np.array([(round(x * GRID), round(y * GRID)) for x, y in points], dtype=np.int64)
    steps = steps.reshape(-1, 2)
    return steps[:, 0], steps[:, 1]


def bystanders(episodes: Sequence[CaptureEpisode], polygon: Polygon) -> ZoneShare:
    """How `episodes` lie to the zone `polygon`; those without a path are left out."""
    with_path = [episode for episode in episodes if episode.path]
    weighed = list(zip(with_path, _shares_outside(with_path, polygon), strict=True))
    neighbours = _Neighbours([episode for episode, share in weighed if share < 1])
    alone = {e.id for e, share in weighed if share == 1 and not neighbours.of(e)}
    return ZoneShare(
        inside=_part([(e, share) for e, share in weighed if share == 0]),
        partly=_part([(e, share) for e, share in weighed if share > 0 and e.id not in alone]),
        outside=_part([(e, share) for e, share in weighed if e.id in alone]),
    )


def _shares_outside(episodes: Sequence[CaptureEpisode], polygon: Polygon) -> list[float]:
    inside = lies_inside(polygon, [point for episode in episodes for point in episode.path])
    shares: list[float] = []
    begin = 0
    for episode in episodes:
        end = begin + len(episode.path)
        shares.append(1 - sum(inside[begin:end]) / len(episode.path))
        begin = end
    return shares


_Mark = tuple[float, Corner]
"""A moment in seconds, and a place in the picture."""


class _Neighbours:
    """Tells whether an episode goes on in one of many others, or one of them in it."""

    def __init__(self, episodes: Sequence[CaptureEpisode]) -> None:
        self.starts: list[_Mark] = sorted((e.start, e.path[0]) for e in episodes)
        self.ends: list[_Mark] = sorted((e.end, e.path[-1]) for e in episodes)

    def of(self, episode: CaptureEpisode) -> bool:
        return _near(self.starts, (episode.end, episode.path[-1])) or _near(
            self.ends, (episode.start, episode.path[0])
        )


def _near(marks: Sequence[_Mark], mark: _Mark) -> bool:
    time, place = mark
    first = bisect_left(marks, time - JOINED, key=lambda m: m[0])
    last = bisect_right(marks, time + JOINED, key=lambda m: m[0])
    return any(math.dist(place, other) <= NEAR for _, other in marks[first:last])


def _part(found: Sequence[tuple[CaptureEpisode, float]]) -> ZonePart:
    return ZonePart(
        episodes=tuple(episode.id for episode, _ in found),
        seconds=sum(episode.end - episode.start for episode, _ in found),
        seconds_outside=sum((episode.end - episode.start) * share for episode, share in found),
    )


# --- as observations -----------------------------------------------------------------------------


def zone_observations(
    exhibit: Exhibit, polygon: Polygon, episodes: Sequence[CaptureEpisode]
) -> tuple[Observation, ...]:
    """One observation on how the episodes lie to the zone; none without a zone or an episode.

    Where somebody was never in the zone it says that bystanders are captured. That nobody was
    outside it in this footage does not show that nobody ever is, and says nothing.
    """
    share = bystanders(episodes, polygon) if polygon else ZoneShare()
    if not share.episodes:
        return ()
    named = set(share.outside.episodes) or {e.id for e in episodes}
    episodes_named = [episode for episode in episodes if episode.id in named]
    best = max(episodes_named, key=lambda e: e.best.confidence).best
    return (
        Observation(
            exhibit=exhibit.id,
            topic=OUTSIDE_ZONE,
            locator=MediaLocator(
                start=min(episode.start for episode in episodes_named),
                end=max(episode.end for episode in episodes_named),
                frame=best.frame,
                box=best.box,
            ),
            note=_words(share),
            says={"capture.bystanders": True} if share.outside.episodes else {},
            subject=exhibit.camera,
            confidence=best.confidence,
        ),
    )


def _words(share: ZoneShare) -> str:
    note = (
        f"Wholly outside the zone that the purpose needs: {len(share.outside.episodes)} of "
        f"{share.episodes} capture episodes; partly outside it: {len(share.partly.episodes)}"
    )
    if share.seconds > 0:
        note += (
            f"; faces were outside it for {share.seconds_outside:.1f} s of {share.seconds:.1f} s "
            "in view"
        )
    return f"{note}."


def camera_moves(exhibit: Exhibit, coverage: FootageCoverage) -> Observation:
    """The observation that frames of `exhibit` do not show one and the same view."""
    return Observation(
        exhibit=exhibit.id,
        topic=CAMERA_MOVES,
        locator=MediaLocator(start=0.0, end=coverage.duration),
        note=(
            "The frames compared do not show one and the same view: the camera moved, or the "
            "footage is cut together; places in the picture are not places in the room."
        ),
        subject=exhibit.camera,
    )

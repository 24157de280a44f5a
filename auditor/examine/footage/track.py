"""From faces in single frames to episodes, joined by where they are and never by looks.

No template of a face is made. Two people who pass close to each other may be taken for one another,
and one person who leaves and comes back is two episodes: episodes are not persons.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from auditor.examine.footage.sampling import Look
from auditor.examine.model import FaceMeasurement


@dataclass(frozen=True)
class Tracking:
    """The rule by which faces are joined; engineering choices, tried on the benchmark's footage.

    Attributes:
        gap: seconds without the face after which an episode ends.
        reach: how far, in face sizes, a face may be from where it is expected or was seen last,
        pace: and how much further for each second since, for anybody may set off at any time: a
            walk of 1.4 m/s is some nine face widths of 0.16 m a second,
        most_reach: but never further than this.
        most_growth: by what factor its size may change from one sighting to the next.
        memory: seconds of movement from which the expected place is taken.
        steady: in how many frames a face must be seen to count whatever its score,
        lone_score: and which score a face seen in fewer frames needs at its best. Toys, crowds seen
            from above and foliage give a hit in a frame or two with scores of 0.5 to 0.6.
    """

    gap: float = 1.0
    reach: float = 0.5
    pace: float = 9.0
    most_reach: float = 2.5
    most_growth: float = 1.6
    memory: float = 0.6
    steady: int = 3
    lone_score: float = 0.65

    def words(self) -> str:
        """The rule as one sentence for a report."""
        return (
            "by position and size only; an episode ends at a scene cut or after "
            f"{self.gap:g} s without the face; a face in fewer than {self.steady} frames with no "
            f"score of {self.lone_score:g} is set aside and counted"
        )


_GAP_IN_FRAMES = 1.5
"""Intervals between frames that may pass without the face where frames are rare."""


def suited_to(tracking: Tracking, times: Sequence[float]) -> Tracking:
    """`tracking` for frames at `times` in seconds, rising: in time lapse, each frame may follow.

    Without it every frame of a time lapse would be an episode of its own.
    """
    if len(times) < 2:  # noqa: PLR2004 - the least that have an interval
        return tracking
    usual = statistics.median(b - a for a, b in pairwise(times))
    return replace(tracking, gap=max(tracking.gap, round(_GAP_IN_FRAMES * usual, 3)))


_NEARLY = 1e-6
"""Seconds; times are fractions of a second, and their differences miss round numbers."""


@dataclass
class Track:
    """Sightings of one face in one scene, in order of time; never empty."""

    sightings: list[FaceMeasurement] = field(default_factory=list)

    @property
    def last(self) -> FaceMeasurement:
        """The latest sighting."""
        return self.sightings[-1]

    def expected(self, time: float, memory: float) -> tuple[float, float]:
        """Where the centre of the face is expected at `time`, if it moves on as it did of late."""
        x, y = centre(self.last)
        if len(self.sightings) == 1:
            return x, y
        # The oldest sighting that memory reaches, but at least the one before the last, which may
        # be older where the face was hidden in between.
        recent = [s for s in self.sightings[:-1] if self.last.time - s.time <= memory]
        earlier = (recent or self.sightings[-2:-1])[0]
        share = (time - self.last.time) / (self.last.time - earlier.time)
        from_x, from_y = centre(earlier)
        return x + (x - from_x) * share, y + (y - from_y) * share


def centre(face: FaceMeasurement) -> tuple[float, float]:
    """The centre of the face's box in pixels."""
    return face.box.x + face.box.width / 2, face.box.y + face.box.height / 2


def size(face: FaceMeasurement) -> float:
    """The side of the square as large as the face's box, in pixels."""
    return math.sqrt(face.box.width * face.box.height)


def join(looks: Iterable[Look], tracking: Tracking) -> list[Track]:
    """The tracks in `looks`, ordered by start, then by place."""
    done: list[Track] = []
    open_tracks: list[Track] = []
    before = 0.0
    for look in looks:
        # While nothing moved, anyone who was in view still is.
        now = before if look.still else look.time
        before = look.time
        live = [
            track
            for track in open_tracks
            if not look.cut and now - track.last.time <= tracking.gap + _NEARLY
        ]
        done += [track for track in open_tracks if not any(track is other for other in live)]
        pairs = sorted(
            (cost, number, place)
            for number, track in enumerate(live)
            for place, face in enumerate(look.found)
            if (cost := _cost(track, face, tracking)) is not None
        )
        # Greedy by cost: one face to one track, the best pair first.
        taken_tracks: set[int] = set()
        taken_faces: set[int] = set()
        for _, number, place in pairs:
            if number not in taken_tracks and place not in taken_faces:
                taken_tracks.add(number)
                taken_faces.add(place)
                live[number].sightings.append(look.found[place])
        new = [face for place, face in enumerate(look.found) if place not in taken_faces]
        open_tracks = [*live, *(Track([face]) for face in new)]
    done += open_tracks
    return sorted(done, key=lambda t: (t.sightings[0].time, _place(t.sightings[0])))


def set_apart(tracks: Sequence[Track], tracking: Tracking) -> tuple[list[Track], list[Track]]:
    """The tracks that count, and the brief and weak ones that are set aside."""
    kept: list[Track] = []
    aside: list[Track] = []
    for track in tracks:
        brief = len(track.sightings) < tracking.steady
        weak = max(face.confidence for face in track.sightings) < tracking.lone_score
        (aside if brief and weak else kept).append(track)
    return kept, aside


def _cost(track: Track, face: FaceMeasurement, tracking: Tracking) -> float | None:
    """How ill a face fits a track, 0 upwards; None where it cannot belong to it."""
    growth = abs(math.log(size(face) / size(track.last)))
    if growth > math.log(tracking.most_growth):
        return None
    mean = (size(face) + size(track.last)) / 2
    at = centre(face)
    # Somebody who moved may move on, or stop short: the nearer of the two places counts.
    places = (track.expected(face.time, tracking.memory), centre(track.last))
    away = min(math.dist(at, place) for place in places) / mean
    reach = tracking.reach + tracking.pace * (face.time - track.last.time)
    if away > min(reach, tracking.most_reach):
        return None
    return away + growth


def _place(face: FaceMeasurement) -> tuple[int, int, int, int]:
    return face.box.x, face.box.y, face.box.width, face.box.height

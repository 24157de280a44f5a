"""From what was seen in frames to capture episodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.case.model import Exhibit, ExhibitKind
from auditor.examine.footage.decode import Reading
from auditor.examine.footage.seen import Seen
from auditor.examine.footage.tier import on_boundary, rank, tier_of
from auditor.examine.footage.track import Track, Tracking, centre, join, set_apart
from auditor.examine.model import CaptureEpisode, FaceMeasurement

MOST_PATH = 200
"""Points of an episode's path that are kept, spread evenly; a face may be in view for hours."""


def episodes_of(
    exhibit: Exhibit, seen: Seen, tracking: Tracking, threshold: float
) -> tuple[tuple[CaptureEpisode, ...], list[Track]]:
    """The episodes of an exhibit in order of time, and the tracks set aside.

    `threshold` is the detector's score from which a sighting is measured by.
    """
    if exhibit.kind is ExhibitKind.IMAGE:
        # A single picture has no neighbours that could bear a face out.
        tracking = replace(tracking, lone_score=0.0)
    tracks, aside = set_apart(join(seen.looks, tracking), tracking)
    episodes = tuple(
        _episode(f"{exhibit.id}/{number}", track, seen.reading, threshold)
        for number, track in enumerate(tracks, start=1)
    )
    return episodes, aside


def _episode(name: str, track: Track, reading: Reading, threshold: float) -> CaptureEpisode:
    # A weak hit keeps a face in view but is not measured by.
    sure = [face for face in track.sightings if face.confidence >= threshold]
    best = max(
        sure or track.sightings,
        key=lambda f: (rank(tier_of(f.eye_distance, f.pose.yaw)), f.eye_distance, f.sharpness),
    )
    width, height = max(1, reading.width), max(1, reading.height)
    return CaptureEpisode(
        id=name,
        start=track.sightings[0].time,
        end=track.last.time,
        frames=len(track.sightings),
        tier=tier_of(best.eye_distance, best.pose.yaw),
        boundary=on_boundary(best.eye_distance, best.pose.yaw),
        best=best,
        path=tuple(
            (round(min(1.0, x / width), 3), round(min(1.0, y / height), 3))
            for x, y in map(centre, _spread(track.sightings))
        ),
    )


def _spread(sightings: Sequence[FaceMeasurement]) -> Sequence[FaceMeasurement]:
    """At most `MOST_PATH` of them, the first and the last among them."""
    if len(sightings) <= MOST_PATH:
        return sightings
    step = (len(sightings) - 1) / (MOST_PATH - 1)
    return [sightings[round(number * step)] for number in range(MOST_PATH)]

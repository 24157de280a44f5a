"""Where faces are in a frame that may be between two frames examined."""

from __future__ import annotations

import math
from collections.abc import Iterable

from auditor.core.locator import Box
from auditor.examine.footage.track import Track, centre
from auditor.examine.model import FaceMeasurement

_NEARLY = 1e-3
"""Seconds; measurements have their time rounded to this."""


def faces_at(tracks: Iterable[Track], time: float, near: float) -> list[Box]:
    """Every place where a face of `tracks` may be at `time`, in pixels.

    Where a face was measured in this very frame, its box there and no other: its places before and
    after would hide the scene. Else the boxes within `near` seconds; between two sightings the
    place on the straight way from one to the other, as large as the larger of them and grown on
    every side by the whole way; and up to `near` seconds before the first and after the last
    sighting, the place it came from or went to at its pace there, grown likewise.
    """
    boxes: list[Box] = []
    for track in tracks:
        seen = track.sightings
        here = [s.box for s in seen if abs(s.time - time) <= _NEARLY]
        if here:
            boxes += here
            continue
        boxes += [s.box for s in seen if abs(s.time - time) <= near + _NEARLY]
        before = [s for s in seen if s.time < time]
        after = [s for s in seen if s.time > time]
        if before and after:
            boxes.append(_on_the_way(before[-1], after[0], time))
        elif before and len(seen) > 1 and time - before[-1].time <= near:
            boxes.append(_on_the_way(before[-1], seen[-2], time))
        elif after and len(seen) > 1 and after[0].time - time <= near:
            boxes.append(_on_the_way(after[0], seen[1], time))
    return boxes


def _on_the_way(one: FaceMeasurement, other: FaceMeasurement, time: float) -> Box:
    """The place at `time` on the line through two sightings, grown by the way from the first."""
    share = (time - one.time) / (other.time - one.time)
    (from_x, from_y), (to_x, to_y) = centre(one), centre(other)
    x, y = from_x + (to_x - from_x) * share, from_y + (to_y - from_y) * share
    # Between two sightings nothing says how the way was shared out over the time.
    reach = max(1.0, abs(share))
    wide = max(one.box.width, other.box.width) / 2 + abs(to_x - from_x) * reach
    high = max(one.box.height, other.box.height) / 2 + abs(to_y - from_y) * reach
    left, top = math.floor(x - wide), math.floor(y - high)
    return Box(x=left, y=top, width=math.ceil(x + wide) - left, height=math.ceil(y + high) - top)

"""A second look at weak faces: whether another detector sees a face at the same place.

Drawings, statues, toys and patterns get hits with low scores. A face whose best score is low and
which no second detector confirms stays in the results, at the lowest tier: the picture does not
show that there is a face to recognise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import numpy as np

from auditor.core.locator import Box
from auditor.examine.footage.decode import Picture
from auditor.examine.footage.detect.interface import FaceDetector, Pixels
from auditor.examine.model import CaptureEpisode, Tier

LOW_SCORE = 0.7
"""Best score of CenterFace below which a face needs a second detector.

Measured on 22 faces filmed from near and on 67 pictures and films without a live face: of the
first 21 reach 0.87, and one cut by the picture's edge 0.62; a statue and nine painted or printed
faces have 0.57 to 0.92, and dlib sees those from 0.7 on. Score and second detector do not tell a
printed face from a live one.
"""
_AROUND = 1.0
"""Sizes of the box around it that the second detector is given."""
_SHARED = 0.3
"""Share of the smaller box that both hits have in common."""


def confirmed(
    episodes: Sequence[CaptureEpisode],
    pictures_at: Callable[[Collection[int]], Iterator[Picture]],
    others: Sequence[FaceDetector],
) -> tuple[tuple[CaptureEpisode, ...], int]:
    """The episodes, weak ones that nothing confirms at the tier `captured`, and how many those are.

    Args:
        episodes: of one exhibit.
        pictures_at: reads the frames with given indices again.
        others: the detectors that did not find the faces.
    """
    weak = {e.id for e in episodes if _is_weak(e)}
    if not weak:
        return tuple(episodes), 0
    frames = {e.best.frame for e in episodes if e.id in weak}
    for picture in pictures_at(frames):
        here = [e for e in episodes if e.id in weak and e.best.frame == picture.index]
        weak -= {e.id for e in here if _is_seen(picture.pixels(), e.best.box, others)}
    lowered = tuple(
        e.model_copy(update={"tier": Tier.CAPTURED, "boundary": False}) if e.id in weak else e
        for e in episodes
    )
    return lowered, len(weak)


def _is_weak(episode: CaptureEpisode) -> bool:
    return episode.tier is not Tier.CAPTURED and episode.best.confidence < LOW_SCORE


def _is_seen(bgr: Pixels, box: Box, others: Sequence[FaceDetector]) -> bool:
    """Whether another detector sees a face at `box`."""
    size = max(box.width, box.height)
    left, top = max(0, round(box.x - _AROUND * size)), max(0, round(box.y - _AROUND * size))
    right = round(box.x + box.width + _AROUND * size)
    bottom = round(box.y + box.height + _AROUND * size)
    part = np.ascontiguousarray(bgr[top:bottom, left:right])
    if part.size == 0:
        return False
    for finder in others:
        for hit in finder.detect(part):
            across = min(hit.x + hit.width, box.x - left + box.width) - max(hit.x, box.x - left)
            down = min(hit.y + hit.height, box.y - top + box.height) - max(hit.y, box.y - top)
            smaller = min(hit.width * hit.height, box.width * box.height)
            if min(across, down) > 0 and across * down >= _SHARED * smaller:
                return True
    return False


def lowered_words(count: int) -> list[str]:
    """The warning for faces at the lowest tier without a second hit; none for none."""
    if not count:
        return []
    return [
        f"Weak: {count} faces had a score below {LOW_SCORE:g} and no second detector saw them; "
        "they count as captured, whatever their size."
    ]

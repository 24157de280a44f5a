"""The room without the people: a blurred still on which the report draws where faces were.

The median of several frames lets everybody vanish who does not stay. Nothing of a face that was
found is used in it: what is in its box is left out in all frames and filled in from around it.
What is left, somebody nobody found among it, is blurred, and the outcome goes the way of every
other still: searched by all detectors, covered up where one still sees a face, or dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from auditor.core.locator import Box
from auditor.examine.footage.detect.interface import FaceDetector, Pixels
from auditor.examine.footage.redact import Redaction, Still, redact
from auditor.examine.footage.sampling import Look

MOST_FRAMES = 9
"""Frames the median is taken of; anyone who is at one place in fewer than half of them vanishes."""
LONGEST = 320
"""Longer side, in pixels, to which frames are reduced before they are kept."""
SIGMA = 10.0
"""Standard deviation of the Gaussian blur, in elements of the reduced frame: a 32nd of its longer
side.

The blur passes exp(-2 (pi f sigma)^2) of the contrast at f periods to an element, half of it at
0.19 / sigma. Letters can be distinguished from 0.9 periods to a letter (Kwon and Legge, Vision
Research 51, 2011), Chinese characters from 1.0 to 2.0 (Wang and Legge, J. Vision 18(1):1, 2018): to
be read, one must be as wide as a seventh of the longer side. Half of a set of familiar faces were
recognised in pictures of 7 by 10 elements, 3.5 periods (Sinha et al., Proc. IEEE 94(11), 2006,
result 1): such a face must fill more than half of it. Undoing the blur ends where the contrast it
left is lost in the rounding to whole grey levels, for a contrast of 100 levels at 0.48 / sigma:
that is at letters of a 17th of the longer side, and at faces of a quarter of it, which are the
easiest to find.
"""

_BLOCK = 20
"""Side of the blocks by which two frames are compared, in elements of the reduced frame."""
_STRUCTURE = 6.0
"""Standard deviation in grey levels from which a block has something to compare."""
_ALIKE = 0.5
"""Correlation from which two blocks show the same."""
_SAME_VIEW = 0.4
"""Share of blocks with structure in both that must be alike for two frames to show one view."""
_LEAST_BLOCKS = 8
"""Fewer blocks with structure in both frames tell nothing, and the frames count as one view."""
_STEADY = 0.75
"""Share of frames that must show one view for the camera to count as standing still.

The five were tried on 66 clips, 16 of them of a moving camera or cut together: 15 of these were
detected, one of little but sky was not, and no camera that stood still was called moving.
"""

_Grey = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


@dataclass(frozen=True)
class Background:
    """What became of the background.

    Attributes:
        still: the still as it may be written; None where there is none.
        moves: the frames do not show one and the same view, so that places in the picture are no
            places in the room; False also where there is too little to tell.
        safe: False where a face was found in it to the last, so that it must not be written.
    """

    still: Still | None
    moves: bool = False
    safe: bool = True


def words() -> str:
    """The method as one sentence for a report."""
    return (
        f"the median of up to {MOST_FRAMES} frames spread over the footage, faces found in any of "
        f"them left out, its longer side reduced to {LONGEST} elements, in grey, blurred with a "
        f"standard deviation of {SIGMA:g} elements, and checked like every still"
    )


def frames_for_background(looks: Sequence[Look]) -> tuple[int, ...]:
    """Indices of up to `MOST_FRAMES` frames examined, spread over their time.

    The time is cut into as many equal parts; of each the look with the fewest hits is taken, and of
    several with as few the one nearest to the middle of the part.
    """
    if not looks:
        return ()
    start = looks[0].time
    length = (looks[-1].time - start) / MOST_FRAMES
    parts: dict[int, list[Look]] = {}
    for look in looks:
        part = int((look.time - start) / length) if length > 0 else 0
        parts.setdefault(min(MOST_FRAMES - 1, part), []).append(look)
    chosen = (
        _emptiest(group, start + (part + 0.5) * length) for part, group in sorted(parts.items())
    )
    return tuple(look.index for look in chosen)


def _emptiest(looks: Sequence[Look], middle: float) -> Look:
    return min(looks, key=lambda look: (look.hits, abs(look.time - middle)))


def background(
    pictures: Iterable[Pixels],
    boxes: Sequence[Box],
    detectors: Sequence[FaceDetector],
    redaction: Redaction,
) -> Background:
    """The background of `pictures`, frames of one exhibit in any number and order.

    Args:
        pictures: frames upright, (height, width, 3), blue-green-red. At most twice `MOST_FRAMES`
            are kept at a time, reduced; those of another size than the first are passed over.
        boxes: every face found in any of them, in elements of these frames.
        detectors: all that search the still before it may be written.
        redaction: how they are used; its `margin` also widens `boxes`.
    """
    frames, factor = _reduced(pictures)
    if not frames:
        return Background(None)
    if _moves(frames):
        return Background(None, moves=True)
    blurred = _blurred(
        np.median(np.stack(frames), axis=0), _known(frames, boxes, factor, redaction)
    )
    still = redact(np.repeat(blurred[:, :, None], 3, axis=2), [], detectors, redaction)
    return Background(still, safe=still is not None)


def _reduced(pictures: Iterable[Pixels]) -> tuple[list[_Grey], float]:
    """Frames spread evenly over `pictures`, grey and reduced, and the factor of the reduction."""
    kept: list[_Grey] = []
    shape: tuple[int, ...] = ()
    factor, every, number = 1.0, 1, 0
    for picture in pictures:
        if not shape:
            shape = picture.shape
            factor = min(1.0, LONGEST / max(shape[:2]))
        if picture.shape != shape:
            continue
        if number % every == 0:
            kept.append(_small(picture, factor))
        number += 1
        if len(kept) > 2 * MOST_FRAMES:
            kept, every = kept[::2], every * 2
    return kept[:: max(1, -(-len(kept) // MOST_FRAMES))], factor


def _small(picture: Pixels, factor: float) -> _Grey:
    size = (max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), dtype=np.float32)


def _known(
    frames: Sequence[_Grey], boxes: Sequence[Box], factor: float, redaction: Redaction
) -> _Grey:
    """1 where no face was found in any frame, 0 in and around each."""
    height, width = frames[0].shape
    known = np.ones((height, width), dtype=np.float32)
    for box in boxes:
        aside, above = box.width * redaction.margin, box.height * redaction.margin
        left, top = int((box.x - aside) * factor), int((box.y - above) * factor)
        right = int((box.x + box.width + aside) * factor) + 1
        bottom = int((box.y + box.height + above) * factor) + 1
        known[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = 0
    return known


def _blurred(picture: _Grey, known: _Grey) -> Pixels:
    """`picture` blurred, with what is not `known` filled in from what is known around it."""
    weight = cv2.GaussianBlur(known, (0, 0), _FILL_SIGMA)
    total = cv2.GaussianBlur((picture * known).astype(np.float32), (0, 0), _FILL_SIGMA)
    plain = float(picture[known > 0].mean()) if known.any() else _MIDDLE_GREY
    # Far from anything known the weights are as small as their rounding.
    around = np.where(weight > _LEAST_WEIGHT, total / np.maximum(weight, _LEAST_WEIGHT), plain)
    filled = np.where(known > 0, picture, around).astype(np.float32)
    blurred = cv2.GaussianBlur(filled, (0, 0), SIGMA)
    return np.clip(np.rint(blurred), 0, 255).astype(np.uint8)


_FILL_SIGMA = 4 * SIGMA
"""Wide enough to fill in a face that is near from the wall around it, without an edge."""
_MIDDLE_GREY = 127.0
_LEAST_WEIGHT = 1e-3


# --- does the camera stand still? ----------------------------------------------------------------


def _moves(frames: Sequence[_Grey]) -> bool:
    """Whether fewer than `_STEADY` of `frames` show one view."""
    blocks = [_blocks(frame) for frame in frames]
    most = max(sum(_same_view(one, other) for other in blocks) for one in blocks)
    return most < _STEADY * len(frames)


def _blocks(frame: _Grey) -> _Grey:
    """The frame's blocks as rows, each with its mean taken off."""
    height, width = (side // _BLOCK for side in frame.shape)
    cut = frame[: height * _BLOCK, : width * _BLOCK]
    rows = cut.reshape(height, _BLOCK, width, _BLOCK).swapaxes(1, 2).reshape(-1, _BLOCK * _BLOCK)
    return np.asarray(rows - rows.mean(axis=1, keepdims=True), dtype=np.float32)


def _same_view(one: _Grey, other: _Grey) -> bool:
    contrast = one.std(axis=1) * other.std(axis=1)
    compared = (one.std(axis=1) > _STRUCTURE) & (other.std(axis=1) > _STRUCTURE)
    if compared.sum() < _LEAST_BLOCKS:
        return True
    alike = (one * other).mean(axis=1)[compared] > _ALIKE * contrast[compared]
    return bool(alike.mean() >= _SAME_VIEW)

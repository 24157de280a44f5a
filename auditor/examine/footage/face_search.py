"""Everything in a picture that could be a face, for redaction: tilted, small and large.

Both detectors are trained on upright faces, so the picture is turned; both have a smallest face,
so it is enlarged. A hit is never thrown away: a wrong one costs a grey patch, a missed face costs
somebody's privacy. What a hit can lose is the margin around it: a large hit of a second detector
that no other detector supports, in the picture or in a closer look at it, is a face at most
in its own box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from auditor.examine.footage.detect.interface import FaceDetector, Pixels

Rectangle = tuple[float, float, float, float]
"""x, y, width, height in pixels."""


@dataclass(frozen=True)
class View:
    """One way to look at a picture: turned by `angle` degrees, enlarged by `scale`.

    Without `scale` the detector chooses its own for a picture of that size.
    """

    angle: int
    scale: float | None = None


@dataclass(frozen=True)
class PossibleFace:
    """A hit in pixels of the picture; `sure` is False where only its own box may be a face."""

    box: Rectangle
    by: str
    sure: bool = True


QUARTERS = tuple(View(angle) for angle in (0, 90, 180, 270))
TILTS = (View(-45, 1.0), View(45, 1.0))
"""The detectors find faces tilted by up to about 30 degrees; these are the turns between."""
OVERSIZED = 0.04
"""Share of the picture from which a hit must be supported: with a margin of 40 % on every side
it hides 13 % of the picture."""
SUPPORT = 0.2
"""Part of their union that two hits must share to be about one face: the detectors' boxes differ,
one ends at the brows and one at the hair."""
_CLOSE = 320
"""Longer side, in pixels, of the crop in a closer look: the face then is about 160 pixels high,
in the range in which both detectors find nearly every face."""


def possible_faces(
    bgr: Pixels, detectors: Sequence[FaceDetector], views: Sequence[View]
) -> tuple[PossibleFace, ...]:
    """All hits of `detectors` at their most eager in all `views` of `bgr`.

    The first detector is the one in use, and needs no support.
    """
    hits = [
        PossibleFace(box, finder.name)
        for view in views
        for finder in detectors
        for box in _seen(bgr, finder, view)
    ]
    return tuple(
        hit
        if hit.by == detectors[0].name or _supported(bgr, hit, hits, detectors)
        else replace(hit, sure=False)
        for hit in hits
    )


def _supported(
    bgr: Pixels,
    hit: PossibleFace,
    hits: Sequence[PossibleFace],
    detectors: Sequence[FaceDetector],
) -> bool:
    """Whether the hit is small, or another detector sees a face in its place."""
    height, width = bgr.shape[:2]
    if hit.box[2] * hit.box[3] < OVERSIZED * width * height:
        return True
    others = [other.box for other in hits if other.by != hit.by]
    if any(_shared(hit.box, other) >= SUPPORT for other in others):
        return True
    return any(_shared(hit.box, box) >= SUPPORT for box in _closer_look(bgr, hit, detectors))


def _closer_look(
    bgr: Pixels, hit: PossibleFace, detectors: Sequence[FaceDetector]
) -> Iterator[Rectangle]:
    """What the other detectors see around a hit at their usual threshold, in pixels of `bgr`."""
    x, y, wide, high = hit.box
    left, top = max(0, int(x - wide / 2)), max(0, int(y - high / 2))
    crop = np.ascontiguousarray(bgr[top : int(y + 1.5 * high), left : int(x + 1.5 * wide)])
    scale = min(1.0, _CLOSE / max(crop.shape[:2]))
    for finder in detectors:
        if finder.name == hit.by:
            continue
        for angle in (0, -30, 30):
            for box in _seen(crop, finder, View(angle, scale), eager=False):
                yield box[0] + left, box[1] + top, box[2], box[3]


def _seen(
    bgr: Pixels, finder: FaceDetector, view: View, *, eager: bool = True
) -> Iterator[Rectangle]:
    """The hits of one detector in one view, in pixels of the picture that was not turned."""
    turned, back = _turned(bgr, view.angle)
    for hit in finder.detect(turned, eager=eager, scale=view.scale):
        middle = back @ np.array([hit.x + hit.width / 2, hit.y + hit.height / 2, 1.0])
        wide, high = hit.width, hit.height
        if view.angle in (90, 270):
            wide, high = high, wide
        elif view.angle not in (0, 180):
            # The upright box of a tilted one would be twice as large; the margin hides its corners.
            wide = high = max(wide, high)
        yield float(middle[0] - wide / 2), float(middle[1] - high / 2), wide, high


def _turned(bgr: Pixels, angle: int) -> tuple[Pixels, np.ndarray[tuple[int, ...], np.dtype]]:
    """The whole picture turned against the clock, and the 2 by 3 matrix that turns points back."""
    height, width = bgr.shape[:2]
    if angle % 360 == 0:
        return bgr, np.eye(2, 3)
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (round(height * sin + width * cos), round(height * cos + width * sin))
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    turned = cv2.warpAffine(bgr, matrix, size, flags=cv2.INTER_LINEAR)
    return np.asarray(turned, dtype=np.uint8), cv2.invertAffineTransform(matrix)


def _shared(first: Rectangle, second: Rectangle) -> float:
    """Part of the union of two boxes that both have, 0 to 1."""
    wide = min(first[0] + first[2], second[0] + second[2]) - max(first[0], second[0])
    high = min(first[1] + first[3], second[1] + second[3]) - max(first[1], second[1])
    both = max(0.0, wide) * max(0.0, high)
    return both / (first[2] * first[3] + second[2] * second[3] - both)

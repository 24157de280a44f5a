"""Faces of one picture, searched as a whole, in parts, or where faces are already known to be.

A whole picture is reduced before it is searched, so faces far away are missed in it; a part is
small enough to be searched as it was recorded. Parts are where something moved since the picture
was last searched there, and the surroundings of faces just seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from auditor.examine.footage.decode import Grey, Picture
from auditor.examine.footage.detect.interface import Detection, FaceDetector, Landmarks, Pixels

Rectangle = tuple[int, int, int, int]
"""x, y, width, height in elements of the picture, inside it."""
FloatBox = tuple[float, float, float, float]
"""The same in parts of an element, and perhaps beyond the picture's edge."""


@dataclass(frozen=True)
class Searching:
    """How parts are cut and searched; engineering choices, tried on the benchmark's footage.

    Attributes:
        sketch: longer side in elements to which pictures are reduced to see what moved.
        least_change: grey levels (of 255) by which an element of the sketch must differ,
        noise: if that is also this many times the usual difference, so that the sensor's noise is
            no movement.
        margin: elements of the sketch by which a place that moved is enlarged: a face may be still
            while the body moves.
        most_moved: share of the picture from which it is searched as a whole.
        most_parts: parts beyond which the picture is searched as a whole.
        largest_part: longer side in elements up to which a part is searched as recorded.
        tile: longer side in elements of the tiles in which a whole picture is searched as recorded,
        overlap: and elements by which they overlap; a face too large for that is found in the
            reduced picture.
        around: side of the square searched around a known face, in face sizes.
        face: side in elements to which a larger known face is reduced before it is looked for.
        same: two boxes that share this part of the smaller one are one face.
    """

    sketch: int = 240
    least_change: float = 10.0
    noise: float = 6.0
    margin: int = 8
    most_moved: float = 0.45
    most_parts: int = 6
    largest_part: int = 640
    tile: int = 960
    overlap: int = 64
    around: float = 3.0
    face: float = 80.0
    same: float = 0.5

    def words(self) -> str:
        """The method as one sentence for a report."""
        return (
            "parts in which something moved are searched as recorded, up to "
            f"{self.largest_part} elements across; known faces in a square of {self.around:g} "
            f"times their size, reduced to {self.face:g} elements at most"
        )


class Search:
    """Finds faces in one picture after another with one detector."""

    def __init__(self, finder: FaceDetector, searching: Searching) -> None:
        self.finder = finder
        self.use = searching

    def whole(self, bgr: Pixels) -> list[Detection]:
        """Faces in the whole picture, at the detector's own scale."""
        return list(self.finder.detect(bgr))

    def finely(self, bgr: Pixels) -> list[Detection]:
        """Faces in the whole picture, reduced and at its full resolution."""
        return self.in_tiles(bgr, self.whole(bgr))

    def in_tiles(self, bgr: Pixels, found: list[Detection]) -> list[Detection]:
        """`found` and the faces that only show at full resolution, where that is another one."""
        height, width = bgr.shape[:2]
        if self.finder.scale(width, height) >= 1:
            return found
        more = [hit for tile in tiles(width, height, self.use) for hit in self._in(bgr, tile, 1.0)]
        return self.one_each([*found, *more])

    def parts(self, bgr: Pixels, parts: Iterable[Rectangle]) -> list[Detection]:
        """Faces in `parts`, each searched as recorded as far as its size allows."""
        height, width = bgr.shape[:2]
        base = self.finder.scale(width, height)
        found: list[Detection] = []
        for part in parts:
            longer = max(part[2], part[3])
            native = 1.0 if longer <= self.use.largest_part else self.use.largest_part / longer
            found += self._in(bgr, part, max(base, native))
        return self.one_each(found)

    def around(
        self, bgr: Pixels, boxes: Sequence[Rectangle | FloatBox], *, further: float = 0.0
    ) -> list[Detection]:
        """Faces in the surroundings of `boxes` (x, y, width, height).

        Where a face is known to be, a weaker hit is enough for it to be there still. `further` is
        how far, in sizes of the box, a face may have moved beyond its usual surroundings.
        """
        height, width = bgr.shape[:2]
        base = self.finder.scale(width, height)
        found: list[Detection] = []
        for box in boxes:
            part = _inside(_square(box, self.use.around + 2 * further), width, height)
            if part is None:
                continue
            scale = min(max(base, 1.0), self.use.face / max(1.0, box[2], box[3]))
            found += [
                hit
                for hit in self._in(bgr, part, scale, eager=True)
                if hit.score >= self.finder.threshold or shared(hit, box) >= self.use.same
            ]
        return self.one_each(found)

    def moved(self, before: Grey, now: Grey, width: int, height: int) -> list[Rectangle] | None:
        """Where `now` differs from `before`; None where so much does that all must be searched."""
        if before.shape != now.shape:
            return None
        mask = changed(before, now, self.use)
        grown = cv2.dilate(mask, np.ones((2 * self.use.margin + 1,) * 2, np.uint8))
        if float(grown.mean()) > self.use.most_moved:
            return None
        count, _, stats, _ = cv2.connectedComponentsWithStats(grown)
        if count - 1 > self.use.most_parts:
            return None
        factor = width / now.shape[1]
        parts = []
        for x, y, w, h, _ in stats[1:]:
            part = (int(x * factor), int(y * factor), round(w * factor), round(h * factor))
            inside = _inside(part, width, height)
            if inside is not None:
                parts.append(inside)
        area = sum(w * h for _, _, w, h in parts)
        return None if area > self.use.most_moved * width * height else parts

    def _in(
        self, bgr: Pixels, part: Rectangle, scale: float, *, eager: bool = False
    ) -> list[Detection]:
        x, y, w, h = part
        height, width = bgr.shape[:2]
        cut = np.ascontiguousarray(bgr[y : y + h, x : x + w])
        found = self.finder.detect(cut, eager=eager, scale=scale)
        # A face cut by the edge of a part, and not by that of the picture, is measured wrongly.
        cut_at = (x > 0, y > 0, x + w < width, y + h < height)
        return [_shifted(d, x, y) for d in found if not _touches(d, w, h, cut_at)]

    def one_each(self, found: list[Detection]) -> list[Detection]:
        """`found` without the weaker ones of hits on the same face."""
        kept: list[Detection] = []
        for one in sorted(found, key=lambda d: (-d.score, d.x, d.y)):
            if all(shared(one, (o.x, o.y, o.width, o.height)) < self.use.same for o in kept):
                kept.append(one)
        return kept


def tiles(width: int, height: int, use: Searching) -> list[Rectangle]:
    """Rectangles of about `tile` that cover a picture and overlap by `overlap`."""
    across, down = _steps(width, use), _steps(height, use)
    return [(x, y, w, h) for y, h in down for x, w in across]


def _steps(length: int, use: Searching) -> list[tuple[int, int]]:
    count = math.ceil(length / use.tile)
    side = math.ceil((length + (count - 1) * use.overlap) / count)
    return [
        (start, min(side, length - start))
        for start in (n * (side - use.overlap) for n in range(count))
    ]


def changed(
    before: Grey, now: Grey, use: Searching
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """1 where two sketches of the same size differ by more than light and noise explain, else 0."""
    difference = now.astype(np.float32) - before
    difference -= np.float32(np.median(difference))
    # Averaging over neighbours takes out noise and keeps whatever is large enough to be a face.
    smooth = np.abs(cv2.blur(difference, (3, 3)))
    usual = 1.4826 * float(np.median(smooth))  # of a normal distribution, the standard deviation
    mask = smooth > max(use.least_change, use.noise * usual)
    return mask.astype(np.uint8)


def _square(box: Rectangle | FloatBox, times: float) -> Rectangle:
    x, y, w, h = box
    side = max(w, h) * times
    left, top = x + w / 2 - side / 2, y + h / 2 - side / 2
    return round(left), round(top), round(side), round(side)


def _inside(part: Rectangle, width: int, height: int) -> Rectangle | None:
    x, y = max(0, part[0]), max(0, part[1])
    right, below = min(width, part[0] + part[2]), min(height, part[1] + part[3])
    least = 8
    return (x, y, right - x, below - y) if right - x >= least and below - y >= least else None


def _shifted(d: Detection, x: int, y: int) -> Detection:
    def moved(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] + x, point[1] + y

    marks = d.landmarks
    return Detection(
        x=d.x + x,
        y=d.y + y,
        width=d.width,
        height=d.height,
        landmarks=Landmarks(
            left_eye=moved(marks.left_eye),
            right_eye=moved(marks.right_eye),
            nose=moved(marks.nose),
            left_mouth=moved(marks.left_mouth) if marks.left_mouth else None,
            right_mouth=moved(marks.right_mouth) if marks.right_mouth else None,
        ),
        score=d.score,
    )


def _touches(d: Detection, width: int, height: int, cut_at: tuple[bool, bool, bool, bool]) -> bool:
    edges = (d.x <= 1, d.y <= 1, d.x + d.width >= width - 1, d.y + d.height >= height - 1)
    return any(edge and cut for edge, cut in zip(edges, cut_at, strict=True))


def shared(face: Detection, box: Rectangle | FloatBox) -> float:
    """The part of the smaller of the two that they share, 0 to 1."""
    wide = min(face.x + face.width, box[0] + box[2]) - max(face.x, box[0])
    high = min(face.y + face.height, box[1] + box[3]) - max(face.y, box[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min(face.width * face.height, box[2] * box[3])


def sketch(picture: Picture, use: Searching) -> Grey:
    """The picture as `changed` and `moved` compare it."""
    return picture.reduced(use.sketch)

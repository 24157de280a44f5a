"""Stills for the report, with every face in them made unrecognisable before they are written.

Each face is covered by one flat colour in the picture as recorded, before it is reduced or
compressed, so that no element of the still is computed from a face; nothing can be won back from
it. The still is only kept if every detector at hand, at its most eager and in all four quarter
turns, finds no face in the JPEG as it will be written. Mosaic and blur are not used: both leave
something of the face. What a still does tell is where a face was, and how large.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from auditor.core.locator import Box
from auditor.examine.footage.detect.interface import FaceDetector, Pixels
from auditor.examine.footage.face_search import QUARTERS, TILTS, Rectangle, View, possible_faces


@dataclass(frozen=True)
class Redaction:
    """How stills are made.

    Attributes:
        widest: width of a still in pixels.
        margin: share of its width and height by which a face's box is enlarged on every side.
        close_up: share of the picture from which a face's box is a close-up.
        close_margin: `margin` of a close-up; face and hair are covered, the scene is not.
        rounds: how often a still is searched, and covered up further, before it is dropped.
        quality: JPEG quality of Pillow, 1 to 95.
        most_stills: stills made of one exhibit.
        checkers: detectors that must find no face in a still. One is not enough: the detector that
            found the faces would check its own work.
    """

    widest: int = 640
    margin: float = 0.4
    close_up: float = 0.08
    close_margin: float = 0.25
    rounds: int = 4
    quality: int = 80
    most_stills: int = 6
    checkers: int = 2

    def words(self) -> str:
        """The method as one sentence for a report."""
        return (
            f"faces covered by a flat colour {self.margin:.0%} beyond their box on every side "
            f"({self.close_margin:.0%} in a close-up), "
            "where they were found and where they are expected between two findings, then the "
            f"picture reduced to {self.widest} elements across, searched again by two "
            "detectors in four quarter turns and tilted by 45 degrees, and left out if a face is "
            "still found"
        )


@dataclass(frozen=True)
class Still:
    """A still: the JPEG file's bytes, its size, and the detectors that found no face in it.

    `checked_by` is empty where the faces were left as they are.
    """

    jpeg: bytes
    width: int
    height: int
    checked_by: str


_SEARCHED = 1280 * 720
"""Pixels of a frame as it is searched: a search takes time in proportion to them."""
_LEAST_SCALE, _MOST_SCALE = 0.5, 4.0
"""Limits of the scale at which a frame is searched, those of the detectors' own settings."""
_FILL = (150, 150, 150)
_EDGE = (60, 60, 60)


def redact(
    bgr: Pixels,
    boxes: Sequence[Box],
    detectors: Sequence[FaceDetector],
    redaction: Redaction,
    tight: Sequence[Rectangle] = (),
) -> Still | None:
    """A still of `bgr` without what is in `boxes` and without any face `detectors` then find.

    The boxes are painted over before anything looks at the picture: two pictures that differ only
    there give the same bytes. None where a face was still found after the last round, or where
    there are fewer detectors than must check. `tight` are covered without a margin: they are more
    likely no face than a face.
    """
    if len(detectors) < redaction.checkers:
        return None
    given = [(float(b.x), float(b.y), float(b.width), float(b.height)) for b in boxes]
    painted = [_grown(box, _margin(box, bgr.shape, redaction)) for box in given]
    painted += [_grown(box, 0.0) for box in tight]
    picture = np.array(bgr, dtype=np.uint8)
    factor = min(1.0, redaction.widest / bgr.shape[1])
    for attempt in range(1, redaction.rounds + 1):
        _paint(picture, painted, math.ceil(1 / factor))
        jpeg, width, height = _jpeg(picture, factor, redaction.quality)
        # Only the first search is the long one: what is painted later changes little.
        views = (*QUARTERS, *TILTS) if attempt == 1 else QUARTERS
        left = possible_faces(_decoded(jpeg), detectors, views)
        if not left:
            names = " + ".join(finder.name for finder in detectors)
            return Still(jpeg, width, height, names)
        back = (bgr.shape[1] / width, bgr.shape[0] / height)
        for face in left:
            box = _scaled(face.box, back)
            margin = _margin(box, bgr.shape, redaction) * (attempt if face.sure else attempt - 1)
            painted.append(_grown(box, margin))
    return None


def redact_frame(
    bgr: Pixels, boxes: Sequence[Box], detectors: Sequence[FaceDetector], redaction: Redaction
) -> Still | None:
    """A still of a frame as recorded: `boxes` and what the detectors find in the frame is covered.

    The frame is searched at each detector's own scale, larger for faces that are small in the
    still, and smaller for those that are out of focus.
    """
    scale = max(_LEAST_SCALE, math.sqrt(_SEARCHED / (bgr.shape[0] * bgr.shape[1])))
    large = min(scale, _MOST_SCALE)
    hits = possible_faces(bgr, detectors, (View(0), View(0, large), View(0, large / 4)))
    sure = [_whole(hit.box) for hit in hits if hit.sure]
    tight = [hit.box for hit in hits if not hit.sure]
    return redact(bgr, [*boxes, *sure], detectors, redaction, tight)


def _whole(box: Rectangle) -> Box:
    """The box in whole pixels."""
    x, y, width, height = box
    return Box(
        x=math.floor(x), y=math.floor(y), width=math.ceil(width) + 1, height=math.ceil(height) + 1
    )


def unredacted(bgr: Pixels, redaction: Redaction) -> Still:
    """A still of `bgr` as it is, for `--show-faces` and for nothing else."""
    jpeg, width, height = _jpeg(bgr, min(1.0, redaction.widest / bgr.shape[1]), redaction.quality)
    return Still(jpeg, width, height, checked_by="")


def _margin(box: Rectangle, shape: tuple[int, ...], redaction: Redaction) -> float:
    """A close-up has a smaller margin: the usual one would hide the whole still."""
    share = box[2] * box[3] / (shape[0] * shape[1])
    small = min(redaction.margin, redaction.close_margin)
    return small if share > redaction.close_up else redaction.margin


def _scaled(box: Rectangle, by: tuple[float, float]) -> Rectangle:
    return box[0] * by[0], box[1] * by[1], box[2] * by[0], box[3] * by[1]


def _grown(box: Rectangle, margin: float) -> Rectangle:
    x, y, width, height = box
    return (
        x - margin * width,
        y - margin * height,
        width * (1 + 2 * margin),
        height * (1 + 2 * margin),
    )


def _paint(picture: Pixels, boxes: Iterable[Rectangle], edge: int) -> None:
    """Paint over `boxes` with one colour, and one edge of `edge` elements around all that overlap.

    The edge shows a reader that something was covered there.
    """
    corners = [
        ((math.floor(x), math.floor(y)), (math.ceil(x + width), math.ceil(y + height)))
        for x, y, width, height in boxes
    ]
    for (left, top), (right, bottom) in corners:
        around = ((left - edge, top - edge), (right + edge, bottom + edge))
        cv2.rectangle(picture, *around, _EDGE, thickness=cv2.FILLED)
    for corner, other in corners:
        cv2.rectangle(picture, corner, other, _FILL, thickness=cv2.FILLED)


def _jpeg(picture: Pixels, factor: float, quality: int) -> tuple[bytes, int, int]:
    """The picture reduced by `factor` as a JPEG file without metadata, its width and height."""
    size = (max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    rgb = np.ascontiguousarray(small[:, :, ::-1])
    stream = io.BytesIO()
    Image.fromarray(rgb).save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue(), size[0], size[1]


def _decoded(jpeg: bytes) -> Pixels:
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        rgb = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])

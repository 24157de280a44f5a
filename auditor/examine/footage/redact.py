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


@dataclass(frozen=True)
class Redaction:
    """How stills are made.

    Attributes:
        widest: width of a still in pixels.
        margin: share of its width and height by which a face's box is enlarged on every side.
        rounds: how often a still is searched, and covered up further, before it is dropped.
        quality: JPEG quality of Pillow, 1 to 95.
        most_stills: stills made of one exhibit.
        checkers: detectors that must find no face in a still. One is not enough: the detector that
            found the faces would check its own work.
    """

    widest: int = 640
    margin: float = 0.4
    rounds: int = 4
    quality: int = 80
    most_stills: int = 6
    checkers: int = 2

    def words(self) -> str:
        """The method as one sentence for a report."""
        return (
            f"faces covered by a flat colour {self.margin:.0%} beyond their box on every side, "
            "where they were found and where they are expected between two findings, then the "
            f"picture reduced to {self.widest} elements across, searched again in four quarter "
            "turns by two detectors, and left out if a face is still found"
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


_FILL = (150, 150, 150)
_EDGE = (60, 60, 60)
_Rectangle = tuple[float, float, float, float]


def redact(
    bgr: Pixels, boxes: Sequence[Box], detectors: Sequence[FaceDetector], redaction: Redaction
) -> Still | None:
    """A still of `bgr` without what is in `boxes` and without any face `detectors` then find.

    The boxes are painted over before anything looks at the picture: two pictures that differ only
    there give the same bytes. None where a face was still found after the last round, or where
    there are fewer detectors than must check.
    """
    if len(detectors) < redaction.checkers:
        return None
    painted = [_grown((b.x, b.y, b.width, b.height), redaction.margin) for b in boxes]
    picture = np.array(bgr, dtype=np.uint8)
    factor = min(1.0, redaction.widest / bgr.shape[1])
    for attempt in range(1, redaction.rounds + 1):
        _paint(picture, painted, math.ceil(1 / factor))
        jpeg, width, height = _jpeg(picture, factor, redaction.quality)
        left = [face for finder in detectors for face in _anywhere(_decoded(jpeg), finder)]
        if not left:
            names = " + ".join(finder.name for finder in detectors)
            return Still(jpeg, width, height, names)
        back = (bgr.shape[1] / width, bgr.shape[0] / height)
        painted += [_grown(_scaled(face, back), redaction.margin * attempt) for face in left]
    return None


def unredacted(bgr: Pixels, redaction: Redaction) -> Still:
    """A still of `bgr` as it is, for `--show-faces` and for nothing else."""
    jpeg, width, height = _jpeg(bgr, min(1.0, redaction.widest / bgr.shape[1]), redaction.quality)
    return Still(jpeg, width, height, checked_by="")


def _anywhere(bgr: Pixels, finder: FaceDetector) -> list[_Rectangle]:
    """Faces in all four quarter turns, in elements of `bgr`."""
    height, width = bgr.shape[:2]
    found: list[_Rectangle] = []
    for turns in range(4):
        turned = np.ascontiguousarray(np.rot90(bgr, turns))
        for d in finder.detect(turned, eager=True):
            x, y, w, h = d.x, d.y, d.width, d.height
            # np.rot90 turns against the clock; each line undoes the turns made.
            found.append(
                (
                    (x, y, w, h),
                    (width - y - h, x, h, w),
                    (width - x - w, height - y - h, w, h),
                    (y, height - x - w, h, w),
                )[turns]
            )
    return found


def _scaled(box: _Rectangle, by: tuple[float, float]) -> _Rectangle:
    return box[0] * by[0], box[1] * by[1], box[2] * by[0], box[3] * by[1]


def _grown(box: _Rectangle, margin: float) -> _Rectangle:
    x, y, width, height = box
    return (
        x - margin * width,
        y - margin * height,
        width * (1 + 2 * margin),
        height * (1 + 2 * margin),
    )


def _paint(picture: Pixels, boxes: Iterable[_Rectangle], edge: int) -> None:
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

"""Stills for the report, with every face in them made unrecognisable before they are written.

Each face is covered by one flat colour, from which nothing can be won back, and the still is only
kept if every detector at hand, at its most eager and in all four quarter turns, finds no face in
the JPEG as it will be written. Mosaic and blur are not used: both leave something of the face.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from auditor.examine.footage.detect.interface import FaceDetector, Pixels
from auditor.examine.model import Box


@dataclass(frozen=True)
class Redaction:
    """How stills are made.

    Attributes:
        widest: width of a still in picture elements.
        margin: share of its width and height by which a face's box is enlarged on every side.
        rounds: how often a still is searched, and covered up further, before it is dropped.
        quality: JPEG quality of Pillow, 1 to 95.
        most_stills: stills made of one exhibit.
    """

    widest: int = 640
    margin: float = 0.4
    rounds: int = 4
    quality: int = 80
    most_stills: int = 6

    def words(self) -> str:
        """The method as one sentence for a report."""
        return (
            f"faces covered by a flat colour {self.margin:.0%} beyond their box on every side, the "
            f"picture reduced to {self.widest} elements across, searched again in four quarter "
            "turns by every detector installed, and left out if a face is still found"
        )


@dataclass(frozen=True)
class Still:
    """A redacted still: the JPEG file's bytes, its size, and the detectors that found no face."""

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
    """A still of `bgr` without the faces in `boxes` and any other a detector finds.

    None where a face was still found after the last round.
    """
    found = [
        (d.x, d.y, d.width, d.height)
        for detector in detectors[:1]
        for d in detector.detect(bgr, eager=True)
    ]
    factor = min(1.0, redaction.widest / bgr.shape[1])
    size = (max(1, round(bgr.shape[1] * factor)), max(1, round(bgr.shape[0] * factor)))
    small = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA) if factor < 1 else bgr
    picture = np.array(small, dtype=np.uint8)
    known: list[_Rectangle] = [(b.x, b.y, b.width, b.height) for b in boxes]
    scaled = [(x * factor, y * factor, w * factor, h * factor) for x, y, w, h in known + found]
    _cover(picture, scaled, redaction.margin)
    for attempt in range(redaction.rounds):
        jpeg = _jpeg(picture, redaction.quality)
        left = [face for detector in detectors for face in _anywhere(_decoded(jpeg), detector)]
        if not left:
            names = " + ".join(detector.name for detector in detectors)
            return Still(jpeg, size[0], size[1], names)
        _cover(picture, left, redaction.margin * (attempt + 1))
    return None


def _anywhere(bgr: Pixels, detector: FaceDetector) -> list[_Rectangle]:
    """Faces in all four quarter turns, in elements of `bgr`."""
    height, width = bgr.shape[:2]
    found: list[_Rectangle] = []
    for turns in range(4):
        turned = np.ascontiguousarray(np.rot90(bgr, turns))
        for d in detector.detect(turned, eager=True):
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


def _cover(picture: Pixels, boxes: Sequence[_Rectangle], margin: float) -> None:
    """Paint over `boxes`, each enlarged by `margin`, with one edge around all that overlap."""
    corners = [
        (
            (round(x - margin * width), round(y - margin * height)),
            (round(x + width * (1 + margin)), round(y + height * (1 + margin))),
        )
        for x, y, width, height in boxes
    ]
    for (left, top), (right, bottom) in corners:
        edge = ((left - 1, top - 1), (right + 1, bottom + 1))
        cv2.rectangle(picture, *edge, _EDGE, thickness=cv2.FILLED)
    for corner, other in corners:
        cv2.rectangle(picture, corner, other, _FILL, thickness=cv2.FILLED)


def _jpeg(picture: Pixels, quality: int) -> bytes:
    rgb = np.ascontiguousarray(picture[:, :, ::-1])
    stream = io.BytesIO()
    Image.fromarray(rgb).save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()


def _decoded(jpeg: bytes) -> Pixels:
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        rgb = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])

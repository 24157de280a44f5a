"""The one interface of all face detectors: where faces are, and nothing about whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""A picture as (height, width, 3), blue-green-red, 0 to 255."""

Point = tuple[float, float]
"""(x, y) in pixels, origin top left, y downwards."""


@dataclass(frozen=True)
class Landmarks:
    """Three points every detector gives, named as they are in the picture of an upright face.

    `nose` is the point the detector calls nose; how far it stands out in front of the eyes is the
    detector's `nose_depth`.
    """

    left_eye: Point
    right_eye: Point
    nose: Point
    left_mouth: Point | None = None
    right_mouth: Point | None = None


@dataclass(frozen=True)
class Detection:
    """One face found in one picture.

    `x`, `y`, `width` and `height` are in pixels of the picture given and are inside
    it. `score` is the detector's own, brought to 0 to 1; scores of two detectors do not compare.
    """

    x: float
    y: float
    width: float
    height: float
    landmarks: Landmarks
    score: float


class FaceDetector(Protocol):
    """Finds faces in one picture. Holds a model, so it is made once and used often.

    Attributes:
        name: the key in `DETECTORS`.
        model: file name of the model, and the first 16 hexadecimal digits of its SHA-256.
        threshold: the lowest score `detect` returns.
        nose_depth: how far the nose point is in front of the eyes, in eye distances; measured
            for this model, see `measure.py`.
    """

    name: str
    model: str
    threshold: float
    nose_depth: float

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        """Faces in `bgr`, the surest first, in elements of `bgr`.

        `scale` is the factor by which `bgr` is resized before it is searched; without it, that of
        a whole picture of this size. `eager` lowers the threshold as far as the detector is of any
        use, for redaction, where a wrong hit costs a grey patch and a missed face costs somebody's
        privacy.
        """
        ...

    def scale(self, width: int, height: int) -> float:
        """By how much a whole picture is enlarged or reduced before it is searched."""
        ...

    def floor(self, width: int, height: int) -> float:
        """The eye distance in pixels below which faces are mostly missed, measured."""
        ...

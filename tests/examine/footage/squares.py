"""Pictures in which a bright square is the face, and a detector that finds bright squares.

They let the choice of frames and parts be tested apart from what a network sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from auditor.examine.footage.decode import Grey, Signature, StillPicture
from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels

SIDE = 24
WIDTH, HEIGHT = 640, 360


@dataclass(frozen=True)
class Frame:
    """A frame with squares at `faces` (left upper corners) on a wall of brightness `shade`."""

    index: int
    time: float
    faces: tuple[tuple[int, int], ...] = ()
    shade: int = 60
    key: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return WIDTH, HEIGHT

    def pixels(self) -> Pixels:
        bgr = np.full((HEIGHT, WIDTH, 3), self.shade, np.uint8)
        for x, y in self.faces:
            bgr[y : y + SIDE, x : x + SIDE] = 255
        return bgr

    def signature(self) -> Signature:
        return StillPicture(self.pixels()).signature()

    def reduced(self, longest: int) -> Grey:
        return StillPicture(self.pixels()).reduced(longest)


@dataclass
class SquareFinder:
    """Finds bright squares; remembers the size of everything it was given to search."""

    name: str = "squares"
    model: str = "none"
    threshold: float = 0.5
    nose_depth: float = 0.5
    searched: list[tuple[int, int]] = field(default_factory=list)

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        self.searched.append((bgr.shape[1], bgr.shape[0]))
        bright = (bgr[:, :, 0] > 230).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(bright)
        return tuple(self._face(*(int(v) for v in row[:4])) for row in stats[1:])

    def _face(self, x: int, y: int, w: int, h: int) -> Detection:
        eyes = ((x + w * 0.3, y + h * 0.4), (x + w * 0.7, y + h * 0.4))
        marks = Landmarks(left_eye=eyes[0], right_eye=eyes[1], nose=(x + w * 0.5, y + h * 0.6))
        return Detection(x=x, y=y, width=w, height=h, landmarks=marks, score=0.9)

    def scale(self, width: int, height: int) -> float:
        return 1.0

    def floor(self, width: int, height: int) -> float:
        return 4.0

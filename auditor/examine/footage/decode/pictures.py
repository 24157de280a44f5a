"""One frame of footage: its place, its time and its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import cv2
import numpy as np
from av.video.frame import VideoFrame

from auditor.examine.footage.detect.interface import Pixels


class Picture(Protocol):
    """One frame."""

    @property
    def index(self) -> int:
        """Its place in the order of presentation, from 0."""
        ...

    @property
    def time(self) -> float:
        """Seconds from the first frame."""
        ...

    @property
    def key(self) -> bool:
        """Whether the file marks it as a key frame."""
        ...

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright frame in pixels."""
        ...

    def pixels(self) -> Pixels:
        """The frame upright, as (height, width, 3), blue-green-red."""
        ...

    def signature(self) -> Signature:
        """A coarse grey sketch of the frame, to tell a cut from a movement."""
        ...

    def reduced(self, longest: int) -> Grey:
        """The luminance, upright, its longer side at most `longest` elements, averaged."""
        ...


Grey = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
"""Luminance as (height, width), 0 to 255."""
Signature = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_SKETCH = 32
"""Rows and columns of a signature."""


@dataclass(frozen=True)
class StillPicture:
    """A picture that came as an image file."""

    bgr: Pixels
    index: int = 0
    time: float = 0.0
    key: bool = True

    @property
    def size(self) -> tuple[int, int]:
        """See `Picture`."""
        return self.bgr.shape[1], self.bgr.shape[0]

    def pixels(self) -> Pixels:
        """See `Picture`."""
        return self.bgr

    def signature(self) -> Signature:
        """See `Picture`."""
        return _sketch(self.bgr[:, :, 1])

    def reduced(self, longest: int) -> Grey:
        """See `Picture`."""
        return _averaged(np.ascontiguousarray(self.bgr[:, :, 1]), longest)


def display_size(width: int, height: int, aspect: Fraction) -> tuple[int, int]:
    """Width and height in square pixels of a stored picture; no side becomes shorter."""
    if aspect >= 1:
        return round(width * aspect), height
    return width, round(height / aspect)


@dataclass(frozen=True)
class VideoPicture:
    """A decoded frame of a video; its conversion to pixels costs time, so only on request.

    `turns` are quarter turns against the clock, `aspect` is that of a stored pixel.
    """

    frame: VideoFrame
    index: int
    time: float
    key: bool
    turns: int
    aspect: Fraction = Fraction(1)

    @property
    def size(self) -> tuple[int, int]:
        """See `Picture`."""
        width, height = self._size_before_turning()
        return (height, width) if self.turns % 2 else (width, height)

    def pixels(self) -> Pixels:
        """See `Picture`."""
        bgr: Pixels = self.frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
        if self.aspect != 1:
            size = self._size_before_turning()
            bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
        return np.ascontiguousarray(np.rot90(bgr, self.turns)) if self.turns else bgr

    def signature(self) -> Signature:
        """See `Picture`. Points of the first plane: the luminance in nearly all formats."""
        return _sketch(self._luminance())

    def reduced(self, longest: int) -> Grey:
        """See `Picture`."""
        plane = _averaged(self._luminance(), longest, self._size_before_turning())
        return np.ascontiguousarray(np.rot90(plane, self.turns)) if self.turns else plane

    def _size_before_turning(self) -> tuple[int, int]:
        return display_size(self.frame.width, self.frame.height, self.aspect)

    def _luminance(self) -> Grey:
        """The first plane as stored, 8 bits deep."""
        plane = self.frame.planes[0]
        component = self.frame.format.components[0]
        if plane.line_size <= 0 or component.bits > 16 or len(self.frame.format.components) == 1:  # noqa: PLR2004
            # Stored from the bottom up, or a palette: numbers there are no brightness.
            return self.frame.to_ndarray(format="gray").astype(np.uint8, copy=False)
        data = np.frombuffer(memoryview(plane), np.uint8)
        rows = data[: plane.height * plane.line_size].reshape(plane.height, plane.line_size)
        if component.bits > 8:  # noqa: PLR2004 - bits in a byte
            wide = rows[:, : plane.line_size // 2 * 2].view(np.uint16)[:, : plane.width]
            return (wide >> (component.bits - 8)).astype(np.uint8)
        step = plane.line_size // plane.width if self.frame.format.is_rgb else 1
        return rows[:, : plane.width * step : step]


def _sketch(grey: np.ndarray[tuple[int, ...], np.dtype[np.uint8 | np.uint16]]) -> Signature:
    rows = np.linspace(0, grey.shape[0] - 1, min(_SKETCH, grey.shape[0])).astype(int)
    columns = np.linspace(0, grey.shape[1] - 1, min(_SKETCH, grey.shape[1])).astype(int)
    points: Signature = grey[np.ix_(rows, columns)].astype(np.float32)
    return points


def _averaged(grey: Grey, longest: int, shown: tuple[int, int] | None = None) -> Grey:
    """`grey` as it is shown, at a width and height of `shown`, reduced to `longest`."""
    height, width = grey.shape
    shown = shown or (width, height)
    factor = min(1.0, longest / max(shown))
    size = (max(1, round(shown[0] * factor)), max(1, round(shown[1] * factor)))
    if size == (width, height):
        return np.array(grey)
    reduced: Grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return reduced

"""Frames that a program drew around faces: rectangles, corner brackets, ellipses, body boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.drawing import Colour, Drawing, DrawnBox, FrameShape
from auditor.examine.footage.overlay.ellipses import drawn_ellipse
from auditor.examine.footage.overlay.places import Area
from auditor.examine.footage.overlay.rectangles import RectangleSearch


def drawn_boxes(
    bgr: Pixels, faces: Sequence[Area], use: Drawing | None = None
) -> tuple[DrawnBox, ...]:
    """The frames drawn around `faces` in `bgr`, at most one for each face.

    Boxes around whole persons are looked for at the first `Drawing.most_bodies` faces without a
    frame of their own.
    """
    use = use or Drawing()
    frames: list[DrawnBox] = []
    bodies = 0
    for face in faces:
        frame = _at_face(bgr, face, use)
        if frame is None and bodies < use.most_bodies:
            bodies += 1
            frame = _at_body(bgr, face, use)
        if frame is not None:
            frames.append(frame)
    return tuple(frames)


def _at_face(bgr: Pixels, face: Area, use: Drawing) -> DrawnBox | None:
    part = _part(bgr, face.grown(face.width * use.reach, face.height * use.reach), use.face, face)
    if part is None:
        return None
    search = RectangleSearch(part.pixels, part.face, use)
    for frame, shape in (
        (search.whole(), FrameShape.RECTANGLE),
        (search.corners(), FrameShape.CORNERS),
    ):
        if frame is not None:
            return part.in_picture(frame.area, frame.colour, face, shape)
    ellipse = drawn_ellipse(part.pixels, part.face, use)
    if ellipse is None:
        return None
    return part.in_picture(ellipse.area, ellipse.colour, face, FrameShape.ELLIPSE)


def _at_body(bgr: Pixels, face: Area, use: Drawing) -> DrawnBox | None:
    """A box around a whole person, with the face in its upper part."""
    across, above, below = use.body_reach
    wide = Area(
        face.left - across * face.width,
        face.top - above * face.height,
        face.right + across * face.width,
        face.bottom + below * face.height,
    )
    part = _part(bgr, wide, use.body, face, whole=True)
    if part is None:
        return None
    larger = replace(
        use,
        smallest=use.body_smallest,
        largest=use.body_largest,
        tallest=use.body_tallest,
        least_side=use.body_smallest,
        thickness=use.thickness[:2],
    )
    frame = RectangleSearch(part.pixels, part.face, larger).whole()
    if frame is None:
        return None
    drawn = part.in_picture(frame.area, frame.colour, face, FrameShape.BODY)
    height = drawn.area.height
    in_upper_part = face.centre[1] - drawn.area.top <= use.body_face * height
    return drawn if in_upper_part and height >= drawn.area.width else None


@dataclass(frozen=True)
class _Part:
    """A part of the picture, reduced by `factor`; `face` is the face's place in it."""

    pixels: Pixels
    face: Area
    left: int
    top: int
    factor: float

    def in_picture(self, area: Area, colour: Colour, face: Area, shape: FrameShape) -> DrawnBox:
        """A frame of the part as one of the picture."""
        larger = _scaled(area, 0, 0, 1 / self.factor)
        moved = Area(
            larger.left + self.left,
            larger.top + self.top,
            larger.right + self.left,
            larger.bottom + self.top,
        )
        return DrawnBox(moved, face, colour, shape)


def _part(bgr: Pixels, wide: Area, most: int, face: Area, *, whole: bool = False) -> _Part | None:
    """The pixels of `wide`, reduced until the face, or the `whole` part, has `most` at most."""
    height, width = bgr.shape[:2]
    left, top = max(0, int(wide.left)), max(0, int(wide.top))
    right, bottom = min(width, int(wide.right)), min(height, int(wide.bottom))
    if right - left < _LEAST_PART or bottom - top < _LEAST_PART:
        return None
    pixels = bgr[top:bottom, left:right]
    longest = max(pixels.shape[:2]) if whole else max(face.width, face.height)
    factor = min(1.0, most / longest)
    if factor < 1:
        inner = (
            max(_LEAST_PART, round(pixels.shape[1] * factor)),
            max(_LEAST_PART, round(pixels.shape[0] * factor)),
        )
        pixels = cv2.resize(pixels, inner, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return _Part(pixels, _scaled(face, -left, -top, factor), left, top, factor)


def _scaled(area: Area, across: float, down: float, factor: float) -> Area:
    return Area(
        (area.left + across) * factor,
        (area.top + down) * factor,
        (area.right + across) * factor,
        (area.bottom + down) * factor,
    )


_LEAST_PART = 8
"""Pixels across and down below which nothing is looked for."""

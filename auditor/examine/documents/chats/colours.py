"""The colours around the lines of a screenshot, which tell the bubbles apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditor.core.locator import Box
from auditor.examine.documents.chats.screenshot import Colour, Picture

_RING = 0.2
"""Width of the ring around a line whose median is its background, in line heights."""
_MARGIN = 0.012
"""Share of the width at both edges that shows the page: bubbles do not reach it."""


def picture_of(path: Path, boxes: Sequence[Box]) -> Picture | None:
    """Size and colours of the picture at `path`; None where it cannot be decoded."""
    # OpenCV is slow to import, and few documents are screenshots.
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        return None
    height, width = pixels.shape[:2]
    edge = max(1, round(width * _MARGIN))

    def typical(piece: object) -> Colour | None:
        values = np.asarray(piece).reshape(-1, 3)
        if not len(values):
            return None
        blue, green, red = (int(value) for value in np.median(values, axis=0))
        return red, green, blue

    def around(box: Box) -> Colour | None:
        ring = max(2, round(box.height * _RING))
        top, bottom = max(0, box.y - ring), min(height, box.y + box.height + ring)
        left, right = max(0, box.x - ring), min(width, box.x + box.width + ring)
        rows = pixels[[*range(top, min(top + ring, height)), *range(max(0, bottom - ring), bottom)]]
        return typical(rows[:, left:right])

    page = typical(np.concatenate([pixels[:, :edge], pixels[:, -edge:]], axis=1))
    return Picture(width, height, tuple(around(box) for box in boxes), page)

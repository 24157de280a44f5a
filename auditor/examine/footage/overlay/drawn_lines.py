"""Straight lines that a program drew: thin, along rows or columns, and of one colour."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.drawing import Colour, Drawing
from auditor.examine.footage.overlay.places import Area

Mask = NDArray[np.uint8]
Levels = NDArray[np.int16]

TWO_EDGES = 3
"""Pixels between the two edges of one thick line, at most."""
_SAME = 60
"""Levels by which the colours of the two edges of one thick line differ, at most."""


@dataclass(frozen=True)
class DrawnLine:
    """A straight piece, in pixels: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: int
    end: int
    colour: Colour

    @property
    def length(self) -> int:
        """In pixels."""
        return self.end - self.start

    def covers(self, start: float, end: float, share: float) -> bool:
        """Whether it covers this share of the way from `start` to `end`."""
        return min(self.end, end) - max(self.start, start) >= share * (end - start)


def lines_along(part: Pixels, least: int, use: Drawing) -> list[DrawnLine]:
    """Thin lines along rows of `part` that are at least `least` long, the longest first."""
    lines: list[DrawnLine] = []
    levels = part.astype(np.int16)
    for offset in use.thickness:
        if part.shape[0] <= 2 * offset:
            continue
        for mask in _ridges(levels, offset, use.contrast):
            closed = cv2.morphologyEx(
                mask, cv2.MORPH_CLOSE, np.ones((1, use.longest_gap), np.uint8)
            )
            opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
            if opened.any():
                lines += _runs(opened.astype(np.uint8), part, least, use)
    return _merged(lines)[: use.most_lines]


def _ridges(levels: Levels, offset: int, contrast: int) -> list[Mask]:
    """For each channel, where it is higher, and lower, than `offset` rows above and below."""
    middle = levels[offset:-offset]
    above = middle - levels[: -2 * offset]
    below = middle - levels[2 * offset :]
    masks = []
    for higher in (np.minimum(above, below), np.minimum(-above, -below)):
        for channel in range(3):
            mask = np.zeros(levels.shape[:2], np.uint8)
            mask[offset:-offset] = higher[:, :, channel] >= contrast
            masks.append(mask)
    return masks


def _runs(mask: Mask, part: Pixels, least: int, use: Drawing) -> list[DrawnLine]:
    """The lines that the runs of `mask` are: thin, of one colour, and long enough."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    lines = []
    for x, y, w, h, _ in stats[1:count].tolist():
        if h > max(use.thickness) + 1:
            continue
        colours = _clearest(part, Area(x, y, x + w, y + h))
        middle = np.median(colours, axis=0)
        off = np.abs(colours - middle).max(axis=1)
        if float(np.median(off)) > use.even:
            continue
        # What texture adds to the ends of a line has another colour.
        alike = np.flatnonzero(off <= use.even)
        start, end = x + int(alike[0]), x + int(alike[-1]) + 1
        if end - start >= least:
            colour = (int(middle[0]), int(middle[1]), int(middle[2]))
            lines.append(DrawnLine(y + (h - 1) / 2, start, end, colour))
    return lines


def _clearest(part: Pixels, run: Area) -> Levels:
    """Of the rows of a run, the one that differs most from what is above and below it."""
    x, y, right, bottom = (int(v) for v in (run.left, run.top, run.right, run.bottom))
    rows: Levels = part[y:bottom, x:right].astype(np.int16)
    outside = [part[r, x:right] for r in (y - 2, bottom + 1) if 0 <= r < part.shape[0]]
    chosen = len(rows) // 2
    if len(rows) > 1 and outside:
        away = [np.abs(rows - edge.astype(np.int16)).mean(axis=(1, 2)) for edge in outside]
        chosen = int(min(away, key=lambda row: float(row.max())).argmax())
    clearest: Levels = rows[chosen]
    return clearest


def _merged(lines: list[DrawnLine]) -> list[DrawnLine]:
    """`lines` without those inside a longer one of their colour next to them."""
    kept: list[DrawnLine] = []
    for line in sorted(lines, key=lambda line: (-line.length, line.at, line.start)):
        if not any(
            abs(line.at - other.at) <= TWO_EDGES
            and line.start >= other.start - TWO_EDGES
            and line.end <= other.end + TWO_EDGES
            and max(abs(a - b) for a, b in zip(line.colour, other.colour, strict=True)) <= _SAME
            for other in kept
        ):
            kept.append(line)
    return kept

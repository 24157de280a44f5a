"""Frames that a program drew around faces: whole rectangles and corner brackets.

A drawn line is thin, lies exactly along rows or columns, has one colour along its length and
differs from the picture on both of its sides. Edges of the scene are steps, not lines; window bars
and photo frames are lines, but they seldom meet in a rectangle that fits a face, end at its corners
and have the same colour on all sides. All of that is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.places import Area

Mask = NDArray[np.uint8]
Levels = NDArray[np.int16]
Colour = tuple[int, int, int]
"""Blue, green, red, 0 to 255."""


@dataclass(frozen=True)
class Drawing:
    """What counts as a drawn frame; engineering choices, tried on screens of programs that draw.

    Attributes:
        face: faces whose longer side is larger are reduced to this many elements.
        reach: how far beyond a face, in its sizes, a frame around it is looked for.
        thickness: offsets in elements at which a line has to differ from its surroundings; a line
            is thinner than the offset.
        contrast: by how many levels of 0 to 255, in one colour channel, it has to differ there.
        longest_gap: elements along a line that noise or text may hide.
        least_side: length of a side's visible part, in sizes of the face.
        arm, longest_arm: length of a bracket's arms, in sizes of the face.
        smallest, largest: width and height of a frame, in widths and heights of the face.
        covered: share of each side that has to be seen,
        partly: or of one of the four, at most so far from where it should be as `near`, in heights
            of the frame: a label may hide the rest.
        run_on: a line that goes on beyond a corner by more than this share of the side is none of
            the frame's sides; the bars of a window and the gaps of a collage do.
        meet: how far, in sizes of the face, the ends of two opposite sides may differ.
        colour: by how many levels the colours of two sides may differ,
        vivid: or, where both are at least so far from grey, the cosine between their hues is at
            least `same_hue` and their lightness differs by at most `lighter` levels.
        even: largest spread (median absolute deviation, levels) of the colour along a side.
        most_lines: lines in one direction that are kept, the longest.
        strong: levels between the strongest and the weakest channel of a colour that programs draw
            with, unless it is as `light` or as `dark`; skin, hair and cloth are duller.
        small: faces whose longer side is shorter have brows and lips as thin as lines; a frame
            around them is drawn whole and with a colour of `stronger`.
    """

    face: int = 220
    reach: float = 0.9
    thickness: tuple[int, ...] = (2, 4, 7)
    contrast: int = 16
    longest_gap: int = 7
    least_side: float = 0.35
    arm: float = 0.1
    longest_arm: float = 0.6
    smallest: float = 0.6
    largest: float = 2.0
    covered: float = 0.6
    partly: float = 0.3
    near: float = 0.06
    run_on: float = 0.12
    meet: float = 0.07
    colour: int = 48
    vivid: float = 30.0
    same_hue: float = 0.95
    lighter: float = 90.0
    even: int = 22
    most_lines: int = 120
    strong: int = 80
    light: int = 185
    dark: int = 30
    small: int = 60
    stronger: int = 110


@dataclass(frozen=True)
class DrawnBox:
    """A frame drawn around a face.

    `area` is the frame's, `face` that of the detector's box, both in elements of the picture.
    `corners` says that only its corners are drawn.
    """

    area: Area
    face: Area
    colour: Colour
    corners: bool = False


def drawn_boxes(
    bgr: Pixels, faces: Sequence[Area], use: Drawing | None = None
) -> tuple[DrawnBox, ...]:
    """The frames drawn around `faces` in `bgr`, at most one for each face."""
    use = use or Drawing()
    found = (_around(bgr, face, use) for face in faces)
    return tuple(box for box in found if box is not None)


def _around(bgr: Pixels, face: Area, use: Drawing) -> DrawnBox | None:
    height, width = bgr.shape[:2]
    wide = face.grown(face.width * use.reach, face.height * use.reach)
    left, top = max(0, int(wide.left)), max(0, int(wide.top))
    right, bottom = min(width, int(wide.right)), min(height, int(wide.bottom))
    if right - left < _LEAST_PART or bottom - top < _LEAST_PART:
        return None
    part = bgr[top:bottom, left:right]
    factor = min(1.0, use.face / max(face.width, face.height))
    if factor < 1:
        inner = (
            max(_LEAST_PART, round(part.shape[1] * factor)),
            max(_LEAST_PART, round(part.shape[0] * factor)),
        )
        part = cv2.resize(part, inner, interpolation=cv2.INTER_AREA).astype(np.uint8)
    found = _Search(part, _scaled(face, -left, -top, factor), use).best()
    if found is None:
        return None
    frame, corners = found
    area = _scaled(frame.area, 0, 0, 1 / factor)
    moved = Area(area.left + left, area.top + top, area.right + left, area.bottom + top)
    return DrawnBox(moved, face, frame.colour, corners)


def _scaled(area: Area, across: float, down: float, factor: float) -> Area:
    return Area(
        (area.left + across) * factor,
        (area.top + down) * factor,
        (area.right + across) * factor,
        (area.bottom + down) * factor,
    )


_LEAST_PART = 8
"""Elements across and down below which nothing is looked for."""


@dataclass(frozen=True)
class _Line:
    """A straight piece: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: int
    end: int
    colour: Colour

    @property
    def length(self) -> int:
        return self.end - self.start

    def covers(self, start: float, end: float, share: float) -> bool:
        return min(self.end, end) - max(self.start, start) >= share * (end - start)


@dataclass(frozen=True)
class _Frame:
    """A rectangle found: how ill it fits the face (0 is best), where, and in which colour."""

    cost: float
    area: Area
    colour: Colour


@dataclass(frozen=True)
class _Corner:
    """Where two arms meet, their colour, and the length of the shorter one."""

    x: float
    y: float
    colour: Colour
    arm: int


class _Search:
    """Looks for the frame around one face in a part of the picture."""

    def __init__(self, part: Pixels, face: Area, use: Drawing) -> None:
        self.part, self.face, self.use = part, face, use
        self.turned: Pixels = np.ascontiguousarray(part.transpose(1, 0, 2))
        self.size = max(face.width, face.height)
        self.meet = max(float(_BESIDE), use.meet * self.size)

    def best(self) -> tuple[_Frame, bool] | None:
        """The frame that fits best, and whether only its corners are drawn."""
        least = max(6, round(self.use.least_side * self.size))
        whole = self._rectangle(
            lines_along(self.part, least, self.use), lines_along(self.turned, least, self.use)
        )
        if whole is not None:
            return whole, False
        if self.size < self.use.small:
            return None
        arm = max(5, round(self.use.arm * self.size))
        most = self.use.longest_arm * self.size
        across = [h for h in lines_along(self.part, arm, self.use) if h.length <= most]
        down = [v for v in lines_along(self.turned, arm, self.use) if v.length <= most]
        brackets = self._brackets(across, down)
        return None if brackets is None else (brackets, True)

    # --- whole rectangles ------------------------------------------------------------------------

    def _rectangle(self, across: list[_Line], down: list[_Line]) -> _Frame | None:
        x, y = self.face.centre
        frames: list[_Frame] = []
        for left, right in product(down, down):
            if not left.at < x < right.at or not self._fits_across(right.at - left.at):
                continue
            if not self._alike(left.colour, right.colour) or not self._drawn_in(left.colour):
                continue
            level = [h for h in across if self._spans(h, left, right)]
            tops = [h for h in level if h.at < y]
            bottoms = [h for h in level if h.at > y]
            for top, bottom in product(tops, bottoms):
                area = Area(left.at, top.at, right.at, bottom.at)
                if self._closed(area, (left, right), (top, bottom)):
                    frames.append(_Frame(self._cost(area), area, left.colour))
            if abs(left.end - right.end) <= self.meet:
                frames += self._half_hidden((left, right), tops, across, below=True)
            if abs(left.start - right.start) <= self.meet:
                frames += self._half_hidden((left, right), bottoms, across, below=False)
        return min(frames, key=lambda f: f.cost, default=None)

    def _spans(self, line: _Line, left: _Line, right: _Line) -> bool:
        """Whether a line across goes from one of the others to the other, in their colour."""
        return self._alike(line.colour, left.colour) and line.covers(
            left.at, right.at, self.use.covered
        )

    def _closed(self, area: Area, upright: tuple[_Line, _Line], level: tuple[_Line, _Line]) -> bool:
        """Whether all four sides are drawn and end at the corners."""
        if not self._fits_down(area.height) or not self._covered(area, upright):
            return False
        run_on = sum(self._runs_on(line, area.top, area.bottom) for line in upright)
        return run_on + sum(self._runs_on(line, area.left, area.right) for line in level) <= 1

    def _half_hidden(
        self,
        upright: tuple[_Line, _Line],
        level: list[_Line],
        across: list[_Line],
        *,
        below: bool,
    ) -> list[_Frame]:
        """Frames whose fourth side is hidden by a label, or partly so."""
        left, right = upright
        edge = max(left.end, right.end) if below else min(left.start, right.start)
        frames = []
        for line in level:
            ends = (line.at, edge) if below else (edge, line.at)
            area = Area(left.at, ends[0], right.at, ends[1])
            if (
                self._fits_down(area.height)
                and self._covered(area, upright)
                and not any(self._runs_on(side, area.top, area.bottom) for side in upright)
                and not self._runs_on(line, area.left, area.right)
                and (
                    self._filled(area, left.colour, below=below)
                    or self._partly_seen(area, left.colour, across, below=below)
                )
            ):
                frames.append(_Frame(1 + self._cost(area), area, left.colour))
        return frames

    def _partly_seen(self, area: Area, colour: Colour, across: list[_Line], *, below: bool) -> bool:
        """Whether a part of the side is seen, or an edge of a label that covers it."""
        edge = area.bottom if below else area.top
        return any(
            abs(line.at - edge) <= self.use.near * area.height
            and line.covers(area.left, area.right, self.use.partly)
            and not self._runs_on(line, area.left, area.right)
            and self._alike(line.colour, colour)
            for line in across
        )

    def _covered(self, area: Area, upright: tuple[_Line, _Line]) -> bool:
        return all(line.covers(area.top, area.bottom, self.use.covered) for line in upright)

    def _filled(self, area: Area, colour: Colour, *, below: bool) -> bool:
        """Whether a band beyond an edge is filled with `colour`, as far as text lets it be seen."""
        reach = max(6, round(area.height * 0.1))
        edge = int(area.bottom if below else area.top)
        start, end = (edge, edge + reach) if below else (edge - reach, edge)
        band = self.part[max(0, start) : max(0, end), max(0, int(area.left)) : int(area.right)]
        if band.size == 0:
            return False
        off = np.abs(band.astype(np.int16) - np.array(colour, np.int16)).max(axis=2)
        return float((off <= self.use.colour).mean()) >= self.use.covered

    # --- corner brackets -------------------------------------------------------------------------

    def _brackets(self, across: list[_Line], down: list[_Line]) -> _Frame | None:
        """A frame of which the four corners are drawn."""
        corners = {
            (right, low): [
                _Corner(v.at, h.at, v.colour, min(v.length, h.length))
                for h, v in product(across, down)
                if self._meet(h.end if right else h.start, v.at)
                and self._meet(v.end if low else v.start, h.at)
                and self._alike(h.colour, v.colour)
                and self._drawn_in(h.colour)
            ]
            for right, low in product((False, True), (False, True))
        }
        frames = []
        for first, last in product(corners[False, False], corners[True, True]):
            area = Area(first.x, first.y, last.x, last.y)
            if (
                area.holds(self.face.centre)
                and self._fits_across(last.x - first.x)
                and self._fits_down(last.y - first.y)
                and self._drawn_at([last], last.x, last.y, first)
                and self._drawn_at(corners[True, False], last.x, first.y, first)
                and self._drawn_at(corners[False, True], first.x, last.y, first)
            ):
                frames.append(_Frame(self._cost(area), area, first.colour))
        return min(frames, key=lambda f: f.cost, default=None)

    def _drawn_at(self, corners: list[_Corner], x: float, y: float, like: _Corner) -> bool:
        """Whether one of `corners` is at this place and drawn like the other."""
        return any(
            self._meet(c.x, x)
            and self._meet(c.y, y)
            and self._alike(c.colour, like.colour)
            and max(c.arm, like.arm) <= 2 * min(c.arm, like.arm)
            for c in corners
        )

    # --- what fits -------------------------------------------------------------------------------

    def _cost(self, area: Area) -> float:
        """How far a frame is from the usual one, which is a little larger than the face."""
        return abs(area.width / self.face.width - 1.2) + abs(area.height / self.face.height - 1.1)

    def _fits_across(self, length: float) -> bool:
        return self.use.smallest <= length / self.face.width <= self.use.largest

    def _fits_down(self, length: float) -> bool:
        return self.use.smallest <= length / self.face.height <= self.use.largest

    def _runs_on(self, line: _Line, start: float, end: float) -> int:
        """At how many of its ends a line goes on beyond the corner."""
        far = max(4.0, self.use.run_on * (end - start))
        return int(line.start < start - far) + int(line.end > end + far)

    def _meet(self, end: float, at: float) -> bool:
        return abs(end - at) <= max(_BESIDE + 1, self.use.meet * self.size / 2)

    def _drawn_in(self, colour: Colour) -> bool:
        """Whether a colour is one that programs draw with."""
        use = self.use
        least = use.stronger if self.size < use.small else use.strong
        vivid = max(colour) - min(colour) >= least
        return vivid or min(colour) >= use.light or max(colour) <= use.dark

    def _alike(self, one: Colour, other: Colour) -> bool:
        """Whether two lines have one colour.

        A thin line is mixed with what lies under it when a picture is reduced or compressed. That
        makes a vivid colour lighter, darker or paler, and leaves its hue.
        """
        use = self.use
        light = (sum(one) / 3, sum(other) / 3)
        hues = ([c - light[0] for c in one], [c - light[1] for c in other])
        strong = [math.sqrt(sum(c * c for c in hue)) for hue in hues]
        if min(strong) >= use.vivid:
            same = sum(a * b for a, b in zip(*hues, strict=True)) / (strong[0] * strong[1])
            return same >= use.same_hue and abs(light[0] - light[1]) <= use.lighter
        return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= use.colour


# --- lines ---------------------------------------------------------------------------------------


def lines_along(part: Pixels, least: int, use: Drawing) -> list[_Line]:
    """Thin lines along rows of `part` that are at least `least` long, the longest first."""
    found: list[_Line] = []
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
                found += _runs(opened.astype(np.uint8), part, least, use)
    return _merged(found)[: use.most_lines]


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


def _runs(mask: Mask, part: Pixels, least: int, use: Drawing) -> list[_Line]:
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
            lines.append(_Line(y + (h - 1) / 2, start, end, colour))
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


def _merged(lines: list[_Line]) -> list[_Line]:
    """`lines` without those that lie within a longer one of their colour beside them."""
    kept: list[_Line] = []
    for line in sorted(lines, key=lambda one: (-one.length, one.at, one.start)):
        if not any(
            abs(line.at - other.at) <= _BESIDE
            and line.start >= other.start - _BESIDE
            and line.end <= other.end + _BESIDE
            and max(abs(a - b) for a, b in zip(line.colour, other.colour, strict=True)) <= _SAME
            for other in kept
        ):
            kept.append(line)
    return kept


_BESIDE = 3
"""Elements between what are the two edges of one thick line."""
_SAME = 60
"""Levels by which the colours of what are the two edges of one thick line differ at most."""

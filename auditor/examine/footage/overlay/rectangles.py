"""Rectangles and corner brackets that a program drew around a face.

A drawn line is thin, is exactly along rows or columns, has one colour along its length and differs
from the picture on both of its sides. Edges of the scene are steps, not lines; window bars and
photo frames are lines, but they seldom meet in a rectangle that fits a face, end at its corners
and have the same colour on all sides. All of that is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.drawing import (
    Colour,
    Drawing,
    are_alike,
    is_drawing_colour,
)
from auditor.examine.footage.overlay.drawn_lines import TWO_EDGES, DrawnLine, lines_along
from auditor.examine.footage.overlay.places import Area


@dataclass(frozen=True)
class Rectangle:
    """A rectangle: how badly it fits the face (0 is best), its place, and its colour."""

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


class RectangleSearch:
    """The search for rectangles and corner brackets around one face in a part of the picture."""

    def __init__(self, part: Pixels, face: Area, use: Drawing) -> None:
        self.part, self.face, self.use = part, face, use
        self.turned: Pixels = np.ascontiguousarray(part.transpose(1, 0, 2))
        self.size = max(face.width, face.height)
        self.meet = max(float(TWO_EDGES), use.meet * self.size)

    def whole(self) -> Rectangle | None:
        """The whole rectangle that fits best."""
        least = max(6, round(self.use.least_side * self.size))
        return self._rectangle(
            lines_along(self.part, least, self.use), lines_along(self.turned, least, self.use)
        )

    def corners(self) -> Rectangle | None:
        """The frame of which only the corners are drawn; none is looked for at small faces."""
        if self.size < self.use.small:
            return None
        arm = max(5, round(self.use.arm * self.size))
        most = self.use.longest_arm * self.size
        across = [h for h in lines_along(self.part, arm, self.use) if h.length <= most]
        down = [v for v in lines_along(self.turned, arm, self.use) if v.length <= most]
        return self._brackets(across, down)

    # --- whole rectangles ------------------------------------------------------------------------

    def _rectangle(self, across: list[DrawnLine], down: list[DrawnLine]) -> Rectangle | None:
        x, y = self.face.centre
        frames: list[Rectangle] = []
        for left, right in product(down, down):
            if not left.at < x < right.at or not self._fits_across(right.at - left.at):
                continue
            if not are_alike(left.colour, right.colour, self.use) or not self._is_drawing(
                left.colour
            ):
                continue
            level = [h for h in across if self._spans(h, left, right)]
            tops = [h for h in level if h.at < y]
            bottoms = [h for h in level if h.at > y]
            for top, bottom in product(tops, bottoms):
                area = Area(left.at, top.at, right.at, bottom.at)
                if self._closed(area, (left, right), (top, bottom)):
                    frames.append(Rectangle(self._cost(area), area, left.colour))
            if abs(left.end - right.end) <= self.meet:
                frames += self._half_hidden((left, right), tops, across, below=True)
            if abs(left.start - right.start) <= self.meet:
                frames += self._half_hidden((left, right), bottoms, across, below=False)
        return min(frames, key=lambda f: f.cost, default=None)

    def _spans(self, line: DrawnLine, left: DrawnLine, right: DrawnLine) -> bool:
        """Whether a line across goes from one of the others to the other, in their colour."""
        return are_alike(line.colour, left.colour, self.use) and line.covers(
            left.at, right.at, self.use.covered
        )

    def _closed(
        self, area: Area, upright: tuple[DrawnLine, DrawnLine], level: tuple[DrawnLine, DrawnLine]
    ) -> bool:
        """Whether all four sides are drawn and end at the corners."""
        if not self._fits_down(area.height) or not self._covered(area, upright):
            return False
        run_on = sum(self._runs_on(line, area.top, area.bottom) for line in upright)
        return run_on + sum(self._runs_on(line, area.left, area.right) for line in level) <= 1

    def _half_hidden(
        self,
        upright: tuple[DrawnLine, DrawnLine],
        level: list[DrawnLine],
        across: list[DrawnLine],
        *,
        below: bool,
    ) -> list[Rectangle]:
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
                frames.append(Rectangle(1 + self._cost(area), area, left.colour))
        return frames

    def _partly_seen(
        self, area: Area, colour: Colour, across: list[DrawnLine], *, below: bool
    ) -> bool:
        """Whether a part of the side is seen, or an edge of a label that covers it."""
        edge = area.bottom if below else area.top
        return any(
            abs(line.at - edge) <= self.use.near * area.height
            and line.covers(area.left, area.right, self.use.partly)
            and not self._runs_on(line, area.left, area.right)
            and are_alike(line.colour, colour, self.use)
            for line in across
        )

    def _covered(self, area: Area, upright: tuple[DrawnLine, DrawnLine]) -> bool:
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

    def _brackets(self, across: list[DrawnLine], down: list[DrawnLine]) -> Rectangle | None:
        """A frame of which the four corners are drawn."""
        corners = {
            (right, low): [
                _Corner(v.at, h.at, v.colour, min(v.length, h.length))
                for h, v in product(across, down)
                if self._meet(h.end if right else h.start, v.at)
                and self._meet(v.end if low else v.start, h.at)
                and are_alike(h.colour, v.colour, self.use)
                and self._is_drawing(h.colour)
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
                frames.append(Rectangle(self._cost(area), area, first.colour))
        return min(frames, key=lambda f: f.cost, default=None)

    def _drawn_at(self, corners: list[_Corner], x: float, y: float, like: _Corner) -> bool:
        """Whether one of `corners` is at this place and drawn like the other."""
        return any(
            self._meet(c.x, x)
            and self._meet(c.y, y)
            and are_alike(c.colour, like.colour, self.use)
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
        return self.use.smallest <= length / self.face.height <= self.use.tallest

    def _runs_on(self, line: DrawnLine, start: float, end: float) -> int:
        """At how many of its ends a line goes on beyond the corner."""
        far = max(4.0, self.use.run_on * (end - start))
        return int(line.start < start - far) + int(line.end > end + far)

    def _meet(self, end: float, at: float) -> bool:
        return abs(end - at) <= max(TWO_EDGES + 1, self.use.meet * self.size / 2)

    def _is_drawing(self, colour: Colour) -> bool:
        return is_drawing_colour(colour, self.use, small=self.size < self.use.small)

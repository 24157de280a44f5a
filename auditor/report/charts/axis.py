"""An axis of days for drawings: where a day is, and which days to mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from auditor.core.frozen import Frozen
from auditor.judge.rules.period import Period


class Tick(Frozen):
    """A mark on an axis."""

    x: float
    label: str


LEFT, RIGHT, WIDTH = 190.0, 710.0, 745.0
"""Where the axis begins and ends, and the drawing; names stand before it, half a date after it."""


_ROOM = 26
"""Narrow letters of a name that fit before an axis."""


_MOST_TICKS = 8


_MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def fitted(name: str) -> str:
    """`name` cut so that it fits before an axis; a wide letter takes the room of two."""
    room = _ROOM
    for at, letter in enumerate(name):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return name[: max(at - 1, 0)] + "…"
    return name


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`, both drawn whole."""

    first: date
    last: date

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where `day` begins; days off the axis are at its ends."""
        return self._after((day - self.first).days)

    def _after(self, days: int) -> float:
        within = min(max(days, 0), self._days)
        return round(LEFT + within * (RIGHT - LEFT) / self._days, 1)

    def span(self, period: Period, least: float = 3.0) -> tuple[float, float] | None:
        """Start and width of `period` as drawn, at least `least` wide; None if off the axis."""
        drawn = period.overlap(Period(start=self.first, end=self.last))
        if drawn is None or drawn.start is None or drawn.end is None:
            return None
        start = self.at(drawn.start)
        end = self._after((drawn.end - self.first).days + 1)
        width = max(end - start, least)
        return round(min(start, RIGHT - width), 1), round(width, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """First days of months, evenly apart, as year and month."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        decades = -(-months // (120 * _MOST_TICKS)) * 120
        step = next((step for step in _MONTHS if months / step <= _MOST_TICKS), decades)
        return tuple(
            Tick(x=self.at(day), label=f"{day.year}-{day.month:02d}") for day in self._firsts(step)
        )

    def _firsts(self, step: int) -> Iterator[date]:
        index = self.first.year * 12 + self.first.month - 1
        index -= index % step
        while index <= self.last.year * 12 + self.last.month - 1:
            year, month = divmod(index, 12)
            if year >= self.first.year and (day := date(year, month + 1, 1)) >= self.first:
                yield day
            index += step

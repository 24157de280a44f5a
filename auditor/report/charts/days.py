"""A drawing of days: lanes with bars."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class DayBar(Frozen):
    """A stretch of days on a calendar; `state` chooses the pattern."""

    x: float
    width: float
    state: str
    title: str


class DayLane(Frozen):
    """A row of a calendar; `label` stands before it."""

    y: float
    label: str
    bars: tuple[DayBar, ...]

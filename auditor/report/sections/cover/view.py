"""What the section on notice and consent over time prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.axis import Tick
from auditor.report.charts.days import DayLane
from auditor.report.parts import Link


class CoverRow(Frozen):
    """What the calendar of coverage shows, in words."""

    what: str
    period: str
    states: tuple[str, ...]
    why: str
    facts: tuple[Link, ...] = ()


class CoverView(Frozen):
    """The period examined, what covered it, and when footage was recorded.

    `missing` says why there is no drawing; then there are no lanes.
    """

    label: str
    missing: str
    period: str
    width: float
    height: float
    left: float
    right: float
    axis: float
    lanes: tuple[DayLane, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[CoverRow, ...]
    more: str

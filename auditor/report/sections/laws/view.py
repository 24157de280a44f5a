"""What the section on laws over time prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.axis import Tick
from auditor.report.charts.days import DayLane
from auditor.report.parts import Link


class LawRow(Frozen):
    """An instrument next to the period examined, in words."""

    id: str
    authority: Link
    in_force: str
    reach: str
    findings: int


class LawView(Frozen):
    """Instruments of the findings on a calendar with the period examined.

    `marks` are days in that period on which one of them came into force or ended. `missing` as in
    `CoverView`.
    """

    label: str
    missing: str
    width: float
    height: float
    left: float
    right: float
    axis: float
    lanes: tuple[DayLane, ...]
    marks: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[LawRow, ...]
    more: str

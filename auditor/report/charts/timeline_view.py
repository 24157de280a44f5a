"""The timeline of one recording."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.axis import Tick


class Bar(Frozen):
    """An episode on the timeline."""

    x: float
    y: float
    width: float
    tier: str
    title: str


class Lane(Frozen):
    """A row of the timeline: one tier."""

    y: float
    tier: str
    label: str
    count: str


class Timeline(Frozen):
    """Episodes on media time. `gap` is the width of the longest time not examined, to scale."""

    label: str
    width: float
    height: float
    left: float
    right: float
    axis: float
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    strips: tuple[CoverStrip, ...]
    ticks: tuple[Tick, ...]
    gap: float
    gap_label: str
    broken: str


class CoverStrip(Frozen):
    """A band under a timeline: whether the day of the recording was covered."""

    y: float
    label: str
    state: str
    title: str

"""The chart of tiers."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Pair


class TierPart(Frozen):
    """The episodes of one tier, as a part of a bar."""

    x: float
    width: float
    tier: str
    title: str


class TierRow(Frozen):
    """The episodes of one camera, or of all, by tier; `counts` in the order of the columns.

    `label` is `name` cut to fit the drawing.
    """

    name: str
    label: str
    y: float
    parts: tuple[TierPart, ...]
    counts: tuple[str, ...]
    total: str


class TierChart(Frozen):
    """How many capture episodes had which tier; `columns` are the tiers."""

    label: str
    width: float
    height: float
    left: float
    columns: tuple[Pair, ...]
    rows: tuple[TierRow, ...]

"""What the section on coverage prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Pair, Said


class Funnel(Frozen):
    """Counts of frames from the file down to the measured, with the share of the row above."""

    label: str
    count: str
    share: float


class CoverageView(Frozen):
    """What was and was not examined in one exhibit."""

    exhibit: str
    anchor: str
    examiner: str
    funnel: tuple[Funnel, ...]
    pairs: tuple[Pair, ...]
    alerts: tuple[Said, ...]

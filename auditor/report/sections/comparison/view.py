"""What the comparison with a decided case prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link


class HoldingRow(Frozen):
    """A holding next to the results of the rules."""

    id: str
    pinpoint: str
    on: str
    issue: str
    held: str
    results: tuple[Link, ...]
    status: str
    status_word: str
    note: str


class ComparisonView(Frozen):
    """The decided case, holding by holding."""

    case: str
    title: str
    rows: tuple[HoldingRow, ...]
    tally: tuple[str, ...]

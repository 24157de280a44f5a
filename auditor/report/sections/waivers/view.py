"""What the section on waivers prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link, Said


class WaiverRow(Frozen):
    """A finding accepted on purpose, and whether that still counts."""

    rule: Link
    state: str
    word: str
    verdict: str
    reason: Said
    approved_by: Said
    period: str

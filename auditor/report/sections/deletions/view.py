"""What the section on duties to delete prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link


class DeletionRow(Frozen):
    """Data to delete by a finding."""

    rule: Link
    items: str
    held: str
    since: str
    why: str

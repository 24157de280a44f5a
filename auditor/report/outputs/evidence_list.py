"""The list of evidence as CSV."""

from __future__ import annotations

from auditor.report.audited import Audited
from auditor.report.outputs import tables


class EvidenceList:
    """Exhibits and what they show, in one table."""

    name = "evidence-csv"
    file = "evidence.csv"

    def render(self, audited: Audited) -> bytes:
        """One row for each place of each exhibit."""
        return tables.exhibits_with_evidence(audited.report).csv()

"""The plan of action as CSV: what to change, to delete and to find out, and who has to."""

from __future__ import annotations

from auditor.report.audited import Audited
from auditor.report.outputs.plan_table import plan_table


class ActionPlan:
    """The plan of action for a spreadsheet or a tracker."""

    name = "csv"
    file = "action-plan.csv"

    def render(self, audited: Audited) -> bytes:
        """One row for each step, most severe first, then deletions and the open questions."""
        return plan_table(audited).csv()

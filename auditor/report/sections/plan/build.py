"""The plan: the changes that clear the findings."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.core.text import Text
from auditor.judge.decide.findings import Findings
from auditor.report.sections.deletions.build import _rule
from auditor.report.sections.plan.fixes import fix_rows
from auditor.report.sections.plan.view import PlanView
from auditor.report.words import Words


def plan_view(
    words: Words, findings: Findings, titles: dict[str, Text], numbers: Mapping[str, int]
) -> PlanView | None:
    """The changes that clear the whole case, and the findings they leave."""
    plan = findings.plan
    if plan is None:
        return None
    return PlanView(
        changes=fix_rows(words, findings, numbers),
        burden=words.say(f"burden.{plan.burden}"),
        clears=tuple(_rule(words, name, titles) for name in plan.clears),
        left=tuple(_rule(words, name, titles) for name in plan.left),
    )

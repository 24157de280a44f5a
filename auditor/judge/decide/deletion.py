"""Duties to delete: what, why and since when, as far as findings bring one with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from auditor.judge.decide.findings import DeletionDuty, Finding
from auditor.judge.rules.rule import RuleBook
from auditor.vocabulary.fact import Fact

_HELD = ("storage.items", "collection.items")
"""Facts that say which data there are, the more telling first."""


def deletion_duties(
    findings: Iterable[Finding], book: RuleBook, facts: Mapping[str, Fact]
) -> tuple[DeletionDuty, ...]:
    """The duties that adverse findings bring with them, in the order of the findings."""
    known = next((facts[name].value for name in _HELD if name in facts), None)
    there = set(known) if isinstance(known, tuple) else set()
    duties = []
    for finding in findings:
        rule = book.rule(finding.rule)
        if rule is None or not finding.verdict.adverse or finding.because is None:
            continue
        step = next(
            (outcome for outcome in rule.outcomes if outcome.because == finding.because), None
        )
        if step is None or step.deletion is None:
            continue
        day = facts[step.deletion.since].value if step.deletion.since in facts else None
        began = finding.period.start if finding.period else None
        duties.append(
            DeletionDuty(
                rule=finding.rule,
                items=step.deletion.items,
                held=tuple(item for item in step.deletion.items if item in there),
                since=date.fromisoformat(day) if isinstance(day, str) else began,
                why=finding.because,
            )
        )
    return tuple(duties)

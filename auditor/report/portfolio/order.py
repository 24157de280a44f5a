"""The order of premises in a portfolio: what needs attention most first. It is no score."""

from __future__ import annotations

from auditor.judge.decide.issue_status import IssueState
from auditor.report.portfolio.model import Portfolio, PremisesAudit

STATES_SHOWN = (
    IssueState.BREACH,
    IssueState.LIKELY_BREACH,
    IssueState.NOT_SHOWN,
    IssueState.OPEN,
    IssueState.OPEN_IN_LAW,
    IssueState.MET,
    IssueState.NOT_LOOKED_INTO,
)
"""States in the order they are printed; what is not in question is not listed."""


def worst_state(audit: PremisesAudit) -> IssueState:
    """The state of the issue that needs attention most."""
    if audit.issues:
        return audit.issues[0].state
    return IssueState.NOT_LOOKED_INTO if audit.unknown else IssueState.NOT_IN_QUESTION


def worst_first(portfolio: Portfolio) -> tuple[PremisesAudit, ...]:
    """The audits by worst state, then highest severity in it, number of breaches, and name."""
    return tuple(sorted(portfolio.audits, key=_place))


def _place(audit: PremisesAudit) -> tuple[int, int, int, int, str]:
    worst = worst_state(audit)
    severities = [s.severity.rank for s in audit.issues if s.state is worst and s.severity]
    states = [status.state for status in audit.issues]
    return (
        worst.rank,
        -max(severities, default=0),
        -states.count(IssueState.BREACH),
        -states.count(IssueState.LIKELY_BREACH),
        audit.name,
    )

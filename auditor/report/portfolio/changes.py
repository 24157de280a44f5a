"""What changed in a portfolio since the last one: issue by issue, without saying why."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.core.frozen import Frozen
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.report.portfolio.model import FailedAudit, Portfolio, PremisesAudit
from auditor.report.portfolio_codes import PortfolioTurn

_ADVERSE = (IssueState.BREACH, IssueState.LIKELY_BREACH)


class IssueChange(Frozen):
    """An issue of a case whose state is another than last time.

    `differs` names what else is not as it was: `material` (other observations), `rules` (other
    packs), `date` (another date judged by). Where none is named, the state changed with the
    program.
    """

    name: str
    issue: Issue
    before: IssueState
    after: IssueState
    turn: PortfolioTurn
    differs: tuple[str, ...]


class PortfolioChanges(Frozen):
    """Everything that is not as in the last portfolio."""

    issues: tuple[IssueChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    newly_failed: tuple[str, ...] = ()
    audited_again: tuple[str, ...] = ()


def portfolio_changes(earlier: Portfolio, now: Portfolio) -> PortfolioChanges:
    """What is different in `now`; cases are matched by name."""
    before = {audit.name: audit for audit in earlier.audits}
    after = {audit.name: audit for audit in now.audits}
    failed_before, failed_now = _names(earlier.failed), _names(now.failed)
    known, present = before.keys() | failed_before, after.keys() | failed_now
    changed = [
        change
        for name, audit in after.items()
        if name in before
        for change in _issue_changes(before[name], audit)
    ]
    order = list(PortfolioTurn)
    return PortfolioChanges(
        issues=tuple(sorted(changed, key=lambda c: (order.index(c.turn), c.after.rank, c.name))),
        added=tuple(sorted(present - known)),
        removed=tuple(sorted(known - present)),
        newly_failed=tuple(sorted(failed_now & before.keys())),
        audited_again=tuple(sorted(failed_before & after.keys())),
    )


def _names(failed: tuple[FailedAudit, ...]) -> set[str]:
    return {case.name for case in failed}


def _issue_changes(before: PremisesAudit, after: PremisesAudit) -> Iterator[IssueChange]:
    states = _states(before), _states(after)
    differs = _differs(before, after)
    for issue in Issue:
        old, new = (known.get(issue, IssueState.NOT_IN_QUESTION) for known in states)
        if old is not new:
            yield IssueChange(
                name=after.name,
                issue=issue,
                before=old,
                after=new,
                turn=_turn(old, new),
                differs=differs,
            )


def _states(audit: PremisesAudit) -> dict[Issue, IssueState]:
    unknown = dict.fromkeys(audit.unknown, IssueState.NOT_LOOKED_INTO)
    return unknown | {status.issue: status.state for status in audit.issues}


def _turn(before: IssueState, after: IssueState) -> PortfolioTurn:
    """A breach that is undecided now is not cleared: what showed it may only be missing."""
    if after in _ADVERSE and before not in _ADVERSE:
        return PortfolioTurn.NEW_BREACH
    if before in _ADVERSE and after not in _ADVERSE:
        cleared = after in (IssueState.MET, IssueState.NOT_IN_QUESTION)
        return PortfolioTurn.CLEARED if cleared else PortfolioTurn.NO_LONGER_DECIDED
    return PortfolioTurn.OTHER


def _differs(before: PremisesAudit, after: PremisesAudit) -> tuple[str, ...]:
    pairs = (
        ("material", before.observations, after.observations),
        ("rules", before.packs, after.packs),
        ("date", before.as_of, after.as_of),
    )
    return tuple(name for name, old, new in pairs if old != new)

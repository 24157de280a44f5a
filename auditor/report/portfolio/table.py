"""The portfolio as a table: one row for each case, those that could not be audited included."""

from __future__ import annotations

from auditor.core.text import Language
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.report.outputs.tables import Cell, Table
from auditor.report.portfolio.changes import PortfolioChanges
from auditor.report.portfolio.model import Portfolio, PremisesAudit
from auditor.report.portfolio.order import worst_first, worst_state
from auditor.report.portfolio_codes import AFTER_ISSUES, BEFORE_ISSUES
from auditor.report.words import Words
from auditor.vocabulary.vocabulary import definition


def portfolio_table(
    portfolio: Portfolio, changes: PortfolioChanges | None, language: Language
) -> Table:
    """The table in `language`, worst first; cases that could not be audited come last."""
    words = Words(language)
    rows = [_row(words, audit, changes) for audit in worst_first(portfolio)]
    empty = ("",) * (len(BEFORE_ISSUES) - 3)
    rest = ("",) * (len(Issue) + len(AFTER_ISSUES))  # with that of the changes, without the last
    for case in portfolio.failed:
        worst = words.say("portfolio.not_audited")
        rows.append((case.name, *empty, worst, *rest, case.reason[language]))
    return Table(name=words.say("portfolio.kind"), heads=_heads(words), rows=tuple(rows))


def _heads(words: Words) -> tuple[str, ...]:
    return (
        *(words.say(f"portfolio_column.{name}") for name in BEFORE_ISSUES),
        *(words.say(f"issue.{issue.value}") for issue in Issue),
        *(words.say(f"portfolio_column.{name}") for name in AFTER_ISSUES),
    )


def _row(words: Words, audit: PremisesAudit, changes: PortfolioChanges | None) -> tuple[Cell, ...]:
    states = dict.fromkeys(audit.unknown, IssueState.NOT_LOOKED_INTO)
    states |= {status.issue: status.state for status in audit.issues}
    changed = [
        words.say(
            "portfolio.change",
            issue=words.say(f"issue.{change.issue.value}"),
            before=words.say(f"status.{change.before.value}"),
            after=words.say(f"status.{change.after.value}"),
        )
        for change in (changes.issues if changes else ())
        if change.name == audit.name
    ]
    return (
        audit.name,
        audit.title,
        audit.premises,
        definition("premises.kind").say(audit.kind, words.language) if audit.kind else "",
        audit.city,
        audit.as_of.isoformat(),
        words.say(f"status.{worst_state(audit).value}"),
        words.lines(changed),
        *(
            words.say(f"status.{states.get(issue, IssueState.NOT_IN_QUESTION).value}")
            for issue in Issue
        ),
        audit.exhibits,
        words.lines(f"{exhibit.exhibit} {exhibit.path}" for exhibit in audit.unread),
        words.lines(words.question(asked.fact) for asked in audit.questions),
        audit.cameras.cameras,
        audit.cameras.services,
        audit.reports[0] if audit.reports else "",
        words.lines(audit.missing_outputs),
    )

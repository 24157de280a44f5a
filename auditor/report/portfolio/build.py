"""The page of a portfolio, from its saved form. Nothing is concluded here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from auditor.core.text import Language
from auditor.examine.model import Label
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.report.parts import Pair, Said
from auditor.report.portfolio.changes import IssueChange, PortfolioChanges
from auditor.report.portfolio.model import Portfolio, PremisesAudit
from auditor.report.portfolio.order import STATES_SHOWN, worst_first, worst_state
from auditor.report.portfolio.view import (
    ChangeGroup,
    ChangeRow,
    CountPair,
    FailedRow,
    IssueTotal,
    MissingRow,
    NamedPremises,
    PortfolioLink,
    PortfolioPage,
    PremisesRow,
    StateCount,
    StateIssues,
    UnreadRow,
)
from auditor.report.portfolio_codes import PortfolioTurn
from auditor.report.words import Words, anchor
from auditor.vocabulary.value import SpeakerRole
from auditor.vocabulary.vocabulary import definition

MOST_NAMED = 40
"""Premises that one list names; the table and the JSON file have all of them."""
MOST_QUESTIONS = 30
"""Open questions that are listed, those of most premises first."""
MOST_UNREAD = 200
"""Exhibits not read that are listed."""
_NAMED = (IssueState.BREACH, IssueState.LIKELY_BREACH, IssueState.NOT_SHOWN)
"""States in which the premises are named under each issue."""


def build_portfolio(
    portfolio: Portfolio, changes: PortfolioChanges | None, language: Language
) -> PortfolioPage:
    """The page of `portfolio`; `changes` are None where there is no earlier one."""
    return _PageBuilder(portfolio, Words(language)).page(changes)


class _PageBuilder:
    """The audits of a portfolio, worst first, with the words for them."""

    def __init__(self, portfolio: Portfolio, words: Words) -> None:
        self.portfolio = portfolio
        self.words = words
        self.audits = worst_first(portfolio)
        self.links = {audit.name: self._link(audit) for audit in self.audits}

    def page(self, changes: PortfolioChanges | None) -> PortfolioPage:
        words, audits = self.words, self.audits
        questions = self._questions()
        unread = [(audit, exhibit) for audit in audits for exhibit in audit.unread]
        return PortfolioPage(
            language=words.language,
            version=self.portfolio.tool_version,
            title=words.say("portfolio.title", count=len(audits) + len(self.portfolio.failed)),
            counts=tuple(self._counts()),
            alerts=tuple(self._alerts()),
            compared=words.say("portfolio.first_time") if changes is None else "",
            changes=tuple(self._changes(changes)) if changes else (),
            membership=tuple(self._membership(changes)) if changes else (),
            issues=tuple(self._issue_total(issue) for issue in Issue),
            rows=tuple(self._row(audit) for audit in audits),
            questions=questions[:MOST_QUESTIONS],
            more_questions=self._more(len(questions) - MOST_QUESTIONS),
            unread=tuple(
                UnreadRow(
                    premises=self.links[audit.name],
                    exhibit=Said(text=f"{exhibit.exhibit} {exhibit.path}"),
                    reason=words.examiner(exhibit.reason),
                )
                for audit, exhibit in unread[:MOST_UNREAD]
            ),
            more_unread=self._more(len(unread) - MOST_UNREAD),
            totals=tuple(self._totals()),
            labels=tuple(self._labels()),
            formats=tuple(self._formats()),
            failed=tuple(
                FailedRow(
                    name=words.said(case.name), reason=words.said(case.reason[words.language])
                )
                for case in self.portfolio.failed
            ),
        )

    def _link(self, audit: PremisesAudit) -> PortfolioLink:
        href = quote(audit.reports[0]) if audit.reports else ""
        return PortfolioLink(text=self.words.said(audit.title or audit.name), href=href)

    def _named(self, names: Sequence[str]) -> NamedPremises:
        return NamedPremises(
            links=tuple(self.links[name] for name in names[:MOST_NAMED]),
            more=self._more(len(names) - MOST_NAMED),
        )

    def _more(self, count: int) -> str:
        return self.words.say("portfolio.more", count=count) if count > 0 else ""

    def _counts(self) -> Iterator[StateCount]:
        worst = Counter(worst_state(audit) for audit in self.audits)
        for state in (*STATES_SHOWN, IssueState.NOT_IN_QUESTION):
            if worst[state]:
                word = self.words.say(f"portfolio_worst.{state.value}")
                yield StateCount(code=state.value, word=word, count=str(worst[state]))
        if failed := len(self.portfolio.failed):
            word = self.words.say("portfolio.not_audited")
            yield StateCount(code="failed", word=word, count=str(failed))

    def _alerts(self) -> Iterator[str]:
        words, audits = self.words, self.audits
        if failed := len(self.portfolio.failed):
            yield words.say("portfolio.alert_failed", count=failed)
        for key, count in (
            ("portfolio.alert_unread", sum(1 for audit in audits if audit.unread)),
            ("portfolio.alert_gaps", sum(1 for audit in audits if audit.below_floor)),
            ("portfolio.alert_altered", sum(1 for audit in audits if audit.altered)),
            ("portfolio.alert_outputs", sum(1 for audit in audits if audit.missing_outputs)),
        ):
            if count:
                yield words.say(key, count=count)
        if len({audit.packs for audit in audits}) > 1:
            yield words.say("portfolio.alert_rules")

    # --- what changed --------------------------------------------------------------------------

    def _changes(self, changes: PortfolioChanges) -> Iterator[ChangeGroup]:
        for turn in PortfolioTurn:
            rows = tuple(self._change(c) for c in changes.issues if c.turn is turn)
            if rows:
                yield ChangeGroup(
                    word=self.words.say(f"portfolio_turn.{turn.value}"),
                    means=self.words.say(f"portfolio_turn_means.{turn.value}"),
                    rows=rows,
                )

    def _change(self, change: IssueChange) -> ChangeRow:
        words = self.words
        differs = [words.say(f"portfolio_differs.{name}") for name in change.differs]
        return ChangeRow(
            premises=self.links[change.name],
            issue=words.say(f"issue.{change.issue.value}"),
            before=words.say(f"status.{change.before.value}"),
            after_code=change.after.value,
            after=words.say(f"status.{change.after.value}"),
            differs=words.join(differs) or words.say("portfolio.differs_program"),
        )

    def _membership(self, changes: PortfolioChanges) -> Iterator[Pair]:
        for key, names in (
            ("portfolio.added", changes.added),
            ("portfolio.removed", changes.removed),
            ("portfolio.newly_failed", changes.newly_failed),
            ("portfolio.audited_again", changes.audited_again),
        ):
            if names:
                more = self._more(len(names) - MOST_NAMED)
                named = self.words.join((*names[:MOST_NAMED], *filter(None, [more])))
                yield Pair(label=Said(text=self.words.say(key)), value=Said(text=named))

    # --- issues and premises -------------------------------------------------------------------

    def _issue_total(self, issue: Issue) -> IssueTotal:
        by_state: defaultdict[IssueState, list[str]] = defaultdict(list)
        for audit in self.audits:
            for status in audit.issues:
                if status.issue is issue:
                    by_state[status.state].append(audit.name)
            if issue in audit.unknown:
                by_state[IssueState.NOT_LOOKED_INTO].append(audit.name)
        return IssueTotal(
            issue=self.words.say(f"issue.{issue.value}"),
            states=tuple(
                StateCount(
                    code=state.value,
                    word=self.words.say(f"status.{state.value}"),
                    count=str(len(by_state[state])),
                    premises=self._named(by_state[state]) if state in _NAMED else None,
                )
                for state in STATES_SHOWN
                if by_state[state]
            ),
        )

    def _row(self, audit: PremisesAudit) -> PremisesRow:
        words = self.words
        further = [
            PortfolioLink(text=Said(text=PurePosixPath(file).name), href=quote(file))
            for file in audit.reports[1:]
        ]
        kind = definition("premises.kind").say(audit.kind, words.language) if audit.kind else ""
        place = (audit.premises if audit.premises != audit.title else "", kind, audit.city)
        return PremisesRow(
            anchor=anchor("premises", audit.name),
            link=self.links[audit.name],
            name=audit.name,
            about=words.join((*filter(None, place), words.day(audit.as_of))),
            further=tuple(further),
            states=tuple(self._states(audit)),
            missing=tuple(self._missing(audit)),
            cameras=self._cameras(audit),
        )

    def _states(self, audit: PremisesAudit) -> Iterator[StateIssues]:
        words = self.words
        for state in STATES_SHOWN:
            issues = [status.issue for status in audit.issues if status.state is state]
            if state is IssueState.NOT_LOOKED_INTO:
                issues = list(audit.unknown)
            if issues:
                yield StateIssues(
                    code=state.value,
                    word=words.say(f"status.{state.value}"),
                    issues=words.join(words.say(f"issue.{issue.value}") for issue in issues),
                )

    def _missing(self, audit: PremisesAudit) -> Iterator[str]:
        for key, count in (
            ("portfolio.row_unread", len(audit.unread)),
            ("portfolio.row_gaps", len(audit.below_floor)),
            ("portfolio.row_altered", len(audit.altered)),
            ("portfolio.row_questions", len(audit.questions)),
        ):
            if count:
                yield self.words.say(key, count=count)
        if not audit.exhibits:
            yield self.words.say("portfolio.row_statements_alone")

    def _cameras(self, audit: PremisesAudit) -> str:
        totals = audit.cameras
        if not totals.cameras and not totals.services:
            return ""
        said = self.words.say(
            "portfolio.row_cameras", cameras=totals.cameras, services=totals.services
        )
        recognising = dict(totals.labels).get(Label.RECOGNITION, 0)
        if not recognising:
            return said
        return self.words.join(
            (said, self.words.say("portfolio.row_recognition", count=recognising))
        )

    # --- what is missing, and cameras ----------------------------------------------------------

    def _questions(self) -> tuple[MissingRow, ...]:
        words = self.words
        where: defaultdict[str, list[str]] = defaultdict(list)
        issues: defaultdict[str, set[Issue]] = defaultdict(set)
        whom: dict[str, tuple[SpeakerRole, ...]] = {}
        for audit in self.audits:
            for asked in audit.questions:
                where[asked.fact].append(audit.name)
                issues[asked.fact] |= set(asked.issues)
                whom.setdefault(asked.fact, asked.ask)
        return tuple(
            MissingRow(
                question=words.question(fact),
                ask=words.roles(whom[fact]),
                issues=words.join(
                    words.say(f"issue.{issue.value}") for issue in Issue if issue in issues[fact]
                ),
                count=str(len(where[fact])),
                premises=self._named(where[fact]),
            )
            for fact in sorted(where, key=lambda fact: (-len(where[fact]), fact))
        )

    def _totals(self) -> Iterator[CountPair]:
        totals = [audit.cameras for audit in self.audits]
        without = sum(1 for total in totals if not total.cameras and not total.services)
        yield self._pair("portfolio.cameras", sum(total.cameras for total in totals))
        yield self._pair("portfolio.services", sum(total.services for total in totals))
        yield self._pair("portfolio.without_cameras", without)

    def _labels(self) -> Iterator[CountPair]:
        counts = _summed(audit.cameras.labels for audit in self.audits)
        for label in (*Label, None):
            if counts[label]:
                key = f"label.{label.value}" if label else "portfolio.no_label"
                yield self._pair(key, counts[label])

    def _formats(self) -> Iterator[CountPair]:
        counts = _summed(audit.cameras.formats for audit in self.audits)
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]))):
            yield CountPair(label=str(name), count=self.words.number(count))

    def _pair(self, key: str, count: int) -> CountPair:
        return CountPair(label=self.words.say(key), count=self.words.number(count))


def _summed(counts: Iterable[Iterable[tuple[Label | str | None, int]]]) -> Counter[object]:
    total: Counter[object] = Counter()
    for part in counts:
        for label, count in part:
            total[label] += count
    return total

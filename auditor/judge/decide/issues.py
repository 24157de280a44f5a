"""From findings to the issues that people ask about, each with one state.

Rules of several laws concur on one issue; one defect is one line. A rule that only repeats what
other rules found supports them and is not counted again. A rule of severity `info` says whether a
law applies or what would be better: it never makes an issue met, and opens one only where the law
itself is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from auditor.judge.decide.findings import Finding
from auditor.judge.decide.issue_status import IssueState, IssueStatus, SupportingRule
from auditor.judge.decide.questions import facts_to_ask
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.vocabulary.vocabulary import FINDING, definition

_SCOPE = "premises."
"""Begins the names of the facts that only say where a rule holds."""


class JudgedRule(Protocol):
    """What the state of an issue depends on, of one rule; `Finding` says what each means."""

    @property
    def rule(self) -> str:
        """Its id."""

    @property
    def issue(self) -> Issue | None:
        """The issue it belongs to."""

    @property
    def severity(self) -> Severity:
        """How severe an adverse verdict is."""

    @property
    def verdict(self) -> Verdict:
        """Its verdict, the waiver that accepted it applied."""

    @property
    def waived_from(self) -> Verdict | None:
        """The verdict that a waiver accepted."""

    @property
    def is_in_question(self) -> bool:
        """Whether it applies to the case."""

    @property
    def is_undecided(self) -> bool:
        """Whether more facts would decide it."""

    @property
    def open_in_law(self) -> bool:
        """Whether the law itself leaves it open."""

    @property
    def open_triggers(self) -> Collection[str]:
        """The unknown facts that keep it from being in question."""

    @property
    def not_shown(self) -> Collection[str]:
        """The facts that the operator has to prove and does not."""


_Judged = TypeVar("_Judged", bound=JudgedRule)


def issue_states(
    judged: Iterable[JudgedRule], book: RuleBook, *, burden_on_operator: bool
) -> dict[Issue, IssueState]:
    """The state of every issue alone; `issue_statuses` has the reasons as well."""
    judged = tuple(judged)
    by_issue: dict[Issue, list[JudgedRule]] = {issue: [] for issue in Issue}
    for finding in judged:
        if finding.issue and finding.is_in_question and not _only_repeats(book.rule(finding.rule)):
            by_issue[finding.issue].append(finding)
    waiting = {finding.issue for finding in judged if _waits(finding, book)}
    return {
        issue: _with_waiting(
            _state(findings, _undecided(findings), burden_on_operator=burden_on_operator)[0],
            waiting=issue in waiting,
        )
        for issue, findings in by_issue.items()
    }


def issue_statuses(
    findings: Iterable[Finding], book: RuleBook, *, burden_on_operator: bool
) -> tuple[IssueStatus, ...]:
    """The state of every issue, in the order of a report.

    Args:
        findings: the findings of the case, waivers applied.
        book: the rules behind them.
        burden_on_operator: whether the operator has to prove consent, disclosure and lawfulness.
    """
    findings = tuple(findings)
    in_question = [finding for finding in findings if finding.is_in_question]
    verdicts = {finding.rule: _verdict(finding) for finding in in_question}
    supports = [
        SupportingRule(rule=finding.rule, repeats=repeats)
        for finding in in_question
        if _verdict(finding).adverse and (repeats := _adverse_repeated(finding, book, verdicts))
    ]
    counted = [finding for finding in in_question if not _only_repeats(book.rule(finding.rule))]
    waiting = {finding.issue for finding in findings if _waits(finding, book)}
    state_of = partial(_status, supports=supports, burden_on_operator=burden_on_operator)
    return tuple(
        state_of(
            issue,
            [finding for finding in counted if finding.issue is issue],
            waiting=issue in waiting,
        )
        for issue in Issue
    )


def _status(
    issue: Issue,
    findings: Sequence[Finding],
    *,
    waiting: bool,
    supports: Sequence[SupportingRule],
    burden_on_operator: bool,
) -> IssueStatus:
    undecided = _undecided(findings)
    state, deciding = _state(findings, undecided, burden_on_operator=burden_on_operator)
    state = _with_waiting(state, waiting=waiting)
    deciding = sorted(deciding, key=_strongest_first)
    names = {finding.rule for finding in deciding}
    repeated = [
        SupportingRule(rule=support.rule, repeats=kept)
        for support in supports
        if (kept := tuple(rule for rule in support.repeats if rule in names))
    ]
    open_facts = _open_facts(state, undecided) if state.undecided else ()
    return IssueStatus(
        issue=issue,
        state=state,
        rules=tuple(finding.rule for finding in deciding),
        supported_by=tuple(repeated),
        undecided=tuple(finding.rule for finding in sorted(undecided, key=_strongest_first)),
        severity=max((f.severity for f in deciding), key=lambda s: s.rank, default=None),
        open_facts=open_facts,
        shown_by=tuple(dict.fromkeys(definition(fact).evidence for fact in open_facts)),
        waived=bool(deciding) and all(f.verdict is Verdict.WAIVED for f in deciding),
        persuasive=any(finding.persuasive for finding in deciding),
    )


def _with_waiting(state: IssueState, *, waiting: bool) -> IssueState:
    """`state`, but "not looked into" where nothing is in question and something may be."""
    silent = waiting and state is IssueState.NOT_IN_QUESTION
    return IssueState.NOT_LOOKED_INTO if silent else state


def _undecided(findings: Iterable[_Judged]) -> list[_Judged]:
    """The findings that more facts would decide, and on which something depends."""
    return [f for f in findings if f.is_undecided and f.severity is not Severity.INFO]


def _state(
    findings: Sequence[_Judged], undecided: Sequence[_Judged], *, burden_on_operator: bool
) -> tuple[IssueState, Sequence[_Judged]]:
    """The state of an issue, and the findings that give it."""
    adverse = [finding for finding in findings if _verdict(finding).adverse]
    if any(_verdict(finding) is Verdict.VIOLATION for finding in adverse):
        return IssueState.BREACH, adverse
    if adverse:
        return IssueState.LIKELY_BREACH, adverse
    if undecided:
        not_shown = burden_on_operator and all(finding.not_shown for finding in undecided)
        return (IssueState.NOT_SHOWN if not_shown else IssueState.OPEN), undecided
    if open_in_law := [finding for finding in findings if finding.open_in_law]:
        return IssueState.OPEN_IN_LAW, open_in_law
    met = [
        f for f in findings if f.verdict is Verdict.SATISFIED and f.severity is not Severity.INFO
    ]
    return (IssueState.MET, met) if met else (IssueState.NOT_IN_QUESTION, ())


def _verdict(finding: JudgedRule) -> Verdict:
    """The verdict without the waiver that accepted it."""
    return finding.waived_from or finding.verdict


def _waits(finding: JudgedRule, book: RuleBook) -> bool:
    """Whether nobody knows if a rule that something depends on is in question."""
    if not finding.open_triggers or finding.severity is Severity.INFO:
        return False
    return not _only_repeats(book.rule(finding.rule))


def _open_facts(state: IssueState, undecided: Sequence[Finding]) -> tuple[str, ...]:
    """The facts that the operator does not show, or a set that decides each finding."""
    if state is IssueState.NOT_SHOWN:
        sets: Iterable[tuple[str, ...]] = (finding.not_shown for finding in undecided)
    else:
        sets = facts_to_ask(undecided)
    return tuple(dict.fromkeys(fact for facts in sets for fact in facts))


def _strongest_first(finding: Finding) -> tuple[int, int, int, str]:
    confidence = finding.confidence.rank if finding.confidence else -1
    return _verdict(finding).rank, -finding.severity.rank, -confidence, finding.rule


def _only_repeats(rule: Rule | None) -> bool:
    """Whether every step of a rule rests on nothing but the verdicts of other rules."""
    if rule is None or not rule.findings:
        return False
    named = {fact for step in rule.outcomes for fact in step.facts}
    return all(fact.startswith((FINDING, _SCOPE)) for fact in named)


def _adverse_repeated(
    finding: Finding, book: RuleBook, verdicts: dict[str, Verdict]
) -> tuple[str, ...]:
    """The rules whose adverse verdict a finding repeats; empty where it finds something itself."""
    rule = book.rule(finding.rule)
    if rule is None or not _only_repeats(rule):
        return ()
    asked = (name.removeprefix(FINDING) for name in rule.findings)
    return tuple(name for name in asked if name in verdicts and verdicts[name].adverse)

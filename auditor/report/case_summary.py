"""What a terminal shows of a judgment: issues by status, accounts that differ, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.decide.issue_status import IssueState, IssueStatus
from auditor.judge.rules.issue import Issue
from auditor.report.readers import Reader
from auditor.report.sections.page_one.headline import headline
from auditor.report.sections.page_one.next_steps import next_steps
from auditor.report.words import Words

MOST_NAMED = 4
"""Accounts that differ that one line names."""
MOST_QUESTIONS = 3
"""Questions among the next steps; the report lists the others."""


class IssueLine(Frozen):
    """One issue in question: status and severity in words, the issue, and what it turns on."""

    status: str
    severity: str
    issue: str
    point: str
    rules: tuple[str, ...]


class CaseSummary(Frozen):
    """The parts of the summary; each text is one line, empty where there is nothing to say."""

    headline: str
    issues: tuple[IssueLine, ...]
    not_in_question: str
    not_looked_into: str
    unknown: str
    accounts: str
    next_steps: tuple[str, ...]


def case_summary(
    findings: Findings,
    observations: Observations,
    language: Language,
    reader: Reader | None = None,
) -> CaseSummary:
    """The summary of a judgment, what needs attention most first.

    Args:
        findings: the judgment.
        observations: what it rests on.
        language: of the texts.
        reader: whose next steps it gives, as page one does; None gives what clears most, and the
            questions that decide most.
    """
    words = Words(language, findings.case.exhibits)
    by_rule = {finding.rule: finding for finding in findings.findings}
    silent = [s for s in findings.issues if s.state.silent]
    loud = [s for s in findings.issues if not s.state.silent]
    loud.sort(key=lambda s: (s.state.rank, -(s.severity.rank if s.severity else 0)))
    waiting = len(findings.not_looked_into)
    differing = [words.question(e.fact).rstrip("?？") for e in findings.contradictions]
    shared = Counter(fact for status in loud for fact in status.open_facts)
    facts = {fact.id: fact for fact in findings.facts}
    return CaseSummary(
        headline=headline(words, facts, findings.issues),
        issues=tuple(_line(words, status, by_rule, shared) for status in loud),
        not_in_question=_silent(words, IssueState.NOT_IN_QUESTION, silent),
        not_looked_into=_silent(words, IssueState.NOT_LOOKED_INTO, silent),
        unknown=words.say("case_summary.unknown", count=waiting) if waiting else "",
        accounts=_named(words, "accounts", differing),
        next_steps=tuple(
            _next_steps(words, findings, loud, by_rule)
            if reader is None
            else (
                step
                for own in next_steps(words, findings, observations, reader)
                for step in own.steps
            )
        ),
    )


def _line(
    words: Words, status: IssueStatus, by_rule: Mapping[str, Finding], shared: Counter[str]
) -> IssueLine:
    """An undecided issue shows the question that is its own rather than several issues'."""
    # The title of a rule names what it asks; next to "met" it would read as what was found.
    met = status.state is IssueState.MET
    point = "" if met else words.text(by_rule[status.rules[0]].title)
    if status.state.undecided and status.open_facts:
        point = words.question(min(status.open_facts, key=lambda fact: shared[fact]))
    return IssueLine(
        status=words.status(status),
        severity=words.say(f"severity.{status.severity.value}")
        if status.severity and not met
        else "",
        issue=_issue(words, status),
        point=point,
        rules=(*status.rules, *(support.rule for support in status.supported_by)),
    )


def _issue(words: Words, status: IssueStatus) -> str:
    return words.say(f"issue.{status.issue.value}")


def _silent(words: Words, state: IssueState, silent: list[IssueStatus]) -> str:
    issues = [_issue(words, status) for status in silent if status.state is state]
    return _named(words, state.value, issues, most=len(Issue))


def _named(words: Words, key: str, entries: list[str], most: int = MOST_NAMED) -> str:
    """One line with the first entries and the number of the others; empty for none."""
    if not entries:
        return ""
    named = words.series(entries[:most])
    more = max(0, len(entries) - most)
    line = words.say(f"case_summary.{key}", named=named)
    return words.say("case_summary.more", line=line, count=more) if more else line


def _next_steps(
    words: Words, findings: Findings, loud: list[IssueStatus], by_rule: Mapping[str, Finding]
) -> Iterator[str]:
    """What clears the most severe breach, then the questions that decide most."""
    breaches = (IssueState.BREACH, IssueState.LIKELY_BREACH)
    if first := next((status for status in loud if status.state in breaches), None):
        remedy = words.text(by_rule[first.rules[0]].remedy)
        yield words.say("case_summary.change", issue=_issue(words, first), remedy=remedy)
    for asked in findings.questions[:MOST_QUESTIONS]:
        whom = words.roles(asked.ask)
        yield words.say("case_summary.ask", question=words.question(asked.fact), whom=whom)

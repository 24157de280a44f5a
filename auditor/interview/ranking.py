"""Which question comes next: only what would still change a status, what settles most first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from statistics import fmean

from auditor.interview.order import chance_of_answer, question_before
from auditor.interview.outlook import AnswerEffect, Outlook
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.vocabulary.value import FactValue, SpeakerRole

DECIDES = 1.0
"""Weight of an issue that is undecided, or not looked into, and would be decided."""
CHANGES = 0.4
"""Weight of a decided issue that would have another state, such as a likely breach made certain."""
LOOKS_INTO = 0.25
"""Weight of an issue that nobody could look into and that would be in question."""
SETTLES = 1.0
"""Weight of all open rules of an issue being settled, where its state stays; a share for some."""
_DECIDED = frozenset(
    {
        IssueState.BREACH,
        IssueState.LIKELY_BREACH,
        IssueState.OPEN_IN_LAW,
        IssueState.MET,
        IssueState.NOT_IN_QUESTION,
    }
)


@dataclass(frozen=True)
class RankedQuestion:
    """A question worth asking.

    Attributes:
        fact: what is asked.
        score: how much the answers settle on average; larger comes first, only the order counts.
        values: the answers that the rules tell apart.
        rules: the rules that some answer settles, those of most answers first.
        issues: the issues that some answer changes.
        decides: the fact whose answer changes a status: this one, or one asked after it.
    """

    fact: str
    score: float
    values: tuple[FactValue, ...]
    rules: tuple[str, ...]
    issues: tuple[Issue, ...]
    decides: str


def rank_questions(outlook: Outlook, role: SpeakerRole) -> tuple[RankedQuestion, ...]:
    """The questions that can change the status of an issue, what settles most first.

    Args:
        outlook: the case as it is known now.
        role: who answers.
    """
    waiting = _waiting_by_issue(outlook)
    best: dict[str, RankedQuestion] = {}
    for fact in outlook.open_facts:
        first = question_before(fact, outlook.known)
        if first is None:
            continue
        chance = chance_of_answer(first, role) * chance_of_answer(fact, role)
        ranked = _ranked(outlook, fact, waiting, chance) if chance else None
        if ranked is None:
            continue
        if first != fact:
            values = outlook.index.values(first, outlook.known)
            ranked = replace(ranked, fact=first, values=values)
        if first not in best or ranked.score > best[first].score:
            best[first] = ranked
    return tuple(sorted(best.values(), key=lambda question: -question.score))


def _ranked(
    outlook: Outlook, fact: str, waiting: Counter[Issue], chance: float
) -> RankedQuestion | None:
    values = outlook.index.values(fact, outlook.known)
    effects = [effect for value in values if (effect := outlook.if_answered(fact, value))]
    if not any(effect.states for effect in effects):
        return None
    score = fmean(_worth(outlook, effect, waiting) for effect in effects)
    settled = Counter(rule for effect in effects for rule in effect.settled)
    severity = {rule: outlook.findings[rule].severity.rank for rule in settled}
    rules = sorted(settled, key=lambda rule: (-settled[rule], -severity[rule], rule))
    changed = {issue for effect in effects for issue in effect.states}
    issues = tuple(issue for issue in Issue if issue in changed)
    return RankedQuestion(fact, score * chance, values, tuple(rules), issues, fact)


def _worth(outlook: Outlook, effect: AnswerEffect, waiting: Counter[Issue]) -> float:
    """What one answer is worth: the issues it decides, and its share in those it leaves open."""
    worth = sum(
        _worth_of_change(outlook.state_before(issue), state)
        for issue, state in effect.states.items()
    )
    for rule in effect.settled:
        issue = outlook.findings[rule].issue
        if issue is not None and issue not in effect.states:
            worth += SETTLES / waiting[issue]
    return worth


def _worth_of_change(before: IssueState, after: IssueState) -> float:
    if after in _DECIDED:
        return CHANGES if before in _DECIDED else DECIDES
    return LOOKS_INTO


def _waiting_by_issue(outlook: Outlook) -> Counter[Issue]:
    """How many rules of each issue wait for facts."""
    return Counter(
        finding.issue
        for finding in outlook.findings.values()
        if finding.issue is not None and finding.waits_for_facts
    )

"""The few questions that decide most of what is open, and what was not looked into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from auditor.judge.decide.findings import Decider, Finding
from auditor.judge.decide.issue_status import IssueQuestion, IssueStatus, NotLookedInto
from auditor.judge.rules.issue import Issue
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import definition, vocabulary

MOST_QUESTIONS = 12
"""Questions an interview asks at most, so that they are answered."""
MOST_IN_FINDINGS = 8
"""Questions that the findings ask at most: a person who only submitted material reads no more."""
WHAT_IS_DONE = "capture.function"
"""What the system does with a face: most of the law waits for it, so it is asked before anything is
in question."""
_FACES = "capture.faces_detected"


def issue_questions(
    findings: Sequence[Finding], statuses: Iterable[IssueStatus], facts: Mapping[str, Fact]
) -> tuple[IssueQuestion, ...]:
    """At most `MOST_IN_FINDINGS` questions on undecided issues, the one that settles most first.

    For every undecided rule the facts of one deciding set are asked, of those sets the one whose
    facts are asked for other rules as well. No issue is left without a question while there is
    room.
    """
    undecided = {rule for status in statuses if status.state.undecided for rule in status.undecided}
    open_findings = [finding for finding in findings if finding.rule in undecided]
    asked: dict[str, list[Finding]] = {}
    for finding, chosen in zip(open_findings, facts_to_ask(open_findings), strict=True):
        for fact in chosen:
            asked.setdefault(fact, []).append(finding)
    if waiting := _waiting_for_function(findings, facts):
        asked[WHAT_IS_DONE] = [*waiting, *asked.get(WHAT_IS_DONE, ())]
    order = list(vocabulary())
    ranked = sorted(
        asked,
        key=lambda fact: (
            -len(asked[fact]),
            -max(finding.severity.rank for finding in asked[fact]),
            order.index(fact),
        ),
    )
    kept = _one_for_each_issue(ranked, asked)
    return tuple(_question(fact, asked[fact]) for fact in ranked if fact in kept)


def facts_to_ask(undecided: Sequence[Finding]) -> tuple[tuple[str, ...], ...]:
    """For each finding the deciding set whose facts decide most other findings as well."""
    wanted = Counter(
        fact for f in undecided for fact in {name for d in f.deciders for name in d.facts}
    )
    return tuple(
        _most_wanted(finding.deciders, wanted).facts if finding.deciders else ()
        for finding in undecided
    )


def not_looked_into(findings: Iterable[Finding]) -> tuple[NotLookedInto, ...]:
    """The rules that are not in question, each under one unknown fact, the most frequent first."""
    waiting = [finding for finding in findings if finding.open_triggers]
    frequent = Counter(fact for finding in waiting for fact in finding.open_triggers)
    grouped: dict[str, list[str]] = {}
    for finding in waiting:
        fact = max(finding.open_triggers, key=lambda name: frequent[name])
        grouped.setdefault(fact, []).append(finding.rule)
    return tuple(
        NotLookedInto(fact=fact, rules=tuple(rules))
        for fact, rules in sorted(grouped.items(), key=lambda entry: -len(entry[1]))
    )


def _waiting_for_function(findings: Iterable[Finding], facts: Mapping[str, Fact]) -> list[Finding]:
    """Rules that wait to know what is done with the faces that the cameras capture."""
    no_faces = _FACES in facts and facts[_FACES].value is False
    if no_faces:
        return []
    return [finding for finding in findings if WHAT_IS_DONE in finding.open_triggers]


def _most_wanted(deciders: Sequence[Decider], wanted: Counter[str]) -> Decider:
    """The deciding set whose facts serve most other rules; the smaller, the surer wins a tie."""
    return max(
        deciders,
        key=lambda d: (min(wanted[fact] for fact in d.facts), -len(d.facts), d.always),
    )


def _one_for_each_issue(ranked: Sequence[str], asked: Mapping[str, Sequence[Finding]]) -> set[str]:
    """The facts to ask: first one for every issue, then the others in their order."""
    covered: set[Issue | None] = set()
    first: list[str] = []
    for fact in ranked:
        issues = {finding.issue for finding in asked[fact]}
        if issues - covered:
            first.append(fact)
            covered |= issues
    others = [fact for fact in ranked if fact not in first]
    return {*first[:MOST_IN_FINDINGS], *others[: max(0, MOST_IN_FINDINGS - len(first))]}


def _question(fact: str, findings: Sequence[Finding]) -> IssueQuestion:
    issues = {finding.issue for finding in findings}
    return IssueQuestion(
        fact=fact,
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        issues=tuple(issue for issue in Issue if issue in issues),
        ask=definition(fact).ask,
    )

"""What all letters take from a case: the addressee, the visits, the facts and the attachments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from auditor.case.model import ExhibitKind
from auditor.judge.decide.findings import Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.report.parts import Said
from auditor.report.statements import reasons, sentences_of
from auditor.report.words import Words
from auditor.vocabulary.value import SpeakerRole

FACTS = 6
"""Facts that a letter states; the attached report has the others."""

ADVERSE = (IssueState.BREACH, IssueState.LIKELY_BREACH)
_SEEN = (ExhibitKind.VIDEO, ExhibitKind.IMAGE)


def operator(words: Words, findings: Findings) -> Said:
    """The operator by name, else by the place it runs."""
    case = findings.case
    if case.operator.name:
        return words.said(case.operator.name)
    place = case.premises.name or case.title
    return words.said(words.say("letter.operator_of", place=place))


def place(findings: Findings) -> str:
    """The place by name, as the case has it."""
    return findings.case.premises.name or findings.case.title


def visits(findings: Findings) -> tuple[date, ...]:
    """The days on which the sender was there: of visitors' statements and of their recordings."""
    stated = {
        statement.on
        for statement in findings.case.statements
        if statement.by.role is SpeakerRole.VISITOR
    }
    recorded = {
        exhibit.provenance.recorded_on
        for exhibit in findings.case.exhibits
        if exhibit.kind in _SEEN and exhibit.provenance.recorded_on
    }
    return tuple(sorted(stated or recorded))


def known_facts(words: Words, findings: Findings) -> tuple[str, ...]:
    """What is known, each with its place, the facts behind breaches first."""
    by_rule = {finding.rule: finding for finding in findings.findings}
    adverse = [
        by_rule[rule] for entry in findings.issues if entry.state in ADVERSE for rule in entry.rules
    ]
    facts = {fact.id: fact for fact in findings.facts}
    first = ("capture.function", "configuration.recognition_enabled", "storage.retention_days")
    names = dict.fromkeys((*first, *reasons(adverse)))
    return sentences_of(words, names, facts, FACTS)


def attachments(words: Words, findings: Findings) -> Iterable[str]:
    """Every exhibit that is a real one, with its digest."""
    for exhibit in findings.case.exhibits:
        if not exhibit.demonstrative:
            yield words.say(
                "letter.attachment",
                id=exhibit.id,
                file=exhibit.path,
                digest=exhibit.digest.value,
            )


def adverse_issues(findings: Findings) -> frozenset[str]:
    """The issues that are breached or likely to be, by id."""
    return frozenset(entry.issue.value for entry in findings.issues if entry.state in ADVERSE)


def blanks(words: Words) -> tuple[str, ...]:
    """What only the sender can fill in."""
    return tuple(words.say(f"letter.{name}") for name in ("name", "contact", "signature"))

"""The letter that asks the operator to keep evidence before it is overwritten.

Basis: provisions on evidence in civil proceedings arts 15, 25 and 95 (a party that holds evidence
and refuses to produce it may be taken to have lost the point).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from auditor.judge.decide.findings import Findings
from auditor.report.jurisdiction import citable
from auditor.report.letter_codes import EVIDENCE_DATED, EVIDENCE_KEPT
from auditor.report.letters.model import Letter, LetterSection
from auditor.report.letters.parts import (
    addressed_to,
    attachments,
    blanks,
    filled,
    known_facts,
    noted_days,
    operator_name,
    was_there,
)
from auditor.report.letters.sources import LetterReader
from auditor.report.words import Words

_RETENTION = {"recordings": "storage.video_retention_days", "faces": "storage.retention_days"}
"""What is overwritten, by the fact that says after how many days."""
_FACTS = 3
"""Facts that this letter states: enough to show what the evidence is about."""


def evidence_letter(words: Words, findings: Findings) -> Letter:
    """The letter, in the language of `words`."""
    attached = attachments(words, findings)
    known = known_facts(words, findings, LetterReader.OPERATOR, attached)
    return Letter(
        title=words.say("letter_evidence.title"),
        to=addressed_to(words, operator_name(words, findings, LetterReader.OPERATOR)),
        subject=words.say("letter_evidence.subject"),
        opening=(
            was_there(words, findings, "letter_evidence.opening", LetterReader.OPERATOR),
            *_overwritten(words, findings),
        ),
        sections=filled(
            known.model_copy(update={"parts": known.parts[:_FACTS]}),
            LetterSection(
                heading=words.say("letter_evidence.requests"),
                parts=tuple(_kept(words, findings)),
                numbered=True,
            ),
        ),
        closing=tuple(_closing(words, findings)),
        blanks=blanks(words),
        attachments=attached,
    )


def _kept(words: Words, findings: Findings) -> Iterator[str]:
    """What to keep, with the days noted where they are known."""
    days = noted_days(findings)
    when = words.join(map(words.day, days))
    for name in EVIDENCE_KEPT:
        dated = name in EVIDENCE_DATED and days
        yield words.say(f"letter_keep.{name}" + ("_on" if dated else ""), when=when)


def _overwritten(words: Words, findings: Findings) -> Iterator[str]:
    """When the records of the first day noted are due to go, where both are known."""
    facts = {fact.id: fact.value for fact in findings.facts}
    days = noted_days(findings)
    for what, fact in _RETENTION.items():
        kept = facts.get(fact)
        if days and isinstance(kept, int | float) and not isinstance(kept, bool):
            first, due = min(days), min(days) + timedelta(days=int(kept))
            yield words.say(
                f"letter_evidence.{what}_go",
                days=words.number(kept),
                first=words.day(first),
                due=words.day(due),
            )


def _closing(words: Words, findings: Findings) -> Iterator[str]:
    yield words.say("letter_evidence.confirm")
    if citable("evidence", findings.case, findings.as_of):
        yield words.say("letter_evidence.law")

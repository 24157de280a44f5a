"""The letter that asks the operator to keep evidence before it is overwritten.

Basis: provisions on evidence in civil proceedings arts 15, 25 and 95 (a party that holds evidence
and does not produce it may be taken to have lost the point).
"""

from __future__ import annotations

from datetime import timedelta

from auditor.judge.decide.findings import Findings
from auditor.report.letters.model import Letter
from auditor.report.letters.parts import (
    attachments,
    blanks,
    known_facts,
    operator,
    place,
    visits,
)
from auditor.report.words import Words

_KEEP = ("footage", "settings", "library", "logs", "consents", "contract")


def evidence_letter(words: Words, findings: Findings) -> Letter:
    """The letter, in the language of `words`."""
    days = visits(findings)
    when = words.join(map(words.day, days)) if days else words.say("letter.when_unknown")
    return Letter(
        title=words.say("letter_evidence.title"),
        to=operator(words, findings),
        subject=words.say("letter_evidence.subject"),
        opening=(
            words.say("letter_evidence.opening", place=place(findings), when=when),
            *_overwritten(words, findings),
        ),
        facts_heading=words.say("letter.facts"),
        facts=known_facts(words, findings)[:2],
        requests_heading=words.say("letter_evidence.requests"),
        requests=tuple(words.say(f"letter_keep.{name}", when=when) for name in _KEEP),
        closing=(words.say("letter_evidence.closing"),),
        blanks=blanks(words),
        attachments_heading=words.say("letter.attachments"),
        attachments=tuple(attachments(words, findings)),
    )


def _overwritten(words: Words, findings: Findings) -> tuple[str, ...]:
    """On which day recordings are due to be overwritten, where days and visits are known."""
    facts = {fact.id: fact.value for fact in findings.facts}
    kept = facts.get("storage.retention_days") or facts.get("storage.video_retention_days")
    days = visits(findings)
    if not days or not isinstance(kept, int | float) or isinstance(kept, bool):
        return ()
    due = min(days) + timedelta(days=int(kept))
    return (words.say("letter_evidence.overwritten", days=words.number(kept), due=words.day(due)),)

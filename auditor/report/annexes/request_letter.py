"""A draft of a letter by which a person asks the operator.

Rights: Personal Information Protection Law arts 44 (to know and decide), 45 (access and copies), 47
(deletion), 48 (explanation of the rules) and 50 (a convenient way to ask; a refusal gives reasons).
"""

from __future__ import annotations

from auditor.report.annexes.fill import to_fill
from auditor.report.annexes.model import Annex, AnnexPart
from auditor.report.audited import Audited
from auditor.report.parts import Said
from auditor.report.words import Words

OPERATOR = "operator"
"""Code of the addressee among those asked."""


def request_letter(audited: Audited, words: Words) -> Annex:
    """Questions that only the operator can answer, and what is to be deleted by the findings."""
    report = audited.report
    asked = [
        fact.question
        for addressee in report.addressees
        for request in addressee.requests
        if request.role == OPERATOR
        for fact in request.asked
    ]
    deletions = [f"{row.items}: {row.why}" for row in report.deletions]
    return Annex(
        title=words.say("annex_letter.title"),
        basis=words.say("annex_letter.basis"),
        notice=words.say("annex_letter.notice"),
        parts=(
            AnnexPart(
                title=words.say("annex_letter.head"),
                fields=(
                    to_fill(words, "annex_letter.to"),
                    to_fill(words, "annex_letter.from_"),
                    to_fill(words, "annex_letter.visits"),
                ),
            ),
            AnnexPart(
                title=words.say("annex_letter.questions"),
                paragraphs=(words.say("annex_letter.questions_why"),),
                items=tuple(Said(text=question) for question in dict.fromkeys(asked)),
                empty="" if asked else words.say("annex_letter.no_questions"),
            ),
            AnnexPart(
                title=words.say("annex_letter.deletion"),
                paragraphs=(words.say("annex_letter.deletion_why"),) if deletions else (),
                items=tuple(Said(text=text) for text in dict.fromkeys(deletions)),
                empty="" if deletions else words.say("annex_letter.no_deletion"),
            ),
            AnnexPart(
                title=words.say("annex_letter.answer"),
                paragraphs=(words.say("annex_letter.answer_how"),),
                fields=(to_fill(words, "annex_letter.answer_by"),),
            ),
        ),
        closing=(
            to_fill(words, "annex.name"),
            to_fill(words, "annex.date"),
            to_fill(words, "annex.signature"),
        ),
        digest=report.digest,
    )

"""The letter to the operator: what is held, deletion, explanation, another way.

Rights: Personal Information Protection Law arts 15, 24, 44, 45, 47, 48 and 50; Measures on face
recognition art 10. The law sets no number of days; only property managers in Hangzhou have one
(Hangzhou property management regulations art 50 para 3: an answer within ten days).
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.judge.decide.findings import Findings
from auditor.report.letters.model import Letter
from auditor.report.letters.parts import (
    adverse_issues,
    attachments,
    blanks,
    known_facts,
    operator,
    place,
    visits,
)
from auditor.report.words import Words

REQUESTS = 8
"""Requests of one letter: more are not answered."""
_HANGZHOU = ("hangzhou", "杭州", "杭州市")


def request_letter(words: Words, findings: Findings) -> Letter:
    """The letter, in the language of `words`."""
    days = visits(findings)
    when = words.join(map(words.day, days)) if days else words.say("letter.when_unknown")
    return Letter(
        title=words.say("letter_request.title"),
        to=operator(words, findings),
        subject=words.say("letter_request.subject"),
        opening=(words.say("letter_request.opening", place=place(findings), when=when),),
        facts_heading=words.say("letter.facts"),
        facts=known_facts(words, findings),
        requests_heading=words.say("letter_request.requests"),
        requests=tuple(_requests(words, findings))[:REQUESTS],
        closing=(words.say(_answer_by(findings)), words.say("letter_request.reasons")),
        blanks=blanks(words),
        attachments_heading=words.say("letter.attachments"),
        attachments=tuple(attachments(words, findings)),
    )


def _requests(words: Words, findings: Findings) -> Iterable[str]:
    """The requests that matter for this case, the most important first."""
    adverse = adverse_issues(findings)
    facts = {fact.id: fact.value for fact in findings.facts}
    yield words.say("letter_ask.access")
    if adverse & {"consent", "notice", "purpose", "necessity", "retention", "places"}:
        yield words.say("letter_ask.delete")
    if facts.get("consent.obtained") is True:
        yield words.say("letter_ask.withdraw")
    if adverse & {"alternatives", "consent", "necessity"}:
        yield words.say("letter_ask.stop")
    if "alternatives" in adverse:
        yield words.say("letter_ask.other_way")
    if "treatment" in adverse:
        yield words.say("letter_ask.explain_decision")
    if facts.get("consent.obtained") is not False:
        yield words.say("letter_ask.consent_record")
    if facts.get("sharing.recipients") != ():
        yield words.say("letter_ask.recipients")
    yield words.say("letter_ask.rules")
    yield words.say("letter_ask.retention")


def _answer_by(findings: Findings) -> str:
    """The key of the date asked for: a wish, but where the law sets a number of days."""
    premises = findings.case.premises
    manager = premises.kind == "residential" and premises.city.strip().lower() in _HANGZHOU
    return "letter_request.within_law" if manager else "letter_request.within_wish"

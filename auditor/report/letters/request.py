"""The letter to the operator: what is held, deletion, explanation, another way.

Rights: Personal Information Protection Law arts 15, 24, 44, 45, 47, 48 and 50; Measures on face
recognition art 10. The law sets no number of days; only property managers in Hangzhou have one
(Hangzhou property management regulations art 50 para 3: an answer within ten days).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.decide.findings import Findings
from auditor.report.jurisdiction import citable, runs_a_compound_in_hangzhou
from auditor.report.letter_codes import REQUEST_LAWS
from auditor.report.letters.model import Letter, LetterSection
from auditor.report.letters.parts import (
    addressed_to,
    adverse_issues,
    attachments,
    blanks,
    filled,
    known_facts,
    operator_name,
    was_there,
)
from auditor.report.letters.sources import LetterReader
from auditor.report.words import Words

MOST_REQUESTS = 8
"""Requests of one letter: more are not answered."""


def request_letter(words: Words, findings: Findings) -> Letter:
    """The letter, in the language of `words`."""
    attached = attachments(words, findings)
    pipl = citable("pipl", findings.case, findings.as_of)
    heading = "letter_request.requests" if pipl else "letter_request.requests_plain"
    return Letter(
        title=words.say("letter_request.title"),
        to=addressed_to(words, operator_name(words, findings, LetterReader.OPERATOR)),
        subject=words.say("letter_request.subject"),
        opening=(was_there(words, findings, "letter_request.opening", LetterReader.OPERATOR),),
        sections=filled(
            known_facts(words, findings, LetterReader.OPERATOR, attached),
            LetterSection(
                heading=words.say(heading),
                parts=tuple(_requests(words, findings))[:MOST_REQUESTS],
                numbered=True,
            ),
        ),
        closing=tuple(_closing(words, findings, pipl=pipl)),
        blanks=blanks(words),
        attachments=attached,
    )


def _requests(words: Words, findings: Findings) -> Iterator[str]:
    """The requests of this case in words, each with its law where that law can be cited."""
    for name in _request_names(findings):
        effects = _effects(words, findings) if name == "explain_decision" else ""
        text, law = words.say(f"letter_ask.{name}", effects=effects), REQUEST_LAWS[name]
        if law and citable(law, findings.case, findings.as_of):
            law_words = words.say(f"letter_ask_law.{name}")
            text = words.say("letter_ask.with_law", text=text, law=law_words)
        yield words.say("letter_ask.item", text=text)


def _effects(words: Words, findings: Findings) -> str:
    """What the result of face recognition changes for people, as far as the case knows."""
    known = {fact.id: fact.value for fact in findings.facts}.get("treatment.effects")
    if not known:
        return words.say("letter_ask.any_effect")
    return words.value("treatment.effects", known)


def _request_names(findings: Findings) -> Iterator[str]:
    """The requests that matter for this case, the most important first."""
    adverse = adverse_issues(findings)
    facts = {fact.id: fact.value for fact in findings.facts}
    wanted = {
        "access": True,
        "delete": True,
        "withdraw": facts.get("consent.obtained") is not False,
        "stop": bool(adverse & {"alternatives", "consent", "necessity"}),
        "other_way": "alternatives" in adverse,
        "explain_decision": "treatment" in adverse,
        "consent_record": facts.get("consent.obtained") is not False,
        "recipients": facts.get("sharing.recipients") != (),
        "rules": True,
        "retention": True,
    }
    return (name for name in REQUEST_LAWS if wanted[name])


def _closing(words: Words, findings: Findings, *, pipl: bool) -> Iterator[str]:
    """The date asked for, as a wish except where the law sets a number of days, and the reasons."""
    case, day = findings.case, findings.as_of
    if runs_a_compound_in_hangzhou(case) and citable("hangzhou_property", case, day):
        yield words.say("letter_request.within_law")
    else:
        yield words.say("letter_request.within_wish")
        if pipl:
            yield words.say("letter_request.promptly")
    yield words.say("letter_request.reasons" if pipl else "letter_request.reasons_plain")

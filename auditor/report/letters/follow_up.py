"""Letters that follow up a request: a reminder, a reply to a refusal or to a demand for more data.

Basis: Personal Information Protection Law art 6 (data collected are limited to the least that the
purpose needs) and art 50 (a convenient way to handle requests; reasons for a refusal; an action in
court after one); Hangzhou property management regulations art 50 para 3 through the request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from auditor.case.request_log import LetterKind, RequestOutcome, SentRequest
from auditor.judge.decide.findings import Findings
from auditor.report.complaints import complaint_body
from auditor.report.jurisdiction import citable
from auditor.report.letter_codes import FOLLOW_UP_ASKS, FOLLOW_UP_LAWS
from auditor.report.letters.evidence import evidence_letter
from auditor.report.letters.model import AttachmentList, Letter, LetterSection
from auditor.report.letters.parts import addressed_to, blanks, filled, operator_name
from auditor.report.letters.request import request_letter
from auditor.report.letters.sources import LetterReader
from auditor.report.next_step import WISHED_AGAIN_DAYS
from auditor.report.words import Words


@dataclass(frozen=True)
class FollowUp:
    """A letter of `kind` on `request`, dated `day`.

    `first` is the letter that the correspondence began with, `request` itself or an earlier one.
    """

    kind: LetterKind
    request: SentRequest
    first: SentRequest
    day: date


def follow_up_letter(words: Words, findings: Findings, follow_up: FollowUp) -> Letter:
    """The letter, in the language of `words`."""
    kind = follow_up.kind.value
    operator = operator_name(words, findings, LetterReader.OPERATOR)
    return Letter(
        title=words.say(f"follow_up.{kind}_title"),
        to=addressed_to(words, follow_up.request.to or operator),
        subject=words.say(f"follow_up.{kind}_title"),
        opening=(_opening(words, follow_up),),
        sections=filled(
            LetterSection(
                heading=words.say(_heading(findings, follow_up)),
                parts=tuple(_asks(words, findings, follow_up)),
                numbered=True,
            )
        ),
        closing=tuple(_closing(words, findings, follow_up)),
        blanks=blanks(words),
        attachments=AttachmentList(
            heading=words.say("letter.attachments"),
            rows=(),
            lines=(words.say("follow_up.copy", sent=words.day(follow_up.first.sent)),),
        ),
    )


def _heading(findings: Findings, follow_up: FollowUp) -> str:
    """The key of the heading: requests made again cite articles of the law that it names."""
    again = follow_up.kind is LetterKind.REMINDER and follow_up.first.letter is LetterKind.REQUEST
    cited = again and citable("pipl", findings.case, findings.as_of)
    return "letter_request.requests" if cited else "follow_up.asks"


def _opening(words: Words, follow_up: FollowUp) -> str:
    request, first = follow_up.request, follow_up.first
    values = {"sent": words.day(first.sent)}
    if request.answered is not None:
        values["answered"] = words.day(request.answered)
        partly = request.outcome is RequestOutcome.PARTLY
        code = "partly" if partly else follow_up.kind.value
        return words.say(f"follow_up_opening.{code}", **values)
    due = words.day(request.due) if request.due else ""
    return words.say("follow_up_opening.reminder", due=due, **values)


def _asks(words: Words, findings: Findings, follow_up: FollowUp) -> Iterator[str]:
    """The requests made before, or what the refusal or the demand has to answer."""
    if follow_up.kind is LetterKind.REMINDER:
        about_evidence = follow_up.first.letter is LetterKind.EVIDENCE
        write = evidence_letter if about_evidence else request_letter
        yield from write(words, findings).requests
        return
    for name in FOLLOW_UP_ASKS[follow_up.kind.value]:
        text = words.say(f"follow_up_ask.{name}")
        law = FOLLOW_UP_LAWS.get(name)
        if law and citable(law, findings.case, follow_up.day):
            law_words = words.say(f"follow_up_law.{name}")
            text = words.say("letter_ask.with_law", text=text, law=law_words)
        yield words.say("letter_ask.item", text=text)


def _closing(words: Words, findings: Findings, follow_up: FollowUp) -> Iterator[str]:
    yield words.say("follow_up.within", days=WISHED_AGAIN_DAYS)
    body = words.say(f"letter_body.{complaint_body(findings)}")
    yield words.say("follow_up.or_complain", body=body)
    refused = follow_up.kind is LetterKind.REFUSAL_REPLY
    if refused and citable("pipl", findings.case, follow_up.day):
        yield words.say("follow_up.court")

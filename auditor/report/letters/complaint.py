"""The complaint to the authority in charge, by kind of place.

Routes: measures on complaints and reports to market regulators; Personal Information Protection Law
art 65; Hangzhou property management regulations art 50; regulations on public security video.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.judge.decide.findings import Findings
from auditor.report.complaints import complaint_body
from auditor.report.letters.model import Letter
from auditor.report.letters.parts import (
    ADVERSE,
    attachments,
    blanks,
    known_facts,
    operator,
    place,
    visits,
)
from auditor.report.parts import Said
from auditor.report.words import Words


def complaint_letter(words: Words, findings: Findings) -> Letter:
    """The complaint, in the language of `words`."""
    body = complaint_body(findings.case.premises.kind)
    days = visits(findings)
    when = words.join(map(words.day, days)) if days else words.say("letter.when_unknown")
    against = operator(words, findings).text
    return Letter(
        title=words.say("letter_complaint.title"),
        to=Said(text=words.say(f"letter_body.{body}")),
        subject=words.say("letter_complaint.subject", operator=against),
        opening=(
            words.say(
                "letter_complaint.opening", operator=against, place=place(findings), when=when
            ),
        ),
        facts_heading=words.say("letter.facts"),
        facts=(*known_facts(words, findings), *_breaches(words, findings)),
        requests_heading=words.say("letter_complaint.requests"),
        requests=tuple(words.say(f"letter_demand.{name}") for name in ("check", "stop", "inform")),
        closing=(words.say("letter_complaint.closing"),),
        blanks=blanks(words),
        attachments_heading=words.say("letter.attachments"),
        attachments=tuple(attachments(words, findings)),
    )


def _breaches(words: Words, findings: Findings) -> Iterable[str]:
    """What the audit concludes, one sentence for each issue that is breached or likely to be."""
    by_rule = {finding.rule: finding for finding in findings.findings}
    for entry in findings.issues:
        if entry.state in ADVERSE:
            lead = by_rule[entry.rules[0]]
            cited = lead.authorities[0] if lead.authorities else None
            because = words.text(lead.because)
            if cited is None:
                yield because
                continue
            law = words.cited(words.text(cited.authority.title), words.text(cited.pinpoint))
            yield words.say("letter_complaint.breach", because=because, law=law)

"""The complaint to the authority in charge, by kind of place.

Routes and time limits: interim measures on complaints and reports to market regulators arts 14, 15,
25 and 31; Personal Information Protection Law art 65; Hangzhou property management regulations
art 50.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.decide.findings import CitedAuthority, Finding, Findings
from auditor.judge.decide.issue_status import IssueState, IssueStatus
from auditor.judge.rules.authority import AuthorityKind
from auditor.report.complaints import complaint_body
from auditor.report.jurisdiction import citable, in_china
from auditor.report.letter_codes import DEMANDS, LIMIT_LAWS
from auditor.report.letters.model import Letter, LetterSection
from auditor.report.letters.parts import (
    ADVERSE,
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

_CITED_KINDS: tuple[AuthorityKind, ...] = (
    "law",
    "administrative_regulation",
    "judicial_interpretation",
    "departmental_rule",
    "local_regulation",
    "local_government_rule",
    "regulation_or_rule",
)
"""What an authority can be asked to apply; a judgment or a standard is not among them."""


def complaint_letter(words: Words, findings: Findings) -> Letter:
    """The complaint, in the language of `words`."""
    body = complaint_body(findings)
    against = operator_name(words, findings, LetterReader.AUTHORITY)
    attached = attachments(words, findings, as_table=True)
    sections = filled(
        known_facts(words, findings, LetterReader.AUTHORITY, attached),
        LetterSection(
            heading=words.say("letter_complaint.grounds"), parts=tuple(_grounds(words, findings))
        ),
        LetterSection(
            heading=words.say("letter_complaint.requests"),
            parts=tuple(_demands(words, findings, body)),
            numbered=True,
        ),
    )
    return Letter(
        title=words.say("letter_complaint.title"),
        to=addressed_to(words, words.say(f"letter_body.{body}")),
        subject=words.say("letter_complaint.subject", operator=against),
        opening=(
            words.say("letter_complaint.against", operator=against),
            was_there(words, findings, "letter_complaint.opening", LetterReader.AUTHORITY),
        ),
        sections=sections,
        closing=tuple(_closing(words, findings, body)),
        blanks=blanks(words),
        attachments=attached,
    )


def _demands(words: Words, findings: Findings, body: str) -> Iterator[str]:
    """What the authority is asked to do; only the market regulator mediates.

    Where nothing is known to be breached, it is asked to check alone.
    """
    adverse = adverse_issues(findings)
    for name in DEMANDS:
        if name == "stop" and not adverse:
            continue
        yield words.say(f"letter_demand.{name}")
        if name == "stop" and body == "market":
            yield words.say("letter_demand.mediate")


def _grounds(words: Words, findings: Findings) -> Iterator[str]:
    """What the case shows, one sentence for each issue that is breached or likely to be."""
    by_rule = {finding.rule: finding for finding in findings.findings}
    citable_here = in_china(findings.case)
    for entry in findings.issues:
        if entry.state in ADVERSE:
            finding, cited = _leading(entry, by_rule)
            because = words.text(finding.because).rstrip("。.")
            if cited is None or not citable_here:
                yield words.say("statement.plain", sentence=because)
                continue
            certain = entry.state is IssueState.BREACH
            key = "letter_complaint.breach" if certain else "letter_complaint.likely_breach"
            yield words.say(key, because=because, law=_law(words, cited))


def _leading(
    entry: IssueStatus, by_rule: dict[str, Finding]
) -> tuple[Finding, CitedAuthority | None]:
    """The strongest rule of an issue that an authority can apply, with the law it cites."""
    first = by_rule[entry.rules[0]]
    for rule in entry.rules:
        finding = by_rule[rule]
        if finding.verdict is first.verdict:
            cited = [c for c in finding.authorities if c.authority.kind in _CITED_KINDS]
            if cited:
                return finding, min(cited, key=lambda c: _CITED_KINDS.index(c.authority.kind))
    return first, None


def _law(words: Words, cited: CitedAuthority) -> str:
    """An instrument with its pinpoint."""
    return words.cited(words.title(cited.authority), words.text(cited.pinpoint))


def _closing(words: Words, findings: Findings, body: str) -> Iterator[str]:
    """The time limits that bind this authority, and what is attached."""
    law = LIMIT_LAWS.get(body)
    if law is not None and citable(law, findings.case, findings.as_of):
        yield words.say(f"letter_limit.{body}")
    yield words.say("letter_complaint.closing")

"""What all letters take from a case: the addressee, the visits, the facts and the attachments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.case.answer_sheet import INTERVIEW_LINE
from auditor.case.model import Case, DocumentRole, Exhibit, ExhibitKind
from auditor.judge.decide.findings import Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.report.letter_codes import ATTACHMENT_HEADS
from auditor.report.letters.model import Attachment, AttachmentList, LetterSection
from auditor.report.letters.sources import LetterReader, LetterSources
from auditor.report.parts import Said
from auditor.report.statements import reasons
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Strength
from auditor.vocabulary.value import SpeakerRole

MOST_FACTS = 8
"""Facts that a letter states; the attached report has the others."""

ADVERSE = (IssueState.BREACH, IssueState.LIKELY_BREACH)
_RECORDINGS = (ExhibitKind.VIDEO, ExhibitKind.IMAGE)
_SEEN = "capture.faces_detected"
_FIRST = (
    _SEEN,
    "capture.function",
    "configuration.recognition_enabled",
    "declared.recognition_denied",
    "storage.retention_days",
    "purpose.told",
    "purpose.actual",
    "consent.obtained",
    "treatment.effects",
)
"""What a reader has to know first: what was seen, what the system does, what it is used for."""
_ONLY_IF_ADVERSE = frozenset({"consent.obtained", "treatment.effects"})
_SAID_BY_ANOTHER = {
    "consent.timing": "consent.obtained",
    "consent.separate": "consent.obtained",
    "capture.template_extracted": "capture.function",
    "treatment.price_differs_by_face": "treatment.effects",
}
"""Facts that add nothing in a letter which already states the other one."""


def operator_name(words: Words, findings: Findings, reader: LetterReader) -> str:
    """The operator by name, else by the place it runs, else as the operator of the premises."""
    case = findings.case
    if case.operator.name:
        return case.operator.name
    place = _stated_place(case)
    if not place and reader is LetterReader.OPERATOR:
        return words.say("letter.operator")
    return words.say("letter.operator_of", place=place or place_name(words, findings, reader))


def place_name(words: Words, findings: Findings, reader: LetterReader) -> str:
    """The place by name, with its address where the case states it."""
    case = findings.case
    name = _stated_place(case)
    if not name:
        return case.premises.address or words.say(f"letter_place.{reader.value}")
    if not case.premises.address:
        return name
    return words.say("letter.place_at", place=name, address=case.premises.address)


def _stated_place(case: Case) -> str:
    """The place as the case file calls it; a case without one is only called like its folder."""
    return case.premises.name or (case.title if case.declared else "")


def noted_days(findings: Findings) -> tuple[date, ...]:
    """The days on which the sender noted what they saw, else those of their recordings.

    What a visitor only read in an exhibit was not seen on that day. A day of notes is no proof of a
    visit on that day, and no letter says so. An answer in an interview is no note of a visit.
    """
    case = findings.case
    noted = (s for s in case.statements if s.line != INTERVIEW_LINE)
    visitors = [s for s in noted if s.by.role is SpeakerRole.VISITOR]
    own = {statement.on for statement in visitors if not statement.read_in}
    recorded = {
        exhibit.provenance.recorded_on
        for exhibit in case.exhibits
        if exhibit.kind in _RECORDINGS and exhibit.provenance.recorded_on
    }
    return tuple(sorted(own or {statement.on for statement in visitors} or recorded))


def was_there(words: Words, findings: Findings, key: str, reader: LetterReader) -> str:
    """The first sentence of a letter: where the sender was, and the days of their notes."""
    place, days = place_name(words, findings, reader), noted_days(findings)
    if not days:
        return words.say(f"{key}_undated", place=place)
    return words.say(key, place=place, when=words.join(map(words.day, days)))


def known_facts(
    words: Words, findings: Findings, reader: LetterReader, attached: AttachmentList
) -> LetterSection:
    """What is known, each with its place: what was seen first, then what the breaches rest on."""
    by_path = {exhibit.path: exhibit.id for exhibit in findings.case.exhibits}
    numbers = {by_path[row.file]: row.number for row in attached.rows}
    sources = LetterSources(words, reader, numbers)
    sentences = (sources.sentence(fact) for fact in _facts_stated(findings))
    parts = tuple(dict.fromkeys(filter(None, sentences)))[:MOST_FACTS]
    return LetterSection(heading=words.say("letter.facts"), parts=parts)


def _facts_stated(findings: Findings) -> Iterator[Fact]:
    """The facts worth stating, in order; one that says nothing more than another is left out."""
    by_rule = {finding.rule: finding for finding in findings.findings}
    adverse = [
        by_rule[rule] for entry in findings.issues if entry.state in ADVERSE for rule in entry.rules
    ]
    facts = {fact.id: fact for fact in findings.facts if fact.value is not None}
    carrying = reasons(adverse)
    first = (name for name in _FIRST if name not in _ONLY_IF_ADVERSE or name in carrying)
    for name in dict.fromkeys((*first, *carrying)):
        if name in facts and _SAID_BY_ANOTHER.get(name) not in facts and _is_seen(facts[name]):
            yield facts[name]


def _is_seen(fact: Fact) -> bool:
    """False for faces in the picture that nobody saw, but that settings imply."""
    return fact.id != _SEEN or fact.strength is Strength.SEEN_IN_FOOTAGE


def attachments(words: Words, findings: Findings, *, as_table: bool = False) -> AttachmentList:
    """Every exhibit that is a real one; a table has their digests, a list does not."""
    real = [exhibit for exhibit in findings.case.exhibits if not exhibit.demonstrative]
    rows = tuple(_attachment(words, number, exhibit) for number, exhibit in enumerate(real, 1))
    heads = tuple(words.say(f"letter_attachment.{name}") for name in ATTACHMENT_HEADS)
    return AttachmentList(
        heading=words.say("letter.attachments"),
        rows=rows,
        lines=tuple(_attachment_line(words, row) for row in rows),
        heads=heads if as_table else (),
    )


def _attachment(words: Words, number: int, exhibit: Exhibit) -> Attachment:
    text = exhibit.kind is ExhibitKind.TEXT and exhibit.role is not DocumentRole.OTHER
    family = f"document.{exhibit.role.value}" if text else f"letter_kind.{exhibit.kind.value}"
    what = words.say(family)
    if exhibit.camera:
        what = words.say("letter_attachment.of_camera", what=what, camera=exhibit.camera)
    return Attachment(
        number=number,
        what=what,
        file=exhibit.path,
        source=words.said(_source(words, exhibit)),
        digest=exhibit.digest.value,
    )


def _source(words: Words, exhibit: Exhibit) -> str:
    origin = exhibit.provenance
    day = words.day(origin.recorded_on) if origin.recorded_on else ""
    return words.join(filter(None, (origin.recorded_by, day)))


def _attachment_line(words: Words, row: Attachment) -> str:
    return words.say("letter.attachment", number=row.number, what=row.what, file=row.file)


def adverse_issues(findings: Findings) -> frozenset[str]:
    """The issues that are breached or likely to be, by id."""
    return frozenset(entry.issue.value for entry in findings.issues if entry.state in ADVERSE)


def blanks(words: Words) -> tuple[str, str, str]:
    """What only the sender can fill in."""
    return words.say("letter.name"), words.say("letter.contact"), words.say("letter.signature")


def addressed_to(words: Words, name: str) -> Said:
    """The line of the addressee."""
    return words.said(words.say("letter.to", name=name))


def filled(*sections: LetterSection) -> tuple[LetterSection, ...]:
    """The sections that hold something."""
    return tuple(section for section in sections if section.parts)

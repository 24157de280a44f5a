"""Assessments, contracts with vendors and filings as observations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.case.model import DocumentRole, Exhibit
from auditor.core.locator import TextLocator
from auditor.examine.documents.assessments.items import (
    ASSESSED_ON,
    DUTY,
    ITEMS,
    KEPT_UNTIL,
    LEFT_OPEN,
    NOT_THE_DOCUMENT,
    PERSONS,
    RECEIPT,
    STATED,
    TITLES,
    GovernanceItem,
    GovernanceKind,
)
from auditor.examine.documents.chats.mail import day_in_words
from auditor.examine.documents.chats.sentences import CONDITION, HEARSAY, Sentence, sentences
from auditor.examine.documents.find import retentions
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import normalise
from auditor.examine.documents.readers.model import DocumentForm, DocumentText
from auditor.examine.documents.tables.moments import day_of, moment_in
from auditor.examine.model import Observation
from auditor.examine.shared.secrets import blank_secrets
from auditor.vocabulary.value import FactValue

MAX_CHARACTERS = 200_000
"""Most characters read: a long assessment has a tenth of that."""
_TITLE_LINES, _TITLE_LENGTH = 6, 90
_MIN_ITEMS = 2
"""Fewest items by which a titled document is more than its title."""
_ROLES = frozenset({DocumentRole.INTERNAL, DocumentRole.CONTRACT, DocumentRole.OTHER})
_FORMS = frozenset(
    {DocumentForm.TEXT, DocumentForm.HTML, DocumentForm.RTF, DocumentForm.WORD, DocumentForm.PDF}
)


@dataclass(frozen=True)
class GovernanceReading:
    """What was read: observations, and warnings in plain English."""

    kind: GovernanceKind
    observations: tuple[Observation, ...]
    warnings: tuple[str, ...] = ()


def read_governance(
    exhibit: Exhibit, document: DocumentText, *, whole: bool
) -> GovernanceReading | None:
    """The items of an assessment, a contract with a vendor or a filing; None for other documents.

    `whole` says that all of the document was read with certainty: only then is an item missing.
    """
    if exhibit.role not in _ROLES or document.form not in _FORMS:
        return None
    kind, title = _kind(document.text)
    if kind is None:
        return None
    text = document.text[:MAX_CHARACTERS]
    pieces = [
        sentence for start, end in _paragraphs(text) for sentence in sentences(text, start, end, ())
    ]
    reading = _Reading(exhibit, document, kind, pieces, whole)
    if compiled(NOT_THE_DOCUMENT).search(title):
        warning = (
            f"The title calls the document a {kind.value}, but a draft, a template or a guide."
        )
        return GovernanceReading(kind, tuple(reading.items(counts=False)), (warning,))
    return GovernanceReading(kind, (*reading.items(counts=True), *reading.stated()))


def _kind(text: str) -> tuple[GovernanceKind | None, str]:
    """What the first lines call the document, and the line that does."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_TITLE_LINES]
    for line in lines:
        if len(line) > _TITLE_LENGTH:
            continue
        for kind, pattern in TITLES.items():
            if compiled(pattern).search(line):
                return kind, line
    return None, ""


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"\n", text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


@dataclass(frozen=True)
class _Reading:
    exhibit: Exhibit
    document: DocumentText
    kind: GovernanceKind
    pieces: Sequence[Sentence]
    whole: bool

    def items(self, *, counts: bool) -> Iterator[Observation]:
        """An observation for every item, and one for the document as such."""
        there: dict[str, TextLocator] = {}
        missing: list[str] = []
        for item in ITEMS[self.kind]:
            sentence = self._sentence_with(item)
            if sentence is not None:
                there[item.name] = self._place(sentence)
                yield self._item(item, there[item.name])
            elif self._is_missing(item):
                missing.append(item.name)
                yield self._without(item, "It is not in the document, which was read in full.")
            else:
                yield self._without(item, "It was not found in what could be read.")
        if counts:
            yield from self._document(there, tuple(missing))

    def _sentence_with(self, item: GovernanceItem) -> Sentence | None:
        # The title names what the document is about, and none of its items.
        return next(
            (
                sentence
                for sentence in self.pieces[1:]
                if (sentence.has(item.narrow) if item.forbids else sentence.affirms(item.narrow))
                and not sentence.has(LEFT_OPEN)
            ),
            None,
        )

    def _is_missing(self, item: GovernanceItem) -> bool:
        return self.whole and not any(sentence.has(item.broad) for sentence in self.pieces[1:])

    def _item(self, item: GovernanceItem, place: TextLocator) -> Observation:
        return Observation(
            exhibit=self.exhibit.id,
            topic=f"text.{self.kind.name.lower()}_item",
            locator=place,
            note=f"The document has: {item.words}.",
            confidence=0.8,
        )

    def _without(self, item: GovernanceItem, why: str) -> Observation:
        return Observation(
            exhibit=self.exhibit.id,
            topic=f"text.{self.kind.name.lower()}_item_not_found",
            locator=TextLocator(line=1),
            note=f"Not found: {item.words}. {why}",
            confidence=0.5,
        )

    def _document(
        self, there: dict[str, TextLocator], missing: tuple[str, ...]
    ) -> Iterator[Observation]:
        if len(there) < _MIN_ITEMS:
            return
        first = self._place(self.pieces[0])
        if self.kind is GovernanceKind.ASSESSMENT:
            every = len(there) == len(ITEMS[self.kind])
            yield Observation(
                exhibit=self.exhibit.id,
                topic="text.assessment",
                locator=first,
                note="The document is an impact assessment.",
                says={
                    "governance.impact_assessment_made": True,
                    "governance.impact_assessment_items": tuple(sorted(there)),
                },
                complete=every,
                lacks=() if every else missing,
                confidence=0.8,
            )
        elif self.kind is GovernanceKind.VENDOR_CONTRACT:
            about_people = any(
                s.has(r"人脸|个人信息|生物|\bface|\bbiometric|\bpersonal (?:data|information)")
                for s in self.pieces
            )
            if about_people:
                yield self._stating(
                    self.pieces[0],
                    "The document is a contract with a vendor on processing.",
                    {
                        "governance.vendor_contract": True,
                        "sharing.recipient_role": "processor_contract",
                    },
                )
        elif any(sentence.has(RECEIPT) for sentence in self.pieces):
            yield self._stating(
                self.pieces[0], "The document is a receipt of a filing.", {"governance.filed": True}
            )

    def stated(self) -> Iterator[Observation]:
        """Facts that single sentences state."""
        seen: set[str] = set()
        for sentence in self.pieces[1:]:
            for facts in facts_stated(sentence, self.kind):
                if not seen & set(facts):
                    seen |= set(facts)
                    yield self._stating(sentence, "The document states it.", facts)

    def _stating(self, sentence: Sentence, words: str, facts: dict[str, FactValue]) -> Observation:
        return Observation(
            exhibit=self.exhibit.id,
            topic=f"text.{self.kind.name.lower()}_states",
            locator=self._place(sentence),
            note=words,
            says=facts,
            confidence=0.8,
        )

    def _place(self, sentence: Sentence) -> TextLocator:
        start, end = sentence.place()
        mark = self.document.mark_at(start)
        line_start = self.document.text.rfind("\n", 0, start) + 1
        words = " ".join(self.document.text[start:end].split())
        quote = "".join(char if char.isprintable() else " " for char in words)
        return TextLocator(
            line=self.document.text.count("\n", 0, start) + 1,
            column=start - line_start + 1,
            key=mark.key if mark is not None else "",
            quote=blank_secrets(quote, prose=True)[:200],
        )


def facts_stated(sentence: Sentence, kind: GovernanceKind) -> Iterator[dict[str, FactValue]]:
    """The facts that one sentence states, each by itself; nothing where it does not assert."""
    if sentence.has(r"[？?]\s*$|是否") or sentence.has(CONDITION) or sentence.has(HEARSAY):
        return
    for stated in STATED:
        facts = _yes_or_no(sentence, stated.fact, stated.yes, stated.no)
        if facts:
            yield facts
    persons = PERSONS.search(sentence.text)
    if persons is not None and not sentence.has(DUTY):
        yield {"storage.face_person_count": _number(persons)}
    yield from _kept(sentence)
    if kind is GovernanceKind.ASSESSMENT:
        for fact, pattern in (
            ("governance.impact_assessment_on", ASSESSED_ON),
            ("governance.impact_assessment_kept_until", KEPT_UNTIL),
        ):
            day = _day_after(sentence, pattern)
            if day and not sentence.has(r"备案|\bfil(?:ed|ing)\b"):
                yield {fact: day}


def _kept(sentence: Sentence) -> Iterator[dict[str, FactValue]]:
    """How long face data are kept, where the sentence names one limit for them."""
    periods = list(retentions(normalise(sentence.text)))
    if len(periods) != 1 or sentence.has(DUTY):
        return
    (period,) = periods
    if period.of_faces and not period.at_least and period.days is not None:
        days = period.days
        yield {"storage.retention_days": int(days) if float(days).is_integer() else days}


def _yes_or_no(sentence: Sentence, fact: str, yes: str, no: str) -> dict[str, FactValue]:
    if sentence.find(no) is not None:
        return {fact: False}
    match = sentence.find(yes)
    if match is None or sentence.negated(match) or sentence.has(DUTY):
        return {}
    facts: dict[str, FactValue] = {fact: True}
    if fact == "governance.filed" and (day := _day_in(sentence.text)):
        facts["governance.filed_on"] = day
    if fact == "governance.vendor_contract":
        facts["sharing.recipient_role"] = "processor_contract"
    return facts


def _day_after(sentence: Sentence, pattern: str) -> str:
    """The day after the words that say which day it is."""
    match = sentence.find(pattern)
    return _day_in(sentence.text[match.start() :]) if match is not None else ""


def _day_in(text: str) -> str:
    moment = moment_in(text)
    if moment is not None:
        return day_of(moment).isoformat()
    day = day_in_words(text)
    return day.isoformat() if day is not None else ""


def _number(match: re.Match[str]) -> int:
    number = float(match["number"].replace(",", ""))
    return round(number * (10_000 if match["wan"] else 1))

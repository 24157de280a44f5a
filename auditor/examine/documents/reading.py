"""One document while it is read: what its words disclose, observation by observation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from auditor.case.model import DocumentRole, Exhibit
from auditor.core.locator import TextLocator
from auditor.examine.document_model import ConsentCount, ListedCamera
from auditor.examine.documents import lexicon
from auditor.examine.documents.disclosures import DISCLOSURES, Disclosure
from auditor.examine.documents.find import (
    FaceUse,
    Find,
    Retention,
    disclosed,
    every,
    face_use,
    names,
    refusals,
    retentions,
    unlimited,
)
from auditor.examine.documents.hints import notice_items, surely_missing
from auditor.examine.documents.kinds import NAMES, ROLES, recognised_kind
from auditor.examine.documents.labels import labelled_values, signatories
from auditor.examine.documents.language import is_understood
from auditor.examine.documents.normal import NormalText, clipped, normalise, within_word
from auditor.examine.documents.readers import structured, table
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.model import Observation
from auditor.examine.shared.secrets import blank_secrets
from auditor.vocabulary.value import FactValue

MAX_CHARACTERS = 100_000
"""Most characters searched; a notice has hundreds, a privacy policy tens of thousands."""
MAX_MENTIONS = 1_000
"""Most places naming faces that are examined for what is written about them."""
_QUOTE_AROUND = 40

_LABELLED = "A label of a table or form names this, with a value."
_NOTICES = frozenset({DocumentRole.NOTICE, DocumentRole.PRIVACY_POLICY, DocumentRole.CONSENT_FORM})
_ANNOUNCING = frozenset({DocumentRole.NOTICE, DocumentRole.MESSAGE})
_TERMS = frozenset(
    {
        DocumentRole.NOTICE,
        DocumentRole.MESSAGE,
        DocumentRole.CONTRACT,
        DocumentRole.CONSENT_FORM,
        DocumentRole.PRIVACY_POLICY,
    }
)
"""Texts that tell people the operator's terms."""
_OPERATORS_WORDS = frozenset(
    {
        DocumentRole.NOTICE,
        DocumentRole.PRIVACY_POLICY,
        DocumentRole.CONSENT_FORM,
        DocumentRole.MESSAGE,
        DocumentRole.CONTRACT,
        DocumentRole.INTERNAL,
    }
)
"""Texts written by the operator: only there is a denial the operator's."""
_NOT_UNDERSTOOD = "The text is not in English or Chinese, and was not understood."
_NOT_MATCHED = frozenset({table.NOT_MATCHED, structured.NOT_MATCHED})


@dataclass
class DocumentReading:
    """One document and what has been read in it so far."""

    exhibit: Exhibit
    document: DocumentText
    text: NormalText
    whole: bool
    settled: bool = True
    observations: list[Observation] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    items: dict[str, TextLocator] = field(default_factory=dict)
    consent: list[ConsentCount] = field(default_factory=list)
    listed: list[ListedCamera] = field(default_factory=list)
    recognised: DocumentRole | None = None

    @classmethod
    def of(cls, exhibit: Exhibit, document: DocumentText) -> DocumentReading:
        """The reading of `document`, with nothing read in it yet."""
        whole = len(document.text) <= MAX_CHARACTERS
        text = normalise(document.text[:MAX_CHARACTERS], paragraphs=document.paragraphs)
        reading = cls(exhibit, document, text, whole)
        reading.warnings += document.notes
        reading.not_read += document.not_read
        if not whole:
            reading.not_read.append(f"Only the first {MAX_CHARACTERS} characters were read.")
        if document.text.strip() and not is_understood(text.text):
            reading.not_read.append(_NOT_UNDERSTOOD)
        return reading

    def understood_columns(self) -> None:
        """Take back that the columns of a table, or the keys of records, were not read."""
        solved = _NOT_MATCHED | {_NOT_UNDERSTOOD}
        self.not_read = [words for words in self.not_read if words not in solved]

    @property
    def role(self) -> DocumentRole:
        """What the document is: as declared, or else as its words surely show."""
        return self.recognised or self.exhibit.role

    def recognise_kind(self) -> None:
        """Where no role is declared, say what the document is by its words."""
        if self.exhibit.role is not DocumentRole.OTHER:
            return
        found = recognised_kind(self.text)
        if found is None:
            return
        if found.sure:
            self.recognised = ROLES.get(found.kind)
        quotes = (
            self.text.quote(sign.start, min(sign.end, sign.start + 30)) for sign in found.signs
        )
        reasons = "; ".join(dict.fromkeys(quote for quote in quotes if quote))
        name, how = NAMES[found.kind], "" if found.sure else "probably "
        first = min(found.signs, key=lambda sign: sign.start)
        self.observations.append(
            Observation(
                exhibit=self.exhibit.id,
                topic=f"text.document_kind.{found.kind.value}",
                locator=self.locator(Find(first.start, first.end)),
                note=f"By its words the document is {how}{name} ({reasons}).",
                confidence=round((0.9 if found.sure else 0.7) * self.document.confidence, 3),
            )
        )

    def locator(self, find: Find) -> TextLocator:
        """Where `find` is, quoted with some words around it."""
        line, column = self.text.place(find.start)
        mark = self.document.mark_at(self.text.offset(find.start))
        start, end = self._sentence(find)
        quote = blank_secrets(self.text.quote(start, end), prose=True)
        quote = "".join(char if char.isprintable() else " " for char in quote)
        key = mark.key if mark is not None else ""
        return TextLocator(line=line, column=column, key=key, quote=clipped(quote))

    def _sentence(self, find: Find) -> tuple[int, int]:
        """The sentence around `find`, or as much of it as a quote holds."""
        text = self.text.text
        start = max(0, find.start - _QUOTE_AROUND)
        end = min(len(text), max(find.end, find.start + 1) + _QUOTE_AROUND)
        ends = list(lexicon.SENTENCE_END.finditer(text, start, find.start))
        start = ends[-1].end() if ends else start
        closing = lexicon.SENTENCE_END.search(text, find.end, end)
        while start < find.start and within_word(text, start):
            start += 1
        while end > find.end and within_word(text, end):
            end -= 1
        return start, closing.end() if closing else end

    def note(
        self,
        topic: str,
        find: Find,
        words: str,
        *,
        item: str = "",
        says: Mapping[str, FactValue] | None = None,
        confidence: float = 0.9,
    ) -> None:
        """Add an observation; `item` is the disclosure of a notice it amounts to."""
        locator = self.locator(find)
        facts: dict[str, FactValue] = dict(says or {})
        if item and self.role in _NOTICES:
            self.items.setdefault(item, locator)
            facts["notice.items"] = (item,)
        self.observations.append(
            Observation(
                exhibit=self.exhibit.id,
                topic=f"text.{topic}",
                locator=locator,
                note=words,
                says=facts,
                confidence=round(confidence * self.document.confidence, 3),
            )
        )

    def faces(self) -> None:
        """Faces, fingerprints and biometrics that the text names or denies."""
        said: dict[FaceUse, Find] = {}
        for find in islice(every(lexicon.FACE, self.text), MAX_MENTIONS):
            said.setdefault(face_use(self.text, find), find)
        if (named := said.get(FaceUse.NAMED)) is not None:
            self.note("face_named", named, "The words name faces or face data.", item="face_data")
        if (denied := said.get(FaceUse.DENIED)) is not None:
            self.note(
                "face_denied",
                denied,
                "The words say that faces are not recognised or collected.",
                says=self._denial(FaceUse.NAMED in said),
            )
        if (storing := said.get(FaceUse.STORING_DENIED)) is not None:
            self.note("face_storing_denied", storing, "The words say that no face data are stored.")
        if (spared := said.get(FaceUse.NOT_NEEDED)) is not None:
            self.note("face_not_needed", spared, "The words say that the face is not needed.")
            # A reader of this learns that faces are in use here, or that they are not.
            self.settled = FaceUse.NAMED in said or FaceUse.DENIED in said
        if (fingers := names(lexicon.FINGERPRINT, self.text)) is not None:
            self.note("fingerprint_named", fingers, "The words name fingerprints.")
        if (biometrics := names(lexicon.BIOMETRIC, self.text)) is not None:
            self.note("biometrics_named", biometrics, "The words name biometric data.")

    def _denial(self, also_named: bool) -> dict[str, FactValue]:
        """What a denial says: nothing where the words are not the operator's, or contradict it."""
        if self.role not in _OPERATORS_WORDS:
            return {}
        if also_named:
            self.warnings.append(
                "The text both names face data and denies using it; read it whole."
            )
            return {}
        return {"declared.recognition_denied": True}

    def surveillance(self) -> None:
        """Video surveillance, and whether it is named without faces."""
        find = names(lexicon.SURVEILLANCE, self.text)
        if find is None:
            return
        faces = any(observation.topic == "text.face_named" for observation in self.observations)
        self.note(
            "video_surveillance" if faces else "video_surveillance_only",
            find,
            "The words name video surveillance"
            + (" as well as faces." if faces else " and do not name faces."),
        )

    def disclosures(self) -> None:
        """Everything that a plain pattern finds; the first place of each counts."""
        for entry in DISCLOSURES:
            # Kinds of data are not disclosed by saying that they are not collected.
            found = (
                find
                for find in disclosed(entry, self.text)
                if entry.topic != "kinds" or face_use(self.text, find) is FaceUse.NAMED
                if entry.topic != "contact" or not self._in_header(find)
            )
            if (first := next(found, None)) is not None:
                self.note(entry.topic, first, entry.words, item=entry.item, says=self._term(entry))

    def _in_header(self, find: Find) -> bool:
        """Whether the words are in the header of a message, and so not in its text."""
        mark = self.document.mark_at(self.text.offset(find.start))
        return mark is not None and mark.key.startswith("header")

    def _term(self, entry: Disclosure) -> dict[str, FactValue]:
        """The term that a text of the operator states, where `entry` is one."""
        if not entry.term or self.role not in _TERMS:
            return {}
        return {"notice.terms": (entry.term,)}

    def labelled(self) -> None:
        """Items that a table or form names by a label with a value."""
        if names(lexicon.DATA, self.text) is None:
            return
        noted = {observation.topic for observation in self.observations}
        for value in labelled_values(self.document.text[:MAX_CHARACTERS]):
            topic = f"text.{value.kind.topic}"
            if topic in noted:
                continue
            noted.add(topic)
            start, end = self.text.index(value.start), self.text.index(value.end)
            self.note(value.kind.topic, Find(start, end), _LABELLED, item=value.kind.item)
        signed = next(signatories(self.document.text[:MAX_CHARACTERS]), None)
        if signed is not None and "text.operator_named" not in noted:
            find = Find(self.text.index(signed[0]), self.text.index(signed[1]))
            self.note("operator_named", find, "The words name the operator.", item="name")

    def kept(self) -> None:
        """Stated times of keeping. One of them, the longest for faces, says how long."""
        periods = list(retentions(self.text))
        limits = [period for period in periods if not period.at_least]
        of_faces = [period for period in limits if period.of_faces]
        main = max(of_faces or limits, key=lambda period: period.days or 0, default=None)
        # A period that is uncertain may be the longest, so that none is known to be.
        if any(period.days is None for period in of_faces or limits):
            main = None
        for period in periods:
            self._note_kept(period, main)
        find = names(lexicon.RETENTION_IN_WORDS, self.text)
        if find is not None and not self._has("retention_in_words"):
            words = "The words name a time of keeping."
            self.note("retention_in_words", find, words, item="retention")
        find = next(unlimited(self.text), None)
        if find is not None:
            words = "The words say that data are kept for ever."
            self.note("retention_unlimited", find, words, item="retention")

    def _has(self, topic: str) -> bool:
        return any(observation.topic == f"text.{topic}" for observation in self.observations)

    def _note_kept(self, period: Retention, main: Retention | None) -> None:
        days = period.days
        if days is None:
            words = "The words state a retention period, whose number was not read with certainty."
            self.settled = False
            self.note("retention_uncertain", period.find, words, item="retention", confidence=0.5)
            return
        says: dict[str, FactValue] = {}
        if period is main and self.role in _NOTICES:
            says["notice.retention_days"] = int(days) if float(days).is_integer() else days
        words = f"The words state a time of keeping: {days:g} {'day' if days == 1 else 'days'}"
        if period.at_least:
            words += ", as a minimum and not as a limit"
        topic = "retention" if period is main or main is None else "retention_of_others"
        self.note(topic, period.find, words + ".", item="retention", says=says)

    def refused(self) -> None:
        """Announcements that entry or service is refused without the face."""
        for index, find in enumerate(refusals(self.text)):
            says: dict[str, FactValue] = {}
            if index == 0 and self.role in _ANNOUNCING:
                says["refusal.entry_or_service_refused"] = True
            if index == 0 and self.role in _TERMS:
                says["notice.terms"] = ("no_face_no_service",)
            words = "The words announce that entry or service is refused without the face."
            self.note("refusal_announced", find, words, says=says)

    def conclude(self) -> None:
        """For a notice: that it is there, and the list of all it discloses."""
        if self.role is not DocumentRole.NOTICE or not self.text.text.strip():
            return
        first = next((i for i, char in enumerate(self.text.text) if not char.isspace()), 0)
        top = self.locator(Find(first, first + 1))
        read = self.document.certain and not self.not_read
        if not read:
            self.warnings.append(
                "The notice was not read in full with certainty, so what was not found in it "
                "proves nothing."
            )
        # A text that only reads like a notice may be a part of one.
        known = read and self.settled and self.recognised is None
        missing = surely_missing(self.text.text, set(self.items)) if known else ()
        whole = len(missing) + len(self.items) == len(notice_items())
        found = ", ".join(sorted(self.items)) or "nothing that was looked for"
        self.observations.append(
            Observation(
                exhibit=self.exhibit.id,
                topic="text.notice_items",
                locator=top,
                note=f"The notice states: {found}.",
                says={"notice.present": True, "notice.items": tuple(sorted(self.items))},
                complete=whole,
                lacks=() if whole else missing,
                confidence=0.9 if read else 0.6,
            )
        )

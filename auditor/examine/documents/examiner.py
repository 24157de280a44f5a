"""The examiner of notices, messages, contracts and other texts: what their words disclose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.locator import TextLocator
from auditor.examine.document_model import ConsentCount, ListedCamera
from auditor.examine.documents import lexicon
from auditor.examine.documents.assessments.observe import read_governance
from auditor.examine.documents.chats.model import Conversation
from auditor.examine.documents.chats.observe import read_conversation
from auditor.examine.documents.chats.recognise import conversation_in
from auditor.examine.documents.consent_records.observe import read_consent_records
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
)
from auditor.examine.documents.hints import notice_items, surely_missing
from auditor.examine.documents.inventory_table.observe import read_inventory
from auditor.examine.documents.normal import NormalText, normalise
from auditor.examine.documents.read import read_document
from auditor.examine.documents.readers import structured, table
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination, Observation, TextCoverage
from auditor.examine.shared.secrets import blank_secrets
from auditor.vocabulary.value import FactValue

MAX_CHARACTERS = 100_000
"""Most characters searched; a notice has hundreds, a privacy policy tens of thousands."""
MAX_MENTIONS = 1_000
"""Most places naming faces that are looked at for what is said of them."""
MAX_QUOTE = 200
_QUOTE_AROUND = 40

_NOTICES = frozenset({DocumentRole.NOTICE, DocumentRole.PRIVACY_POLICY, DocumentRole.CONSENT_FORM})
_ANNOUNCING = frozenset({DocumentRole.NOTICE, DocumentRole.MESSAGE})
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
"""Texts in which the operator speaks: only there is a denial the operator's."""


class DocumentExaminer:
    """Reads texts in English and Chinese and says what they disclose, never what follows."""

    name = "document"

    def reads(self, exhibit: Exhibit, path: Path) -> bool:
        """Whether the exhibit is a text."""
        del path
        return exhibit.kind is ExhibitKind.TEXT

    def examine(self, exhibit: Exhibit, path: Path, bench: Workbench) -> Examination:
        """Read the text at `path`.

        Raises:
            ExhibitError: it cannot be read or is too large to be.
        """
        document = read_document(path, exhibit.path, bench.read_picture)
        lines = document.text.count("\n") + 1
        bench.progress(0, lines)
        reading = searched(exhibit, document)
        bench.progress(lines, lines)
        return Examination(
            exhibit=exhibit.id,
            examiner=self.name,
            format=document.form.value,
            method=(
                ("form of the document", document.form.value),
                ("decoded as", document.encoding),
                ("read as", exhibit.role.value),
                ("words looked for in", "English and Chinese (simplified and traditional)"),
            ),
            observations=tuple(reading.observations),
            coverage=TextCoverage(lines=lines, encoding=document.encoding),
            consent=tuple(reading.consent),
            listed=tuple(reading.listed),
            warnings=tuple(reading.warnings),
            not_read=tuple(reading.not_read),
        )


def searched(
    exhibit: Exhibit, document: DocumentText, conversation: Conversation | None = None
) -> DocumentReading:
    """What the words of `document` disclose; of a `conversation` who says it matters, too."""
    reading = DocumentReading.of(exhibit, document)
    if (records := read_consent_records(exhibit, document)) is not None:
        reading.observations += records.observations
        reading.consent += records.counts
        reading.warnings += records.warnings
        reading.understood_columns()
        return reading
    if (inventory := read_inventory(exhibit, document)) is not None:
        reading.observations += inventory.observations
        reading.listed += inventory.cameras
        reading.warnings += inventory.warnings
        reading.understood_columns()
        reading.not_read += inventory.not_read
        return reading
    conversation = conversation or conversation_in(document, exhibit.role)
    if conversation is not None:
        spoken = read_conversation(exhibit, document, conversation)
        reading.observations += spoken.observations
        reading.warnings += spoken.warnings
        return reading
    whole = document.certain and not reading.not_read
    if (governance := read_governance(exhibit, document, whole=whole)) is not None:
        reading.observations += governance.observations
        reading.warnings += governance.warnings
    reading.faces()
    reading.surveillance()
    reading.disclosures()
    reading.kept()
    reading.refused()
    reading.conclude()
    return reading


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
        if document.text.strip() and not reading._understood():
            reading.not_read.append(_NOT_UNDERSTOOD)
        return reading

    def understood_columns(self) -> None:
        """Take back that the columns of a table, or the keys of records, were not read."""
        solved = _NOT_MATCHED | {_NOT_UNDERSTOOD}
        self.not_read = [words for words in self.not_read if words not in solved]

    @property
    def role(self) -> DocumentRole:
        """What the document is, as declared."""
        return self.exhibit.role

    def locator(self, find: Find) -> TextLocator:
        """Where `find` is, quoted with some words around it."""
        line, column = self.text.place(find.start)
        mark = self.document.mark_at(self.text.offset(find.start))
        start, end = self._sentence(find)
        quote = blank_secrets(self.text.quote(start, end), prose=True)
        quote = "".join(char if char.isprintable() else " " for char in quote)
        key = mark.key if mark is not None else ""
        return TextLocator(line=line, column=column, key=key, quote=quote[:MAX_QUOTE])

    def _sentence(self, find: Find) -> tuple[int, int]:
        """The sentence around `find`, or as much of it as a quote holds."""
        text = self.text.text
        start = max(0, find.start - _QUOTE_AROUND)
        end = min(len(text), max(find.end, find.start + 1) + _QUOTE_AROUND)
        ends = list(lexicon.SENTENCE_END.finditer(text, start, find.start))
        start = ends[-1].end() if ends else start
        closing = lexicon.SENTENCE_END.search(text, find.end, end)
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
            # Whoever reads this learns that faces are in use here, or that they are not.
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
        faces = any(one.topic == "text.face_named" for one in self.observations)
        self.note(
            "video_surveillance" if faces else "video_surveillance_only",
            find,
            "The words name video surveillance"
            + (" beside faces." if faces else " and do not name faces."),
        )

    def disclosures(self) -> None:
        """Everything that a plain pattern finds; the first place of each counts."""
        for entry in lexicon.DISCLOSURES:
            # Kinds of data are not disclosed by saying that they are not collected.
            found = (
                find
                for find in disclosed(entry, self.text)
                if entry.topic != "kinds" or face_use(self.text, find) is FaceUse.NAMED
            )
            if (first := next(found, None)) is not None:
                self.note(entry.topic, first, entry.words, item=entry.item)

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
        for pattern, topic, words in (
            (
                lexicon.RETENTION_IN_WORDS,
                "retention_in_words",
                "The words speak of a time of keeping.",
            ),
            (
                lexicon.UNLIMITED,
                "retention_unlimited",
                "The words say that data are kept for ever.",
            ),
        ):
            find = names(pattern, self.text)
            if find is not None:
                self.note(topic, find, words, item="retention")

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
        words = f"The words state a time of keeping: {days:g} days"
        if period.at_least:
            words += ", as a minimum and not as a limit"
        self.note("retention", period.find, words + ".", item="retention", says=says)

    def refused(self) -> None:
        """Announcements that entry or service is refused without the face."""
        for index, find in enumerate(refusals(self.text)):
            says: dict[str, FactValue] = {}
            if index == 0 and self.role in _ANNOUNCING:
                says["refusal.entry_or_service_refused"] = True
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
        missing = surely_missing(self.text.text, set(self.items)) if read and self.settled else ()
        whole = len(missing) + len(self.items) == len(notice_items())
        found = ", ".join(sorted(self.items)) or "none of the matters looked for"
        self.observations.append(
            Observation(
                exhibit=self.exhibit.id,
                topic="text.notice_items",
                locator=top,
                note=f"The notice speaks of: {found}.",
                says={"notice.present": True, "notice.items": tuple(sorted(self.items))},
                complete=whole,
                lacks=() if whole else missing,
                confidence=0.9 if read else 0.6,
            )
        )

    def _understood(self) -> bool:
        """Whether the text is in a language whose words are looked for."""
        text = self.text.text
        if _OTHER_SCRIPTS.search(text):
            return False
        if _CHINESE.search(text):
            return True
        words = _WORD.findall(text.lower())
        common = sum(1 for word in words if word in _COMMON_ENGLISH)
        return bool(words) and common * _WORDS_PER_COMMON >= len(words)


_NOT_UNDERSTOOD = "The text is not in English or Chinese, and was not understood."
_NOT_MATCHED = frozenset({table.NOT_MATCHED, structured.NOT_MATCHED})
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_OTHER_SCRIPTS = re.compile(
    r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]{2}"
)
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_PER_COMMON = 8
"""English text has one of the words below among eight, signs included."""
_COMMON_ENGLISH = frozenset(
    "the and to of is in for this your you are by on at or we our with not be may will no "  # noqa: SIM905
    "please camera cameras cctv video surveillance recording recorded security warning notice area "
    "use used facial recognition face smile welcome entrance visitors staff only".split()
)

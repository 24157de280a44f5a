"""The examiner of notices, messages, contracts and other texts: what their words disclose."""

from __future__ import annotations

from pathlib import Path

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.examine.documents.assessments.observe import read_governance
from auditor.examine.documents.chats.labels import roles_of
from auditor.examine.documents.chats.model import Conversation
from auditor.examine.documents.chats.observe import read_conversation
from auditor.examine.documents.chats.recognise import conversation_in
from auditor.examine.documents.consent_records.observe import read_consent_records
from auditor.examine.documents.inventory_table.observe import read_inventory
from auditor.examine.documents.own_words import own_words
from auditor.examine.documents.read import read_document
from auditor.examine.documents.readers.model import DocumentForm, DocumentText
from auditor.examine.documents.reading import DocumentReading
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination, TextCoverage
from auditor.vocabulary.value import SpeakerRole


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
    reading.recognise_kind()
    conversation = conversation or conversation_in(document, exhibit.role)
    if conversation is not None:
        spoken = read_conversation(exhibit, document, conversation)
        reading.observations += spoken.observations
        reading.warnings += spoken.warnings
        if _is_lone_mail(document, conversation):
            _words_of_mail(reading)
        return reading
    whole = document.certain and not reading.not_read
    if (governance := read_governance(exhibit, document, whole=whole)) is not None:
        reading.observations += governance.observations
        reading.warnings += governance.warnings
    reading.faces()
    if reading.role is DocumentRole.NOTICE:
        reading.observations += own_words(exhibit, document)
    reading.surveillance()
    reading.disclosures()
    reading.labelled()
    reading.kept()
    reading.refused()
    reading.conclude()
    return reading


def _is_lone_mail(document: DocumentText, conversation: Conversation) -> bool:
    """Whether all the words are of one e-mail of the operator, which quotes nobody."""
    if document.form is not DocumentForm.EMAIL or len(conversation.turns) != 1:
        return False
    turn = conversation.turns[0]
    role = roles_of(conversation, document.text).get(turn.author)
    return not turn.quoted and role is SpeakerRole.OPERATOR


def _words_of_mail(reading: DocumentReading) -> None:
    """What a lone e-mail discloses; facts come from the reader of conversations alone.

    That reader knows hearsay and conditions; the patterns of documents do not.
    """
    before = len(reading.observations)
    reading.faces()
    reading.surveillance()
    reading.disclosures()
    reading.labelled()
    reading.kept()
    reading.refused()
    reading.observations[before:] = [
        observation.model_copy(update={"says": {}}) for observation in reading.observations[before:]
    ]

"""Whether a document is a conversation, and of which form."""

from __future__ import annotations

from auditor.case.model import DocumentRole
from auditor.examine.documents.chats.exports import exported_conversation
from auditor.examine.documents.chats.labels import roles_of
from auditor.examine.documents.chats.mail import mail_conversation
from auditor.examine.documents.chats.model import Conversation
from auditor.examine.documents.chats.typed import typed_conversation
from auditor.examine.documents.readers.model import DocumentForm, DocumentText

_OTHER_DOCUMENTS = frozenset(
    {
        DocumentRole.NOTICE,
        DocumentRole.CONTRACT,
        DocumentRole.CONSENT_FORM,
        DocumentRole.CONSENT_RECORD,
        DocumentRole.PRIVACY_POLICY,
        DocumentRole.JUDGMENT,
    }
)
"""What is declared to be one of these is no conversation, whatever it looks like."""


def conversation_in(document: DocumentText, role: DocumentRole) -> Conversation | None:
    """The conversation that `document`, declared as `role`, holds; None where it holds none."""
    if role in _OTHER_DOCUMENTS:
        return None
    if document.form is DocumentForm.EMAIL:
        return _with_known_author(mail_conversation(document.text), document.text)
    if document.form in (DocumentForm.JSON, DocumentForm.TABLE, DocumentForm.WORKBOOK):
        return exported_conversation(document)
    if document.form is DocumentForm.PICTURE:
        return None
    return typed_conversation(document.text)


def _with_known_author(conversation: Conversation | None, text: str) -> Conversation | None:
    """None for a single message of nobody known: it is read as the document it is."""
    if conversation is None or len(conversation.authors) > 1:
        return conversation
    return conversation if roles_of(conversation, text) else None

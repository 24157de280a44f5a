"""Conversations for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import Digest
from auditor.core.errors import RuleError
from auditor.core.own_yaml import read_yaml
from auditor.examine.documents.chats.observe import ConversationReading, read_conversation
from auditor.examine.documents.chats.recognise import conversation_in
from auditor.examine.documents.readers.model import DocumentText
from auditor.vocabulary.value import FactValue, SpeakerRole

EXHIBIT = Exhibit(
    id="E-01",
    path="chat.txt",
    kind=ExhibitKind.TEXT,
    media_type="text/plain",
    size=1,
    digest=Digest(value="0" * 64),
    role=DocumentRole.MESSAGE,
)
_NAMES = {"v": "我", "o": "客服"}


def phrasings(path: Path) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = read_yaml(path, path.name, RuleError).data
    return data


def exchange(turns: Sequence[str]) -> str:
    """`v: words` by the visitor and `o: words` by the operator, as somebody types them."""
    return "\n".join(f"{_NAMES[turn[0]]}：{turn[2:].strip()}" for turn in turns)


def read_document(document: DocumentText) -> ConversationReading:
    conversation = conversation_in(document, DocumentRole.MESSAGE)
    assert conversation is not None
    return read_conversation(EXHIBIT, document, conversation)


def read_text(text: str) -> ConversationReading:
    return read_document(DocumentText(text))


def facts_by(reading: ConversationReading) -> dict[SpeakerRole, dict[str, FactValue]]:
    """What each side says."""
    said: dict[SpeakerRole, dict[str, FactValue]] = {}
    for observation in reading.observations:
        if observation.utterance is not None:
            said.setdefault(observation.utterance.by, {}).update(observation.says)
    return said

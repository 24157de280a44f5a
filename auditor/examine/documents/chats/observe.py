"""A conversation as observations: whose words they are, at which place, and what follows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.case.model import Exhibit
from auditor.core.locator import TextLocator
from auditor.examine.document_model import Medium, Utterance
from auditor.examine.documents.chats import lexicon
from auditor.examine.documents.chats.admissions import admissions
from auditor.examine.documents.chats.labels import roles_of
from auditor.examine.documents.chats.model import Conversation, Roles
from auditor.examine.documents.chats.requests import accounts, requests
from auditor.examine.documents.chats.sayings import Saying, SpokenTurn, spoken_turns
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import clipped
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.model import Observation
from auditor.examine.shared.secrets import blank_secrets
from auditor.vocabulary.value import SpeakerRole

CONFIDENCE = {Medium.TYPED: 0.7, Medium.SCREENSHOT: 0.8, Medium.EXPORT: 0.9}
"""By medium, before the confidence of the reading of the picture: a convention of this tool."""
NOBODY_KNOWN = (
    "Who wrote what in the conversation is not known, so nothing in it counts as anybody's words."
)


@dataclass(frozen=True)
class ConversationReading:
    """What was read of a conversation.

    Attributes:
        conversation: its turns.
        observations: what was observed.
        warnings: plain English sentences.
    """

    conversation: Conversation
    observations: tuple[Observation, ...]
    warnings: tuple[str, ...]


def read_conversation(
    exhibit: Exhibit, document: DocumentText, conversation: Conversation
) -> ConversationReading:
    """What `conversation`, found in `document`, says of faces, and who says it."""
    roles = roles_of(conversation, document.text)
    turns = spoken_turns(conversation, roles, document.text)
    sayings = (*admissions(turns), *_own_place(turns), *requests(turns), *accounts(turns))
    place = Places(document)
    observations = [_summary(exhibit, conversation, roles, place)]
    for saying in _once(sayings):
        observations.append(
            _observation(exhibit, document, _Sides(conversation, roles), saying, place)
        )
    warnings = list(conversation.notes)
    if not {SpeakerRole.OPERATOR, SpeakerRole.VISITOR} & set(roles.values()):
        warnings.append(NOBODY_KNOWN)
        observations += _of_nobody(exhibit, conversation, turns, place)
    return ConversationReading(conversation, tuple(observations), tuple(warnings))


def _once(sayings: tuple[Saying, ...]) -> Iterator[Saying]:
    """Each thing said once, at its first place; what bears a fact comes before what does not."""
    seen: set[tuple[str, str]] = set()
    for saying in sayings:
        key = (saying.topic, repr(sorted(saying.facts.items())))
        if key not in seen:
            seen.add(key)
            yield saying


@dataclass(frozen=True)
class _Sides:
    conversation: Conversation
    roles: Roles


class Places:
    """Where words are in a document, as locators."""

    def __init__(self, document: DocumentText) -> None:
        self._document = document
        text = document.text
        self._starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]

    def locator(self, start: int, end: int) -> TextLocator:
        """The place of the words from `start` to `end`, quoted with their secrets blanked."""
        line = bisect_right(self._starts, start)
        mark = self._document.mark_at(start)
        words = " ".join(self._document.text[start:end].split())
        quote = "".join(char if char.isprintable() else " " for char in words)
        return TextLocator(
            line=line,
            column=start - self._starts[line - 1] + 1,
            key=mark.key if mark is not None else "",
            quote=clipped(blank_secrets(quote, prose=True)),
        )


def _observation(
    exhibit: Exhibit, document: DocumentText, spoken: _Sides, saying: Saying, places: Places
) -> Observation:
    conversation = spoken.conversation
    role = spoken.roles[saying.turn.author]
    return Observation(
        exhibit=exhibit.id,
        topic=f"text.chat_{saying.topic}",
        locator=places.locator(*saying.sentence.place()),
        note=saying.words,
        says=dict(saying.facts),
        utterance=Utterance(by=role, medium=conversation.medium, on=saying.turn.on),
        confidence=round(CONFIDENCE[conversation.medium] * document.confidence, 3),
    )


def _summary(
    exhibit: Exhibit, conversation: Conversation, roles: Roles, places: Places
) -> Observation:
    """Whose turns there are, so that a reader can check the sides."""
    counts = {
        role: sum(1 for turn in conversation.turns if roles.get(turn.author) is role)
        for role in (SpeakerRole.OPERATOR, SpeakerRole.VISITOR, None)
    }
    first = conversation.turns[0]
    return Observation(
        exhibit=exhibit.id,
        topic="text.chat",
        locator=places.locator(first.start, first.end),
        note=(
            f"A conversation of {len(conversation.turns)} messages was read: "
            f"{counts[SpeakerRole.OPERATOR]} by the operator's side, "
            f"{counts[SpeakerRole.VISITOR]} by the visitor's, {counts[None]} by nobody known."
        ),
    )


def _of_nobody(
    exhibit: Exhibit, conversation: Conversation, turns: tuple[SpokenTurn, ...], places: Places
) -> Iterator[Observation]:
    """The first message that names faces: it is shown, and nothing follows from it."""
    for turn in turns:
        for sentence in turn.sentences:
            if compiled(lexicon.FACE).search(sentence.text):
                yield Observation(
                    exhibit=exhibit.id,
                    topic="text.chat_unknown_author",
                    locator=places.locator(*sentence.place()),
                    note="The words name faces; who wrote them is not known.",
                    confidence=0.3,
                )
                return


def _own_place(turns: tuple[SpokenTurn, ...]) -> Iterator[Saying]:
    """The kind of premises that the operator's people call their own, if it is one kind."""
    named: dict[str, Saying] = {}
    for turn in turns:
        if turn.role is not SpeakerRole.OPERATOR:
            continue
        for sentence in turn.sentences:
            for kind, pattern in lexicon.OWN_PLACE.items():
                if sentence.affirms(pattern) and sentence.asserts():
                    words = "The operator writes of which kind the premises are."
                    saying = Saying(
                        "own_place", words, turn.turn, sentence, {"premises.kind": kind}
                    )
                    named.setdefault(kind, saying)
    if len(named) == 1:
        yield from named.values()

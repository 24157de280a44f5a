"""What one sentence of a conversation says, before it becomes an observation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.examine.documents.chats.model import Conversation, Roles, Turn
from auditor.examine.documents.chats.sentences import JOKE, Sentence, sentences
from auditor.examine.documents.lexicon import compiled
from auditor.vocabulary.value import FactValue, SpeakerRole


@dataclass(frozen=True)
class Saying:
    """A sentence that matters.

    Attributes:
        topic: the last word of the topic of the observation.
        words: what it says, one plain English sentence.
        turn: the turn it is in.
        sentence: the sentence.
        facts: what follows from it, by fact.
    """

    topic: str
    words: str
    turn: Turn
    sentence: Sentence
    facts: Mapping[str, FactValue] = field(default_factory=dict)


@dataclass(frozen=True)
class SpokenTurn:
    """A turn with its side and sentences; `before` are the words of the other side before it."""

    turn: Turn
    role: SpeakerRole | None
    sentences: tuple[Sentence, ...]
    before: str

    @property
    def words(self) -> str:
        """All of its words."""
        return "".join(sentence.text for sentence in self.sentences)


def spoken_turns(conversation: Conversation, roles: Roles, text: str) -> tuple[SpokenTurn, ...]:
    """The turns of `conversation` in order, without those that their author calls a joke."""
    turns: list[SpokenTurn] = []
    before: dict[str, str] = {}
    for turn in conversation.turns:
        own = tuple(sentences(text, turn.start, turn.end, turn.quoted))
        other = next((before[name] for name in reversed(before) if name != turn.author), "")
        if not turns or turns[-1].turn.author != turn.author:
            before.pop(turn.author, None)
            before[turn.author] = ""
        before[turn.author] += "".join(sentence.text for sentence in own)
        turns.append(SpokenTurn(turn, roles.get(turn.author), own, other))
    return tuple(spoken for index, spoken in enumerate(turns) if not _is_joke(turns, index))


def _is_joke(turns: Sequence[SpokenTurn], index: int) -> bool:
    """Whether the turn, or one just after it by the same author, says that it was a joke."""
    author = turns[index].turn.author
    for later in turns[index:]:
        if later.turn.author != author:
            return False
        if compiled(JOKE).search(later.words):
            return True
    return False

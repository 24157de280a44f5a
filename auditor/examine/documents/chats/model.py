"""A conversation: its turns, who wrote each, and how it came to us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from auditor.examine.document_model import Medium
from auditor.vocabulary.value import SpeakerRole

OWN = "me"
"""The author of turns on the side of the owner of the phone or account."""
OTHER = "the other side"
"""The author of turns on the other side of a screenshot, where no name is written there."""


@dataclass(frozen=True)
class Turn:
    """What one author wrote at a time.

    Attributes:
        author: the name as written; `OWN` for the person whose phone or account it is.
        start: offset of its first character in the text of the document.
        end: offset after its last character.
        on: the day it was sent, where the conversation states one with its year.
        quoted: offsets, within the turn, of words that it only quotes from another turn.
    """

    author: str
    start: int
    end: int
    on: date | None = None
    quoted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Conversation:
    """Turns in their order.

    Attributes:
        style: the form it has, as the report names it.
        turns: what was written, in order.
        medium: how it came to us.
        title: what the conversation calls the other side, or empty.
        notes: plain English sentences on how it was read.
    """

    style: str
    turns: tuple[Turn, ...]
    medium: Medium
    title: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def authors(self) -> tuple[str, ...]:
        """Every author, in the order of appearance."""
        return tuple(dict.fromkeys(turn.author for turn in self.turns))


Roles = dict[str, SpeakerRole]
"""The role of each author whose side is known."""

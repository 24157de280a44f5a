"""Where a fact of a letter can be checked, in the words of the person who sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from auditor.core.locator import MediaLocator, TextLocator
from auditor.report.statements import agreeing
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Source
from auditor.vocabulary.value import SpeakerRole

PLACES = 2
"""Places printed behind one sentence."""


_DENIAL = "declared.recognition_denied"
"""A fact about the operator, whom a letter to it addresses."""


_STATED_AS = {
    SpeakerRole.VISITOR: "own",
    SpeakerRole.AUDITOR: "noted",
    SpeakerRole.COURT: "court",
    SpeakerRole.AUTHORITY: "authority",
}
"""How a letter names whose statement it rests on; a visitor is the person who sends it."""


class LetterReader(StrEnum):
    """Who reads the letter: whose statements are "yours" depends on it."""

    OPERATOR = "operator"
    AUTHORITY = "authority"


class LetterSources:
    """Names the sources of facts in one letter.

    Args:
        words: the words of the letter's language.
        reader: who gets the letter.
        numbers: the number of each attachment by the id of its exhibit.
    """

    def __init__(self, words: Words, reader: LetterReader, numbers: Mapping[str, int]) -> None:
        self.words = words
        self.reader = reader
        self.numbers = numbers

    def sentence(self, fact: Fact) -> str:
        """The fact as a sentence with its places; empty where it is unknown or has no sentence."""
        words = self.words
        if fact.value is None:
            return ""
        if fact.id == _DENIAL and fact.value is True:
            text = words.say(f"letter_denial.{self.reader.value}")
        else:
            text = self._addressed(words.sentence(fact.id, fact.value, complete=fact.complete))
        if not text:
            return ""
        places = dict.fromkeys(filter(None, map(self._place, agreeing(fact))))
        if not places:
            return words.say("statement.plain", sentence=text)
        joined = words.series(list(places)[:PLACES])
        return words.say("statement.sourced", sentence=text, places=joined)

    def _addressed(self, text: str) -> str:
        """A sentence that names the operator as this letter does."""
        operator = self.words.say("letter_party.of_sentences")
        return text.replace(operator, self.words.say(f"letter_party.{self.reader.value}"))

    def _place(self, source: Source) -> str:
        if source.exhibit:
            return self._in_attachment(source)
        if source.by is None:
            return ""
        return self._statement(source.by.role, source.on)

    def _in_attachment(self, source: Source) -> str:
        words, number = self.words, self.numbers.get(source.exhibit)
        if number is None:
            return ""
        match source.locator:
            case MediaLocator() as media:
                return words.say("letter_source.time", number=number, time=words.clock(media.start))
            case TextLocator() as text:
                return words.say("letter_source.line", number=number, line=text.line)
            case _:
                return words.say("letter_source.attachment", number=number)

    def _statement(self, role: SpeakerRole, on: date | None) -> str:
        """A statement, dated where a day is given."""
        words = self.words
        who = _STATED_AS.get(role)
        if role is SpeakerRole.OPERATOR:
            who = "yours" if self.reader is LetterReader.OPERATOR else "operators"
        if who is None:
            speaker = words.say(f"speaker.{role.value}")
            key = "statement.by_on" if on else "statement.by"
            return words.say(key, who=speaker, **({"on": words.day(on)} if on else {}))
        if on is None:
            return words.say(f"letter_source.{who}")
        return words.say(f"letter_source.{who}_on", day=words.day(on))

"""What a rule's test asks, in words: for the trace of a finding and for the handbook alike."""

from __future__ import annotations

from typing import Protocol

from auditor.judge.rules.condition import TestName
from auditor.judge.rules.span import LegalSpan
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


class Tested(Protocol):
    """A test of a fact, as written in a rule or as weighed."""

    @property
    def fact(self) -> str:
        """The fact tested."""

    @property
    def test(self) -> TestName:
        """The kind of test."""

    @property
    def value(self) -> FactValue | None:
        """What it is compared with, where that is written in the rule."""

    @property
    def other(self) -> str:
        """The fact it is compared with, where it is another's value."""

    @property
    def plus(self) -> LegalSpan | None:
        """How long after that day."""


def test_words(words: Words, tested: Tested, other_found: str) -> str:
    """The test in words; `other_found` is the value of the other fact, or that it is not known."""
    if tested.other:
        question = words.question(tested.other)
        if tested.plus is not None:
            return words.say(
                f"test_span.{tested.plus.unit}",
                number=tested.plus.number,
                question=question,
                value=other_found,
            )
        return words.say(f"test_other.{tested.test}", question=question, value=other_found)
    if tested.test == "known":
        return words.say("test.known" if tested.value else "test.not_known")
    return words.say(f"test.{tested.test}", value=_against(words, tested.fact, tested.value))


def _against(words: Words, fact: str, value: FactValue | None) -> str:
    """A value a rule tests against: one of the fact's own, or several of them."""
    if isinstance(value, tuple):
        return definition(fact).say(value, words.language)
    return words.value(fact, value)

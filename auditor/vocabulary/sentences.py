"""What facts and changes of conduct say as sentences, loaded from `sentences.yaml`.

A sentence states one value of one fact, without a full stop, so that its source can follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Language, Text
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactDefinition, FactType, vocabulary

_FILE = Path(__file__).with_name("sentences.yaml")
_ANY = "any"
"""The key of the sentence for every value of a choice that has none of its own."""


class _SentenceFile(Frozen):
    sentences: Mapping[str, Mapping[str, Text]]


@cache
def sentences() -> Mapping[str, Mapping[str, Text]]:
    """The sentences of every fact, by fact and key.

    Raises:
        RuleError: the shipped file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, _SentenceFile, {"sentences": source.data}, RuleError).sentences


def sentence(
    fact: str, value: FactValue, words: str, language: Language, *, complete: bool = True
) -> str:
    """The sentence that states `value` of `fact`; empty where there is none.

    Args:
        fact: the id of the fact.
        value: its value.
        words: the value as a report prints it.
        language: of the sentence.
        complete: of a set, that it names all of its members.
    """
    return _filled(fact, _key(fact, value, complete=complete), words, language)


def change_sentence(
    fact: str, now: FactValue | None, then: FactValue, words: str, language: Language
) -> str:
    """What the operator does so that `fact` becomes `then`; empty where no conduct does that.

    `words` is what the sentence names: the members that go or come of a set, else the new value.
    """
    if isinstance(then, tuple):
        fewer = isinstance(now, tuple) and set(then) < set(now)
        key = "do_without" if fewer else "do_some" if then else "do_none"
        return _filled(fact, key, words, language)
    key = _key(fact, then, complete=True).removeprefix("if_")
    none_left = _filled(fact, "do_none", words, language) if then == 0 and key == "value" else ""
    return none_left or _filled(fact, f"do_{key}", words, language)


def keys_needed(about: FactDefinition) -> frozenset[str]:
    """The keys of the sentences that a fact needs, so that each of its values can be stated."""
    match about.type:
        case FactType.YES_NO:
            return frozenset({"if_yes", "if_no"})
        case FactType.SET:
            return frozenset({"some", "partial", "none"})
        case FactType.CHOICE:
            any_value = _ANY in sentences().get(about.id, {})
            return frozenset() if any_value else frozenset(about.values)
        case _:
            return frozenset({"value"})


def _key(fact: str, value: FactValue, *, complete: bool) -> str:
    match value:
        case bool():
            return "if_yes" if value else "if_no"
        case tuple():
            return "none" if complete and not value else "some" if complete else "partial"
        case str() if (about := vocabulary().get(fact)) and about.type is FactType.CHOICE:
            return value
        case _:
            return "value"


def _filled(fact: str, key: str, words: str, language: Language) -> str:
    known = sentences().get(fact, {})
    text = known.get(key) or (None if key.startswith("do_") else known.get(_ANY))
    return text[language].format(value=words) if text is not None else ""

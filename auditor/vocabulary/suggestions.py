"""Suggest the word that was meant: by synonym and meaning first, by spelling last.

A suggestion is never the word that was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.vocabulary.vocabulary import (
    MOVED_TO_RUN_RECORD,
    FactDefinition,
    FactType,
    declarable,
    vocabulary,
)

_FILE = Path(__file__).with_name("synonyms.yaml")

LEAST_LIKENESS = 0.75
"""Least share of equal letters at which a word counts as misspelt (`difflib`'s ratio). Slips of a
letter or two in words of six letters are above it; unrelated words such as "showroom" and "school"
(0.57) are below."""
MOST_SUGGESTED = 3
"""Most facts suggested for one unknown name."""

Synonyms = dict[str, tuple[str, ...]]
"""What people write, by the word that is meant."""


class SynonymFile(Frozen):
    """`synonyms.yaml`, which says what each part means."""

    values: dict[str, Synonyms]
    facts: Synonyms
    keys: Synonyms
    parts: Synonyms
    fillers: frozenset[str]
    words: dict[str, Synonyms]


@cache
def synonym_file() -> SynonymFile:
    """The shipped synonyms.

    Raises:
        RuleError: the file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, SynonymFile, source.data, RuleError)


def suggest_word(written: str, known: Iterable[str], synonyms: Mapping[str, Iterable[str]]) -> str:
    """The word of `known` that `written` most likely means; empty where none is likely.

    Tried in this order: the same word in another form, a synonym, a synonym within a Chinese
    word or the other way round, a misspelling.
    """
    others = [word for word in known if word != written]
    form = plain_form(written)
    if not form:
        return ""
    means = [
        (plain_form(name), word) for word in others for name in (word, *synonyms.get(word, ()))
    ]
    for name, word in means:
        if name == form or name.replace(" ", "") == form.replace(" ", ""):
            return word
    if _is_chinese(form):
        within = [(name, word) for name, word in means if name and _one_in_other(name, form)]
        # The longest common word is the most specific.
        return max(within, key=lambda pair: len(pair[0]), default=("", ""))[1]
    return _misspelt(form, means)


def suggest_value(fact: FactDefinition, written: str) -> str:
    """The value of `fact` that `written` most likely means; empty where none is likely."""
    labels: dict[str, list[str]] = {
        value: [label.en, label.zh] for value, label in fact.values.items()
    }
    for value, words in _synonyms_of_values(fact).items():
        labels[value] += words
    return suggest_word(written, fact.values, labels)


def suggest_key(written: str, known: Iterable[str]) -> str:
    """The key of `known` that `written` most likely means; empty where none is likely."""
    return suggest_word(written, known, synonym_file().keys)


def suggest_facts(written: str, value: object = None) -> tuple[str, ...]:
    """Facts that the unknown name `written` most likely means, likeliest first; at most three.

    Args:
        written: the name.
        value: the answer given to it; of two facts equally near, the one that takes it comes first.
    """
    for name, about in declarable().items():
        if about.was == written:
            return (name,)
    if misspelt := _misspelt_fact(written):
        return (misspelt,)
    form = plain_form(written)
    scores = {name: _nearness(form, name, value) for name in declarable() if name != written}
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return ()
    near = [name for name, score in scores.items() if score >= best - _CLOSE]
    return tuple(sorted(near, key=lambda name: -scores[name])[:MOST_SUGGESTED])


def recorded_elsewhere(written: str) -> str:
    """Where the tool itself records what `written` names; empty for any other name."""
    return MOVED_TO_RUN_RECORD.get(written, "")


def search_facts(words: str) -> tuple[FactDefinition, ...]:
    """The facts in whose name, question, values or synonyms every one of `words` occurs.

    Chinese and English words may be mixed; case does not matter. Facts whose name has the words
    come first, otherwise they are in the order of the vocabulary.
    """
    wanted = [part for word in words.split() if (part := plain_form(word))]
    if not wanted:
        return ()
    matches = [
        about
        for about in declarable().values()
        if all(any(word in text for text in _searchable(about)) for word in wanted)
    ]
    named = [about for about in matches if all(word in plain_form(about.id) for word in wanted)]
    return (*named, *(about for about in matches if about not in named))


def plain_form(word: str) -> str:
    """`word` in lower case and ordinary width, without quotes, with single spaces between words."""
    text = unicodedata.normalize("NFKC", word).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


# --- facts ---------------------------------------------------------------------------------------

_CLOSE = 0.5
"""Facts whose scores differ by no more than this are suggested together."""
_TYPE_ENDINGS: dict[FactType, tuple[str, ...]] = {
    FactType.DATE: ("on", "date", "day", "since", "until", "from", "when"),
    FactType.NUMBER: ("days", "count", "number", "years", "hours", "yuan", "amount"),
}


def _misspelt_fact(written: str) -> str:
    """The fact whose name differs from `written` by a few letters in its own part."""
    section, _, part = written.rpartition(".")
    likeliest, name_of_likeliest = 0.0, ""
    for name in declarable():
        its_section, _, its_part = name.rpartition(".")
        if name == written or _likeness(section, its_section) < LEAST_LIKENESS:
            continue
        likeness = _likeness(part, its_part)
        if likeness >= LEAST_LIKENESS + 0.05 and likeness > likeliest:
            likeliest, name_of_likeliest = likeness, name
    return name_of_likeliest


def _nearness(form: str, name: str, value: object) -> float:
    """How near the unknown name is to the fact `name`: 0 if they have nothing in common."""
    about = declarable()[name]
    section = form.partition(" ")[0]
    tokens = [word for word in form.split() if word not in synonym_file().fillers]
    own = set(plain_form(name.partition(".")[2]).split())
    question = {_stem(word) for word in plain_form(about.question.en).split()}
    score = _named(form, tokens, name)
    for token in tokens:
        meant = [plain_form(part).split() for part in synonym_file().parts.get(token, (token,))]
        if any(set(parts) <= own for parts in meant) or _stem(token) in {_stem(w) for w in own}:
            score += 2 if token != section else 1
        elif token != section and _stem(token) in question:
            score += 0.75
    if score and name.startswith(f"{section}."):
        score += 1
    return score + _suits(about, form, value) if score > 1 else 0.0


def _named(form: str, tokens: Sequence[str], name: str) -> float:
    """How well the synonyms of the fact `name` fit: 0 for not at all."""
    best = 0.0
    for synonym in map(plain_form, synonym_file().facts.get(name, ())):
        words = synonym.split()
        if synonym == form or words == tokens or words == tokens[1:]:
            return 4.0
        if set(words) <= set(tokens):
            best = max(best, 2.0 + len(words) / 2)
        elif _is_chinese(form) and _one_in_other(synonym, form):
            best = max(best, 2.0)
    return best


def _suits(about: FactDefinition, form: str, value: object) -> float:
    """What the ending of the name and the answer say for a fact of this type, or against it."""
    last = form.rpartition(" ")[2]
    bonus = 1.0 if last in _TYPE_ENDINGS.get(about.type, ()) else 0.0
    try:
        if value is not None:
            about.parse(value)
            bonus += 0.6
    except ValueError:
        bonus -= 1.5
    return bonus


def _searchable(about: FactDefinition) -> list[str]:
    words = (
        about.id,
        about.was,
        about.question.en,
        about.question.zh,
        about.evidence.en,
        about.evidence.zh,
        *about.values,
        *(text for label in about.values.values() for text in (label.en, label.zh)),
        *synonym_file().facts.get(about.id, ()),
        *(word for words in _synonyms_of_values(about).values() for word in words),
    )
    return [plain_form(word) for word in words]


def _synonyms_of_values(about: FactDefinition) -> Synonyms:
    """Synonyms of the values of a fact; facts with the same values share them."""
    for owner, table in synonym_file().values.items():
        shared = vocabulary().get(owner)
        if shared is not None and shared.values.keys() == about.values.keys():
            return {value: words for value, words in table.items() if value in about.values}
    return {}


# --- words ---------------------------------------------------------------------------------------


def _stem(word: str) -> str:
    """A word without the commonest English endings."""
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word.removesuffix("e")


_LEAST_STEM = 4


def _misspelt(form: str, means: Sequence[tuple[str, str]]) -> str:
    likeness = {word: 0.0 for _, word in means}
    for name, word in means:
        likeness[word] = max(likeness[word], _likeness(form, name))
    best = max(likeness, key=lambda word: likeness[word], default="")
    return best if best and likeness[best] >= LEAST_LIKENESS else ""


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _one_in_other(a: str, b: str) -> bool:
    """Whether one Chinese word of two or more characters is part of the other."""
    shorter = min(a, b, key=len)
    return len(shorter) > 1 and _is_chinese(shorter) and (a in b or b in a)

"""What examiners write in English, said in Chinese where the catalogue knows the sentence.

Examiners note what they see in one plain English sentence with values in it.
`reports/locale/examiners.zh.yaml` and the files of `reports/locale/examiners/`, one for each
examiner or format with sentences of its own, pair such sentences, their values as placeholders,
with Chinese ones. A sentence that is not there is printed in English and marked as English: it is
never dropped, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.report.locale import LOCALE, CatalogueError, placeholders

FILE = "examiners.zh.yaml"
FOLDER = "examiners"
_PLACEHOLDER = re.compile(r"\\\{([a-z_]+)\\\}")


class _Pair(Frozen):
    en: str
    zh: str


class _Pairs(Frozen):
    sentences: tuple[_Pair, ...]


@dataclass(frozen=True)
class Sentence:
    """An English sentence with placeholders, and the Chinese for it."""

    english: str
    pattern: re.Pattern[str]
    chinese: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence of examiners that has a Chinese form, those with the most fixed words first.

    Raises:
        CatalogueError: a pair does not have the same placeholders on both sides.
    """
    return read_pairs((LOCALE / FILE, *sorted((LOCALE / FOLDER).glob("*.zh.yaml"))))


@lru_cache(maxsize=4096)
def in_chinese(words: str) -> str | None:
    """What an examiner wrote, in Chinese; None where the catalogue does not know it."""
    return translated(words, sentences())


def read_pairs(paths: Iterable[Path]) -> tuple[Sentence, ...]:
    """The sentences in files of pairs, those with the most fixed words first.

    Raises:
        CatalogueError: a file is damaged, or the placeholders of a pair differ.
    """
    pairs = []
    for path in paths:
        source = read_yaml(path, path.name, CatalogueError)
        for pair in validated(source, _Pairs, {"sentences": source.data}, CatalogueError).sentences:
            if placeholders(pair.en) != placeholders(pair.zh):
                raise CatalogueError(
                    f'"{pair.en}" has other placeholders in Chinese', where=path.name
                )
            pattern = _PLACEHOLDER.sub(r"(?P<\1>.+?)", re.escape(pair.en))
            pairs.append(Sentence(pair.en, re.compile(pattern, re.DOTALL), pair.zh))
    return tuple(sorted(pairs, key=lambda s: -len(re.sub(r"\{\w+\}", "", s.english))))


def translated(words: str, known: Sequence[Sentence], depth: int = 3) -> str | None:
    """`words` in Chinese, or None if they are not among the known sentences.

    A value within a sentence is looked up in the same way, and kept as it is if it is not known.
    """
    for sentence in known:
        if (match := sentence.pattern.fullmatch(words)) is not None:
            values = {
                name: (translated(value, known, depth - 1) if depth else None) or value
                for name, value in match.groupdict().items()
            }
            return sentence.chinese.format(**values)
    return None

"""Files of fixed sentences in `reports/locale/`, one for each language and purpose.

A file is a tree of texts; a key is the dotted path to one. Values are placeholders in braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.own_yaml import read_yaml
from auditor.core.paths import REPORTS
from auditor.core.text import Language

LOCALE = REPORTS / "locale"


class CatalogueError(FaceAuditError):
    """A catalogue that ships with the program is damaged or incomplete."""

    exit_code = ExitCode.INTERNAL_ERROR


SINGULAR = "_one"
"""Ends the key of a sentence about one; a language without a singular has none of them."""


@dataclass(frozen=True)
class Catalogue:
    """The fixed sentences of one language."""

    language: Language
    sentences: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The sentence of `key` with `values` in its placeholders.

        Where `count` is 1, the sentence of the key with `_one` behind it, if the language has it.

        Raises:
            CatalogueError: there is no such sentence, or a placeholder has no value.
        """
        try:
            singular = f"{key}{SINGULAR}"
            of_one = str(values.get("count")) == "1" and singular in self.sentences
            return self.sentences[singular if of_one else key].format(**values)
        except KeyError as problem:
            raise CatalogueError(
                f"has no sentence {key}, or no value for {problem}", where=f"{self.language}.yaml"
            ) from None

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self.sentences


def placeholders(sentence: str) -> frozenset[str]:
    """Names of the placeholders in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def read_sentences(file: str) -> dict[str, str]:
    """The sentences of one file in `reports/locale/`, by dotted key.

    Raises:
        CatalogueError: the file is missing or damaged.
    """
    source = read_yaml(LOCALE / file, file, CatalogueError)
    return dict(_flat(source.data, "", file))


def check_alike(loaded: Mapping[Language, Mapping[str, str]]) -> None:
    """Refuse catalogues of one purpose that differ in what they hold.

    Raises:
        CatalogueError: keys or placeholders differ, or a sentence is empty.
    """
    first = next(iter(loaded))
    for language, sentences in loaded.items():
        where = f"{language}.yaml"
        odd = sorted(loaded[first].keys() ^ sentences.keys())
        if odd := [key for key in odd if not key.endswith(SINGULAR)]:
            raise CatalogueError(
                f"and {first}.yaml do not have the same keys: {', '.join(odd)}", where=where
            )
        for key, sentence in sentences.items():
            if placeholders(sentence) != placeholders(loaded[first].get(key, sentence)):
                raise CatalogueError(f"{key} has other placeholders than {first}", where=where)
            if not sentence:
                raise CatalogueError(f"{key} is empty", where=where)


def _flat(data: Any, prefix: str, name: str) -> list[tuple[str, str]]:  # noqa: ANN401 - from YAML
    if isinstance(data, str):
        return [(prefix, data)]
    if not isinstance(data, dict):
        raise CatalogueError(f"{prefix} is neither text nor a group of texts", where=name)
    sentences: list[tuple[str, str]] = []
    for key, below in data.items():
        sentences += _flat(below, f"{prefix}.{key}" if prefix else str(key), name)
    return sentences

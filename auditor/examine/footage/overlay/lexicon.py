"""The words of `lexicon.yaml`, found in a line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.examine.footage.overlay.normal import HAN, plain, shape

_FILE = Path(__file__).with_name("lexicon.yaml")

SHARE = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d{1,16})?)\s?%|(?<![\d.])[01]?\.\d{1,6}(?!\d)"
"""A share as programs write it: 87 %, 87.5%, 0.87."""


class Kind(StrEnum):
    """What words show."""

    NAME = "name"
    UNKNOWN = "unknown"
    ACTION = "action"
    SIMILARITY = "similarity"
    LIST = "list"
    ATTRIBUTE = "attribute"
    VISITS = "visits"
    ATTENTION = "attention"
    RESULT = "result"
    SYSTEM = "system"
    FORM = "form"
    NOTICE = "notice"
    LABEL = "label"


class Needs(StrEnum):
    """What makes words count in a picture; `lexicon.yaml` explains each."""

    NOTHING = "nothing"
    FACE = "face"
    AT_FACE = "at_face"
    COMPANY = "company"


class _Entry(Frozen):
    kind: Kind
    needs: Needs
    source: str
    group: str = ""
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    pattern_zh: str = ""
    pattern_en: str = ""
    value: str = ""
    confusable: bool = False


class _Entries(Frozen):
    entries: tuple[_Entry, ...]


@dataclass(frozen=True)
class Term:
    """Words of one entry found in a line, from `start` to before `end`."""

    kind: Kind
    group: str
    needs: Needs
    start: int
    end: int
    text: str
    wants_share: bool = False


@dataclass(frozen=True)
class _Compiled:
    entry: _Entry
    pattern: re.Pattern[str]


def terms_in(line: str) -> tuple[Term, ...]:
    """The words found in a plain line, from left to right; of overlapping ones the longest."""
    shaped = shape(line)
    found = [
        Term(
            kind=one.entry.kind,
            group=one.entry.group,
            needs=one.entry.needs,
            start=match.start(),
            end=match.end(),
            text=line[match.start() : match.end()],
            wants_share=one.entry.value == "share",
        )
        for one in _compiled()
        for match in one.pattern.finditer(shaped if one.entry.confusable else line)
        if match.end() > match.start()
    ]
    kept: list[Term] = []
    for term in sorted(found, key=lambda t: (t.start - t.end, t.kind is Kind.LABEL, t.start)):
        if not any(term.start < other.end and other.start < term.end for other in kept):
            kept.append(term)
    return tuple(sorted(kept, key=lambda t: t.start))


@cache
def _compiled() -> tuple[_Compiled, ...]:
    source = read_yaml(_FILE, _FILE.name, RuleError)
    entries = validated(source, _Entries, {"entries": source.data}, RuleError).entries
    return tuple(_Compiled(entry, re.compile(_pattern(entry))) for entry in entries)


@cache
def latin_words() -> tuple[str, ...]:
    """Every English phrase of the lexicon in small letters without spaces, from four letters on."""
    words = {
        re.sub(r"[\W_n]*\{n\}.*|[\W_]+", "", plain(phrase))
        for one in _compiled()
        for phrase in one.entry.en
    }
    return tuple(sorted(word for word in words if len(word) >= 4))  # noqa: PLR2004 - as above


def _pattern(entry: _Entry) -> str:
    made = shape if entry.confusable else str
    chinese = [_spelt(made(plain(word)), r"\s?") for word in entry.zh]
    english = [_spelt(made(plain(word)), r"[\s_-]*") for word in entry.en]
    parts = sorted(chinese, key=len, reverse=True) + (
        [entry.pattern_zh] if entry.pattern_zh else []
    )
    latin = sorted(english, key=len, reverse=True) + (
        [entry.pattern_en] if entry.pattern_en else []
    )
    if latin:
        parts.append(rf"(?<![^\W\d_])(?:{'|'.join(latin)})(?![^\W\d_{HAN}])")
    return "|".join(parts)


def _spelt(word: str, gap: str) -> str:
    """The pattern of one phrase: numbers for its placeholders, and spaces that may be missing."""
    parts = []
    for piece in re.split(r"(\{n\}|[\s:~-])", word):
        if piece == "{n}":
            parts.append(r"(?<!\d)\d{1,3}(?!\d)")
        elif piece == ":":
            parts.append(r"\s?[:=]?\s?")
        elif piece in {"~", "-"}:
            parts.append(r"\s?[-~–—]\s?")
        elif piece == " ":
            parts.append(gap)
        else:
            parts.append(re.escape(piece))
    return "".join(parts)

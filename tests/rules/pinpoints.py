"""Pinpoints of Chinese law read into numbers, from Chinese and from English.

A place is an article with a paragraph (款) and an item (项), as far as they are given: 第二条第一项
is article 2, item (1); 第二十九条第一款 is article 29, paragraph 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(r"第([零一二三四五六七八九十百千]+)(条|款|项)")
_ENGLISH = re.compile(
    r"\barts? (?P<articles>\d+(?:(?:, | and | to )\d+)*)"
    r"|\bparas? (?P<paras>\d+(?: and \d+)*)"
    r"|\bitems? (?P<items>\(\d+\)(?:(?:, | and )\(\d+\))*)"
)


@dataclass(frozen=True)
class LegalPlace:
    """A place in an instrument: its article, paragraph and item; None for what is not given."""

    article: int
    paragraph: int | None = None
    item: int | None = None


def number_in(words: str) -> int:
    """A Chinese number below ten thousand."""
    total, digit = 0, 0
    for word in words:
        if word in _UNITS:
            total += (digit or 1) * _UNITS[word]
            digit = 0
        else:
            digit = _DIGITS[word]
    return total + digit


def places_in_chinese(pinpoint: str) -> tuple[LegalPlace, ...]:
    """The places that a Chinese pinpoint names, in its order; the ends of a range both count."""
    return _places([(unit, number_in(words)) for words, unit in _CHINESE.findall(pinpoint)])


def places_in_english(pinpoint: str) -> tuple[LegalPlace, ...]:
    """The places that an English pinpoint names, in its order; the ends of a range both count."""
    named = [
        (unit, int(number))
        for match in _ENGLISH.finditer(pinpoint)
        for group, unit in (("articles", "条"), ("paras", "款"), ("items", "项"))
        if match[group]
        for number in re.findall(r"\d+", match[group])
    ]
    return _places(named)


def _places(named: list[tuple[str, int]]) -> tuple[LegalPlace, ...]:
    places: list[LegalPlace] = []
    for unit, number in named:
        match unit:
            case "条":
                places.append(LegalPlace(number))
            case "款" if places:
                _go_deeper(places, LegalPlace(places[-1].article, number))
            case "项" if places:
                last = places[-1]
                _go_deeper(places, LegalPlace(last.article, last.paragraph, number))
    return tuple(places)


def _go_deeper(places: list[LegalPlace], place: LegalPlace) -> None:
    """Put `place` after the last one, or in its stead where it only says more of it."""
    last = places[-1]
    narrower = last.item is None and (last.paragraph is None or last.paragraph == place.paragraph)
    if narrower:
        places.pop()
    places.append(place)

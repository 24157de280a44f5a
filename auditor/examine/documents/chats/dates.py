"""Days and times as conversations print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_DAY = (
    r"(?:(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})\s?日?"
    r"|(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<c>(?:20)?\d\d))"
)
DAY = re.sub(r"\?P<\w>", "?:", _DAY)
"""A day with its year."""
SHORT_DAY = (
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}[-/]\d{1,2}|昨天|今天|前天|yesterday|today"
    r"|星期[一二三四五六日天])"
)
"""A day without its year, which says nothing certain."""
TIME = (
    r"(?:[上下]午|早上|晚上|凌晨|中午"
    r"|傍晚)?\s?\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
)
STAMP = rf"(?:(?:{DAY}|{SHORT_DAY})[,，]?\s{{0,2}}(?:星期.\s)?{TIME}|{TIME}|{DAY})"
"""A time, a day, or both."""


class DayReader:
    """Reads days; whether `5/6/2026` is in May or June shows only from other days."""

    def __init__(self, text: str) -> None:
        pairs = [
            (int(match["a"]), int(match["b"]))
            for match in re.finditer(_DAY, text)
            if match["a"] is not None
        ]
        self._day_first = _order(pairs)

    def day(self, words: str) -> date | None:
        """The first day in `words`; None where there is none, or its order is unknown."""
        match = re.search(_DAY, words)
        if match is None:
            return None
        if match["y"]:
            return _date(int(match["y"]), int(match["m"]), int(match["d"]))
        if self._day_first is None:
            return None
        first, second, year = int(match["a"]), int(match["b"]), int(match["c"])
        day, month = (first, second) if self._day_first else (second, first)
        return _date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004


_MONTHS = 12


def _order(pairs: Iterable[tuple[int, int]]) -> bool | None:
    """Whether the day comes first; None where no pair tells, or pairs disagree."""
    first = any(a > _MONTHS >= b for a, b in pairs)
    second = any(b > _MONTHS >= a for a, b in pairs)
    return None if first == second else first


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Days as people write them: with or without zeros, in Chinese, or a year or a month alone."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})"
)
_MONTH = re.compile(r"(\d{4})\s*[-/年]\s*(\d{1,2})\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_LONGEST = 30
"""Longest text read as a day, in characters."""


@dataclass(frozen=True)
class WrittenDay:
    """A day, and whether only its year or month was written."""

    day: date
    completed: bool


def read_day(written: object, *, first: bool) -> WrittenDay | None:
    """The day that `written` (text, or a number of four or eight digits) names; None for none.

    Args:
        written: the value as it is in the file.
        first: a year or a month alone counts as its first day, otherwise as its last.

    Raises:
        ValueError: it has the form of a day that is not in the calendar.
    """
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    text = str(written).strip()
    if len(text) > _LONGEST:
        return None
    if match := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part)
        return WrittenDay(date(year, month, day), completed=False)
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return WrittenDay(_end_of(year, month, first=first), completed=True)
    if match := _YEAR.fullmatch(text):
        year = int(match[1])
        return WrittenDay(date(year, *((1, 1) if first else (12, 31))), completed=True)
    return None


def _end_of(year: int, month: int, *, first: bool) -> date:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(f"there is no month {month}")
    return date(year, month, 1 if first else calendar.monthrange(year, month)[1])

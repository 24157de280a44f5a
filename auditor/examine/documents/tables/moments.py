"""Days and times in cells."""

from __future__ import annotations

import re
from datetime import date, datetime

_MOMENT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?|(?P<md>\d{4}))"
    r"(?:[ T]{1,2}(?P<h>\d{1,2})[:：时](?P<min>\d\d)(?:[:：分](?P<s>\d\d))?)?"
)


def moment_in(words: str) -> date | datetime | None:
    """A time, or a day where no time of day is written; None where there is neither.

    Midnight exactly is a day: spreadsheets write it for a date without a time.
    """
    match = _MOMENT.search(words)
    if match is None:
        return None
    month = int(match["m"] or match["md"][:2])
    day_of_month = int(match["d"] or match["md"][2:])
    try:
        day = date(int(match["y"]), month, day_of_month)
        if match["h"] is None:
            return day
        moment = datetime(
            day.year, day.month, day.day, int(match["h"]), int(match["min"]), int(match["s"] or 0)
        )
    except ValueError:
        return None
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else day


def day_of(moment: date | datetime) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def is_before(one: date | datetime | None, other: date | datetime | None) -> bool:
    """Whether `one` is known to be before `other`; on the same day that needs both times."""
    if one is None or other is None:
        return False
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)

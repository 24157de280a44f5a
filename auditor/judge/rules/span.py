"""Spans of time that a law counts in: days, months, working days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from auditor.core.frozen import Frozen

if TYPE_CHECKING:
    from holidays import HolidayBase


@cache
def _chinese_holidays() -> HolidayBase:
    """Public holidays of mainland China with the weekends made up for.

    As the State Council announced them; years not yet announced follow the statutory days alone.
    """
    # Slow to import, and few spans count working days.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("CN")


class LegalSpan(Frozen):
    """So many days, months or working days."""

    unit: Literal["days", "months", "working_days"]
    number: int = Field(gt=0)

    def after(self, day: date) -> date:
        """The last day of the span that begins on the day after `day`.

        The day on which a period begins is not counted (Civil Code art 201, para 1); a period of
        months ends on the day of the same number, or on the last of a shorter month (art 202).
        """
        if self.unit == "days":
            return day + timedelta(days=self.number)
        if self.unit == "working_days":
            return _chinese_holidays().get_nth_working_day(day, self.number)
        months = day.year * 12 + day.month - 1 + self.number
        year, month = divmod(months, 12)
        first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        last = (first_of_next - timedelta(days=1)).day
        return date(year, month + 1, min(day.day, last))

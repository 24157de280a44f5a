"""Periods of days, both ends included; an open end is None."""

from __future__ import annotations

from datetime import date

from auditor.core.frozen import Frozen


class Period(Frozen):
    """From `start` to `end`, both included; None is open."""

    start: date | None = None
    end: date | None = None

    def overlap(self, other: Period) -> Period | None:
        """The days in both, or None where there are none."""
        start = max((day for day in (self.start, other.start) if day), default=None)
        end = min((day for day in (self.end, other.end) if day), default=None)
        if start is not None and end is not None and start > end:
            return None
        return Period(start=start, end=end)

"""Points in time as files of all kinds write them."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(moment: datetime) -> datetime:
    """An aware time in UTC; a naive one as it is.

    Raises:
        OverflowError: the time lies at the edge of the calendar.
    """
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def moment_of(text: str) -> datetime | None:
    """A time as ISO 8601 or EXIF write it; None where it is neither, or no real time."""
    plain = text.strip().replace("\x00", "")
    if len(plain) >= len("2000:01:01") and plain[4] == plain[7] == ":":
        plain = f"{plain[:4]}-{plain[5:7]}-{plain[8:]}"
    try:
        return in_utc(datetime.fromisoformat(plain))
    except (ValueError, OverflowError):
        return None

"""What the burned-in clock, the container and the declaration say of the time, side by side.

Nothing is set right: which of them is wrong, and whether any is, the footage cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.locator import MediaLocator
from auditor.examine.footage.overlay.clock import ClockReading, at_start, drift
from auditor.examine.model import Observation

MOST_ZONE = 14
"""Hours by which a time zone differs from UTC at most (Kiribati, UTC+14)."""
NEAR = 120.0
"""Seconds by which a difference may miss a whole hour and still be a time zone and a clock that is
a little off; engineering choice."""
STEADY = 2.0
"""Seconds of gain or loss that reading whole seconds can feign."""


def time_observations(
    exhibit: Exhibit,
    clocks: Sequence[ClockReading],
    container_created: datetime | None,
    duration: float,
) -> tuple[Observation, ...]:
    """One observation for each source of the time, and one for each difference between two.

    `container_created` is the time of creation the file states, None where it states none. An aware
    time is given in UTC; a naive one is local time in an unknown zone and is never called UTC.
    `duration` is that of the footage in seconds.
    """
    made = _Made(exhibit, duration)
    told: list[Observation] = []
    for number in sorted({reading.clock for reading in clocks}):
        readings = [reading for reading in clocks if reading.clock == number]
        told += _clock(made, readings)
        told += _clock_and_others(made, readings, _utc(container_created))
    if container_created is not None or exhibit.kind is ExhibitKind.VIDEO:
        told.append(_container(made, _utc(container_created)))
    declared = exhibit.provenance.recorded_on
    if container_created is not None and declared is not None:
        told.append(
            _days(made, _created_words(container_created), _utc(container_created), declared)
        )
    return tuple(told)


class _Made:
    """Makes observations of one exhibit."""

    def __init__(self, exhibit: Exhibit, duration: float) -> None:
        self.exhibit = exhibit
        self.duration = round(max(0.0, duration), 3)

    def say(
        self, topic: str, note: str, reading: ClockReading | None = None, end: float | None = None
    ) -> Observation:
        locator = (
            MediaLocator(start=0.0, end=self.duration)
            if reading is None
            else MediaLocator(
                start=round(reading.time, 3),
                end=round(reading.time if end is None else end, 3),
                frame=reading.frame,
                box=reading.area.box(),
                quote=_digits(reading.words),
            )
        )
        return Observation(
            exhibit=self.exhibit.id,
            topic=topic,
            locator=locator,
            note=note,
            subject=self.exhibit.camera,
            confidence=1.0 if reading is None else reading.confidence,
        )


def _clock(made: _Made, readings: Sequence[ClockReading]) -> list[Observation]:
    ordered = sorted(readings, key=lambda r: r.time)
    first, last = ordered[0], ordered[-1]
    if first.alone or len(ordered) == 1:
        note = (
            f"The burned-in clock reads {_moment(first.reads)} at {first.time:.2f} s; one reading "
            "cannot show whether the clock goes."
        )
        told = [made.say("time.burned_in", note, first)]
    else:
        gain, span = drift(ordered)
        note = (
            f"The burned-in clock reads {_moment(first.reads)} at {first.time:.2f} s and "
            f"{_moment(last.reads)} at {last.time:.2f} s, in {len(ordered)} readings; "
            f"{_run(gain, span)}."
        )
        told = [made.say("time.burned_in", note, first, last.time)]
    if first.other_order is not None:
        note = (
            f"The burned-in clock can be read as {_moment(first.other_order)} too, with day and "
            "month the other way round; what follows takes the month first."
        )
        told.append(made.say("time.burned_in", note, first))
    return told


def _run(gain: float, span: float) -> str:
    if abs(gain) < STEADY:
        return "it goes as the footage does"
    if gain > 0:
        return f"it gains {gain:.1f} s on the footage in {span:.0f} s"
    return f"it loses {-gain:.1f} s on the footage in {span:.0f} s"


def _clock_and_others(
    made: _Made, readings: Sequence[ClockReading], created: datetime | None
) -> list[Observation]:
    first = min(readings, key=lambda r: r.time)
    start = at_start(readings)
    told = []
    if created is not None:
        told.append(made.say("time.offset", _clock_and_created(start, created), first))
    declared = made.exhibit.provenance.recorded_on
    if declared is not None:
        told.append(_days(made, "the burned-in clock", start, declared, first))
    return told


def _clock_and_created(start: datetime, created: datetime) -> str:
    apart = (start - created.replace(tzinfo=None)).total_seconds()
    if created.tzinfo is None:
        return (
            f"The burned-in clock at the start is {_apart(apart)} the time of creation that the "
            "file states; neither states its time zone, so the difference may be one of zones."
        )
    return (
        f"The burned-in clock at the start is {_apart(apart)} the container's time of creation "
        "in UTC, which may be that of the start or of the end of the recording; "
        f"{_zone(apart)}."
    )


def _created_words(created: datetime) -> str:
    if created.tzinfo is None:
        return "the time of creation that the file states"
    return "the container's time of creation"


def _container(made: _Made, created: datetime | None) -> Observation:
    if created is None:
        return made.say("time.container", "The container states no time of creation.")
    if created.tzinfo is None:
        note = (
            f"The file states {_moment(created)} as its time of creation: local time, the time "
            "zone is unknown."
        )
        return made.say("time.container", note)
    return made.say(
        "time.container", f"The container states {_moment(created)} UTC as its time of creation."
    )


def _days(
    made: _Made,
    what: str,
    shown: datetime | None,
    declared: date,
    reading: ClockReading | None = None,
) -> Observation:
    day = shown.date() if shown is not None else declared
    apart = (day - declared).days
    if apart == 0:
        note = f"The day of {what}, {day.isoformat()}, is the day declared."
    else:
        side = "after" if apart > 0 else "before"
        note = (
            f"The day of {what}, {day.isoformat()}, is {abs(apart)} days {side} the day declared, "
            f"{declared.isoformat()}."
        )
    return made.say("time.offset", note, reading)


def _apart(seconds: float) -> str:
    if abs(seconds) < 1:
        return "the same as"
    side = "ahead of" if seconds > 0 else "behind"
    return f"{_length(abs(seconds))} {side}"


def _length(seconds: float) -> str:
    whole = timedelta(seconds=round(seconds))
    hours, rest = divmod(whole.seconds, 3600)
    minutes, left = divmod(rest, 60)
    clock = f"{hours}:{minutes:02d}:{left:02d}"
    return f"{whole.days} d {clock}" if whole.days else clock


def _zone(seconds: float) -> str:
    """Whether a difference may be that of a time zone, which a burned-in clock does not state."""
    hours = round(seconds / 3600)
    near = abs(seconds - hours * 3600) <= NEAR
    if hours and near and abs(hours) <= MOST_ZONE:
        return (
            f"that is near {abs(hours)} whole hours, so it may be a time zone, which the clock "
            "does not state"
        )
    return "the clock states no time zone, and no whole number of hours explains the difference"


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC)


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _digits(words: str) -> str:
    """The clock's own characters; a camera's name in the same line is left out."""
    return "".join(c for c in words if c.isdigit() or c in "-/.: 年月日").strip()

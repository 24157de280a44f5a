"""The clock burned into the picture: read, checked against the footage's time, never set right.

Recorders write date and time in one line or in two below each other, with the day of the week
between or behind, in the orders of the manuals: 2024-05-06 14:03:22 (Dahua, Axis, and GB/T 28181
platforms), 05-06-2024 Mon 14:03:22 and 06-05-2024 (Hikvision), 2024/05/06, 2024年05月06日 星期一
14:03:22, 12-hour clocks with AM or PM, 上午 or 下午. What parses is a clock only if it goes on as
the footage does; a date on a form or in a list does not.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from auditor.examine.footage.overlay.normal import composed
from auditor.examine.footage.overlay.places import Area, around
from auditor.examine.footage.overlay.reader import Word


@dataclass(frozen=True)
class ClockReading:
    """One reading of a burned-in clock.

    `reads` is what the clock shows, without a time zone, to the second; `time` is the media time in
    seconds of the frame with the index `frame`. `clock` numbers the clocks in the picture from 0.
    `other_order` is what it shows if day and month are taken the other way round, where both can
    be. `alone` says that there was no second reading to check it by.
    """

    reads: datetime
    time: float
    frame: int
    area: Area
    words: str
    confidence: float
    clock: int = 0
    other_order: datetime | None = None
    alone: bool = False


@dataclass(frozen=True)
class Ticking:
    """What makes readings a clock; engineering choices.

    Attributes:
        least: confidence below which a line is not taken for a clock.
        agree: seconds by which a reading may differ from the others, the rounding to whole seconds
            and a delay of drawing among them,
        rate: and by which share of the footage's time besides, for a clock that runs fast or slow.
        moved: how far, in heights of its text, a clock may be from where it was.
        other: letters next to date and time that a line may have where nothing else checks it.
        most_alone: clocks of a still image; where more dates stand, they are a table or a log.
    """

    least: float = 0.6
    agree: float = 1.5
    rate: float = 0.02
    moved: float = 1.0
    other: int = 3
    most_alone: int = 2


_YEAR = r"(?P<y>(?:19|20)\d{2})"
_MONTH, _DAY = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_BREAK = r"(?:\s?[-/.]\s?|\s)"
_NAMED = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATES = (
    re.compile(rf"(?<!\d){_YEAR}{_BREAK}{_MONTH}{_BREAK}{_DAY}"),
    re.compile(rf"(?<!\d){_YEAR}\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日?"),
    re.compile(rf"(?<!\d)(?P<a>\d{{1,2}}){_BREAK}(?P<b>\d{{1,2}}){_BREAK}{_YEAR}"),
    re.compile(rf"(?<!\d){_DAY}\s?[-/. ]?\s?(?P<n>{_NAMED})[a-z]*\.?\s?[-/, ]?\s?{_YEAR}", re.I),
    re.compile(rf"(?<![a-z])(?P<n>{_NAMED})[a-z]*\.?\s?{_DAY},?\s?{_YEAR}", re.I),
)
_TIME = re.compile(
    r"(?P<before>上午|下午|[ap]\.?m\.?)?\s?(?<!\d)"
    r"(?P<h>2[0-3]|[01]?\d)\s?[:：.]\s?(?P<i>[0-5]\d)\s?[:：.]\s?(?P<s>[0-5]\d)(?:[.:]\d{1,3})?"
    r"(?!\d)\s?(?P<after>[ap]\.?m\.?)?",
    re.I,
)
_WEEKDAY = re.compile(
    r"(?:星期|周|週)[一二三四五六日天]|(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.I
)
_SHORT_TIME = re.compile(
    r"(?<!\d)(?:2[0-3]|[01]?\d)\s?[:：]\s?[0-5]\d(?:\s?[:：]\s?[0-5]\d)?(?!\d)"
)
_MOST_OTHER = 4


def is_date_or_time(text: str) -> bool:
    """Whether a line is a date, a time or both, with little else."""
    rest = text
    for pattern in (*_DATES, _TIME, _SHORT_TIME, _WEEKDAY):
        rest = pattern.sub(" ", rest)
    other = sum(c.isalnum() for c in rest)
    return rest != text and other <= _MOST_OTHER


def read_clocks(
    words: Iterable[Word], *, time: float, frame: int, use: Ticking | None = None
) -> tuple[ClockReading, ...]:
    """Every date with a time in the `words` of one picture."""
    use = use or Ticking()
    sure = [word for word in words if word.confidence >= use.least]
    found: list[ClockReading] = []
    taken: list[Area] = []
    for word in sure:
        if (reading := _reading(word, time, frame)) is not None:
            found.append(reading)
            taken.append(word.area)
    for joined in _joined([word for word in sure if word.area not in taken]):
        reading = _reading(joined, time, frame)
        if reading is not None and not any(reading.area.shared_with(area) > 0 for area in taken):
            found.append(reading)
    return tuple(found)


def _joined(words: Sequence[Word]) -> Iterable[Word]:
    """Dates with the time that stands right of them or below."""
    dates = [w for w in words if any(p.search(composed(w.text)) for p in _DATES)]
    times = [w for w in words if _TIME.search(composed(w.text))]
    for date in dates:
        tall = date.area.height
        near = []
        for clock in times:
            across, down = date.area.gaps_to(clock.area)
            in_line = down == 0 and across <= 8 * tall  # a day of the week between
            below = down <= tall and abs(date.area.left - clock.area.left) <= 2 * tall
            if clock is not date and (in_line or below):
                near.append((across + down, times.index(clock)))
        if near:
            clock = times[min(near)[1]]
            yield Word(
                f"{date.text} {clock.text}",
                around([date.area, clock.area]),
                min(date.confidence, clock.confidence),
            )


def _reading(word: Word, time: float, frame: int) -> ClockReading | None:
    text = composed(word.text)
    for pattern in _DATES:
        for date in pattern.finditer(text):
            rest = text[date.end() :]
            # The time is looked for from where the date ends, since readers drop the space
            # between them: "2021-03-1119:13:42".
            clock = _TIME.search(rest) or _TIME.search(text[: date.start()])
            if clock is None:
                continue
            both = _moments(date, clock)
            if both:
                return ClockReading(
                    reads=both[0],
                    time=time,
                    frame=frame,
                    area=word.area,
                    words=text[:_MOST_WORDS],
                    confidence=word.confidence,
                    other_order=both[1] if len(both) > 1 else None,
                )
    return None


_MOST_WORDS = 80
_NOON = 12


def _moments(date: re.Match[str], clock: re.Match[str]) -> list[datetime]:
    """What a date and a time come to: one moment, two where day and month can be exchanged."""
    parts = date.groupdict()
    year = int(parts["y"])
    if parts.get("n"):
        month = _NAMED.split("|").index(parts["n"].lower()) + 1
        days = [(month, int(parts["d"]))]
    elif parts.get("a"):
        a, b = int(parts["a"]), int(parts["b"])
        days = list(dict.fromkeys([(a, b), (b, a)]))
    else:
        days = [(int(parts["m"]), int(parts["d"]))]
    hour = int(clock["h"])
    half = (clock["before"] or clock["after"] or "").lower()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half[0] in {"p", "下"} else 0)
    moments = []
    for month, day in days:
        try:
            moments.append(datetime(year, month, day, hour, int(clock["i"]), int(clock["s"])))
        except ValueError:
            continue
    return moments


# --- from readings to clocks ----------------------------------------------------------------------


def going_clocks(
    readings: Sequence[ClockReading], *, still: bool, use: Ticking | None = None
) -> tuple[tuple[ClockReading, ...], int]:
    """The readings that belong to clocks that go on as the footage does, and how many do not.

    Readings at one place belong together. Of a `still` there is one reading of each, which counts
    where its line is nothing but date and time. Of a video at least two at different times have to
    agree; readings that do not agree with most are misread.
    """
    use = use or Ticking()
    if still and len(readings) > use.most_alone:
        return (), len(readings)
    kept: list[ClockReading] = []
    number = 0
    for group in _by_place(readings, use):
        good = _alone(group, use) if still else _agreeing(group, use)
        if good:
            kept += [replace(reading, clock=number) for reading in good]
            number += 1
    return tuple(kept), len(readings) - len(kept)


def _by_place(readings: Sequence[ClockReading], use: Ticking) -> list[list[ClockReading]]:
    groups: list[list[ClockReading]] = []
    for reading in readings:
        for group in groups:
            tall = use.moved * group[0].area.height
            one, other = group[0].area, reading.area
            if abs(one.top - other.top) <= tall and (
                abs(one.left - other.left) <= 2 * tall or abs(one.right - other.right) <= 2 * tall
            ):
                group.append(reading)
                break
        else:
            groups.append([reading])
    return groups


def _alone(group: Sequence[ClockReading], use: Ticking) -> list[ClockReading]:
    text = group[0].words
    for pattern in (*_DATES, _TIME, _WEEKDAY):
        text = pattern.sub(" ", text)
    if sum(c.isalpha() for c in text) > use.other:
        return []
    return [replace(group[0], alone=True)]


def _agreeing(group: Sequence[ClockReading], use: Ticking) -> list[ClockReading]:
    """The most readings of a group that one going clock explains, in order of time."""
    best: list[ClockReading] = []
    for anchor in group:
        orders = [anchor.reads] + ([anchor.other_order] if anchor.other_order else [])
        for swapped, start in enumerate(orders):
            good = []
            for reading in group:
                shown = reading.other_order if swapped else reading.reads
                if shown is None:
                    continue
                span = reading.time - anchor.time
                off = (shown - start).total_seconds() - span
                if abs(off) <= use.agree + use.rate * abs(span):
                    good.append(
                        replace(reading, reads=shown, other_order=reading.reads)
                        if swapped
                        else reading
                    )
            if len({r.time for r in good}) > len({r.time for r in best}):
                best = good
    if len({r.reads for r in best}) < 2 or best[-1].time - best[0].time < 1:  # noqa: PLR2004
        return []
    return _one_order(best)


def _one_order(readings: list[ClockReading]) -> list[ClockReading]:
    """Readings without the other order of day and month where the run of the days rules it out."""
    others = [r.other_order for r in readings]
    if None in others:
        return [replace(r, other_order=None) for r in readings]
    return readings


def drift(readings: Sequence[ClockReading]) -> tuple[float, float]:
    """Seconds by which a clock gains (above 0) or loses on the footage, and in how many seconds.

    The gain is the slope of the clock's lead over media time (Theil and Sen: the median of the
    slopes of all pairs), times the time between the first and the last reading.
    """
    ordered = sorted(readings, key=lambda r: r.time)
    span = ordered[-1].time - ordered[0].time
    start = ordered[0].reads
    leads = [((r.reads - start).total_seconds() - r.time, r.time) for r in ordered]
    slopes = [
        (later[0] - earlier[0]) / (later[1] - earlier[1])
        for place, earlier in enumerate(leads)
        for later in leads[place + 1 :]
        if later[1] - earlier[1] > 0
    ]
    return (statistics.median(slopes) * span if slopes else 0.0), span


def at_start(readings: Sequence[ClockReading]) -> datetime:
    """What the clock shows at media time 0, by the median of its readings, to the second."""
    first = min(readings, key=lambda r: r.time).reads
    leads = [(r.reads - first).total_seconds() - r.time for r in readings]
    return first + timedelta(seconds=round(statistics.median(leads)))

"""The law on a calendar: the instruments behind the findings next to the period examined."""

from __future__ import annotations

from collections import Counter
from datetime import date

from auditor.judge.decide.findings import Findings
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.period import Period
from auditor.report.charts.axis import LEFT, RIGHT, WIDTH, Axis, Tick, fitted
from auditor.report.charts.days import DayBar, DayLane
from auditor.report.cover_periods import Reach, looked_at
from auditor.report.parts import Link
from auditor.report.sections.laws.view import LawRow, LawView
from auditor.report.words import Words, anchor

INSTRUMENTS = 16
"""Instruments drawn, those behind most findings; the table of authorities has them all."""


_LANE, _TOP = 24.0, 8.0


_BEFORE = 366
"""Days drawn before the period examined, so that what came into force just before is seen."""


def law_view(words: Words, findings: Findings) -> LawView:
    """Instruments of the findings that apply to the case, drawn and in words.

    Judgments, penalties and undated instruments have no time in force and are left to the table of
    authorities.
    """
    period = looked_at(findings)
    cited, count = _instruments(findings)
    chosen = sorted(cited, key=lambda name: (-count[name], name))[:INSTRUMENTS]
    chosen.sort(key=lambda name: (cited[name].from_ or date.min, name))
    axis = _axis(period)
    lanes: list[DayLane] = []
    if period is not None and axis is not None and chosen:
        label = words.say("cover_lane.period")
        drawn = [(label, period, "period")]
        drawn += [(name, cited[name].window, "law") for name in chosen]
        lanes = [
            DayLane(
                y=_TOP + index * _LANE,
                label=fitted(name),
                bars=_bar(words, axis, name, window=window, state=state),
            )
            for index, (name, window, state) in enumerate(drawn)
        ]
    bottom = _TOP + len(lanes) * _LANE + 4
    return LawView(
        label=words.say("laws.label"),
        missing="" if lanes else words.say("laws.missing"),
        width=WIDTH,
        height=bottom + 24.0,
        left=LEFT,
        right=RIGHT,
        axis=bottom,
        lanes=tuple(lanes),
        marks=_marks(words, axis, period, [cited[name] for name in chosen]),
        ticks=axis.ticks() if axis is not None else (),
        rows=tuple(_row(words, cited[name], period, count[name]) for name in chosen),
        more=words.say("laws.more", count=len(cited) - len(chosen))
        if len(cited) > len(chosen)
        else "",
    )


def _instruments(findings: Findings) -> tuple[dict[str, Authority], Counter[str]]:
    cited: dict[str, Authority] = {}
    count: Counter[str] = Counter()
    for finding in findings.findings:
        if not finding.is_in_question:
            continue
        own = {one.authority.id: one.authority for one in finding.authorities}
        for name, authority in own.items():
            if not authority.is_practice and authority.from_ is not None:
                cited[name] = authority
                count[name] += 1
    return cited, count


def _axis(period: Period | None) -> Axis | None:
    if period is None or period.start is None or period.end is None:
        return None
    first = max(period.start.toordinal() - _BEFORE, 1)
    return Axis(date.fromordinal(first), period.end)


def _bar(words: Words, axis: Axis, label: str, *, window: Period, state: str) -> tuple[DayBar, ...]:
    """The bar of one instrument; none where it was not in force on any day drawn."""
    spot = axis.span(window)
    if spot is None:
        return ()
    title = f"{label}: {words.period(window)}"
    return (DayBar(x=spot[0], width=spot[1], state=state, title=title),)


def _marks(
    words: Words, axis: Axis | None, period: Period | None, instruments: list[Authority]
) -> tuple[Tick, ...]:
    """Days within the period on which the law changed, each once."""
    if axis is None or period is None:
        return ()
    days = {day for one in instruments for day in _changes(one, period)}
    return tuple(Tick(x=axis.at(day), label=words.day(day)) for day in sorted(days))


def _changes(authority: Authority, period: Period) -> list[date]:
    """First day in force, unless the period began with it, and last day in force, if within."""
    window = authority.window
    days = [window.start] if window.start != period.start else []
    days += [window.end] if window.end != period.end else []
    return [d for d in days if d is not None and period.overlap(Period(start=d, end=d))]


def _row(words: Words, authority: Authority, period: Period | None, count: int) -> LawRow:
    window = authority.window
    return LawRow(
        id=authority.id,
        authority=Link(anchor=anchor("authority", authority.id), text=words.title(authority)),
        in_force=words.period(window),
        reach=words.say(f"law_reach.{_reach(window, period)}"),
        findings=count,
    )


def _reach(window: Period, period: Period | None) -> Reach:
    """How the time in force relates to the period examined."""
    if period is None:
        return "unknown"
    both = window.overlap(period)
    if both is None:
        return "none"
    starts, ends = both.start == period.start, both.end == period.end
    if starts and ends:
        return "whole"
    return "later" if ends else "earlier" if starts else "middle"

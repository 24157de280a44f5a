"""The calendar: the period examined, notice, consent, and the days of footage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from auditor.case.model import Exhibit, ExhibitKind
from auditor.examine.model import Examination
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.period import Period
from auditor.report.charts.axis import LEFT, RIGHT, WIDTH, Axis, fitted
from auditor.report.charts.days import DayBar, DayLane
from auditor.report.cover_periods import Cover, Stretch, covers, looked_at
from auditor.report.parts import Link
from auditor.report.sections.cover.view import CoverRow, CoverView
from auditor.report.words import Words, anchor

STRETCHES = 12
"""Most stretches of one lane that have rows of their own."""
CAMERAS = 12
"""Cameras drawn; the list of exhibits has the days of all."""


_LANE, _TOP = 26.0, 8.0


def cover_view(
    words: Words, findings: Findings, examinations: Iterable[Examination] = ()
) -> CoverView:
    """What covered the period examined, drawn and in words."""
    period = looked_at(findings)
    found = covers(findings, examinations)
    axis = _axis(period)
    footage = _by_camera(words, findings.case.exhibits)
    shown = dict(list(footage.items())[:CAMERAS])
    lanes: list[DayLane] = []
    rows: list[CoverRow] = []
    if period is not None and axis is not None:
        bar = _bar(words, axis, Stretch(period, "unknown", "not_told"))
        whole = (bar.model_copy(update={"state": "period", "title": words.period(period)}),)
        lanes.append(DayLane(y=_TOP, label=words.say("cover_lane.period"), bars=whole))
        for cover in found:
            label = words.say(f"cover_lane.{cover.kind}")
            bars = tuple(_bar(words, axis, stretch) for stretch in cover.stretches)
            lanes.append(DayLane(y=_TOP + len(lanes) * _LANE, label=label, bars=bars))
            rows += _rows(words, label, cover)
        for camera, exhibits in shown.items():
            days = [_recorded(words, axis, one) for one in exhibits]
            bars = tuple(day for day in days if day is not None)
            lanes.append(DayLane(y=_TOP + len(lanes) * _LANE, label=fitted(camera), bars=bars))
            rows += [_of_footage(words, camera, day, own, found) for day, own in _by_day(exhibits)]
    bottom = _TOP + len(lanes) * _LANE + 4
    return CoverView(
        label=words.say("cover.label"),
        missing="" if lanes else words.say("cover.missing"),
        period=words.period(period),
        width=WIDTH,
        height=bottom + 24.0,
        left=LEFT,
        right=RIGHT,
        axis=bottom,
        lanes=tuple(lanes),
        ticks=axis.ticks() if axis is not None else (),
        rows=tuple(rows),
        more=words.say("cover.more", count=len(footage) - len(shown))
        if lanes and len(footage) > len(shown)
        else "",
    )


def _axis(period: Period | None) -> Axis | None:
    if period is None or period.start is None or period.end is None:
        return None
    return Axis(period.start, period.end)


def _by_camera(words: Words, exhibits: Iterable[Exhibit]) -> Mapping[str, Sequence[Exhibit]]:
    """Footage by camera, or by exhibit where no camera is named."""
    found: dict[str, list[Exhibit]] = {}
    for exhibit in exhibits:
        if exhibit.kind in (ExhibitKind.VIDEO, ExhibitKind.IMAGE) and not exhibit.demonstrative:
            name = exhibit.camera or words.say("cover.no_camera", exhibit=exhibit.id)
            found.setdefault(name, []).append(exhibit)
    return found


def _bar(words: Words, axis: Axis, stretch: Stretch) -> DayBar:
    x, width = axis.span(stretch.period) or (axis.at(axis.first), 0.0)
    return DayBar(
        x=x,
        width=width,
        state=stretch.state,
        title=f"{words.period(stretch.period)}: {words.say(f'cover_state.{stretch.state}')}",
    )


def _recorded(words: Words, axis: Axis, exhibit: Exhibit) -> DayBar | None:
    """The day of a recording; the whole axis as unknown where no day is stated."""
    day = exhibit.provenance.recorded_on
    if day is None:
        whole = Stretch(Period(start=axis.first, end=axis.last), "unknown", "no_date")
        title = f"{exhibit.id}: {words.say('cover.undated')}"
        return _bar(words, axis, whole).model_copy(update={"title": title})
    spot = axis.span(Period(start=day, end=day), least=5.0)
    if spot is None:
        return None
    title = f"{exhibit.id}: {words.day(day)}"
    return DayBar(x=spot[0], width=spot[1], state="recorded", title=title)


def _rows(words: Words, label: str, cover: Cover) -> Iterable[CoverRow]:
    """A row for each stretch; of many stretches one for each reason, with their number."""
    if len(cover.stretches) <= STRETCHES:
        return [_row(words, label, cover, stretch) for stretch in cover.stretches]
    reasons: dict[str, list[Stretch]] = {}
    for stretch in cover.stretches:
        reasons.setdefault(stretch.why, []).append(stretch)
    rows = []
    for members in reasons.values():
        whole = Period(start=members[0].period.start, end=members[-1].period.end)
        row = _row(words, label, cover, Stretch(whole, members[0].state, members[0].why))
        said = words.say("cover.in_stretches", period=row.period, count=len(members))
        rows.append(row.model_copy(update={"period": said if len(members) > 1 else row.period}))
    return rows


def _row(words: Words, label: str, cover: Cover, stretch: Stretch) -> CoverRow:
    return CoverRow(
        what=label,
        period=words.period(stretch.period),
        states=(words.say(f"cover_state.{stretch.state}"),),
        why=words.say(f"cover_why.{stretch.why}"),
        facts=tuple(
            Link(anchor=anchor("fact", fact), text=words.question(fact)) for fact in cover.facts
        ),
    )


def _by_day(exhibits: Iterable[Exhibit]) -> Iterable[tuple[date | None, Sequence[Exhibit]]]:
    days: dict[date | None, list[Exhibit]] = {}
    for exhibit in exhibits:
        days.setdefault(exhibit.provenance.recorded_on, []).append(exhibit)
    return days.items()


def _of_footage(
    words: Words,
    camera: str,
    day: date | None,
    exhibits: Sequence[Exhibit],
    found: Iterable[Cover],
) -> CoverRow:
    """Recordings of a day: notice and consent each by itself, so that neither hides the other."""
    on = [(words.say(f"cover_lane.{cover.kind}"), cover.on(day)) for cover in found]
    return CoverRow(
        what=words.say(
            "cover.footage_of", exhibit=words.join(one.id for one in exhibits), camera=camera
        ),
        period=words.day(day) if day else words.say("cover.undated"),
        states=tuple(
            words.say("cover.each", what=what, state=words.say(f"cover_state.{stretch.state}"))
            for what, stretch in on
        ),
        why=" ".join(dict.fromkeys(words.say(f"cover_why.{stretch.why}") for _, stretch in on)),
        facts=tuple(Link(anchor=anchor("exhibit", one.id), text=one.id) for one in exhibits),
    )

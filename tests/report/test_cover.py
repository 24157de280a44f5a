"""Coverage by notice and consent: what is unknown is never shown as covered."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.case.model import Provenance
from auditor.core.text import LANGUAGES, Language
from auditor.examine.document_model import ConsentCount, DayRange
from auditor.examine.model import Examination
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.period import Period
from auditor.report import charts
from auditor.report.charts.axis import LEFT, RIGHT, Axis
from auditor.report.cover_periods import Cover, covers, looked_at
from auditor.report.sections.cover.build import cover_view
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Source, Strength
from auditor.vocabulary.value import Speaker, SpeakerRole
from tests.report.builders.judged import findings
from tests.report.builders.observations import observations

START, END = date(2025, 7, 1), date(2026, 6, 1)
SOMEBODY = Speaker(role=SpeakerRole.VISITOR)


@pytest.fixture(scope="module")
def judged() -> Findings:
    return findings(observations(episodes=2))


def said(name: str, value: bool | str | None, *days: date | None, against: bool = False) -> Fact:
    """A fact with a source for each day; `against` adds one that says otherwise."""
    sources = [
        Source(strength=Strength.DECLARED, value=value, by=SOMEBODY, on=day)
        for day in days
        if value is not None
    ]
    if against:
        other = "after" if isinstance(value, str) else not value
        sources.append(Source(strength=Strength.DECLARED, value=other, by=SOMEBODY, on=START))
    return Fact(id=name, value=value, strength=Strength.DECLARED, sources=tuple(sources))


def with_facts(judged: Findings, *facts: Fact) -> Findings:
    return judged.model_copy(update={"facts": facts})


def cover(judged: Findings, kind: str, *facts: Fact) -> Cover:
    return next(one for one in covers(with_facts(judged, *facts)) if one.kind == kind)


def states(found: Cover) -> list[str]:
    return [stretch.state for stretch in found.stretches]


# --- what counts ---------------------------------------------------------------------------------


def test_without_a_source_everything_is_unknown(judged: Findings) -> None:
    for found in covers(with_facts(judged)):
        assert states(found) == ["unknown"]
        assert found.stretches[0].period == Period(start=START, end=END)


def test_a_notice_of_which_nobody_says_that_it_comes_first_covers_nothing(judged: Findings) -> None:
    assert states(cover(judged, "notice", said("notice.present", True, START))) == ["unknown"]


def test_cover_reaches_from_the_first_to_the_last_dated_source(judged: Findings) -> None:
    first, last = date(2025, 9, 3), date(2026, 2, 1)
    found = cover(
        judged,
        "notice",
        said("notice.present", True, None),
        said("notice.before_capture", True, first, last),
    )
    assert [(s.state, s.why) for s in found.stretches] == [
        ("unknown", "before_shown"),
        ("covered", "shown"),
        ("unknown", "after_shown"),
    ]
    assert found.stretches[1].period == Period(start=first, end=last)
    assert found.on(date(2025, 9, 2)).state == "unknown"
    assert found.on(first).state == found.on(last).state == "covered"


@pytest.mark.parametrize("day", [None, date(2024, 1, 1), date(2027, 1, 1)])
def test_a_source_without_a_day_in_the_period_covers_no_day(
    judged: Findings, day: date | None
) -> None:
    found = cover(
        judged,
        "consent",
        said("consent.obtained", True, day),
        said("consent.timing", "before", day),
    )
    assert states(found) == ["unknown"]


def test_where_one_source_says_otherwise_nothing_is_covered(judged: Findings) -> None:
    found = cover(
        judged,
        "consent",
        said("consent.obtained", True, START, END),
        said("consent.timing", "before", START, END, against=True),
    )
    assert [s.why for s in found.stretches] == ["disputed"]
    assert states(found) == ["unknown"]


def test_consent_at_the_moment_of_capture_is_not_shown_to_come_first(judged: Findings) -> None:
    found = cover(
        judged,
        "consent",
        said("consent.obtained", True, START),
        said("consent.timing", "at", START),
    )
    assert states(found) == ["unknown"]


@pytest.mark.parametrize(("timing", "why"), [("none", "none"), ("after", "after_capture")])
def test_never_and_too_late_hold_for_the_whole_period(
    judged: Findings, timing: str, why: str
) -> None:
    found = cover(judged, "consent", said("consent.timing", timing, None))
    assert [(s.state, s.why) for s in found.stretches] == [("uncovered", why)]


def test_an_exhibit_covers_the_day_it_was_recorded(judged: Findings) -> None:
    exhibits = tuple(
        e.model_copy(update={"provenance": Provenance(recorded_on=date(2026, 5, 3))})
        if e.id == "E-04"
        else e
        for e in judged.case.exhibits
    )
    case = judged.case.model_copy(update={"exhibits": exhibits})
    source = Source(strength=Strength.READ_IN_DOCUMENT, value=True, exhibit="E-04")
    told = [
        Fact(id=name, value=True, sources=(source,))
        for name in ("notice.present", "notice.before_capture")
    ]
    found = cover(judged.model_copy(update={"case": case}), "notice", *told)
    covered = [s.period for s in found.stretches if s.state == "covered"]
    assert covered == [Period(start=date(2026, 5, 3), end=date(2026, 5, 3))]


def test_a_recording_without_a_day_is_unknown_even_where_there_never_was_consent(
    judged: Findings,
) -> None:
    found = cover(judged, "consent", said("consent.timing", "none", START))
    assert found.on(None).state == "unknown"
    assert found.on(date(2024, 1, 1)).state == "unknown"


def test_without_a_first_day_nothing_is_drawn_and_that_is_said(judged: Findings) -> None:
    case = judged.case.model_copy(update={"start": None})
    open_ = with_facts(judged, said("consent.timing", "before", START)).model_copy(
        update={"case": case}
    )
    assert looked_at(open_) is None
    view = cover_view(Words("en", ()), open_)
    assert view.missing
    assert not view.lanes


_VALUES = st.sampled_from([True, False, None])
_DAYS = st.lists(st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 12, 31))), max_size=4)


@settings(max_examples=60, deadline=None)
@given(present=_VALUES, before=_VALUES, days=_DAYS, against=st.booleans())
def test_stretches_fill_the_period_and_a_covered_day_lies_between_its_sources(
    judged: Findings,
    present: bool | None,
    before: bool | None,
    days: list[date | None],
    against: bool,
) -> None:
    found = cover(
        judged,
        "notice",
        said("notice.present", present, START),
        said("notice.before_capture", before, *days, against=against and before is not None),
    )
    stretches = found.stretches
    assert stretches[0].period.start == START
    assert stretches[-1].period.end == END
    for one, after in pairwise(stretches):
        assert one.period.end is not None
        assert after.period.start is not None
        assert (after.period.start - one.period.end).days == 1
    for stretch in stretches:
        if stretch.state == "covered":
            dated = [day for day in days if day is not None and START <= day <= END]
            assert present is before is True
            assert not against
            assert stretch.period == Period(start=min(dated), end=max(dated))


# --- how it is drawn -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bar_has_its_row_in_words(judged: Findings, language: Language) -> None:
    told = with_facts(
        judged,
        said("notice.present", True, None),
        said("notice.before_capture", True, date(2025, 9, 3)),
    )
    words = Words(language, judged.case.exhibits)
    view = cover_view(words, told)
    lanes = {lane.label: lane for lane in view.lanes}
    notice = lanes[words.say("cover_lane.notice")]
    assert [bar.state for bar in notice.bars] == ["unknown", "covered", "unknown"]
    rows = [row for row in view.rows if row.what == notice.label]
    assert [row.states for row in rows] == [
        (words.say(f"cover_state.{bar.state}"),) for bar in notice.bars
    ]
    assert [bar.state for bar in lanes["entrance"].bars] == ["recorded"]
    assert [bar.state for bar in lanes["model table"].bars] == ["unknown"]
    for lane in view.lanes:
        for bar in lane.bars:
            assert bar.x >= LEFT
            assert bar.x + bar.width <= RIGHT + 0.2


def test_the_template_fills_an_unknown_bar_with_the_hatch_and_never_as_covered() -> None:
    template = (Path(charts.__file__).parent / "calendar.svg.j2").read_text("utf-8")
    assert 'b.state == "unknown" %} fill="url(#not-looked-at)"' in template


@given(
    first=st.dates(date(1, 1, 1), date(9999, 12, 30)),
    days=st.integers(0, 400_000),
    start=st.dates(),
    end=st.dates(),
)
def test_an_axis_keeps_every_span_and_tick_within_it(
    first: date, days: int, start: date, end: date
) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    axis = Axis(first, last)
    period = Period(start=min(start, end), end=max(start, end))
    spot = axis.span(period)
    assert (spot is None) == (period.overlap(Period(start=first, end=last)) is None)
    if spot is not None:
        assert LEFT <= spot[0] <= spot[0] + spot[1] <= RIGHT + 0.2
    assert all(LEFT <= tick.x <= RIGHT for tick in axis.ticks())
    assert len(axis.ticks()) <= 10


# --- records of consent --------------------------------------------------------------------------


def recorded(*days: tuple[date, date]) -> Examination:
    count = ConsentCount(
        records=9,
        given=8,
        refused=1,
        blank=0,
        unclear=0,
        uncovered=tuple(DayRange(start=start, end=end) for start, end in days),
    )
    return Examination(exhibit="E-04", examiner="document", consent=(count,))


def consent_of(judged: Findings, records: Examination, *facts: Fact) -> Cover:
    found = covers(with_facts(judged, *facts), [records])
    return next(one for one in found if one.kind == "consent")


def test_days_of_capture_without_consent_are_uncovered(judged: Findings) -> None:
    days = (date(2025, 8, 1), date(2025, 8, 3)), (date(2025, 9, 1), date(2025, 9, 1))
    found = consent_of(judged, recorded(*days))
    assert states(found) == ["unknown", "uncovered", "unknown", "uncovered", "unknown"]
    assert found.on(date(2025, 8, 2)).why == "records"
    assert found.stretches[0].period.start == START
    assert found.stretches[-1].period.end == END


def test_what_the_records_alone_say_holds_for_their_days_only(judged: Findings) -> None:
    source = Source(strength=Strength.READ_IN_DOCUMENT, value=False, exhibit="E-04")
    fact = Fact(id="consent.obtained", value=False, sources=(source,))
    found = consent_of(judged, recorded((START, START)), fact)
    assert states(found) == ["uncovered", "unknown"]


def test_what_somebody_else_says_of_the_whole_period_stays(judged: Findings) -> None:
    found = consent_of(judged, recorded((START, START)), said("consent.obtained", False, START))
    assert states(found) == ["uncovered"]
    assert found.stretches[0].why == "none"


def test_many_stretches_are_few_rows(judged: Findings) -> None:
    days = [(START + timedelta(days=3 * n), START + timedelta(days=3 * n)) for n in range(20)]
    view = cover_view(Words("en", ()), with_facts(judged), [recorded(*days)])
    assert len([row for row in view.rows if "stretches" in row.period]) == 2

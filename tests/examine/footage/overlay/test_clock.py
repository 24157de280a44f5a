"""The burned-in clock: read in the layouts of recorders, checked against the footage."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.case.model import ExhibitKind
from auditor.examine.footage.overlay import ClockReading, read_overlays, time_observations
from auditor.examine.footage.overlay.clock import (
    at_start,
    drift,
    going_clocks,
    is_date_or_time,
    read_clocks,
)
from auditor.examine.footage.overlay.places import Area
from auditor.examine.footage.overlay.reader import Word
from auditor.examine.model import Observation
from auditor.report.examiner_words import in_chinese

from .pictures import exhibit, one_after_another, scene

NOON = datetime(2024, 5, 13, 14, 3, 22)
PLACE = Area(30, 20, 330, 46)


def word(text: str, area: Area = PLACE, sure: float = 0.95) -> Word:
    return Word(text, area, sure)


def only(*words: Word) -> ClockReading:
    (reading,) = read_clocks(words, time=0.0, frame=0)
    return reading


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-13 14:03:22",
        "2024/05/13 14:03:22",
        "2024.05.13 14:03:22",
        "2024-05-1314:03:22",
        "2024-05 13 星期一 14:03:22",
        "2024年05月13日 星期一 14:03:22",
        "2024年5月13日下午02:03:22",
        "05-13-2024 Mon 14:03:22",
        "13-05-2024 14:03:22",
        "13/05/2024 02:03:22 PM",
        "13 May 2024 14:03:22",
        "May 13, 2024 2:03:22pm",
        "14:03:22 2024-05-13",
        "2024-05-13T14:03:22",
        "Camera 01 2024-05-13 14:03:22",
        "２０２４－０５－１３　１４：０３：２２",
    ],
)
def test_layouts_of_recorders_are_read(text: str) -> None:
    assert only(word(text)).reads == NOON


@pytest.mark.parametrize(
    "text",
    [
        "14:03:22",
        "2024-05-13",
        "2024-13-45 14:03:22",
        "178/01/10 14:05:28",
        "67:12",
        "2024-05-13 25:61:00",
    ],
)
def test_what_is_no_date_with_a_time_is_none(text: str) -> None:
    assert read_clocks([word(text)], time=0.0, frame=0) == ()


def test_a_date_and_a_time_may_stand_apart() -> None:
    beside = word("14:03:22", Area(400, 20, 520, 46))
    below = word("14:03:22", Area(32, 50, 150, 76))
    assert only(word("2024-05-13"), beside).reads == NOON
    assert only(word("2024-05-13"), below).reads == NOON
    far = word("14:03:22", Area(400, 400, 520, 426))
    assert read_clocks([word("2024-05-13"), far], time=0.0, frame=0) == ()


def test_a_day_that_can_be_a_month_is_read_both_ways() -> None:
    reading = only(word("05-06-2024 14:03:22"))
    assert reading.reads == datetime(2024, 5, 6, 14, 3, 22)
    assert reading.other_order == datetime(2024, 6, 5, 14, 3, 22)


def reading(time: float, shown: datetime, place: Area = PLACE) -> ClockReading:
    return ClockReading(shown, time, int(time * 25), place, shown.isoformat(sep=" "), 0.95)


def test_a_clock_goes_on_as_the_footage_does() -> None:
    good = [reading(t, NOON + timedelta(seconds=t)) for t in (0.0, 60.0, 120.0)]
    going, stray = going_clocks(good, still=False)
    assert [r.time for r in going] == [0.0, 60.0, 120.0]
    assert stray == 0


def test_a_date_that_stands_still_is_no_clock() -> None:
    going, stray = going_clocks([reading(t, NOON) for t in (0.0, 60.0, 120.0)], still=False)
    assert going == ()
    assert stray == 3


def test_a_misread_one_is_left_out_and_counted() -> None:
    misread = NOON.replace(hour=9) + timedelta(seconds=60)
    good = [reading(t, NOON + timedelta(seconds=t)) for t in (0.0, 90.0, 120.0)]
    going, stray = going_clocks([*good[:1], reading(60.0, misread), *good[1:]], still=False)
    assert [r.time for r in going] == [0.0, 90.0, 120.0]
    assert stray == 1


def test_one_reading_of_a_video_is_no_clock() -> None:
    assert going_clocks([reading(0.0, NOON)], still=False) == ((), 1)


def test_clocks_at_two_places_are_two() -> None:
    below = Area(30, 500, 330, 526)
    both = [
        reading(t, NOON + timedelta(seconds=t + ahead), place)
        for t in (0.0, 60.0)
        for place, ahead in ((PLACE, 0), (below, 3600))
    ]
    going, _ = going_clocks(both, still=False)
    assert {r.clock for r in going} == {0, 1}


def test_of_a_still_a_line_of_its_own_counts_and_a_table_does_not() -> None:
    assert len(going_clocks([reading(0.0, NOON)], still=True)[0]) == 1
    rows = [reading(0.0, NOON, Area(30, 20 + 40 * n, 330, 46 + 40 * n)) for n in range(5)]
    assert going_clocks(rows, still=True)[0] == ()
    (logged,) = read_clocks([word("2024-05-13 14:03:22 picture stored")], time=0.0, frame=0)
    assert going_clocks([logged], still=True)[0] == ()


def test_gain_and_loss_are_told_by_most_of_the_readings() -> None:
    fast = [
        reading(t, NOON + timedelta(seconds=round(t * 1.01))) for t in (0.0, 300.0, 600.0, 900.0)
    ]
    gain, span = drift(fast)
    assert (round(gain), span) == (9, 900.0)
    assert at_start([reading(t, NOON + timedelta(seconds=t)) for t in (5.0, 9.0)]) == NOON


@pytest.mark.parametrize("text", ["2024-05-13 14:03:22", "14:03:22", "星期一", "2024年5月13日"])
def test_dates_and_times_are_told_from_labels(text: str) -> None:
    assert is_date_or_time(text)


@pytest.mark.parametrize("text", ["Anna Berg", "相似度 87%", "visits: 4", "male 55%", "0.9984"])
def test_labels_are_told_from_dates_and_times(text: str) -> None:
    assert not is_date_or_time(text)


# --- side by side ---------------------------------------------------------------------------------


def told(
    created: datetime | None, recorded_on: date | None = None, ambiguous: bool = False
) -> list[Observation]:
    readings = [reading(t, NOON + timedelta(seconds=t)) for t in (0.0, 60.0, 120.0)]
    if ambiguous:
        readings = [
            ClockReading(r.reads, r.time, r.frame, r.area, r.words, 0.9, other_order=NOON)
            for r in readings
        ]
    going, _ = going_clocks(readings, still=False)
    source = exhibit(ExhibitKind.VIDEO, recorded_on=recorded_on)
    return list(time_observations(source, going, created, 120.0))


def notes(observations: list[Observation], topic: str) -> str:
    return " ".join(o.note for o in observations if o.topic == topic)


def test_a_difference_near_whole_hours_may_be_a_time_zone() -> None:
    created = datetime(2024, 5, 13, 6, 3, 20, tzinfo=UTC)
    said = notes(told(created), "time.offset")
    assert "8:00:02 ahead of" in said
    assert "near 8 whole hours" in said
    assert "which the clock does not state" in said


def test_another_difference_is_no_time_zone() -> None:
    said = notes(told(datetime(2024, 5, 13, 12, 20, 0, tzinfo=UTC)), "time.offset")
    assert "1:43:22 ahead of" in said
    assert "no whole number of hours" in said
    far = notes(told(datetime(2024, 5, 14, 6, 3, 22, tzinfo=UTC)), "time.offset")
    assert "16:00:00 behind" in far
    assert "no whole number of hours" in far


def test_a_time_of_creation_elsewhere_is_brought_to_utc_first() -> None:
    there = datetime(2024, 5, 13, 14, 3, 22, tzinfo=timezone(timedelta(hours=8)))
    assert "2024-05-13 06:03:22 UTC" in notes(told(there), "time.container")


def test_a_time_of_creation_without_a_zone_is_never_called_utc() -> None:
    observations = told(datetime(2024, 5, 13, 14, 3, 20), date(2024, 5, 13))
    assert not any("UTC" in o.note for o in observations)
    assert notes(observations, "time.container") == (
        "The file states 2024-05-13 14:03:20 as its time of creation: local time, the time zone "
        "is unknown."
    )
    assert "0:00:02 ahead of the time of creation that the file states; neither states" in notes(
        observations, "time.offset"
    )


def test_the_declared_day_is_compared_with_both() -> None:
    created = datetime(2024, 5, 12, 23, 0, 0, tzinfo=UTC)
    said = notes(told(created, date(2024, 5, 13)), "time.offset")
    assert "The day of the burned-in clock, 2024-05-13, is the day declared." in said
    assert "2024-05-12, is 1 days before the day declared, 2024-05-13" in said


def test_no_time_of_creation_is_said() -> None:
    said = told(None)
    assert notes(said, "time.container") == "The container states no time of creation."
    assert notes(said, "time.offset") == ""


def test_an_order_of_day_and_month_that_is_open_is_said() -> None:
    assert "the other way round" in notes(told(None, ambiguous=True), "time.burned_in")


def test_every_sentence_has_its_chinese() -> None:
    created = datetime(2024, 5, 13, 6, 3, 20, tzinfo=UTC)
    for observation in (
        *told(created, date(2024, 5, 13), ambiguous=True),
        *told(datetime(2024, 5, 13, 12, 20, 0, tzinfo=UTC), date(2024, 6, 1)),
        *told(datetime(2024, 5, 13, 14, 3, 20), date(2024, 6, 1)),
        *told(None),
    ):
        said = in_chinese(observation.note)
        assert said is not None, observation.note
        assert "ahead" not in said
        assert "burned" not in said


@pytest.mark.slow
def test_a_clock_in_the_picture_is_read_and_placed() -> None:
    pictures = [
        scene((0.5, 0.45)).text(f"2024-05-13 14:03:{22 + second:02d}", (30, 20), 26)
        for second in (0, 2, 4)
    ]
    result = read_overlays(exhibit(ExhibitKind.VIDEO), one_after_another(pictures, every=2.0))
    assert [(r.time, r.reads) for r in result.clocks] == [
        (t, NOON + timedelta(seconds=t)) for t in (0.0, 2.0, 4.0)
    ]
    assert result.observations == ()


@given(st.text(max_size=80), st.floats(0, 1e6))
def test_no_text_raises_anything(text: str, time: float) -> None:
    for found in read_clocks([word(text)], time=time, frame=0):
        going_clocks([found, found], still=False)
        going_clocks([found], still=True)
    is_date_or_time(text)

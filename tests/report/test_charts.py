"""The law on a calendar and the tiers of episodes, each with the numbers in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.examine.model import Tier
from auditor.judge.decide.findings import Findings
from auditor.report.build import build_report
from auditor.report.charts.axis import LEFT, RIGHT, fitted
from auditor.report.charts.tiers import tier_chart
from auditor.report.sections.footage.build import EPISODES
from auditor.report.sections.laws.build import law_view
from auditor.report.sources import PLACES_IN_TABLE, groups
from auditor.report.words import Words
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations


@pytest.fixture(scope="module")
def judged() -> Findings:
    return findings(observations(episodes=2))


def since(judged: Findings, start: date | None) -> Findings:
    case = judged.case.model_copy(update={"start": start})
    return judged.model_copy(update={"case": case, "facts": ()})


def test_a_law_that_came_in_force_within_the_period_is_marked(judged: Findings) -> None:
    view = law_view(Words("en"), since(judged, date(2025, 3, 1)))
    reach = {row.id: row.reach for row in view.rows}
    assert reach == {
        "pipl": "in force throughout",
        "measures-2025": "in force for the later part only",
    }
    assert [mark.label for mark in view.marks] == ["1 June 2025"]
    bar = view.lanes[-1].bars[0]
    assert view.lanes[-1].label == "measures-2025"
    assert bar.x == view.marks[0].x
    assert LEFT < bar.x < RIGHT


def test_a_law_in_force_from_the_first_day_is_no_change(judged: Findings) -> None:
    view = law_view(Words("en"), since(judged, date(2025, 6, 1)))
    assert view.marks == ()
    assert {row.reach for row in view.rows} == {"in force throughout"}


def test_without_a_period_the_law_is_told_and_not_drawn(judged: Findings) -> None:
    view = law_view(Words("en"), since(judged, None))
    assert view.missing
    assert not view.lanes
    assert {row.reach for row in view.rows} == {"unknown: the period is not known"}


def test_tiers_add_up_row_by_row() -> None:
    seen = observations(episodes=34)
    chart = tier_chart(Words("en"), seen.case.exhibits, seen.examinations)
    assert chart is not None
    everything, camera = chart.rows
    assert everything.total == camera.total == "34"
    assert camera.label == "entrance"
    for row in chart.rows:
        assert sum(int(count) for count in row.counts) == 34
        assert sum(part.width for part in row.parts) == pytest.approx(RIGHT - LEFT, abs=1)
    assert [pair.label.text for pair in chart.columns] == [tier.value for tier in Tier]


def test_without_an_episode_there_is_no_chart() -> None:
    seen = observations(episodes=0)
    assert tier_chart(Words("en"), seen.case.exhibits, seen.examinations) is None


def test_long_tables_say_how_much_stands_elsewhere(tmp_path: Path) -> None:
    seen = observations(episodes=EPISODES + 23)
    judged = findings(seen)
    report = build_report(judged, seen, RUN, tmp_path, "en")
    footage = report.footage[0]
    assert len(footage.episodes) == EPISODES
    assert "23" in footage.more_episodes
    assert footage.timeline is not None
    assert len(footage.timeline.bars) == EPISODES + 23
    seen_faces = next(fact for fact in judged.facts if fact.id == "capture.faces_detected")
    table = groups(
        Words("en"),
        seen_faces.id,
        seen_faces.sources,
        seen_faces.value,
        PLACES_IN_TABLE,
        in_table=True,
    )
    assert sum(len(group.entries) + group.saved for group in table) == len(seen_faces.sources)
    assert any(group.saved for group in table)


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("entrance", "entrance"),
        ("x" * 26, "x" * 26),
        ("x" * 27, "x" * 25 + "…"),
        ("售楼处正门入口摄像机一二三", "售楼处正门入口摄像机一二三"),
        ("售楼处正门入口摄像机一二三四", "售楼处正门入口摄像机一二…"),
    ],
)
def test_a_name_is_cut_to_fit_before_an_axis(name: str, drawn: str) -> None:
    assert fitted(name) == drawn

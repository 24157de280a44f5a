"""What the detector finds and misses, as the method section says it."""

from __future__ import annotations

import html as html_words
import re
from pathlib import Path

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.ladder import ladder_of
from auditor.examine.ladder_model import DetectorBuild, DetectorLadder
from auditor.examine.model import Observations
from auditor.report.build import build_report
from auditor.report.outputs.html import render_record
from auditor.report.sections.method.ladder import detector_floor
from auditor.report.sections.method.view import LadderView
from auditor.report.words import Words
from tests.report.builders.detector import ladder, rung
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations


def shown(made: DetectorLadder, language: Language = "en") -> LadderView:
    seen = observations().model_copy(update={"ladders": (made,)})
    floor = detector_floor(Words(language), seen)
    assert floor is not None
    (view,) = floor.ladders
    return view


def limit(made: DetectorLadder) -> tuple[str, str]:
    (only,) = shown(made).limits
    return only.below_nine_in_ten, only.below_half


def page(seen: Observations, folder: Path, language: Language = "en") -> str:
    return render_record(build_report(findings(seen), seen, RUN, folder, language))


def section(made: str) -> str:
    return made.split('id="detector-floor"')[1].split("<h3>", maxsplit=1)[0]


# --- where it begins to miss ---------------------------------------------------------------------


def test_the_distance_is_that_of_the_last_rung_before_the_first_failure() -> None:
    view = shown(ladder())
    assert "down to 8 px" not in view.finds
    assert "down to 12 px between the eyes in pictures of 1280\xa0×\xa0720" in view.finds
    assert "down to 40 px between the eyes in pictures of 1920\xa0×\xa01080" in view.finds


def test_exactly_nine_in_ten_and_exactly_half_are_enough() -> None:
    enough = ladder(rung("yaw", 30, 18, 18, yaw=30), rung("yaw", 60, 10, 10, yaw=60))
    assert limit(enough) == ("from 60° up", "")
    short = ladder(rung("yaw", 30, 17, 17, yaw=30), rung("yaw", 60, 9, 9, yaw=60))
    assert limit(short) == ("from 30° up", "from 60° up")


def test_a_harder_rung_that_does_better_takes_nothing_back() -> None:
    uneven = ladder(*(rung("jpeg", q, n, n) for q, n in ((80, 20), (40, 9), (15, 20))))
    assert limit(uneven) == ("from 40 down", "from 40 down")


def test_sizes_are_told_apart_only_where_they_differ() -> None:
    differing = ladder(rung("roll", 30, 20, 12), rung("roll", 60, 12, 2))
    assert limit(differing) == (
        "from 60° up (1280\xa0×\xa0720), from 30° up (1920\xa0×\xa01080)",
        "from 60° up (1920\xa0×\xa01080)",
    )


def test_a_detector_that_finds_nothing_says_so() -> None:
    blind = shown(ladder(rung("eye_distance", 40, 0, 0)))
    assert "at no distance tried in pictures of 1280\xa0×\xa0720" in blind.finds
    assert "distance between the eyes from 40 px down" in blind.misses
    assert blind.groups[0].rows[0].cells[0].eyes == ""


def test_a_detector_that_misses_nothing_claims_only_what_was_tried() -> None:
    assert shown(ladder(rung("eye_distance", 40, 20, 20))).misses == (
        "It found at least half under every condition tried."
    )


def test_coverings_are_named_one_by_one_and_not_in_any_order() -> None:
    made = ladder(
        rung("covering", 0, 3, 3, covering="mask"),
        rung("covering", 0, 20, 20, covering="cap"),
        rung("covering", 0, 12, 12, covering="sunglasses"),
    )
    assert limit(made) == ("mask over nose and mouth, sunglasses", "mask over nose and mouth")


def test_two_factors_at_once_stand_in_the_grid_and_not_among_the_limits() -> None:
    view = shown(ladder())
    turned = next(group for group in view.groups if group.condition == "head turned")
    assert [row.label for row in turned.rows] == ["45°", "90°"]
    small, large = view.grids
    assert small.columns == ("0°", "45°", "90°")
    assert dict(small.rows)["12 px"] == ("100%", "60%", "")
    assert dict(large.rows)["12 px"] == ("85%", "0%", "")
    assert dict(small.rows)["40 px"] == ("100%", "100%", "45%")


def test_a_rung_shows_its_count_with_the_interval() -> None:
    cell = shown(ladder(rung("yaw", 90, 10, 10, yaw=90))).groups[0].rows[0].cells[0]
    assert (cell.found, cell.interval, cell.eyes, cell.yaw) == (
        "10 of 20",
        "30–70%",
        "× 1.08",
        "2°",
    )


# --- which version -------------------------------------------------------------------------------


def test_the_version_measured_is_printed_and_nothing_else_where_it_is_at_work(
    tmp_path: Path,
) -> None:
    made = section(page(observations(), tmp_path))
    assert "Measured with centerface.onnx sha256:0123456789abcdef in OpenCV 5.0.0" in made
    assert "another version" not in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_version_at_work_is_said_with_both(tmp_path: Path, language: Language) -> None:
    now = DetectorBuild(
        detector="centerface",
        model="centerface.onnx sha256:0123456789abcdef",
        libraries=(("OpenCV", "5.1.0"),),
        settings=(("threshold", 0.6), ("longest", 1280.0)),
    )
    other = ladder().model_copy(update={"at_work": now})
    changed = [(pair.label.text, pair.value.text) for pair in shown(other, language).changes]
    assert [label for label, _ in changed] == ["OpenCV", "threshold", "longest"]
    values = [re.findall(r"[\d.]*\d", value) for _, value in changed]
    assert values == [["5.0.0", "5.1.0"], ["0.5", "0.6"], ["1280"]]
    made = section(page(observations().model_copy(update={"ladders": (other,)}), tmp_path))
    assert "Measured with another version than the one at work here" in made


def test_another_model_is_named() -> None:
    now = ladder().at_work.model_copy(update={"model": "other.onnx sha256:fedcba9876543210"})
    (change,) = shown(ladder().model_copy(update={"at_work": now})).changes
    assert change.label.text == "Model file"
    assert "other.onnx" in change.value.text


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_rendered_faces_are_an_upper_bound(tmp_path: Path, language: Language) -> None:
    made = section(page(observations(), tmp_path, language))
    assert {"en": "this is an upper bound", "zh": "以下结果只是上限"}[language] in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_caption_and_every_head_a_scope(
    tmp_path: Path, language: Language
) -> None:
    made = section(page(observations(), tmp_path, language))
    assert made.count("<table") == made.count("<caption>") == 4
    assert all("scope=" in head for head in re.findall(r"<th\b[^>]*>", made))


def test_the_long_tables_are_folded_and_the_sentences_are_not(tmp_path: Path) -> None:
    before, folded = section(page(observations(), tmp_path)).split("<details>")
    assert before.count("<table") == 1
    assert "full-face helmet with its visor open" in before
    assert folded.count("<table") == 3


def test_observations_without_a_ladder_say_so_loudly(tmp_path: Path) -> None:
    seen = observations().model_copy(update={"ladders": ()})
    made = section(page(seen, tmp_path))
    assert '<p class="loud">What the detector finds and misses was not recorded' in made
    assert "<table" not in made


def test_a_case_without_footage_says_nothing_of_detectors(tmp_path: Path) -> None:
    seen = observations()
    texts = tuple(e for e in seen.examinations if e.examiner in {"configuration", "documents"})
    seen = seen.model_copy(update={"examinations": texts, "ladders": ()})
    assert "detector-floor" not in page(seen, tmp_path)


def test_hostile_words_in_a_saved_ladder_are_only_printed(tmp_path: Path) -> None:
    bad = ladder().measured_with.model_copy(update={"detector": "<script>alert(1)</script>"})
    seen = observations()
    seen = seen.model_copy(
        update={"ladders": (ladder().model_copy(update={"measured_with": bad}),)}
    )
    assert "<script" not in page(seen, tmp_path)


# --- the ladders that ship -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["centerface", "dlib-hog"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_is_said_whole_and_small(tmp_path: Path, name: str, language: Language) -> None:
    seen = observations()
    plain = len(page(seen.model_copy(update={"ladders": ()}), tmp_path, language))
    real = seen.model_copy(update={"ladders": (ladder_of(detector(name)),)})
    made = page(real, tmp_path, language)
    assert len(made) - plain < 60_000
    told = html_words.unescape(section(made))
    assert "{" not in told
    assert name in told
    for condition in shown(real.ladders[0], language).limits:
        assert condition.condition in told

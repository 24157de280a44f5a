"""Where faces were: the drawing, the zone that the purpose needs, and what stands in for both."""

from __future__ import annotations

import html
import io
import random
import re
from pathlib import Path

import pytest
from PIL import Image

from auditor.case.model import Camera
from auditor.case.polygon import Polygon
from auditor.core.digest import digest_bytes
from auditor.core.text import LANGUAGES, Language
from auditor.examine.footage.zone import camera_moves, zone_observations
from auditor.examine.model import (
    CaptureEpisode,
    Examination,
    FootageCoverage,
    Observations,
    RedactedStill,
    Tier,
)
from auditor.report.build import build_report
from auditor.report.charts.zone import MOST_PATHS
from auditor.report.charts.zone_view import Zone
from auditor.report.outputs.html import render_record
from auditor.report.sections.footage.view import FootageView
from tests.report.builders.footage import episode, footage_examination
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations

LEFT: Polygon = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


def placed(number: int, *path: tuple[float, float], start: float | None = None) -> CaptureEpisode:
    begin = number * 10.0 if start is None else start
    made = episode(number, begin, 4.0, Tier.USABLE, number)
    return made.model_copy(update={"path": path})


def seen_with(
    *episodes: CaptureEpisode,
    zone: Polygon = LEFT,
    stills: tuple[RedactedStill, ...] = (),
    moves: bool = False,
    **coverage: object,
) -> Observations:
    """The usual case, its first exhibit with these episodes and this zone."""
    seen = observations()
    exhibit = seen.case.exhibits[0].model_copy(update={"purpose_zone": zone})
    camera = Camera(name="entrance", purpose_zone=zone, purpose="watch the till", note="by hand")
    case = seen.case.model_copy(
        update={
            "exhibits": (exhibit, *seen.case.exhibits[1:]),
            "cameras": (camera,) if zone else (),
        }
    )
    looked = footage_examination("E-01", 1, stills)
    assert isinstance(looked.coverage, FootageCoverage)
    covered = looked.coverage.model_copy(update=coverage)
    told = (
        (camera_moves(exhibit, covered),) if moves else zone_observations(exhibit, zone, episodes)
    )
    looked = looked.model_copy(
        update={"episodes": episodes, "coverage": covered, "observations": told}
    )
    return seen.model_copy(update={"case": case, "examinations": (looked, *seen.examinations[1:])})


def report(seen: Observations, folder: Path, language: Language = "en") -> tuple[FootageView, str]:
    """The view of the first exhibit, and its part of the page."""
    model = build_report(findings(seen), seen, RUN, folder, language)
    page = render_record(model)
    part = page.split('<article class="footage"')[1].split("</article>")[0]
    return model.footage[0], html.unescape(part)


def zone_of(seen: Observations, folder: Path) -> Zone:
    zone = report(seen, folder)[0].zone
    assert zone is not None
    return zone


IN = placed(1, (0.1, 0.5), (0.3, 0.5))
CROSSES = placed(2, (0.4, 0.2), (0.6, 0.2), (0.7, 0.2), (0.8, 0.2))
OUT = placed(3, (0.72, 0.84), (0.94, 0.88))


# --- the share -----------------------------------------------------------------------------------


def test_the_share_of_bystanders_is_told_with_its_counts(tmp_path: Path) -> None:
    zone = zone_of(seen_with(IN, CROSSES, OUT), tmp_path)
    assert zone.purpose is not None
    assert zone.purpose.sentence == (
        "Capture episodes wholly outside the zone that the purpose needs (bystanders): 1 of 3 "
        "(33%). Their faces lay between 72% and 94% of the width and 84% and 88% of the height."
    )
    assert [(row.episodes, row.time) for row in zone.purpose.rows] == [
        ("1 of 3 (33%)", "0.0 s of 4.0 s (0%)"),
        ("1 of 3 (33%)", "3.0 s of 4.0 s (75%)"),
        ("1 of 3 (33%)", "4.0 s of 4.0 s (100%)"),
        ("3", "7.0 s of 12.0 s (58%)"),
    ]


def test_no_percentage_stands_without_its_counts_and_none_is_rounded_away(tmp_path: Path) -> None:
    many = [placed(n, (0.1, 0.5)) for n in range(10, 410)]
    purpose = zone_of(seen_with(OUT, *many), tmp_path).purpose
    assert purpose is not None
    assert [row.episodes for row in purpose.rows] == [
        *("400 of 401 (>99%)", "0 of 401 (0%)", "1 of 401 (<1%)", "401")
    ]


def test_what_the_case_file_says_of_the_camera_is_told(tmp_path: Path) -> None:
    page = report(seen_with(IN), tmp_path)[1]
    assert "<q>watch the till</q>" in page
    assert "Note on the zone: by hand" in page
    assert "does not show that nobody ever is" in page


def test_of_a_picture_no_time_is_told(tmp_path: Path) -> None:
    picture = OUT.model_copy(update={"end": OUT.start})
    view, page = report(seen_with(picture, duration=0.0), tmp_path)
    assert view.zone is not None
    assert view.zone.limit == ""
    assert "Time outside it" not in page
    assert "1 of 1 (100%)" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_zone_nothing_is_said_of_bystanders(tmp_path: Path, language: Language) -> None:
    view, page = report(seen_with(IN, OUT, zone=()), tmp_path, language)
    assert view.zone is not None
    assert view.zone.purpose is None
    assert not any(heat.outside for heat in view.zone.heat)
    assert not re.search(r"bystander|旁人", page.replace("capture.bystanders", ""))


def test_chinese_says_the_same_numbers(tmp_path: Path) -> None:
    view, page = report(seen_with(IN, CROSSES, OUT), tmp_path, "zh")
    assert view.zone is not None
    assert view.zone.purpose is not None
    assert "3个中的1个（33%）" in view.zone.purpose.sentence
    assert "12.0秒中的7.0秒（58%）" in page


# --- the drawing ---------------------------------------------------------------------------------


def test_bystanders_are_drawn_apart_and_by_more_than_their_colour(tmp_path: Path) -> None:
    view, page = report(seen_with(IN, CROSSES, OUT), tmp_path)
    assert view.zone is not None
    assert [path.outside for path in view.zone.paths].count(True) == 1
    assert {heat.outside for heat in view.zone.heat} == {True, False}
    assert page.count('fill="url(#bystander)"') >= 2  # the cells, and the legend
    assert 'class="way alone"' in page


def test_the_words_for_those_who_do_not_see_it_hold_what_it_shows(tmp_path: Path) -> None:
    page = report(seen_with(IN, CROSSES, OUT), tmp_path)[1]
    said = re.findall(r'role="img" aria-label="([^"]+)"', page.split('class="zone"')[1])[0]
    assert "1 of 3 (33%)" in said
    assert "between 10% and 94% of the width" in said


def test_the_zone_is_drawn_where_it_is_declared_and_faces_where_they_were(tmp_path: Path) -> None:
    zone = zone_of(seen_with(placed(1, (0.5, 0.5))), tmp_path)
    assert zone.purpose is not None
    assert (zone.width, zone.height) == (640, 360)
    assert zone.purpose.points == "0,0 320,0 320,360 0,360"
    (heat,) = zone.heat
    assert heat.d == "M320 180h20v20h-20z"
    assert [mark.at for mark in zone.marks_across] == [0, 128, 256, 384, 512, 640]


def test_cells_side_by_side_are_one_shape(tmp_path: Path) -> None:
    row = placed(1, *((n / 32 + 0.001, 0.5) for n in range(4, 10)))
    zone = zone_of(seen_with(row, zone=()), tmp_path)
    assert [heat.d for heat in zone.heat] == ["M80 180h120v20h-120z"]


def test_an_upright_picture_is_drawn_upright(tmp_path: Path) -> None:
    zone = zone_of(seen_with(placed(1, (0.99, 0.99)), width=1080, height=1920), tmp_path)
    assert (zone.width, zone.height) == (360, 640)
    assert zone.heat[0].d == "M340 620h20v20h-20z"


@pytest.mark.parametrize(
    ("path", "above"), [((0.3, 0.9), True), ((0.3, 0.26), False)], ids=["free", "taken"]
)
def test_the_label_gets_out_of_the_way_of_faces(
    tmp_path: Path, path: tuple[float, float], above: bool
) -> None:
    zone = ((0.2, 0.3), (0.8, 0.3), (0.8, 0.6), (0.2, 0.6))
    purpose = zone_of(seen_with(placed(1, path), zone=zone), tmp_path).purpose
    assert purpose is not None
    assert (purpose.label_y < 0.3 * 360) is above


def test_a_zone_as_large_as_the_picture_has_its_label_inside(tmp_path: Path) -> None:
    whole = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    purpose = zone_of(seen_with(IN, zone=whole), tmp_path).purpose
    assert purpose is not None
    assert 0 < purpose.label_y < 360


def test_thousands_of_episodes_make_no_larger_a_drawing(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - places of faces, not secrets
    many = [
        placed(n, *((chance.random(), chance.random()) for _ in range(20))) for n in range(1500)
    ]
    many += [placed(n, (0.9, chance.random())) for n in range(1500, 3000)]
    page = report(seen_with(*many), tmp_path)[1]
    drawing = page.split('<figure class="zone">')[1].split("</figure>")[0]
    assert len(drawing) < 40_000
    assert drawing.count("<polyline") <= MOST_PATHS


def test_bystanders_have_their_share_of_the_paths_drawn(tmp_path: Path) -> None:
    near = [placed(n, (0.1, 0.5), (0.2, 0.5)) for n in range(200)]
    far = [placed(n, (0.8, 0.5), (0.9, 0.5)) for n in range(200, 400)]
    zone = zone_of(seen_with(*near, *far), tmp_path)
    assert [path.outside for path in zone.paths].count(True) == MOST_PATHS // 2
    assert len(zone.paths) == MOST_PATHS


# --- what it is drawn on -------------------------------------------------------------------------


def still(folder: Path, name: str, *, background: bool) -> RedactedStill:
    data = io.BytesIO()
    Image.linear_gradient("L").resize((320, 180)).convert("RGB").save(data, "JPEG")
    path = folder / "stills" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.getvalue() + name.encode())
    return RedactedStill(
        file=f"stills/{name}",
        digest=digest_bytes(path.read_bytes()),
        parent="E-01",
        time=0 if background else 2.5,
        width=320,
        height=180,
        episodes=(),
        checked_by="centerface + dlib-hog",
        purpose="background" if background else "evidence",
    )


def test_the_drawing_lies_on_the_background_and_else_on_a_still(tmp_path: Path) -> None:
    shown = still(tmp_path, "E-01-1.jpg", background=False)
    behind = still(tmp_path, "E-01-background.jpg", background=True)
    view, page = report(seen_with(IN, stills=(shown, behind)), tmp_path)
    assert view.zone is not None
    assert view.zone.background is not None
    assert view.zone.backdrop == view.zone.background.data
    assert [s.file for s in view.stills] == [shown.file]
    assert str(behind.digest) in page
    assert "show one view" in view.zone.limit
    view, page = report(seen_with(IN, stills=(shown,)), tmp_path)
    assert view.zone is not None
    assert view.zone.backdrop == view.stills[0].data
    assert "was not checked" in view.zone.limit


def test_a_still_with_faces_as_recorded_is_not_drawn_upon(tmp_path: Path) -> None:
    shown = still(tmp_path, "E-01-1-unredacted.jpg", background=False)
    seen = seen_with(IN, stills=(shown.model_copy(update={"redacted": False}),))
    assert zone_of(seen, tmp_path).backdrop == ""


def test_a_background_that_was_altered_is_not_shown_and_that_is_said(tmp_path: Path) -> None:
    behind = still(tmp_path, "E-01-background.jpg", background=True)
    (tmp_path / behind.file).write_bytes(b"\xff\xd8\xffanything")
    view, page = report(seen_with(IN, stills=(behind,)), tmp_path)
    assert view.zone is not None
    assert view.zone.backdrop == ""
    assert "its digest differs" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_camera_that_moves_no_places_are_drawn(tmp_path: Path, language: Language) -> None:
    view, page = report(seen_with(IN, OUT, moves=True), tmp_path, language)
    assert view.zone is None
    assert view.no_zone in page
    assert 'class="zone"' not in page
    plain = report(seen_with(IN, OUT, zone=(), moves=True), tmp_path, language)[0]
    assert plain.no_zone
    assert plain.no_zone != view.no_zone


def test_saved_stills_and_examinations_without_the_new_keys_still_load(tmp_path: Path) -> None:
    old = footage_examination("E-01", 2, (still(tmp_path, "E-01-1.jpg", background=False),))
    saved = old.model_dump(mode="json")
    del saved["stills"][0]["purpose"]
    assert Examination.model_validate(saved) == old

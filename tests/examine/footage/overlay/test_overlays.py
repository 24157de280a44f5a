"""Pictures as programs draw them, read by the real reader, and pictures that look a little so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from auditor.case.model import ExhibitKind
from auditor.core.locator import MediaLocator
from auditor.examine.footage.overlay import OverlayResult, read_overlays
from auditor.examine.footage.overlay.places import Area

from ..clips import Rgb
from .pictures import (
    GREEN,
    RED,
    WHITE,
    YELLOW,
    Drawn,
    exhibit,
    one_after_another,
    scene,
)

BOX = "overlay.face_box"


def one() -> Drawn:
    return scene((0.5, 0.45))


def two() -> Drawn:
    return scene((0.3, 0.45), (0.7, 0.45))


def topics(result: OverlayResult) -> set[str]:
    return {o.topic for o in result.observations}


def of_still(drawn: Drawn) -> OverlayResult:
    return read_overlays(exhibit(), [drawn.read()])


# --- overlays -------------------------------------------------------------------------------------


def opencv_name() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.frame(at).text("Anna Lindqvist", (at.left, at.top - 28), 22, GREEN)


def name_in_brackets() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.brackets(at, YELLOW).text("李明 92%", (at.left, at.top - 34), 24, YELLOW)


def filled_label() -> Drawn:
    drawn = one()
    at = drawn.area()
    drawn.frame(at, RED)
    return drawn.text("Unknown", (at.left + 6, at.bottom - 30), 24, WHITE, on=RED)


def label_that_touches_its_frame() -> Drawn:
    drawn = one()
    at = drawn.area()
    drawn.frame(at, (0, 200, 255))
    return drawn.text("Erik Berg", (at.left, at.top - 26), 22, (0, 200, 255))


def small_face() -> Drawn:
    drawn = scene((0.4, 0.5), height=0.2)
    at = drawn.area()
    return drawn.frame(at, GREEN, 1).text("Maria", (at.left, at.top - 16), 14, GREEN)


def comparison_panel() -> Drawn:
    return one().text("姓名：王小红", (700, 100)).text("相似度：91.3%", (700, 140))


def comparison_panel_in_two_lines() -> Drawn:
    return one().text("Similarity", (700, 100)).text("87%", (700, 130), 30)


def list_in_traditional_characters() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.frame(at, RED).text("黑名單", (at.left, at.top - 34), 24, RED)


def attribute_panel() -> Drawn:
    drawn = one()
    at = drawn.area()
    drawn.text("性别：女", (at.right + 30, at.top), 20)
    return drawn.text("年龄：25", (at.right + 30, at.top + 28), 20)


def initial_and_age() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.frame(at, RED).text("F,27", (at.left, at.top - 28), 22, GREEN)


def emotion_with_a_share() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.text("happy 93.2%", (at.right + 20, at.top + 10), 20)


def emotions_of_two() -> Drawn:
    drawn = two()
    left, right = drawn.area(0), drawn.area(1)
    drawn.text("happy", (left.left, left.top - 30), 24, GREEN)
    return drawn.text("neutral", (right.left, right.top - 30), 24, GREEN)


def visits() -> Drawn:
    return one().text("到店次数：5", (40, 80), 24).text("老客户", (40, 120), 24)


def visits_in_english() -> Drawn:
    return one().text("Returning customer, visits: 4", (40, 80), 22)


def vip() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.frame(at, (255, 200, 0)).text("VIP客户", (at.left, at.top - 34), 24, (255, 200, 0))


def terminal() -> Drawn:
    return one().text("识别成功", (400, 470), 34, GREEN)


def attendance() -> Drawn:
    return one().text("Attendance marked", (330, 480), 32, GREEN)


def title() -> Drawn:
    return scene().text("智慧園區人臉辨識管理平台", (250, 40), 32)


def lookers() -> Drawn:
    return one().text("Shoppers: 2, lookers: 1", (20, 20), 24)


SHOWN: Sequence[tuple[Callable[[], Drawn], str]] = (
    (opencv_name, "overlay.name"),
    (name_in_brackets, "overlay.name"),
    (filled_label, "overlay.list"),
    (label_that_touches_its_frame, "overlay.name"),
    (small_face, "overlay.name"),
    (comparison_panel, "overlay.similarity"),
    (comparison_panel_in_two_lines, "overlay.similarity"),
    (list_in_traditional_characters, "overlay.list"),
    (attribute_panel, "overlay.attribute"),
    (initial_and_age, "overlay.attribute"),
    (emotion_with_a_share, "overlay.attribute"),
    (emotions_of_two, "overlay.attribute"),
    (visits, "overlay.visits"),
    (visits_in_english, "overlay.visits"),
    (vip, "overlay.list"),
    (terminal, "overlay.result"),
    (attendance, "overlay.result"),
    (title, "overlay.system"),
    (lookers, "overlay.attention"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("draw", "topic"), SHOWN, ids=lambda v: getattr(v, "__name__", None))
def test_what_programs_draw_is_seen(draw: Callable[[], Drawn], topic: str) -> None:
    result = of_still(draw())
    assert topic in topics(result), result.observations
    for observation in result.observations:
        assert observation.subject == "hall"
        assert isinstance(observation.locator, MediaLocator)
        assert observation.locator.box is not None
        assert observation.locator.frame == 0
        if observation.topic != BOX:
            assert observation.locator.quote


# --- what is none ---------------------------------------------------------------------------------


def surveillance() -> Drawn:
    drawn = one().text("2024年05月06日 星期一 14:03:22", (30, 20), 26)
    return drawn.text("人脸识别通道1", (700, 20), 26).text("不要和陌生人说话", (340, 490), 30)


def sports() -> Drawn:
    drawn = two().text("ARS 2 - 1 CHE  67:12", (40, 20), 28, WHITE, on=(20, 20, 120))
    drawn.text("AGE 23", (30, 100), 20).text("HEIGHT 1.85 m", (30, 130), 20)
    return drawn.text("HARDY 51.2%", (230, 420), 24).text("JONES 48.8%", (610, 420), 24)


def news() -> Drawn:
    drawn = one().text("Anna Lindqvist", (80, 400), 32, WHITE, on=(20, 40, 120))
    return drawn.text(
        "Police test face recognition system at the airport, officials say",
        (0, 500),
        24,
        WHITE,
        on=(160, 0, 0),
    )


def news_in_chinese() -> Drawn:
    return one().text("失信黑名单 人脸识别系统引发争议", (250, 495), 26, WHITE, on=(160, 0, 0))


def identity_card() -> Drawn:
    drawn = one().text("姓名 张伟", (650, 100), 24)
    drawn.text("性别 男  民族 汉", (650, 140), 24)
    return drawn.text("出生 1990年5月6日", (650, 180), 24)


def application_form() -> Drawn:
    drawn = one()
    lines = ("Name: John Smith", "Gender: Male", "Age: 34", "Address: 12 Hill Road", "Born: Leeds")
    for number, line in enumerate(lines):
        drawn.text(line, (640, 100 + 30 * number), 20)
    return drawn


def object_detector() -> Drawn:
    drawn = one()
    at = drawn.area()
    body = Area(at.left - 90, at.top - 30, at.right + 90, 535)
    return drawn.frame(body).text("person 0.87", (body.left, body.top - 26), 20, GREEN)


def sign_and_shirt() -> Drawn:
    drawn = one().text("VIP ROOM", (40, 40), 36, (255, 215, 0))
    drawn.text("男", (60, 200), 40).text("车牌识别成功", (650, 60), 26)
    return drawn.text("HAPPY", (drawn.area().left, 430), 34, (200, 200, 60))


def notice() -> Drawn:
    drawn = scene().text("温馨提示", (380, 60), 34)
    drawn.text("本区域采用人脸识别系统", (260, 130), 32)
    return drawn.text("进入即视为同意采集您的人脸信息", (220, 190), 32)


def tile_of_a_video_call() -> Drawn:
    drawn = two().frame(Area(20, 20, 470, 520), (35, 200, 80), 3)
    return drawn.text("Anna Lindqvist", (30, 490), 20)


def menu_with_one_entry() -> Drawn:
    drawn = scene()
    for number, line in enumerate(("Motion", "Object", "Face Recognition", "License Plates")):
        drawn.text(line, (300, 80 + 50 * number), 26)
    return drawn


def caption_on_a_face() -> Drawn:
    drawn = one()
    at = drawn.area()
    return drawn.text("大家好，我是小明", (at.left - 20, at.top + 10), 26, YELLOW)


NONE: Sequence[Callable[[], Drawn]] = (
    surveillance,
    sports,
    news,
    news_in_chinese,
    identity_card,
    application_form,
    object_detector,
    sign_and_shirt,
    notice,
    tile_of_a_video_call,
    menu_with_one_entry,
    caption_on_a_face,
)


@pytest.mark.slow
@pytest.mark.parametrize("draw", NONE, ids=lambda v: v.__name__)
def test_what_others_write_is_none(draw: Callable[[], Drawn]) -> None:
    assert of_still(draw()).observations == ()


@pytest.mark.parametrize(
    ("label", "colour", "topic"),
    [
        ("抽烟 0.87", GREEN, "overlay.action"),
        ("zorptal 0.91", GREEN, "overlay.unknown"),
        ("Maria Lopez", (30, 30, 30), "overlay.unknown"),
    ],
)
def test_a_label_with_another_explanation_shows_no_recognition(
    label: str, colour: tuple[int, int, int], topic: str
) -> None:
    drawn = one()
    at = drawn.area()
    drawn.frame(at, GREEN).text(label, (at.left, at.bottom + 10), 24, colour)
    result = of_still(drawn)
    assert topic in topics(result)
    assert all(not o.says for o in result.observations)


def test_a_frame_and_a_score_show_that_a_face_was_found_and_nothing_more() -> None:
    drawn = one()
    at = drawn.area()
    drawn.frame(at, GREEN).text("face 0.98", (at.left, at.top - 30), 20, GREEN)
    (found,) = of_still(drawn).observations
    assert found.topic == BOX
    assert found.says == {
        "capture.analyses": ("detection",),
        "capture.function": "detect_count",
    }
    assert "not that anybody is recognised" in found.note


# --- in a video -----------------------------------------------------------------------------------


def walking(label: str) -> list[Drawn]:
    pictures = []
    for x in (0.3, 0.4, 0.5):
        drawn = scene((x, 0.45))
        at = drawn.area()
        pictures.append(drawn.frame(at).text(label, (at.left, at.top - 28), 22, GREEN))
    return pictures


@pytest.mark.slow
def test_the_same_overlay_in_several_frames_is_one_observation_with_a_span() -> None:
    video = exhibit(ExhibitKind.VIDEO)
    result = read_overlays(video, one_after_another(walking("Anna Lindqvist")))
    names = [o for o in result.observations if o.topic == "overlay.name"]
    assert len(names) == 1
    place = names[0].locator
    assert isinstance(place, MediaLocator)
    assert (place.start, place.end) == (0.0, 2.0)
    assert "in 3 of 3 frames read" in names[0].note
    assert result.frames_read == 3
    assert BOX in topics(result)


@pytest.mark.slow
def test_a_frame_on_the_wall_follows_nobody() -> None:
    still = scene((0.5, 0.45))
    still.frame(still.area(), WHITE)
    result = read_overlays(exhibit(ExhibitKind.VIDEO), one_after_another([still, still, still]))
    assert BOX not in topics(result)


def test_no_name_and_no_number_of_a_person_leaves() -> None:
    drawn = one()
    at = drawn.area()
    drawn.frame(at).text("Anna Lindqvist", (at.left, at.top - 28), 22, GREEN)
    drawn.text("Similarity: 87%", (40, 60)).text("工号：20194417", (40, 100))
    drawn.text("Stranger alarm Petrov", (40, 140))
    result = read_overlays(exhibit(), [drawn.read()])
    said = "".join(o.model_dump_json() for o in result.observations)
    assert {"overlay.name", "overlay.similarity"} <= topics(result)
    for secret in ("Anna", "Lindqvist", "anna", "lindqvist", "Petrov", "20194417"):
        assert secret not in said
    assert "Similarity: 87%" in said


@pytest.mark.slow
def test_the_same_frames_give_the_same_result() -> None:
    drawn = filled_label()
    assert of_still(drawn) == of_still(drawn)


def test_a_picture_with_nothing_in_it_gives_nothing() -> None:
    blank: Rgb = np.full((48, 64, 3), 127, np.uint8)
    result = read_overlays(exhibit(), [Drawn(blank).read()])
    assert result.observations == ()
    assert result.clocks == ()
    assert result.frames_read == 1


def test_no_frames_give_nothing_and_say_how_it_would_have_been_done() -> None:
    result = read_overlays(exhibit(), [])
    assert result.observations == ()
    assert result.frames_read == 0
    assert {label for label, _ in result.method} >= {"frames read for words", "reading"}

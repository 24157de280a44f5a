"""Frames that programs draw are found; windows, collages, portraits and faces alone are none."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from auditor.examine.footage.overlay.boxes import drawn_boxes
from auditor.examine.footage.overlay.places import Area, area_of

from ..clips import Rgb
from .pictures import GREEN, RED, WHITE, Drawn, scene

DULL = (120, 100, 90)


def boxes(drawn: Drawn, rgb: Rgb | None = None) -> list[Area]:
    picture = drawn.picture() if rgb is None else rgb
    bgr = np.ascontiguousarray(picture[:, :, ::-1])
    return [box.area for box in drawn_boxes(bgr, [area_of(face.box) for face in drawn.faces])]


def near(found: Area, drawn: Area) -> bool:
    edges = zip(
        (found.left, found.top, found.right, found.bottom),
        (drawn.left, drawn.top, drawn.right, drawn.bottom),
        strict=True,
    )
    return all(abs(a - b) <= 6 for a, b in edges)


@pytest.mark.parametrize("colour", [GREEN, RED, WHITE, (0, 0, 0), (255, 0, 255)])
@pytest.mark.parametrize("width", [1, 2, 4])
def test_a_frame_is_found_in_any_colour_programs_use(
    colour: tuple[int, int, int], width: int
) -> None:
    drawn = scene((0.5, 0.45))
    drawn.frame(drawn.area(), colour, width)
    (found,) = boxes(drawn)
    assert near(found, drawn.area())


def test_corner_brackets_are_a_frame_too() -> None:
    drawn = scene((0.5, 0.45))
    drawn.brackets(drawn.area())
    (found,) = boxes(drawn)
    assert near(found, drawn.area())


def test_each_face_has_its_own() -> None:
    drawn = scene((0.3, 0.45), (0.7, 0.45))
    drawn.frame(drawn.area(0), GREEN).frame(drawn.area(1), RED)
    assert len(boxes(drawn)) == 2


def test_compression_does_not_hide_it() -> None:
    drawn = scene((0.5, 0.45))
    drawn.frame(drawn.area(), GREEN)
    packed = io.BytesIO()
    Image.fromarray(drawn.picture()).save(packed, "JPEG", quality=40)
    (found,) = boxes(drawn, np.asarray(Image.open(packed).convert("RGB")))
    assert near(found, drawn.area())


def test_faces_alone_have_none() -> None:
    assert boxes(scene((0.3, 0.45), (0.7, 0.45))) == []


def test_bars_that_run_on_are_a_window() -> None:
    drawn = scene((0.5, 0.45))
    at = drawn.area()
    drawn.frame(Area(at.left, -5, at.right, 545), WHITE).frame(
        Area(-5, at.top, 965, at.bottom), WHITE
    )
    assert boxes(drawn) == []


def test_the_border_of_a_portrait_is_too_far_from_the_face() -> None:
    drawn = scene((0.5, 0.5), height=0.3)
    drawn.frame(drawn.area().grown(120, 110), WHITE)
    assert boxes(drawn) == []


def test_a_dull_rectangle_is_part_of_the_scene() -> None:
    drawn = scene((0.5, 0.45))
    drawn.frame(drawn.area(), DULL)
    assert boxes(drawn) == []


def test_three_sides_in_the_open_are_none() -> None:
    drawn = scene((0.5, 0.45))
    at = drawn.area()
    drawn.frame(Area(at.left, at.top, at.right, 560), GREEN)
    assert boxes(drawn) == []


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    st.lists(st.tuples(*[st.floats(-60, 90) for _ in range(4)]), max_size=3),
    st.integers(0, 2**32 - 1),
)
def test_no_picture_and_no_face_raises_anything(
    size: tuple[int, int], faces: list[tuple[float, float, float, float]], seed: int
) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (*size, 3), np.uint8)
    drawn_boxes(noise, [Area(x, y, x + abs(w), y + abs(h)) for x, y, w, h in faces])

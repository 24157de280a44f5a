"""What is a scene cut, and what only moves, shakes or changes its light."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from auditor.examine.footage.cuts import Cuts, is_view_moved, lit_differently
from auditor.examine.footage.decode import StillPicture

from .clips import Rgb

WIDTH, HEIGHT = 320, 180


def landscape(seed: int) -> Rgb:
    """A view twice as wide and high as the picture, with structure of several sizes."""
    chance = np.random.default_rng(seed)
    view = np.zeros((2 * HEIGHT, 2 * WIDTH), np.float32)
    for cells, contrast in ((6, 60), (18, 45), (50, 25)):
        rough = chance.uniform(-1, 1, (cells, 2 * cells)).astype(np.float32)
        view += contrast * cv2.resize(rough, (2 * WIDTH, 2 * HEIGHT), interpolation=cv2.INTER_CUBIC)
    return np.clip(view + 120, 0, 255).astype(np.uint8)[:, :, None].repeat(3, axis=2)


def through(view: Rgb, places: Sequence[tuple[float, float]], light: float = 1.0) -> list[Rgb]:
    """Pictures at places in a view, given as shares of the way across and down."""
    pictures = []
    for x, y in places:
        left, top = round(x * WIDTH), round(y * HEIGHT)
        part = view[top : top + HEIGHT, left : left + WIDTH].astype(np.float32)
        pictures.append(np.clip(part * light, 0, 255).astype(np.uint8))
    return pictures


def cuts_in(pictures: Sequence[Rgb]) -> list[int]:
    cuts = Cuts(least=12.0, ratio=2.5)
    stills = [StillPicture(np.ascontiguousarray(picture)) for picture in pictures]
    return [number for number, still in enumerate(stills) if cuts.seen(still)]


def shaking(seed: int) -> list[tuple[float, float]]:
    chance = np.random.default_rng(seed)
    return [(0.5 + x, 0.5 + y) for x, y in chance.uniform(-0.07, 0.07, (40, 2))]


STEADY = [(0.5, 0.5)] * 10


@pytest.mark.parametrize("seed", range(4))
def test_a_hand_that_shakes_cuts_nothing(seed: int) -> None:
    assert cuts_in(through(landscape(seed), shaking(seed))) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_camera_that_turns_cuts_nothing(seed: int) -> None:
    places = [*STEADY, *((0.5 + 0.05 * n, 0.5 - 0.02 * n) for n in range(1, 10))]
    assert cuts_in(through(landscape(seed), places)) == []


def test_a_pan_from_the_first_frame_cuts_nothing() -> None:
    assert cuts_in(through(landscape(1), [(0.08 * n, 0.5) for n in range(12)])) == []


def test_light_that_comes_on_slowly_cuts_nothing() -> None:
    view = landscape(2)
    pictures = [through(view, [(0.5, 0.5)], light=0.3 + 0.02 * n)[0] for n in range(36)]
    assert cuts_in(pictures) == []


def test_a_flash_and_a_black_frame_cut_nothing() -> None:
    room = through(landscape(3), STEADY)
    white, black = np.full_like(room[0], 255), np.zeros_like(room[0])
    assert cuts_in([*room, white, *room, black, *room]) == []


@pytest.mark.parametrize("seed", range(4))
def test_another_view_is_a_cut_even_after_a_shake(seed: int) -> None:
    first = through(landscape(seed), shaking(seed))
    second = through(landscape(seed + 50), STEADY)
    assert cuts_in([*first[:10], *[first[9]] * 10, *second]) == [20]


def test_a_cut_through_black_is_one_cut() -> None:
    first, second = through(landscape(1), STEADY), through(landscape(9), STEADY)
    assert cuts_in([*first, np.zeros_like(first[0]), *second]) == [11]


def test_a_logo_that_stays_does_not_hide_a_cut() -> None:
    first, second = through(landscape(1), STEADY), through(landscape(9), STEADY)
    logo = landscape(70)[:60, :120]
    for picture in (*first, *second):
        picture[:60, :120] = logo
        picture[-60:, -120:] = logo
    assert cuts_in([*first, *second]) == [10]


def test_a_view_at_rest_has_not_moved() -> None:
    grey = landscape(4)[:HEIGHT, :WIDTH, 0]
    assert not is_view_moved(grey, grey)
    assert is_view_moved(grey, landscape(4)[10 : HEIGHT + 10, 25 : WIDTH + 25, 0])


@pytest.mark.parametrize("gain", [0.4, 0.7, 1.5])
def test_another_light_on_the_same_scene_is_no_cut(gain: float) -> None:
    room = np.random.default_rng(3).uniform(20, 150, (32, 32)).astype(np.float32)
    assert lit_differently(room, room * np.float32(gain) + 15)


def test_another_scene_and_a_blank_picture_are_not_the_same_scene() -> None:
    generator = np.random.default_rng(3)
    room, street = generator.uniform(20, 150, (2, 32, 32)).astype(np.float32)
    assert not lit_differently(room, street)
    assert not lit_differently(room, np.full_like(room, 90))

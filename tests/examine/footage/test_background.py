from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from auditor.core.locator import Box
from auditor.examine.footage.background import (
    LONGEST,
    MOST_FRAMES,
    SIGMA,
    Background,
    background,
    frames_for_background,
    words,
)
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels
from auditor.examine.footage.redact import Redaction
from auditor.examine.footage.sampling import Look
from auditor.report.examiner_words import in_chinese
from tests.places import SAMPLES

from .clips import room, with_head
from .detectors import all_detectors

if TYPE_CHECKING:
    from rapidocr import RapidOCR

Real = NDArray[np.float64]


def made(pictures: Sequence[Pixels] | Iterator[Pixels], *boxes: Box) -> Background:
    return background(pictures, boxes, [], Redaction(checkers=0))


def pixels(found: Background) -> Real:
    assert found.still is not None
    return np.asarray(Image.open(io.BytesIO(found.still.jpeg)).convert("L"), dtype=np.float64)


def flat(shade: int, width: int = 640, height: int = 360) -> Pixels:
    return np.full((height, width, 3), shade, dtype=np.uint8)


def hall(width: int = 640, height: int = 360) -> Pixels:
    """A room with pillars, pictures and a floor: something to tell one view from another by."""
    picture = np.ascontiguousarray(room(width, height)[:, :, ::-1])
    cv2.rectangle(picture, (0, int(height * 0.8)), (width, height), (60, 70, 90), -1)
    chance = np.random.default_rng(3)
    for _ in range(40):
        x, y = int(chance.integers(0, width)), int(chance.integers(0, height))
        shade = int(chance.integers(20, 240))
        cv2.rectangle(picture, (x, y), (x + width // 12, y + height // 9), (shade,) * 3, -1)
    return picture


def walker(number: int, wall: Pixels) -> Pixels:
    rgb = with_head(wall[:, :, ::-1], x=0.06 + number * 0.11, height=0.4)
    return np.ascontiguousarray(rgb[:, :, ::-1])


# --- which frames --------------------------------------------------------------------------------


def look(time: float, hits: int = 0) -> Look:
    return Look(index=round(time * 10), time=time, hits=hits)


def test_frames_are_spread_over_the_footage_and_as_empty_as_can_be() -> None:
    looks = [look(t / 2, hits=0 if t % 10 == 3 else 2) for t in range(181)]
    frames = frames_for_background(looks)
    assert len(frames) == MOST_FRAMES
    assert all(frame % 50 == 15 for frame in frames)
    assert frames == tuple(sorted(frames))
    assert frames[-1] - frames[0] >= 700


def test_a_picture_has_one_frame_and_nothing_has_none() -> None:
    assert frames_for_background([look(0.0, hits=3)]) == (0,)
    assert frames_for_background([]) == ()


# --- what is in it -------------------------------------------------------------------------------


def test_people_who_move_on_vanish() -> None:
    empty = pixels(made([hall()]))
    crossed = pixels(made([walker(n, hall()) for n in range(9)]))
    assert np.abs(empty - crossed).max() <= 4


def test_of_a_face_that_stays_and_was_found_nothing_is_left() -> None:
    box = Box(x=250, y=70, width=140, height=220)
    left = [
        pixels(
            made(
                [np.ascontiguousarray(with_head(hall(), x=0.5, which=which)[:, :, ::-1])] * 3,
                box,
            )
        )
        for which in (0, 1)
    ]
    without = [pixels(made([np.ascontiguousarray(with_head(hall(), x=0.5)[:, :, ::-1])]))]
    assert np.abs(left[0] - left[1]).max() <= 2
    assert np.abs(left[0] - without[0]).max() > 10


def frames_of(name: str) -> list[Pixels]:
    with av.open(str(SAMPLES / name)) as container:
        return [
            np.asarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)
            for frame in container.decode(video=0)
        ]


@pytest.mark.slow
def test_no_detector_finds_anybody_who_stayed_and_was_not_found_before() -> None:
    frames = frames_of("sales-office/footage/entrance.mp4")
    # The moment at which somebody is nearest to the camera, held, and no box given.
    found = background([frames[134]] * 5, [], all_detectors(), Redaction())
    assert detector("centerface").detect(frames[134])
    assert found.still is not None
    shown = np.asarray(Image.open(io.BytesIO(found.still.jpeg)).convert("RGB"))[:, :, ::-1]
    for turns in range(4):
        for finder in all_detectors():
            assert finder.detect(np.ascontiguousarray(np.rot90(shown, turns)), eager=True) == ()
    assert found.still.checked_by == " + ".join(finder.name for finder in all_detectors())


def test_it_is_small_grey_and_without_metadata() -> None:
    for width, height in ((640, 360), (360, 640)):
        still = made([hall(width, height)]).still
        assert still is not None
        image = Image.open(io.BytesIO(still.jpeg))
        assert max(image.size) == LONGEST
        assert image.size == (still.width, still.height)
        red, green, blue = (np.asarray(c, dtype=int) for c in image.convert("RGB").split())
        assert max(np.abs(red - green).max(), np.abs(green - blue).max()) <= 1
        assert not image.getexif()
        assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert len(still.jpeg) < 12_000


def test_the_method_is_said_in_chinese_too() -> None:
    assert f"{LONGEST} 像素" in (in_chinese(words()) or "")


# --- text ----------------------------------------------------------------------------------------

PLATE = "A7K2094"


def with_plate(share: float, width: int = 1280, height: int = 720) -> Pixels:
    """A wall with a number plate that takes `share` of its width."""
    picture = np.ascontiguousarray(room(width, height)[:, :, ::-1])
    (wide, high), _ = cv2.getTextSize(PLATE, cv2.FONT_HERSHEY_SIMPLEX, 10, 20)
    scale = share * width / wide
    left, foot = round((1 - share) * width / 2), round((height + high * scale) / 2)
    top, right = foot - round(high * scale), width - left
    cv2.rectangle(picture, (left - 20, top - 30), (right + 20, foot + 30), (255,) * 3, -1)
    thick = max(1, round(20 * scale))
    font = cv2.FONT_HERSHEY_SIMPLEX
    cv2.putText(picture, PLATE, (left, foot), font, 10 * scale, (0,) * 3, thick, cv2.LINE_AA)
    return picture


@pytest.fixture(scope="module")
def ocr() -> RapidOCR:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def read(ocr: RapidOCR, grey: Real) -> str:
    """What is read in a picture stretched to all levels and enlarged, as one might to read it."""
    span = max(1.0, float(grey.max() - grey.min()))
    clear = ((grey - grey.min()) / span * 255).astype(np.uint8)
    large = cv2.resize(clear, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    return read_as_is(ocr, cv2.cvtColor(large, cv2.COLOR_GRAY2BGR))


def read_as_is(ocr: RapidOCR, picture: NDArray[Any]) -> str:
    from rapidocr.utils.output import RapidOCROutput

    found = ocr(picture)
    assert isinstance(found, RapidOCROutput)
    return "".join(found.txts or ())


def undone(grey: Real, noise: float) -> Real:
    """The best that a linear filter can do against the blur (Wiener), knowing its sigma."""
    spectrum = np.fft.fft2(grey - grey.mean())
    down, across = np.fft.fftfreq(grey.shape[0])[:, None], np.fft.fftfreq(grey.shape[1])[None]
    passed = np.exp(-2 * (np.pi * SIGMA) ** 2 * (down**2 + across**2))
    sharper = np.real(np.fft.ifft2(spectrum * passed / (passed**2 + noise)))
    return np.asarray(np.clip(sharper + grey.mean(), 0, 255), dtype=np.float64)


@pytest.mark.slow
def test_a_number_plate_cannot_be_read_across_the_whole_picture(ocr: RapidOCR) -> None:
    plate = with_plate(0.95)
    assert PLATE in read_as_is(ocr, plate)
    assert not set(read(ocr, pixels(made([plate])))) & set(PLATE)


@pytest.mark.slow
def test_undoing_the_blur_does_not_bring_back_a_plate_of_two_fifths_of_the_width(
    ocr: RapidOCR,
) -> None:
    plate = with_plate(0.4)
    assert PLATE in read_as_is(ocr, plate)
    blurred = pixels(made([plate]))
    for noise in (1e-3, 1e-5):
        assert not set(read(ocr, undone(blurred, noise))) & set(PLATE)


# --- many, few, odd ------------------------------------------------------------------------------


def test_of_many_pictures_those_kept_are_spread_over_all() -> None:
    shades = pixels(made(flat(n) for n in range(200)))
    assert 80 <= shades.mean() <= 120


def test_pictures_of_another_size_are_passed_over_and_none_give_none() -> None:
    assert np.abs(pixels(made([flat(90), flat(250, 320, 240), flat(90)])) - 90).max() <= 1
    assert made([]) == Background(None)


def test_a_face_found_all_over_leaves_a_plain_picture() -> None:
    everywhere = Box(x=-10, y=-10, width=2000, height=2000)
    assert np.ptp(pixels(made([hall()], everywhere))) == 0


@dataclass
class Stubborn:
    """A detector that finds a face in whatever it is shown."""

    name: str = "stubborn"
    model: str = "none"
    threshold: float = 0.5
    nose_depth: float = 0.5

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        return (Detection(0, 0, 8, 8, Landmarks((2, 2), (6, 2), (4, 4)), 0.9),)

    def floor(self, width: int, height: int) -> float:
        return 1.0

    def scale(self, width: int, height: int) -> float:
        return 1.0


def test_one_in_which_a_face_is_always_found_is_not_handed_out() -> None:
    found = background([hall()], [], [Stubborn()], Redaction(rounds=2, checkers=1))
    assert (found.still, found.safe, found.moves) == (None, False, False)


# --- does the camera stand still? ----------------------------------------------------------------


def test_a_camera_that_pans_moves() -> None:
    wide = hall(1280, 360)
    panned = [wide[:, n * 70 : n * 70 + 640] for n in range(9)]
    assert made(panned) == Background(None, moves=True)


def test_footage_cut_together_from_two_views_counts_as_moving() -> None:
    other = np.ascontiguousarray(hall()[:, ::-1])
    assert made([hall()] * 5 + [other] * 4).moves


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["sales-office/footage/model-table.mkv", "opt-in-gym/footage/face-gate.mp4"]
)
def test_the_cameras_of_the_sample_cases_stand_still(name: str) -> None:
    frames = frames_of(name)
    assert not made([frames[n * (len(frames) - 1) // 8] for n in range(9)]).moves


def test_people_and_a_change_of_light_do_not_move_the_camera() -> None:
    for light in (1.0, 0.6):
        dim = [(walker(n, hall()) * light).astype(np.uint8) for n in range(4)]
        found = made([walker(n, hall()) for n in range(5)] + dim)
        assert not found.moves
        assert found.still is not None


def test_one_frame_and_bare_walls_tell_nothing_of_the_camera() -> None:
    assert not made([hall()]).moves
    assert not made([flat(n * 20) for n in range(9)]).moves

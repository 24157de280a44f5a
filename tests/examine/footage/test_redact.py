from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels
from auditor.examine.footage.redact import Redaction, redact
from auditor.examine.model import Box

from .clips import room, with_head

ALL = [detector(name) for name in sorted(DETECTORS)]


def scene(*, turns: int = 0, width: int = 960, height: int = 540) -> Pixels:
    picture = with_head(room(width, height), x=0.25, height=0.5, which=0)
    picture = with_head(picture, x=0.7, height=0.35, which=1)
    return np.ascontiguousarray(np.rot90(picture[:, :, ::-1], turns))


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_no_detector_finds_a_face_in_a_still(turns: int) -> None:
    # Without a single box given: what the detectors find must do, lying faces included.
    still = redact(scene(turns=turns), [], ALL, Redaction())
    assert still is not None
    rgb = np.asarray(opened(still.jpeg).convert("RGB"))
    for quarter in range(4):
        bgr = np.ascontiguousarray(np.rot90(rgb, quarter)[:, :, ::-1])
        for finder in ALL:
            assert finder.detect(bgr, eager=True) == ()
    assert still.checked_by == " + ".join(finder.name for finder in ALL)


def test_a_covered_face_leaves_nothing_but_one_colour() -> None:
    bgr = scene()
    boxes = [
        Box(x=int(d.x), y=int(d.y), width=int(d.width), height=int(d.height))
        for d in ALL[0].detect(bgr)
    ]
    assert len(boxes) == 2
    still = redact(bgr, boxes, ALL, Redaction())
    assert still is not None
    picture = np.asarray(opened(still.jpeg).convert("RGB")).astype(int)
    factor = still.width / bgr.shape[1]
    for box in boxes:
        inside = picture[
            int(box.y * factor) : int((box.y + box.height) * factor),
            int(box.x * factor) : int((box.x + box.width) * factor),
        ]
        assert inside.max() - inside.min() <= 6  # JPEG's own ripple, and no more


def test_two_different_faces_leave_the_same_pixels() -> None:
    box = Box(x=80, y=20, width=160, height=200)
    stills = []
    for which in (0, 1):
        bgr = np.ascontiguousarray(with_head(room(), x=0.5, which=which)[:, :, ::-1])
        still = redact(bgr, [box], ALL, Redaction(margin=0.5))
        assert still is not None
        stills.append(np.asarray(opened(still.jpeg).convert("RGB"))[20:220, 80:240].astype(int))
    assert np.abs(stills[0] - stills[1]).max() <= 6


def test_a_still_is_small_and_has_no_metadata() -> None:
    still = redact(scene(), [], ALL, Redaction())
    assert still is not None
    image = opened(still.jpeg)
    assert image.size == (still.width, still.height) == (640, 360)
    assert image.format == "JPEG"
    assert not image.getexif()
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@dataclass
class Stubborn:
    """A detector that finds a face in whatever it is shown."""

    name: str = "stubborn"
    model: str = "none"
    threshold: float = 0.5
    nose_depth: float = 0.5
    asked: int = 0

    def detect(self, bgr: Pixels, *, eager: bool = False) -> tuple[Detection, ...]:
        self.asked += 1
        marks = Landmarks((2, 2), (6, 2), (4, 4))
        return (Detection(0, 0, 8, 8, marks, 0.9 if eager else 0.8),)

    def floor(self, width: int, height: int) -> float:
        return 1.0


def test_a_still_in_which_a_face_is_always_found_is_given_up() -> None:
    stubborn = Stubborn()
    assert redact(scene(), [], [stubborn], Redaction(rounds=3)) is None
    assert stubborn.asked == 1 + 3 * 4

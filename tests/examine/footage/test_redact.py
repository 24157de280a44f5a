from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from PIL import Image

from auditor.core.locator import Box
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels
from auditor.examine.footage.face_search import QUARTERS, TILTS
from auditor.examine.footage.redact import Redaction, Still, redact, unredacted

from .clips import room, with_head
from .detectors import all_detectors


def scene(*, turns: int = 0, width: int = 960, height: int = 540) -> Pixels:
    picture = with_head(room(width, height), x=0.25, height=0.5, which=0)
    picture = with_head(picture, x=0.7, height=0.35, which=1)
    return np.ascontiguousarray(np.rot90(picture[:, :, ::-1], turns))


@cache
def redacted(turns: int = 0) -> Still:
    """The scene with what the detectors find covered, without a single box given."""
    still = redact(scene(turns=turns), [], all_detectors(), Redaction())
    assert still is not None
    return still


def box_of(d: Detection) -> Box:
    return Box(x=int(d.x), y=int(d.y), width=int(d.width), height=int(d.height))


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


@pytest.mark.parametrize(
    "turns", [0, *(pytest.param(turns, marks=pytest.mark.slow) for turns in (1, 2, 3))]
)
def test_no_detector_finds_a_face_in_a_still(turns: int) -> None:
    # What the detectors find must do, lying faces included.
    still = redacted(turns)
    rgb = np.asarray(opened(still.jpeg).convert("RGB"))
    for quarter in range(4):
        bgr = np.ascontiguousarray(np.rot90(rgb, quarter)[:, :, ::-1])
        for finder in all_detectors():
            assert finder.detect(bgr, eager=True) == ()
    assert still.checked_by == " + ".join(finder.name for finder in all_detectors())


def test_a_covered_face_leaves_nothing_but_one_colour() -> None:
    bgr = scene()
    boxes = [box_of(d) for d in detector("centerface").detect(bgr)]
    assert len(boxes) == 2
    still = redact(bgr, boxes, all_detectors(), Redaction())
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
        still = redact(bgr, [box], all_detectors(), Redaction(margin=0.5))
        assert still is not None
        stills.append(np.asarray(opened(still.jpeg).convert("RGB"))[20:220, 80:240].astype(int))
    assert np.abs(stills[0] - stills[1]).max() <= 6


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 960])
def test_pictures_that_differ_only_in_the_face_give_the_same_bytes(width: int) -> None:
    # Nothing can be won back from a still that is the same whoever was in it.
    bgr = scene(width=width, height=width * 9 // 16)
    boxes = [box_of(d) for d in detector("centerface").detect(bgr)]
    assert len(boxes) == 2
    one = redact(bgr, boxes, all_detectors(), Redaction())
    other_faces = bgr.copy()
    for box in boxes:
        x, y = int(box.x - 0.4 * box.width) + 1, int(box.y - 0.4 * box.height) + 1
        right, below = int(box.x + 1.4 * box.width), int(box.y + 1.4 * box.height)
        noise = np.random.default_rng(3).integers(0, 256, bgr.shape, dtype=np.uint8)
        inside = (slice(max(0, y), below), slice(max(0, x), right))
        other_faces[inside] = noise[inside]
    other = redact(other_faces, boxes, all_detectors(), Redaction())
    assert one is not None
    assert other is not None
    assert one.jpeg == other.jpeg
    # The control: outside of the boxes a difference is seen.
    other_faces[:, -2:] = 0
    third = redact(other_faces, boxes, all_detectors(), Redaction())
    assert third is not None
    assert third.jpeg != one.jpeg


def test_a_still_is_small_and_has_no_metadata() -> None:
    still = redacted()
    image = opened(still.jpeg)
    assert image.size == (still.width, still.height) == (640, 360)
    assert image.format == "JPEG"
    assert not image.getexif()
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


JFIF, TABLES, FRAME, SCAN = 0xE0, {0xDB, 0xC4}, {0xC0, 0xC2}, 0xDA


def segments(jpeg: bytes) -> list[tuple[int, bytes]]:
    """Every marker segment up to the picture's own data, which must end the file."""
    assert jpeg[:2] == b"\xff\xd8"
    found, at = [], 2
    while True:
        assert jpeg[at] == 0xFF
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((marker, jpeg[at + 4 : at + 2 + length]))
        at += 2 + length
        if marker == SCAN:
            break
    assert jpeg.index(b"\xff\xd9", at) == len(jpeg) - 2
    return found


def test_a_still_holds_no_segment_but_the_picture() -> None:
    still = redacted()
    for jpeg in (still.jpeg, unredacted(scene(), Redaction()).jpeg):
        found = segments(jpeg)
        # No EXIF, XMP, IPTC, colour profile, comment or second picture.
        assert {marker for marker, _ in found} <= {JFIF, SCAN} | TABLES | FRAME
        (jfif,) = [data for marker, data in found if marker == JFIF]
        assert jfif[:5] == b"JFIF\0"
        assert jfif[12:] == b"\0\0"  # a thumbnail of no size


def test_a_segment_that_holds_more_would_be_seen() -> None:
    picture, exif = Image.fromarray(room()), Image.Exif()
    exif[0x010E] = "who was there"
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=exif, comment=b"more")
    assert {0xE1, 0xFE} <= {marker for marker, _ in segments(stream.getvalue())}


@dataclass
class Stubborn:
    """A detector that finds a face in whatever it is shown."""

    name: str = "stubborn"
    model: str = "none"
    threshold: float = 0.5
    nose_depth: float = 0.5
    asked: int = 0

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        self.asked += 1
        marks = Landmarks((2, 2), (6, 2), (4, 4))
        return (Detection(0, 0, 8, 8, marks, 0.9 if eager else 0.8),)

    def scale(self, width: int, height: int) -> float:
        return 1.0

    def floor(self, width: int, height: int) -> float:
        return 1.0


def test_a_still_in_which_a_face_is_always_found_is_given_up() -> None:
    stubborn = Stubborn()
    assert redact(scene(), [], [stubborn], Redaction(rounds=3, checkers=1)) is None
    assert stubborn.asked == 3 * len(QUARTERS) + len(TILTS)


def test_one_detector_alone_does_not_let_a_still_pass() -> None:
    empty = np.ascontiguousarray(room(640, 360))
    assert redact(empty, [], [detector("centerface")], Redaction()) is None
    assert redact(empty, [], all_detectors(), Redaction()) is not None

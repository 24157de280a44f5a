"""What counts as a possible face, with detectors whose hits are given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels
from auditor.examine.footage.face_search import (
    QUARTERS,
    TILTS,
    Rectangle,
    View,
    possible_faces,
)
from auditor.examine.footage.redact import Redaction, redact_frame
from tests.examine.footage.detectors import all_detectors
from tests.examine.footage.test_redact import opened

LARGE, SMALL = (200.0, 80.0, 150.0, 150.0), (200.0, 80.0, 30.0, 30.0)


@dataclass
class Brightness:
    """A detector that finds what is brighter than black, as long as that is in the picture."""

    name: str
    model: str = "none"
    threshold: float = 0.5
    nose_depth: float = 0.5
    blind: bool = False
    needs_closer_look: bool = False

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        rows, columns = np.nonzero(bgr[:, :, 0] > 230)
        far = self.needs_closer_look and bgr.shape[1] >= 640
        if self.blind or far or not rows.size:
            return ()
        x, y = float(columns.min()), float(rows.min())
        width, height = float(columns.max() + 1 - x), float(rows.max() + 1 - y)
        marks = Landmarks((x, y), (x + width, y), (x, y + height))
        return (Detection(x, y, width, height, marks, 0.9 if eager else 0.8),)

    def scale(self, width: int, height: int) -> float:
        return 1.0

    def floor(self, width: int, height: int) -> float:
        return 1.0


def picture(box: Rectangle) -> Pixels:
    bgr = np.zeros((360, 640, 3), dtype=np.uint8)
    x, y, width, height = (round(v) for v in box)
    bgr[y : y + height, x : x + width] = 255
    return bgr


@pytest.mark.parametrize("view", [*QUARTERS, *TILTS], ids=lambda view: f"{view.angle}")
@pytest.mark.parametrize("box", [LARGE, SMALL, (10.0, 300.0, 60.0, 40.0)])
def test_a_hit_is_where_the_face_is_in_every_view(view: View, box: Rectangle) -> None:
    (hit,) = possible_faces(picture(box), [Brightness("first")], [view])
    x, y, width, height = hit.box
    assert x + width / 2 == pytest.approx(box[0] + box[2] / 2, abs=2)
    assert y + height / 2 == pytest.approx(box[1] + box[3] / 2, abs=2)
    assert width >= box[2] - 2
    assert height >= box[3] - 2


@pytest.mark.parametrize(
    ("box", "first", "sure"),
    [
        (LARGE, Brightness("first", blind=True), False),
        (LARGE, Brightness("first"), True),
        (LARGE, Brightness("first", needs_closer_look=True), True),
        (SMALL, Brightness("first", blind=True), True),
    ],
    ids=["large, alone", "large, both", "large, both in a closer look", "small, alone"],
)
def test_a_large_hit_of_the_second_detector_needs_support(
    box: Rectangle, first: Brightness, sure: bool
) -> None:
    hits = possible_faces(picture(box), [first, Brightness("second")], [View(0)])
    assert {hit.sure for hit in hits if hit.by == "second"} == {sure}


def test_the_detector_in_use_needs_no_support() -> None:
    detectors = [Brightness("first"), Brightness("second", blind=True)]
    assert [hit.sure for hit in possible_faces(picture(LARGE), detectors, [View(0)])] == [True]


@pytest.mark.parametrize("blind", [True, False])
@pytest.mark.parametrize("box", [LARGE, SMALL, (170.0, 30.0, 300.0, 300.0)])
def test_what_is_found_is_covered_and_a_close_up_keeps_its_scene(
    box: Rectangle, blind: bool
) -> None:
    detectors = [Brightness("first", blind=blind), Brightness("second")]
    still = redact_frame(picture(box), [], detectors, Redaction())
    assert still is not None
    written = np.asarray(opened(still.jpeg).convert("L")).astype(int)
    x, y, width, height = (round(v) for v in box)
    assert np.abs(written[y : y + height, x : x + width] - 150).max() <= 15  # ripple at an edge
    # The head around a face's box: hair above, ears at the sides.
    head = np.zeros(written.shape, dtype=bool)
    head[max(0, y - height // 4) : y + height, max(0, x - width // 6) : x + width * 7 // 6] = True
    grey = np.abs(written - 150) <= 6
    assert (grey & ~head).mean() <= 0.25


@pytest.mark.slow
@pytest.mark.parametrize(("height", "tilt"), [(24, 0), (45, 45), (45, -45), (160, 90)])
def test_small_and_tilted_heads_are_covered(height: int, tilt: int) -> None:
    from benchmarks.redaction_ladder import COVERED, scene, shares
    from tests.examine.footage.clips import frontal_heads

    made = scene(frontal_heads()[0], height, tilt, 0.0)
    still = redact_frame(made.bgr, [], all_detectors(), Redaction())
    assert still is not None
    covered, beyond = shares(still.jpeg, made.head)
    assert covered >= COVERED
    assert beyond <= 0.25

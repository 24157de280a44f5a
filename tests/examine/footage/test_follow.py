from __future__ import annotations

import pytest

from auditor.core.locator import Box
from auditor.examine.footage.follow import faces_at
from auditor.examine.footage.track import Track
from auditor.examine.model import FaceMeasurement, Pose


def seen(time: float, x: int, y: int = 100, side: int = 40) -> FaceMeasurement:
    return FaceMeasurement(
        time=time,
        frame=round(time * 25),
        box=Box(x=x, y=y, width=side, height=side),
        eye_distance=20.0,
        eye_distance_in_picture=20.0,
        pose=Pose(yaw=0.0, roll=0.0),
        sharpness=100.0,
        confidence=0.9,
    )


def covers(boxes: list[Box], face: Box) -> bool:
    return any(
        b.x <= face.x
        and b.y <= face.y
        and b.x + b.width >= face.x + face.width
        and b.y + b.height >= face.y + face.height
        for b in boxes
    )


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.75, 0.9])
def test_a_face_between_two_sightings_is_covered_wherever_it_may_be(share: float) -> None:
    track = Track([seen(10.0, 100), seen(12.0, 300, y=160, side=60)])
    boxes = faces_at([track], 10 + 2 * share, near=0.1)
    assert covers(
        boxes, Box(x=round(100 + 200 * share), y=round(100 + 60 * share), width=40, height=40)
    )
    # It may have hurried or tarried on the way.
    assert covers(boxes, track.sightings[0].box)
    assert covers(boxes, track.sightings[1].box)


def test_a_face_that_has_not_moved_is_covered_by_its_own_box_and_no_more() -> None:
    track = Track([seen(0.0, 100), seen(600.0, 100)])
    assert faces_at([track], 300.0, near=0.5) == [Box(x=100, y=100, width=40, height=40)]


def test_what_was_found_in_the_very_frame_needs_no_guess() -> None:
    track = Track([seen(0.0, 100), seen(1.0, 200), seen(2.0, 300)])
    assert faces_at([track], 1.0, near=0.2) == [track.sightings[1].box]


def test_a_measured_face_leaves_no_trail_that_would_hide_the_scene() -> None:
    track = Track([seen(0.6, 20), seen(0.8, 60), seen(1.0, 100), seen(1.2, 140)])
    assert faces_at([track], 1.0, near=0.5) == [track.sightings[2].box]


def test_where_a_face_was_not_measured_what_was_found_before_and_after_is_covered() -> None:
    track = Track([seen(0.9, 90), seen(1.1, 110)])
    boxes = faces_at([track], 1.0, near=0.5)
    assert all(any(covers([b], s.box) for b in boxes) for s in track.sightings)


@pytest.mark.parametrize(("time", "x"), [(1.4, 280), (-0.4, -80)])
def test_a_face_moves_on_before_the_first_and_after_the_last_sighting(time: float, x: int) -> None:
    track = Track([seen(0.0, 0), seen(0.5, 100), seen(1.0, 200)])
    assert covers(faces_at([track], time, near=0.5), Box(x=x, y=100, width=40, height=40))


def test_nothing_is_covered_long_before_and_after() -> None:
    track = Track([seen(5.0, 100), seen(6.0, 110)])
    assert faces_at([track], 4.0, near=0.5) == []
    assert faces_at([track], 7.0, near=0.5) == []

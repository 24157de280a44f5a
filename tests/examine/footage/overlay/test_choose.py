"""Few frames are read, and those that show most."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from auditor.core.locator import Box
from auditor.examine.footage.overlay import OverlaySettings, SeenFrame, wanted
from auditor.examine.footage.overlay.choose import Choosing
from auditor.examine.model import FaceMeasurement, Pose


def face(time: float, eyes: float) -> FaceMeasurement:
    return FaceMeasurement(
        time=time,
        frame=0,
        box=Box(x=10, y=10, width=40, height=50),
        eye_distance=eyes,
        eye_distance_in_picture=eyes,
        pose=Pose(yaw=0, roll=0),
        sharpness=1,
        confidence=0.9,
    )


def seen(
    seconds: float, visits: dict[tuple[float, float], float], step: float = 0.5
) -> list[SeenFrame]:
    """Frames every `step` seconds; in each visit the face is largest in its middle."""
    frames = []
    for number in range(int(seconds / step) + 1):
        time = number * step
        faces = tuple(
            face(time, eyes - abs(time - (start + end) / 2))
            for (start, end), eyes in visits.items()
            if start <= time <= end
        )
        frames.append(SeenFrame(number, time, number % 50 == 0, faces))
    return frames


def test_of_an_image_its_only_frame() -> None:
    assert wanted([SeenFrame(0, 0.0, True)]) == (0,)
    assert wanted([]) == ()


def test_the_first_and_the_last_frame_are_read_for_the_clock() -> None:
    frames = seen(600, {})
    chosen = wanted(frames)
    assert chosen[0] == 0
    assert chosen[-1] == frames[-1].index
    assert len(chosen) <= 24


def test_the_best_view_of_each_visit_is_read() -> None:
    frames = seen(900, {(100, 104): 40.0, (500, 510): 60.0, (700, 702): 20.0})
    chosen = set(wanted(frames))
    for middle in (102, 505, 701):
        assert int(middle / 0.5) in chosen


def test_where_visits_are_too_many_the_best_are_read() -> None:
    chance = random.Random(3)  # noqa: S311 - sizes of faces
    visits = {(20.0 * n, 20.0 * n + 4): chance.uniform(10, 90) for n in range(1, 100)}
    frames = seen(2100, visits)
    chosen = set(wanted(frames))
    assert len(chosen) == 24
    best = sorted(visits, key=lambda span: -visits[span])[:20]
    assert all(int((start + end) / 2 / 0.5) in chosen for start, end in best)


def test_a_long_view_of_one_face_is_read_again_and_again() -> None:
    frames = seen(20, {(0, 20): 50.0})
    times = [index * 0.5 for index in wanted(frames)]
    assert max(b - a for a, b in pairwise(times)) <= 2.0


def test_a_short_clip_costs_few_frames() -> None:
    assert len(wanted(seen(2, {(0, 2): 50.0}, step=0.04))) <= 6


@given(
    st.lists(st.tuples(st.floats(0, 1e5), st.booleans()), max_size=60, unique_by=lambda t: t[0]),
    st.integers(1, 30),
)
def test_never_too_many_never_twice_always_in_order(
    times: list[tuple[float, bool]], most: int
) -> None:
    frames = [
        SeenFrame(number, time, False, (face(time, 30),) if there else ())
        for number, (time, there) in enumerate(sorted(times))
    ]
    chosen = wanted(frames, OverlaySettings(choosing=Choosing(most=most)))
    assert len(chosen) <= most
    assert list(chosen) == sorted(set(chosen))
    assert set(chosen) <= {frame.index for frame in frames}
    assert bool(chosen) == bool(frames)

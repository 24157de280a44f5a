from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.core.locator import Box
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.track import Tracking, join, set_apart
from auditor.examine.model import FaceMeasurement, Pose


def face(
    time: float, x: float, *, y: float = 100, size: int = 40, score: float = 0.9
) -> FaceMeasurement:
    return FaceMeasurement(
        time=time,
        frame=round(time * 100),
        box=Box(x=round(x), y=round(y), width=size, height=size),
        eye_distance=18,
        eye_distance_in_picture=18,
        pose=Pose(yaw=0, roll=0),
        sharpness=1,
        confidence=score,
    )


def look(time: float, *faces: FaceMeasurement, cut: bool = False, still: bool = False) -> Look:
    return Look(
        index=round(time * 100), time=time, cut=cut, still=still, hits=len(faces), found=faces
    )


def times(count: int, step: float = 0.25) -> list[float]:
    return [n * step for n in range(count)]


def test_one_face_that_moves_is_one_episode() -> None:
    tracks = join([look(t, face(t, 50 + 60 * t)) for t in times(12)], Tracking())
    assert [len(t.sightings) for t in tracks] == [12]


def test_two_people_who_cross_stay_two_episodes() -> None:
    looks = [look(t, face(t, 40 + 100 * t), face(t, 440 - 100 * t)) for t in times(17)]
    tracks = join(looks, Tracking())
    assert len(tracks) == 2
    ends = sorted(track.last.box.x for track in tracks)
    starts = sorted(track.sightings[0].box.x for track in tracks)
    assert ends == starts == [40, 440]
    for track in tracks:
        assert abs(track.last.box.x - track.sightings[0].box.x) == 400


def test_two_people_who_cross_while_one_hides_the_other_stay_two() -> None:
    looks = []
    for t in times(17):
        one, other = face(t, 40 + 100 * t), face(t, 440 - 100 * t)
        hidden = abs(one.box.x - other.box.x) < 40
        looks.append(look(t, one) if hidden else look(t, one, other))
    tracks = join(looks, Tracking())
    assert len(tracks) == 2
    assert all(abs(t.last.box.x - t.sightings[0].box.x) >= 350 for t in tracks)


def test_a_fast_walker_is_one_episode() -> None:
    # Nine face widths a second.
    tracks = join([look(t, face(t, 20 + 9 * 40 * t)) for t in times(5)], Tracking())
    assert len(tracks) == 1


def test_faces_that_appear_side_by_side_are_not_joined() -> None:
    tracks = join([look(0, face(0, 50)), look(0.25, face(0.25, 400))], Tracking())
    assert len(tracks) == 2


def test_a_face_gone_for_longer_than_the_gap_is_a_new_episode() -> None:
    looks = [look(t, face(t, 50)) for t in (0.0, 0.5)]
    back = [look(t, face(t, 50)) for t in (2.0, 2.5)]
    assert len(join(looks + back, Tracking(gap=1.0))) == 2
    assert len(join(looks + back, Tracking(gap=1.5))) == 1


def test_a_scene_cut_ends_an_episode() -> None:
    looks = [look(t, face(t, 50), cut=t == 0.5) for t in times(4)]
    assert len(join(looks, Tracking())) == 2


def test_while_nothing_moves_a_face_is_still_there() -> None:
    before = [look(t, face(t, 50)) for t in times(4)]
    after = [look(t, face(t, 50), still=True) for t in (8.0, 16.0)]
    assert len(join(before + after, Tracking())) == 1
    missed = [look(8.0, still=True), look(16.0, face(16.0, 50), still=True)]
    assert len(join(before + missed, Tracking())) == 2


def test_much_larger_is_another_face() -> None:
    tracks = join([look(0, face(0, 50)), look(0.25, face(0.25, 50, size=90))], Tracking())
    assert len(tracks) == 2


@pytest.mark.parametrize(
    ("frames", "score", "counts"),
    [(1, 0.6, False), (2, 0.6, False), (1, 0.7, True), (3, 0.55, True)],
)
def test_brief_and_weak_is_set_aside_never_dropped(frames: int, score: float, counts: bool) -> None:
    tracks = join([look(t, face(t, 50, score=score)) for t in times(frames)], Tracking())
    kept, aside = set_apart(tracks, Tracking())
    assert (len(kept), len(aside)) == ((1, 0) if counts else (0, 1))


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 600), st.integers(10, 120)), max_size=5),
        min_size=1,
        max_size=15,
    )
)
def test_every_sighting_is_in_exactly_one_track_once_a_frame(
    frames: list[list[tuple[int, int]]],
) -> None:
    looks = [
        look(n / 4, *(face(n / 4, x, size=s) for x, s in places)) for n, places in enumerate(frames)
    ]
    tracks = join(looks, Tracking())
    assert sum(len(t.sightings) for t in tracks) == sum(len(p) for p in frames)
    for track in tracks:
        stamps = [s.time for s in track.sightings]
        assert stamps == sorted(set(stamps))
    starts = [t.sightings[0].time for t in tracks]
    assert starts == sorted(starts)

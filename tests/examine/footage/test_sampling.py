from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.examine.footage.sampling import (
    Look,
    Looker,
    Sampling,
    look_through,
)
from auditor.examine.footage.search import Search, Searching
from auditor.examine.footage.track import Tracking, join

from .squares import HEIGHT, WIDTH, Frame, SquareFinder

Places = Callable[[float], tuple[tuple[int, int], ...]]


def run(
    frames: list[Frame], sampling: Sampling | None = None, finder: SquareFinder | None = None
) -> list[Look]:
    search = Search(finder or SquareFinder(), Searching())
    return list(look_through(frames, Looker(search, sampling or Sampling())))


def at_rate(rate: float, seconds: float, faces: Places = lambda _: ()) -> list[Frame]:
    return [Frame(n, n / rate, faces(n / rate)) for n in range(round(seconds * rate) + 1)]


def walking(start: float, end: float, pace: float = 60.0, y: int = 100) -> Places:
    return lambda t: ((round(40 + pace * (t - start)), y),) if start <= t <= end else ()


def test_an_empty_view_is_looked_at_every_interval_and_at_the_last_frame() -> None:
    looks = run(at_rate(25, 10.04))
    times = [look.time for look in looks]
    assert max(b - a for a, b in pairwise(times)) <= 0.5 + 0.04
    assert times[0] == 0
    assert times[-1] == pytest.approx(10.04)
    assert len(looks) <= 23


def test_both_ends_of_an_episode_are_known_to_the_spacing() -> None:
    looks = run(at_rate(25, 10, walking(3.3, 6.1)))
    seen = [look.time for look in looks if look.found]
    assert 3.3 <= seen[0] <= 3.3 + 0.25 + 0.04
    assert 6.1 - 0.25 - 0.04 <= seen[-1] <= 6.1
    assert max(b - a for a, b in pairwise(seen)) <= 0.25 + 0.04


def test_a_face_that_comes_while_another_is_in_view_is_looked_back_for_too() -> None:
    def faces(t: float) -> tuple[tuple[int, int], ...]:
        return (*walking(0, 10, pace=20)(t), *walking(4.3, 8, pace=30, y=250)(t))

    looks = run(at_rate(25, 10, faces))
    below = [look.time for look in looks if any(f.box.y > 200 for f in look.found)]
    assert 4.3 <= below[0] <= 4.3 + 0.25 + 0.04


def test_only_what_moved_and_known_faces_are_searched_in_between() -> None:
    finder = SquareFinder()
    run(at_rate(25, 6, walking(0, 6, pace=40)), finder=finder)
    whole = [size for size in finder.searched if size == (WIDTH, HEIGHT)]
    assert len(whole) <= 6 / Sampling().whole + 3
    assert len(finder.searched) > 3 * len(whole)


def test_a_face_that_keeps_still_is_seen_all_along() -> None:
    looks = run(at_rate(25, 6, lambda _: ((300, 150),)))
    assert all(look.found for look in looks)
    assert max(b.time - a.time for a, b in pairwise(looks)) <= 0.25 + 0.04


def test_a_scene_cut_is_looked_at_as_a_whole_and_marked() -> None:
    frames = [Frame(n, n / 25, shade=40 if n < 30 else 200) for n in range(60)]
    finder = SquareFinder()
    looks = run(frames, finder=finder)
    assert [look.index for look in looks if look.cut] == [30]


def test_steady_flicker_is_no_cut() -> None:
    frames = [Frame(n, n / 25, shade=100 + 20 * (n % 2)) for n in range(200)]
    assert sum(look.cut for look in run(frames)) <= 6


def test_exhaustive_looks_at_every_frame_as_a_whole() -> None:
    finder = SquareFinder()
    frames = at_rate(10, 3, walking(1, 2))
    looks = run(frames, Sampling(exhaustive=True), finder)
    assert [look.index for look in looks] == [frame.index for frame in frames]
    assert set(finder.searched) == {(WIDTH, HEIGHT)}


def test_lingering_looks_only_where_a_face_was_known() -> None:
    finder = SquareFinder()
    looker = Looker(Search(finder, Searching()), Sampling())
    frames = at_rate(10, 1, lambda _: ((300, 150),))
    list(look_through(frames, looker))
    finder.searched.clear()
    look = looker.linger(Frame(99, 9.0, ((300, 150),)))
    assert look.still
    assert len(look.found) == 1
    assert all(size != (WIDTH, HEIGHT) for size in finder.searched)
    assert not looker.linger(Frame(120, 12.0)).found


@settings(deadline=None)
@given(
    steps=st.lists(st.sampled_from([0.001, 0.02, 0.04, 0.3, 2.0]), min_size=1, max_size=40),
    faces=st.dictionaries(st.integers(0, 40), st.tuples(st.integers(0, 600), st.integers(0, 330))),
    cuts=st.sets(st.integers(0, 40)),
)
def test_looks_come_in_order_once_each_and_never_far_apart(
    steps: list[float], faces: dict[int, tuple[int, int]], cuts: set[int]
) -> None:
    times = np.cumsum([0.0, *steps]).tolist()
    frames = [
        Frame(n, t, (faces[n],) if n in faces else (), shade=20 if n in cuts else 90)
        for n, t in enumerate(times)
    ]
    looks = run(frames)
    order = [look.index for look in looks]
    assert order == sorted(set(order))
    assert (order[0], order[-1]) == (0, len(frames) - 1)
    apart = [b.time - a.time for a, b in pairwise(looks)]
    # No frame is passed over for longer than the interval, unless the footage has none there.
    assert max(apart, default=0.0) <= Sampling().interval + max(steps) + 1e-5
    assert all(f.frame == look.index for look in looks for f in look.found)


def test_a_sampling_told_in_words_names_its_parameters() -> None:
    told = replace(Sampling(), spacing=0.125).words()
    assert "0.125 s" in told
    assert "every frame" in Sampling(exhaustive=True).words()


def test_a_runner_is_followed_from_both_ends_of_the_crossing() -> None:
    looks = run(at_rate(25, 4.0, walking(1.1, 2.1, pace=185.0)))
    tracks = join(looks, Tracking())
    assert len(tracks) == 1
    assert len(tracks[0].sightings) >= 3

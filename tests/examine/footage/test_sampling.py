from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.examine.footage.decode import Signature
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.sampling import Look, Looks, Sampling, sample


@dataclass(frozen=True)
class Fake:
    index: int
    time: float
    key: bool = False
    grey: float = 100.0

    def pixels(self) -> Pixels:
        return np.zeros((4, 4, 3), np.uint8)

    def signature(self) -> Signature:
        return np.full((4, 4), self.grey, np.float32)


def run(
    frames: list[Fake], sampling: Sampling, face: Callable[[float], bool] = lambda _: False
) -> tuple[list[Look[str]], Looks]:
    looks = Looks()
    found = list(sample(frames, sampling, lambda p: ("face",) if face(p.time) else (), looks))
    return found, looks


def at_rate(rate: float, seconds: float) -> list[Fake]:
    return [Fake(n, n / rate) for n in range(round(seconds * rate) + 1)]


def test_without_faces_it_looks_every_interval_and_at_the_last_frame() -> None:
    found, looks = run(at_rate(25, 10.04), Sampling(interval=0.5))
    assert len(found) == 21
    assert found[-1].time == pytest.approx(10.04)
    assert looks.largest_gap() <= 0.52 + 1e-9


def test_key_frames_are_looked_at_but_not_all_of_a_file_of_key_frames() -> None:
    frames = [Fake(n, n / 25, key=n == 7) for n in range(26)]
    found, _ = run(frames, Sampling(interval=1.0, spacing=0.25))
    assert 7 in [look.index for look in found]
    every = [Fake(n, n / 25, key=True) for n in range(251)]
    found, _ = run(every, Sampling(interval=0.5, spacing=0.25))
    assert len(found) < 45


def test_both_ends_of_an_episode_are_known_to_the_spacing() -> None:
    found, _ = run(at_rate(25, 10), Sampling(), lambda t: 3.3 <= t <= 6.1)
    seen = [look.time for look in found if look.found]
    assert 3.3 <= seen[0] <= 3.3 + 0.25 + 0.04
    assert 6.1 - 0.25 - 0.04 <= seen[-1] <= 6.1
    assert max(b - a for a, b in pairwise(seen)) <= 0.25 + 0.04


def test_a_scene_cut_is_looked_at_and_counted() -> None:
    frames = [Fake(n, n / 25, grey=40.0 if n < 30 else 200.0) for n in range(60)]
    found, _ = run(frames, Sampling(interval=5))
    assert [(look.index, look.scene) for look in found] == [(0, 0), (30, 1), (59, 1)]


def test_steady_flicker_is_no_cut() -> None:
    frames = [Fake(n, n / 25, grey=100.0 + 20 * (n % 2)) for n in range(200)]
    found, _ = run(frames, Sampling(interval=50))
    assert found[-1].scene <= 6


@given(
    steps=st.lists(st.sampled_from([0.0, 0.001, 0.02, 0.04, 0.3, 2.0]), min_size=1, max_size=60),
    faces=st.sets(st.integers(0, 60)),
)
def test_looks_come_in_order_once_each_and_the_gap_is_true(
    steps: list[float], faces: set[int]
) -> None:
    times = np.cumsum([0.0, *steps]).tolist()
    frames = [Fake(n, t) for n, t in enumerate(times)]
    looks = Looks()
    found = list(sample(frames, Sampling(), lambda p: ("face",) if p.index in faces else (), looks))
    order = [look.index for look in found]
    assert order == sorted(set(order))
    assert order[0] == 0
    assert order[-1] == len(frames) - 1
    assert looks.times == [frames[i].time for i in order]
    gaps = np.diff([frames[i].time for i in order]) if len(order) > 1 else np.zeros(1)
    assert looks.largest_gap() == pytest.approx(float(gaps.max()))
    # No frame is passed over for longer than the interval, unless the footage has none there.
    assert looks.largest_gap() <= Sampling().interval + max(steps) + 1e-5

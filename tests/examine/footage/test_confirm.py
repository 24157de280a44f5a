"""A weak face that no second detector sees is at most captured."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pytest

from auditor.core.locator import Box
from auditor.examine.footage.confirm import LOW_SCORE, confirmed, lowered_words
from auditor.examine.footage.decode import Picture, StillPicture
from auditor.examine.model import CaptureEpisode, FaceMeasurement, Pose, Tier

from .squares import SquareFinder

BOX = Box(x=100, y=80, width=24, height=24)


def episode(score: float, tier: Tier = Tier.STRONG) -> CaptureEpisode:
    best = FaceMeasurement(
        time=0.0,
        frame=0,
        box=BOX,
        eye_distance=70.0,
        eye_distance_in_picture=70.0,
        pose=Pose(yaw=0.0, roll=0.0),
        sharpness=100.0,
        confidence=score,
    )
    return CaptureEpisode(
        id="E-01/1", start=0.0, end=1.0, frames=4, tier=tier, boundary=True, best=best, path=()
    )


def pictures(square: bool) -> Iterator[Picture]:
    bgr = np.full((200, 300, 3), 60, np.uint8)
    if square:
        bgr[80:104, 100:124] = 255
    yield StillPicture(bgr)


@pytest.mark.parametrize(
    ("score", "square", "tier"),
    [
        (LOW_SCORE - 0.05, False, Tier.CAPTURED),
        (LOW_SCORE - 0.05, True, Tier.STRONG),
        (LOW_SCORE + 0.05, False, Tier.STRONG),
    ],
)
def test_a_low_score_needs_a_second_detector(score: float, square: bool, tier: Tier) -> None:
    def pictures_at(frames: Collection[int]) -> Iterator[Picture]:
        assert set(frames) == {0}
        return pictures(square)

    (kept,), lowered = confirmed([episode(score)], pictures_at, [SquareFinder()])
    assert kept.tier is tier
    assert lowered == (tier is Tier.CAPTURED)


def test_without_a_second_detector_a_low_score_is_captured() -> None:
    (kept,), lowered = confirmed([episode(0.55)], lambda _: pictures(square=True), [])
    assert (kept.tier, lowered) == (Tier.CAPTURED, 1)
    assert len(lowered_words(lowered)) == 1
    assert lowered_words(0) == []


def test_strong_faces_are_not_read_again() -> None:
    def never(_: Collection[int]) -> Iterator[Picture]:
        raise AssertionError

    assert confirmed([episode(0.9), episode(0.5, Tier.CAPTURED)], never, [])[1] == 0

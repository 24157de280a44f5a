from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.examine.footage.detect.interface import Detection, Landmarks, Point
from auditor.examine.footage.measure import measure
from auditor.examine.footage.tier import (
    MOST_YAW,
    THRESHOLDS,
    on_boundary,
    rank,
    sources,
    tier_of,
    words,
)
from auditor.examine.model import FaceMeasurement, Tier

DEPTH = 0.47
PLAIN = np.full((300, 300, 3), 128, np.uint8)


def head(yaw: float, roll: float, eyes: float) -> Detection:
    """The three-point head turned by `yaw`, then tilted by `roll` with the clock."""
    turn, tilt = math.radians(yaw), math.radians(roll)

    def seen(x: float, y: float, z: float) -> Point:
        across = (x * math.cos(turn) + z * math.sin(turn)) * eyes
        down = y * eyes
        return (
            150 + across * math.cos(tilt) - down * math.sin(tilt),
            150 + across * math.sin(tilt) + down * math.cos(tilt),
        )

    marks = Landmarks(seen(-0.5, 0, 0), seen(0.5, 0, 0), seen(0, 0.6, DEPTH))
    return Detection(100, 100, 100, 100, marks, 0.9)


def measured(detection: Detection) -> FaceMeasurement:
    found = measure(PLAIN, detection, time=1.23456, frame=7, depth=DEPTH)
    assert found is not None
    return found


@given(yaw=st.floats(-58, 58), roll=st.floats(-40, 40), eyes=st.floats(15, 120))
def test_pose_and_frontal_eye_distance_come_back(yaw: float, roll: float, eyes: float) -> None:
    found = measured(head(yaw, roll, eyes))
    assert found.pose.yaw == pytest.approx(yaw, abs=0.1)
    assert found.pose.roll == pytest.approx(roll, abs=0.1)
    assert found.eye_distance == pytest.approx(eyes, abs=0.1)
    assert found.eye_distance_in_picture == pytest.approx(
        eyes * math.cos(math.radians(yaw)), abs=0.1
    )


def test_the_correction_is_at_most_twofold() -> None:
    found = measured(head(80, 0, 60))
    assert found.eye_distance <= 2 * found.eye_distance_in_picture + 0.1
    assert found.pose.yaw > 60


def test_values_are_rounded_and_never_minus_zero() -> None:
    found = measured(head(0, 0, 40))
    assert found.time == 1.235
    assert math.copysign(1, found.pose.yaw) == math.copysign(1, found.pose.roll) == 1


def test_eyes_in_one_place_cannot_be_measured() -> None:
    marks = Landmarks((150, 150), (150.5, 150), (150, 160))
    flat = Detection(100, 100, 100, 100, marks, 0.9)
    assert measure(PLAIN, flat, time=0, frame=0, depth=DEPTH) is None


def test_sharpness_ranks_a_sharp_face_above_a_soft_one() -> None:
    sharp = np.random.default_rng(3).integers(0, 255, (300, 300, 3)).astype(np.uint8)
    soft = (sharp.astype(float) * 0.1 + 100).astype(np.uint8)
    a, b = (measure(p, head(0, 0, 40), time=0, frame=0, depth=DEPTH) for p in (sharp, soft))
    assert a is not None
    assert b is not None
    assert a.sharpness > 10 * b.sharpness


@pytest.mark.parametrize(
    ("eyes", "tier"),
    [
        (0, Tier.CAPTURED),
        (19.9, Tier.CAPTURED),
        (20, Tier.MARGINAL),
        (31.9, Tier.MARGINAL),
        (32, Tier.USABLE),
        (60, Tier.STRONG),
        (89.9, Tier.STRONG),
        (90, Tier.ENROLMENT),
    ],
)
def test_tiers_begin_where_the_table_says(eyes: float, tier: Tier) -> None:
    assert tier_of(eyes, 0) is tier


def test_a_face_turned_away_is_at_most_marginal() -> None:
    assert tier_of(200, MOST_YAW + 0.1) is Tier.MARGINAL
    assert tier_of(200, -MOST_YAW - 0.1) is Tier.MARGINAL
    assert tier_of(200, MOST_YAW) is Tier.ENROLMENT
    assert tier_of(10, 80) is Tier.CAPTURED


@pytest.mark.parametrize(("eyes", "near"), [(29, True), (35, True), (36, False), (26, False)])
def test_the_boundary_is_ten_per_cent(eyes: float, near: bool) -> None:
    assert on_boundary(eyes, 0) is near


def test_a_capped_tier_has_no_boundary_above_it() -> None:
    assert not on_boundary(61, 70)


@given(st.floats(0, 500), st.floats(0, 500))
def test_more_pixels_never_mean_a_lower_tier(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert rank(tier_of(low, 0)) <= rank(tier_of(high, 0))


def test_every_threshold_names_its_source() -> None:
    assert [t.tier for t in THRESHOLDS] == list(Tier)[1:]
    assert all(text for _, text in sources())
    assert all(f"{t.eye_distance:g}" in words() for t in THRESHOLDS)

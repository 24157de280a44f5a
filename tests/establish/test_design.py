"""What an installation was designed to show, by the formula and at its limits."""

from __future__ import annotations

import pytest

from auditor.establish.design import Installation, design
from auditor.examine.model import Tier


def test_density_and_tier_follow_from_lens_and_distance() -> None:
    # 90 degrees at 4 m show 8 m across: 1920 / 8 = 240 elements a metre, 15.1 between the eyes.
    found = design(Installation(width=1920, field=90.0, mounted=None, distance=4.0))
    assert found is not None
    assert (found.density, found.eye_distance, found.tier) == (240.0, 15.1, Tier.CAPTURED)


def test_a_narrow_lens_makes_the_same_distance_enough_for_recognition() -> None:
    wide = design(Installation(1920, 90.0, None, 4.0))
    narrow = design(Installation(1920, 30.0, None, 4.0))
    assert wide is not None
    assert narrow is not None
    assert narrow.tier is Tier.USABLE
    assert narrow.density > 3 * wide.density


def test_a_lens_high_above_the_line_is_farther_from_the_face() -> None:
    # 3 m beside and 4 m above the eyes are 5 m away.
    high = design(Installation(1000, 90.0, 5.6, 3.0))
    assert high is not None
    assert high.density == 100.0


@pytest.mark.parametrize(
    "beyond",
    [
        Installation(1920, 180.0, 3.0, 2.0),
        Installation(1920, 0.0, 3.0, 2.0),
        Installation(1920, 90.0, None, 0.0),
    ],
)
def test_beyond_the_formula_nothing_is_said(beyond: Installation) -> None:
    assert design(beyond) is None

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.examine.footage.link.encoder import Encoder
from auditor.examine.footage.link.errors import (
    ACCEPTED,
    FILE,
    ErrorRatesError,
    error_rate,
    measured,
    threshold,
)
from auditor.examine.linking_model import EncoderErrors, MatchingTest, ThresholdErrors


def matching(false_matches: dict[float, int]) -> MatchingTest:
    return MatchingTest(
        material="clips",
        people=20,
        templates=60,
        eye_distance=40.0,
        closest_different=0.4,
        furthest_same=0.6,
        thresholds=tuple(
            ThresholdErrors(
                threshold=value,
                false_match=error_rate(errors, 1000, 190),
                false_non_match=error_rate(5, 100, 20),
            )
            for value, errors in false_matches.items()
        ),
    )


def errors_of(*tests: MatchingTest) -> EncoderErrors:
    return EncoderErrors(encoder="any", model="any.dat", tests=tests)


def test_the_threshold_is_the_largest_that_every_test_bears_out() -> None:
    easy = matching({0.4: 0, 0.5: 0, 0.6: 1})
    hard = matching({0.4: 0, 0.5: 1, 0.6: 90})
    assert threshold(errors_of(easy), accepted=0.001) == 0.6
    assert threshold(errors_of(easy, hard), accepted=0.001) == 0.5
    assert threshold(errors_of(easy, hard), accepted=0.0005) == 0.4


def test_a_threshold_that_one_test_did_not_try_is_not_used() -> None:
    assert threshold(errors_of(matching({0.4: 0, 0.5: 0}), matching({0.4: 0})), 0.001) == 0.4


def test_without_a_threshold_with_few_enough_errors_there_is_no_linking() -> None:
    with pytest.raises(ErrorRatesError, match="no threshold"):
        threshold(errors_of(matching({0.4: 50})))


def test_the_rates_shipped_are_those_of_the_encoder_installed() -> None:
    errors = measured(Encoder().model)
    limit = threshold(errors)
    assert {test.material for test in errors.tests} == {"photographs", "clips"}
    for test in errors.tests:
        (used,) = [t for t in test.thresholds if t.threshold == limit]
        assert used.false_match.rate <= ACCEPTED
        # What is accepted is not what is known: the interval says how little that is.
        assert used.false_match.high > used.false_match.rate


def test_the_rates_of_another_encoder_are_refused() -> None:
    with pytest.raises(ErrorRatesError, match="another encoder"):
        measured("another.dat sha256:00")


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / FILE.name
    damaged.write_bytes(FILE.read_bytes()[:200])
    with pytest.raises(ErrorRatesError, match="cannot be read"):
        measured("any", damaged)


def test_intervals_are_wilsons() -> None:
    # 5 of 20: 11.19 % to 46.87 %, as tables of Wilson's interval have it.
    rate = error_rate(5, 20, 20)
    assert (rate.rate, rate.low, rate.high) == (0.25, 0.11186, 0.46870)
    none = error_rate(0, 100, 100)
    assert (none.rate, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(0.037, abs=0.0005)
    # Many comparisons of few people are no more than few comparisons.
    assert error_rate(0, 6000, 100).high == none.high

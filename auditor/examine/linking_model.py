"""Whether separate visits could be joined by face, and how often such a comparison errs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.core.frozen import Frozen


class ErrorRate(Frozen):
    """How often comparisons of one kind went wrong in a test.

    `rate` is the share of `comparisons` that were `errors`; `low` and `high` bound its 95 %
    interval. Comparisons of the same people are not independent, so the interval is that of a test
    with `independent` comparisons: of each pair of people one, or of each person one.
    """

    errors: int = Field(ge=0)
    comparisons: int = Field(ge=1)
    independent: int = Field(ge=1)
    rate: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)


class ThresholdErrors(Frozen):
    """The errors of one threshold, in the terms of ISO/IEC 19795-1.

    `threshold` is the distance up to which two templates count as a match. `false_match` are
    comparisons of different people that match, `false_non_match` those of one person that do not.
    """

    threshold: float
    false_match: ErrorRate
    false_non_match: ErrorRate


class MatchingTest(Frozen):
    """What comparing faces of known people came to.

    `templates` were made of `people`; `eye_distance` is the median in pixels.
    `closest_different` is the smallest distance between templates of different people and
    `furthest_same` the largest between those of one person.
    """

    material: Literal["photographs", "clips"]
    people: int
    templates: int
    eye_distance: float
    closest_different: float
    furthest_same: float
    thresholds: tuple[ThresholdErrors, ...] = Field(min_length=1)


class EncoderErrors(Frozen):
    """The errors measured of one encoder; `model` is its file with the digest."""

    encoder: str
    model: str
    tests: tuple[MatchingTest, ...] = Field(min_length=1)


class NotCompared(Frozen):
    """An episode that was not compared with others.

    `why` is `tier` (below usable), `cap` (more episodes than are compared at a time), `not_read`
    (its frame could not be read again) or `not_aligned` (its face gave no usable eyes and nose).
    """

    episode: str
    why: Literal["tier", "cap", "not_read", "not_aligned"]


class Linking(Frozen):
    """Whether separate visits could be joined by face: counts and distances, and nobody's name.

    Face templates were made in memory for it, for the `reason` given, and none was kept.
    `distances` has a row for each episode of `compared`, with the Euclidean distance of its
    template to that of every episode before it, rounded to two decimals: 0 for the same picture,
    mostly above 0.5 for two people. `joined` episodes could be joined into `groups` of two or more,
    within each of which all distances are at most `threshold`; faces in view of one camera at the
    same time are never joined. `threshold` is the largest one tested at which no test had a higher
    share of false matches than `accepted`.
    """

    reason: str
    errors: EncoderErrors
    threshold: float
    accepted: float
    compared: tuple[str, ...]
    distances: tuple[tuple[float, ...], ...]
    joined: int
    groups: int
    not_compared: tuple[NotCompared, ...]

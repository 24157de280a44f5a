from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.case.model import Exhibit, ExhibitKind
from auditor.case.polygon import Corner, Polygon
from auditor.core.digest import digest_bytes
from auditor.core.locator import Box, MediaLocator
from auditor.examine.footage.zone import (
    OUTSIDE_ZONE,
    ZoneShare,
    bystanders,
    lies_inside,
    zone_observations,
)
from auditor.examine.model import CaptureEpisode, FaceMeasurement, Pose, Tier
from auditor.report.examiner_words import in_chinese
from auditor.vocabulary.vocabulary import definition

LEFT: Polygon = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
"""The left half of the picture."""
NOTCHED: Polygon = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.0, 1.0))
"""The whole picture less a wedge that comes up from below."""
EXHIBIT = Exhibit(
    id="E-01",
    path="a.mp4",
    kind=ExhibitKind.VIDEO,
    media_type="video/mp4",
    size=1,
    digest=digest_bytes(b"x"),
    camera="gate",
)


def episode(
    name: str, start: float, end: float, *path: Corner, confidence: float = 0.9
) -> CaptureEpisode:
    return CaptureEpisode(
        id=name,
        start=start,
        end=end,
        frames=max(1, len(path)),
        tier=Tier.USABLE,
        boundary=False,
        best=FaceMeasurement(
            time=start,
            frame=round(start * 10),
            box=Box(x=10, y=20, width=30, height=40),
            eye_distance=40,
            eye_distance_in_picture=40,
            pose=Pose(yaw=0, roll=0),
            sharpness=1,
            confidence=confidence,
        ),
        path=path,
    )


def ids(share: ZoneShare) -> tuple[Sequence[str], ...]:
    return tuple(part.episodes for part in share.parts)


# --- geometry ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        ((0.25, 0.5), True),
        ((0.75, 0.5), False),
        ((0.5, 0.3), True),  # on an edge
        ((0.5, 1.0), True),  # on a corner
        ((0.0, 0.0), True),
        ((0.501, 0.3), False),
    ],
)
def test_a_point_on_the_edge_lies_in_the_zone(point: Corner, inside: bool) -> None:
    assert lies_inside(LEFT, [point]) == [inside]
    assert lies_inside(LEFT[::-1], [point]) == [inside]


def test_a_zone_may_have_a_notch() -> None:
    points = [(0.5, 0.4), (0.5, 0.6), (0.2, 0.7), (0.8, 0.7), (0.5, 0.5)]
    assert lies_inside(NOTCHED, points) == [True, False, True, True, True]


def test_a_ray_through_corners_counts_each_of_them_once() -> None:
    diamond = ((0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5))
    assert lies_inside(diamond, [(0.05, 0.5), (0.3, 0.5), (0.95, 0.5), (0.0, 0.1)]) == [
        *(False, True, False, False)
    ]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_triangle_and_the_other_half_of_its_square_share_out_the_points(
    x: float, y: float
) -> None:
    above = lies_inside(((0, 0), (1, 0), (1, 1)), [(x, y)])[0]
    below = lies_inside(((0, 0), (1, 1), (0, 1)), [(x, y)])[0]
    assert above or below
    assert (above and below) == (round(x * 1e6) == round(y * 1e6))


# --- who is a bystander --------------------------------------------------------------------------


def test_episodes_are_told_apart_by_where_they_were_seen() -> None:
    share = bystanders(
        [
            episode("in", 0, 10, (0.1, 0.5), (0.4, 0.5)),
            episode("crosses", 20, 28, (0.4, 0.1), (0.6, 0.1), (0.7, 0.1), (0.8, 0.1)),
            episode("out", 40, 44, (0.8, 0.8), (0.9, 0.8)),
        ],
        LEFT,
    )
    assert ids(share) == (("in",), ("crosses",), ("out",))
    assert share.episodes == 3
    assert share.seconds == 22
    assert share.partly.seconds_outside == 6
    assert share.seconds_outside == 10


def test_who_goes_on_into_the_zone_is_no_bystander() -> None:
    late = episode("lost on the way", 0, 4, (0.9, 0.5), (0.6, 0.5))
    found = episode("found again", 4.8, 9, (0.55, 0.5), (0.3, 0.5))
    assert ids(bystanders([late, found], LEFT)) == ((), ("lost on the way", "found again"), ())
    back = episode("left it", 9.5, 12, (0.35, 0.45), (0.55, 0.45))
    gone = episode("lost after it", 12.5, 15, (0.6, 0.45), (0.9, 0.45))
    assert ids(bystanders([back, gone], LEFT))[2] == ()


@pytest.mark.parametrize(
    ("start", "place"),
    [(5.2, (0.55, 0.5)), (4.5, (0.55, 0.9))],
    ids=["too long after", "somewhere else"],
)
def test_who_ends_far_from_others_in_time_or_place_stays_a_bystander(
    start: float, place: Corner
) -> None:
    out = episode("out", 0, 4, (0.9, 0.5), (0.6, 0.5))
    other = episode("other", start, 9, place, (0.3, 0.5))
    assert ids(bystanders([out, other], LEFT))[2] == ("out",)


def test_bystanders_who_follow_each_other_stay_bystanders() -> None:
    one = episode("one", 0, 4, (0.9, 0.5), (0.8, 0.5))
    other = episode("other", 4.2, 8, (0.8, 0.5), (0.7, 0.5))
    assert ids(bystanders([one, other], LEFT))[2] == ("one", "other")


def test_an_episode_without_a_path_is_not_weighed_and_none_weigh_nothing() -> None:
    assert bystanders([episode("nowhere", 0, 4)], LEFT) == ZoneShare()
    assert bystanders([], LEFT) == ZoneShare()


def test_thousands_of_episodes_are_weighed_at_once() -> None:
    path = tuple((n / 200, 0.5) for n in range(200))
    many = [episode(f"E-01/{n}", n, n + 5, *path) for n in range(3000)]
    assert len(bystanders(many, LEFT).partly.episodes) == 3000


# --- observations --------------------------------------------------------------------------------


def test_bystanders_are_said_with_their_numbers_place_and_fact() -> None:
    (seen,) = zone_observations(
        EXHIBIT,
        LEFT,
        [
            episode("in", 0, 10, (0.1, 0.5), confidence=0.99),
            episode("out", 40, 44, (0.8, 0.8), confidence=0.7),
            episode("out as well", 60, 61, (0.9, 0.1), confidence=0.8),
        ],
    )
    assert (seen.topic, seen.exhibit, seen.subject) == (OUTSIDE_ZONE, "E-01", "gate")
    assert seen.note == (
        "Wholly outside the zone that the purpose needs: 2 of 3 capture episodes; partly outside "
        "it: 0; faces were outside it for 5.0 s of 15.0 s in view."
    )
    assert seen.says == {"capture.bystanders": True}
    assert definition("capture.bystanders").parse(seen.says["capture.bystanders"]) is True
    assert isinstance(seen.locator, MediaLocator)
    assert (seen.locator.start, seen.locator.end, seen.locator.frame) == (40, 61, 600)
    assert seen.confidence == 0.8
    assert in_chinese(seen.note) is not None


def test_that_nobody_was_outside_shows_nothing_about_bystanders() -> None:
    (seen,) = zone_observations(EXHIBIT, LEFT, [episode("in", 0, 10, (0.1, 0.5))])
    assert seen.says == {}
    assert "0 of 1 capture episodes" in seen.note


def test_of_a_picture_no_seconds_are_told() -> None:
    (seen,) = zone_observations(EXHIBIT, LEFT, [episode("out", 0, 0, (0.9, 0.5))])
    assert seen.note == (
        "Wholly outside the zone that the purpose needs: 1 of 1 capture episodes; partly outside "
        "it: 0."
    )
    assert in_chinese(seen.note) is not None


def test_without_a_zone_or_an_episode_nothing_is_said() -> None:
    assert zone_observations(EXHIBIT, (), [episode("in", 0, 10, (0.1, 0.5))]) == ()
    assert zone_observations(EXHIBIT, LEFT, []) == ()

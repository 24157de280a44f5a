"""Zones drawn in a picture: polygons that a person writes down, and the checks on them.

Corners are shares, 0 to 1, of the width and height of the upright picture, origin top left, so that
one zone fits every export of a camera, whatever its resolution. The last corner joins the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

Corner = tuple[float, float]
Polygon = tuple[Corner, ...]

LEAST_CORNERS = 3
MOST_CORNERS = 64
"""More than a person draws by hand; a limit keeps the checks fast."""
LEAST_AREA = 0.0001
"""Least area, as a share of the picture; a smaller one is a mistake. A face of 10 by 10 pixels in
a picture of 1280 by 720 has this area."""
GRID = 1_000_000
"""Steps to a share. Corners are compared as whole steps, so that a point on a line is exactly on
it, which binary fractions would miss."""


class ZoneFault(NamedTuple):
    """What is wrong with a zone: an id of `messages.yaml`, and its values."""

    id: str
    values: Mapping[str, int] = MappingProxyType({})


def fault(polygon: Sequence[Corner]) -> ZoneFault | None:
    """What is wrong with `polygon`, with corners counted from 1; None if nothing is."""
    count = len(polygon)
    if count < LEAST_CORNERS:
        return ZoneFault("zone_too_few", {"least": LEAST_CORNERS, "count": count})
    if count > MOST_CORNERS:
        return ZoneFault("zone_too_many", {"most": MOST_CORNERS, "count": count})
    corners = [on_grid(corner) for corner in polygon]
    return _repeated(corners) or _crossed(corners) or _flat(corners)


def on_grid(corner: Corner) -> tuple[int, int]:
    """`corner` in whole steps of `GRID`."""
    return round(corner[0] * GRID), round(corner[1] * GRID)


_Step = tuple[int, int]


def _repeated(corners: Sequence[_Step]) -> ZoneFault | None:
    if corners[0] == corners[-1]:
        return ZoneFault("zone_closed")
    for number, corner in enumerate(corners):
        if corner in corners[:number]:
            first = corners.index(corner) + 1
            return ZoneFault("zone_repeated", {"first": first, "second": number + 1})
    return None


def _crossed(corners: Sequence[_Step]) -> ZoneFault | None:
    """Two edges that meet where they should not: a zone like a figure of eight has no inside."""
    count = len(corners)
    for first in range(count):
        for second in range(first + 1, count):
            first_end, second_end = (first + 1) % count, (second + 1) % count
            edges = corners[first], corners[first_end], corners[second], corners[second_end]
            if _meet(*edges):
                values = {
                    "first": first + 1,
                    "first_end": first_end + 1,
                    "second": second + 1,
                    "second_end": second_end + 1,
                }
                return ZoneFault("zone_crossed", values)
    return None


def _meet(a: _Step, b: _Step, c: _Step, d: _Step) -> bool:
    """Whether the edges a-b and c-d share a point, other than a common corner."""
    if b == c or a == d:
        ends, shared = ((a, d), b) if b == c else ((b, c), a)
        # Neighbours share a corner; they share more only if one runs back along the other.
        return any(between(shared, end, far) for end, far in (ends, ends[::-1]))
    crossing = (turn(a, b, c) > 0) != (turn(a, b, d) > 0) and (turn(c, d, a) > 0) != (
        turn(c, d, b) > 0
    )
    touching = between(a, c, b) or between(a, d, b) or between(c, a, d) or between(c, b, d)
    return touching or (crossing and 0 not in (turn(a, b, c), turn(a, b, d)))


def turn(a: _Step, b: _Step, c: _Step) -> int:
    """Which way the path a, b, c turns: above 0, below 0, or 0 if it is straight."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def between(a: _Step, point: _Step, b: _Step) -> bool:
    """Whether `point` is on the straight line from `a` to `b`."""
    return (
        turn(a, b, point) == 0
        and min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
    )


def _flat(corners: Sequence[_Step]) -> ZoneFault | None:
    twice = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    return ZoneFault("zone_flat") if abs(twice) / 2 < LEAST_AREA * GRID * GRID else None


# --- as written in case.yaml ---------------------------------------------------------------------


def _as_share(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise PydanticCustomError("not_a_share", "not a share of the picture")
    return value


def _as_corner(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:  # noqa: PLR2004 - x and y
        raise PydanticCustomError("not_a_corner", "a corner is written [x, y]")
    return value


ShareEntry = Annotated[float, Field(ge=0, le=1), BeforeValidator(_as_share)]
CornerEntry = Annotated[tuple[ShareEntry, ShareEntry], BeforeValidator(_as_corner)]
"""A corner as a person writes it; an invalid one is refused at its own place."""

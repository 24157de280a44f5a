"""Zones drawn in a picture: polygons that a person writes down, and what can be wrong with them.

Corners are shares, 0 to 1, of the width and height of the upright picture, origin top left, so that
one zone fits every export of a camera, whatever its resolution. The last corner joins the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

Corner = tuple[float, float]
Polygon = tuple[Corner, ...]

LEAST_CORNERS = 3
MOST_CORNERS = 64
"""More than a person draws by hand; a limit, so that a zone costs no time to speak of."""
LEAST_AREA = 0.0001
"""Least area, as a share of the picture; a smaller one is a slip. A face of 10 by 10 elements in a
picture of 1280 by 720 has as much."""
GRID = 1_000_000
"""Steps to a share. Corners are compared as whole steps, so that what lies on a line is exactly on
it, which fractions in binary form would miss."""


def fault(polygon: Sequence[Corner]) -> str:
    """What is wrong with `polygon`, as a clause that counts corners from 1; empty for nothing."""
    if len(polygon) < LEAST_CORNERS:
        return f"a zone needs {LEAST_CORNERS} corners or more, this one has {len(polygon)}"
    if len(polygon) > MOST_CORNERS:
        return f"a zone has at most {MOST_CORNERS} corners, this one has {len(polygon)}"
    corners = [on_grid(corner) for corner in polygon]
    return _repeated(corners) or _crossed(corners) or _flat(corners)


def on_grid(corner: Corner) -> tuple[int, int]:
    """`corner` in whole steps of `GRID`."""
    return round(corner[0] * GRID), round(corner[1] * GRID)


_Step = tuple[int, int]


def _repeated(corners: Sequence[_Step]) -> str:
    if corners[0] == corners[-1]:
        return "the last corner is the first one again; a zone closes by itself, so leave it out"
    for number, corner in enumerate(corners):
        if corner in corners[:number]:
            return f"corners {corners.index(corner) + 1} and {number + 1} are the same"
    return ""


def _crossed(corners: Sequence[_Step]) -> str:
    """Two edges that meet where they should not; a zone like a figure of eight has no inside."""
    count = len(corners)
    for one in range(count):
        for other in range(one + 1, count):
            a, b = corners[one], corners[(one + 1) % count]
            c, d = corners[other], corners[(other + 1) % count]
            if _meet(a, b, c, d):
                return (
                    f"the edge from corner {one + 1} to {(one + 1) % count + 1} meets the one from "
                    f"corner {other + 1} to {(other + 1) % count + 1}; the edges of a zone must "
                    "not cross or touch, so name the corners in the order one walks round it"
                )
    return ""


def _meet(a: _Step, b: _Step, c: _Step, d: _Step) -> bool:
    """Whether the edges a-b and c-d share a point, other than a corner that they have in common."""
    if b == c or a == d:
        ends, shared = ((a, d), b) if b == c else ((b, c), a)
        # Neighbours share a corner; they share more only where one lies back along the other.
        return any(between(shared, end, far) for end, far in (ends, ends[::-1]))
    crossing = (turn(a, b, c) > 0) != (turn(a, b, d) > 0) and (turn(c, d, a) > 0) != (
        turn(c, d, b) > 0
    )
    touching = between(a, c, b) or between(a, d, b) or between(c, a, d) or between(c, b, d)
    return touching or (crossing and 0 not in (turn(a, b, c), turn(a, b, d)))


def turn(a: _Step, b: _Step, c: _Step) -> int:
    """Which way the path a, b, c turns: over 0, under 0, or 0 where it goes straight."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def between(a: _Step, point: _Step, b: _Step) -> bool:
    """Whether `point` lies on the straight line from `a` to `b`."""
    return (
        turn(a, b, point) == 0
        and min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
    )


def _flat(corners: Sequence[_Step]) -> str:
    twice = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    if abs(twice) / 2 < LEAST_AREA * GRID * GRID:
        return "the zone has next to no area; are two of its corners mixed up?"
    return ""


# --- as written in case.yaml ---------------------------------------------------------------------


def _as_share(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(
            f"{value} is no share of the picture, 0 to 1; divide picture elements by its width or "
            "height"
        )
    return value


def _as_corner(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:  # noqa: PLR2004 - x and y
        raise ValueError("a corner is written [x, y]")
    return value


ShareEntry = Annotated[float, Field(ge=0, le=1), BeforeValidator(_as_share)]
CornerEntry = Annotated[tuple[ShareEntry, ShareEntry], BeforeValidator(_as_corner)]
"""A corner as a person writes it; refused at its own place where it is none."""

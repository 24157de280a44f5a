"""Zones drawn in a picture: polygons that a person writes down, and the checks on them.

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
"""More than a person draws by hand; a limit keeps the checks fast."""
LEAST_AREA = 0.0001
"""Least area, as a share of the picture; a smaller one is a mistake. A face of 10 by 10 pixels in
a picture of 1280 by 720 has this area."""
GRID = 1_000_000
"""Steps to a share. Corners are compared as whole steps, so that a point on a line is exactly on
it, which binary fractions would miss."""


def fault(polygon: Sequence[Corner]) -> str:
    """What is wrong with `polygon`, as a clause that counts corners from 1; empty if nothing is."""
    if len(polygon) < LEAST_CORNERS:
        return f"a zone needs {LEAST_CORNERS} corners or more; this zone has {len(polygon)}"
    if len(polygon) > MOST_CORNERS:
        return f"a zone has at most {MOST_CORNERS} corners; this zone has {len(polygon)}"
    corners = [on_grid(corner) for corner in polygon]
    return _repeated(corners) or _crossed(corners) or _flat(corners)


def on_grid(corner: Corner) -> tuple[int, int]:
    """`corner` in whole steps of `GRID`."""
    return round(corner[0] * GRID), round(corner[1] * GRID)


_Step = tuple[int, int]


def _repeated(corners: Sequence[_Step]) -> str:
    if corners[0] == corners[-1]:
        return "the last corner repeats the first; a zone closes by itself, so leave it out"
    for number, corner in enumerate(corners):
        if corner in corners[:number]:
            return f"corners {corners.index(corner) + 1} and {number + 1} are the same"
    return ""


def _crossed(corners: Sequence[_Step]) -> str:
    """Two edges that meet where they should not: a zone like a figure of eight has no inside."""
    count = len(corners)
    for first in range(count):
        for second in range(first + 1, count):
            a, b = corners[first], corners[(first + 1) % count]
            c, d = corners[second], corners[(second + 1) % count]
            if _meet(a, b, c, d):
                return (
                    f"the edge from corner {first + 1} to {(first + 1) % count + 1} meets the edge "
                    f"from corner {second + 1} to {(second + 1) % count + 1}; the edges of a zone "
                    "must not cross or touch, so list the corners in order around the zone"
                )
    return ""


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


def _flat(corners: Sequence[_Step]) -> str:
    twice = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    if abs(twice) / 2 < LEAST_AREA * GRID * GRID:
        return "the zone has almost no area; are two of its corners mixed up?"
    return ""


# --- as written in case.yaml ---------------------------------------------------------------------


def _as_share(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(
            f"{value} is not a share of the picture (0 to 1); divide pixels by its width or height"
        )
    return value


def _as_corner(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:  # noqa: PLR2004 - x and y
        raise ValueError("a corner is written [x, y]")
    return value


ShareEntry = Annotated[float, Field(ge=0, le=1), BeforeValidator(_as_share)]
CornerEntry = Annotated[tuple[ShareEntry, ShareEntry], BeforeValidator(_as_corner)]
"""A corner as a person writes it; an invalid one is refused at its own place."""

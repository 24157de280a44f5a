"""Ellipses that a program drew around a face.

Rays from the middle of the face meet a drawn ellipse once each, in a thin ridge of one strong
colour. Hair, cheeks and collars have no such ridge all around a face.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.drawing import Colour, Drawing, are_alike, is_drawing_colour
from auditor.examine.footage.overlay.places import Area

Numbers = NDArray[np.float64]

_RAYS = 96
"""Rays cast from the middle of the face; a label hides a few of them."""
_TRIES = 160
"""Ellipses tried through four ridges each, chosen by a generator with a fixed seed."""
_SEEN = 0.72
"""Share of the rays that has to meet the ellipse; engineering choice, as the rest here."""
_LONGEST_GAP = 14
"""Rays in a row that may miss it."""
_OFF = 0.035
"""How far a ridge may be from the ellipse, in sizes of the face."""
_SMALLEST_FACE = 40
"""Pixels of a face's longer side below which brows and chins are as thin as lines."""


@dataclass(frozen=True)
class DrawnEllipse:
    """Where an ellipse is, in pixels of the part, and its colour."""

    area: Area
    colour: Colour


@dataclass(frozen=True)
class _Ridges:
    """Ridges along rays: the number of each one's ray, its place (x, y) from the middle, colour."""

    rays: NDArray[np.int64]
    places: Numbers
    colours: Numbers


def drawn_ellipse(part: Pixels, face: Area, use: Drawing) -> DrawnEllipse | None:
    """The ellipse with upright axes that a program drew around `face` in `part`."""
    size = max(face.width, face.height)
    if size < _SMALLEST_FACE:
        return None
    ridges = _ridges(part, face, use)
    if len(set(ridges.rays.tolist())) < _SEEN * _RAYS:
        return None
    chance = np.random.default_rng(1)
    best: tuple[int, DrawnEllipse] | None = None
    for _ in range(_TRIES):
        first = int(chance.integers(len(ridges.rays)))
        alike = _of_colour(ridges, first, use)
        if len(alike) < _SEEN * _RAYS:
            continue
        shape = _through(ridges.places[chance.choice(alike, 4, replace=False)])
        if shape is None or not _fits(shape, face, use):
            continue
        met = _rays_met(ridges, alike, shape, _OFF * size)
        if len(met) >= _SEEN * _RAYS and _gap(met) <= _LONGEST_GAP:
            colour = _colour(ridges.colours[alike])
            if best is None or len(met) > best[0]:
                best = len(met), DrawnEllipse(_area(shape, face), colour)
    return None if best is None else best[1]


def _ridges(part: Pixels, face: Area, use: Drawing) -> _Ridges:
    """Thin places of a drawing colour along rays from the middle of the face."""
    x, y = face.centre
    size = max(face.width, face.height)
    radii = np.arange(0.3 * size, 1.2 * size)
    angles = np.arange(_RAYS) * (2 * np.pi / _RAYS)
    across = np.rint(x + np.outer(np.cos(angles), radii)).astype(int)
    down = np.rint(y + np.outer(np.sin(angles), radii)).astype(int)
    inside = (across >= 0) & (across < part.shape[1]) & (down >= 0) & (down < part.shape[0])
    levels = part[down.clip(0, part.shape[0] - 1), across.clip(0, part.shape[1] - 1)]
    ridge = _is_ridge(levels.astype(np.int16), use) & inside
    rays, steps = np.nonzero(ridge)
    colours = levels[rays, steps].astype(float)
    small = size < use.small
    kept = [
        place
        for place, colour in enumerate(colours)
        if is_drawing_colour(_as_colour(colour), use, small=small) and colour.max() > use.dark
    ]
    places = np.stack([np.cos(angles[rays]) * radii[steps], np.sin(angles[rays]) * radii[steps]], 1)
    return _Ridges(rays[kept], places[kept], colours[kept])


def _is_ridge(levels: NDArray[np.int16], use: Drawing) -> NDArray[np.bool_]:
    """Where a channel differs on both sides along a ray, at one of the distances of `use`."""
    ridge = np.zeros(levels.shape[:2], bool)
    for offset in use.thickness:
        middle = levels[:, offset:-offset]
        inner = middle - levels[:, : -2 * offset]
        outer = middle - levels[:, 2 * offset :]
        both = np.maximum(np.minimum(inner, outer), np.minimum(-inner, -outer))
        ridge[:, offset:-offset] |= both.max(axis=2) >= 2 * use.contrast
    return ridge


def _of_colour(ridges: _Ridges, first: int, use: Drawing) -> NDArray[np.int64]:
    """The numbers of the ridges that have the colour of the first."""
    own = _as_colour(ridges.colours[first])
    alike = [
        place
        for place, colour in enumerate(ridges.colours)
        if are_alike(own, _as_colour(colour), use)
    ]
    return np.array(alike, np.int64)


def _through(points: Numbers) -> tuple[float, float, float, float] | None:
    """Middle (x, y) and half axes of the upright ellipse through four points."""
    x, y = points[:, 0], points[:, 1]
    try:
        a, b, c, d = np.linalg.solve(np.stack([x * x, y * y, x, y], 1), np.ones(4))
    except np.linalg.LinAlgError:
        return None
    if a <= 0 or b <= 0:
        return None
    middle = -c / (2 * a), -d / (2 * b)
    full = 1 + a * middle[0] ** 2 + b * middle[1] ** 2
    return float(middle[0]), float(middle[1]), float(np.sqrt(full / a)), float(np.sqrt(full / b))


def _fits(shape: tuple[float, float, float, float], face: Area, use: Drawing) -> bool:
    """Whether an ellipse has the size of a face and its middle near that of the face."""
    x, y, across, down = shape
    return (
        use.smallest <= 2 * across / face.width <= use.largest
        and use.smallest <= 2 * down / face.height <= use.tallest
        and abs(x) <= face.width / 2
        and abs(y) <= face.height / 2
    )


def _rays_met(
    ridges: _Ridges,
    alike: NDArray[np.int64],
    shape: tuple[float, float, float, float],
    off: float,
) -> list[int]:
    """The rays with a ridge at the ellipse, in order."""
    x, y, across, down = shape
    places = ridges.places[alike]
    scaled = np.hypot((places[:, 0] - x) / across, (places[:, 1] - y) / down)
    near = np.abs(scaled - 1) * min(across, down) <= off
    return sorted(set(ridges.rays[alike][near].tolist()))


def _gap(rays: list[int]) -> int:
    """The most rays in a row that are missing."""
    around = [*rays, rays[0] + _RAYS]
    return max(after - before - 1 for before, after in pairwise(around))


def _area(shape: tuple[float, float, float, float], face: Area) -> Area:
    x, y, across, down = shape
    middle = face.centre
    return Area(
        middle[0] + x - across,
        middle[1] + y - down,
        middle[0] + x + across,
        middle[1] + y + down,
    )


def _colour(colours: Numbers) -> Colour:
    return _as_colour(np.median(colours, axis=0))


def _as_colour(levels: Numbers) -> Colour:
    return int(levels[0]), int(levels[1]), int(levels[2])

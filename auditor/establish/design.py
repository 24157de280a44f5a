"""What an installation was designed to show of a face, from its lens, mounting and resolution.

A lens that keeps straight lines straight shows, at the distance d, a scene 2 d tan(f / 2) wide,
where f is its horizontal field of view; the stream's width in pixels divided by that is the pixel
density that IEC 62676-4 grades by, in pixels per metre. Wide lenses that bend lines show less at
the edge and more in the middle. The mean distance between the pupils of
adults, 63 mm (Dodgson, SPIE 5291, 2004), turns the density into an eye distance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from auditor.examine.footage.tier import tier_of
from auditor.examine.model import Tier

PUPILS = 0.063
"""Metres between the pupils: see the docstring of the module."""
EYE_HEIGHT = 1.6
"""Metres above the floor at which faces are looked for; engineering choice for standing adults."""
WIDEST = 170.0
"""Degrees; beyond, no lens keeps straight lines straight and the formula means nothing."""


@dataclass(frozen=True)
class Installation:
    """How a camera is installed.

    Attributes:
        width: of its stream, in pixels.
        field: horizontal field of view, in degrees.
        mounted: height of the lens above the floor, in metres; None where it is not known, and
            then taken to be at the height of the eyes.
        distance: from the point below the lens to the line that people cross, in metres.
    """

    width: int
    field: float
    mounted: float | None
    distance: float


@dataclass(frozen=True)
class Design:
    """What the installation shows at its line: pixels per metre, eye distance and tier."""

    density: float
    eye_distance: float
    tier: Tier


def design(installation: Installation) -> Design | None:
    """What `installation` was designed for; None where the formula does not hold."""
    if not (0 < installation.field <= WIDEST) or installation.distance < 0:
        return None
    above = 0.0 if installation.mounted is None else installation.mounted - EYE_HEIGHT
    away = math.hypot(installation.distance, above)
    if away <= 0:
        return None
    density = installation.width / (2 * away * math.tan(math.radians(installation.field) / 2))
    eyes = density * PUPILS
    return Design(round(density, 1), round(eyes, 1), tier_of(eyes, 0.0))

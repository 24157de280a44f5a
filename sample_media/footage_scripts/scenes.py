"""The five sample scenes as boxes, seen by one kind of camera.

Shared by ``render_plates.py`` (which renders them with Blender) and ``compose_clips.py``
(which walks the figures through them). Metres: x to the right in the picture, y away
from the camera, z up from the floor; the camera is above the origin and looks along y.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 960, 540

RGB = tuple[float, float, float]
Triple = tuple[float, float, float]

WHITE: RGB = (0.70, 0.69, 0.66)
GREY: RGB = (0.30, 0.31, 0.32)
STEEL: RGB = (0.42, 0.43, 0.45)
BLACK: RGB = (0.025, 0.026, 0.028)
WOOD: RGB = (0.36, 0.22, 0.12)
PALE_WOOD: RGB = (0.52, 0.40, 0.27)
GREEN: RGB = (0.06, 0.15, 0.05)
GRASS: RGB = (0.16, 0.22, 0.08)
CARD: RGB = (0.66, 0.64, 0.60)


@dataclass(frozen=True)
class Box:
    """A box from corner to corner; boxes with a ``layer`` can hide people behind them."""

    low: Triple
    high: Triple
    colour: RGB
    layer: str = ""
    round: bool = False  # an ellipsoid in place of a box (bushes)
    glow: float = 0.0


@dataclass(frozen=True)
class Camera:
    """A pinhole camera that looks along y, with vertical lines kept vertical."""

    focal: float  # pixels
    height: float  # metres
    horizon: float  # share of the picture's height


@dataclass(frozen=True)
class Scene:
    """What stands where, and the camera that sees it."""

    camera: Camera
    boxes: tuple[Box, ...]
    layers: dict[str, float]  # distance up to which nobody is hidden by the layer
    floor: RGB
    outdoors: bool = False


def wall(y: float, openings: tuple[float, float], height: float, colour: RGB) -> tuple[Box, ...]:
    """A wall across the room with one opening (a doorway 2.15 m high)."""
    left, right = openings
    return (
        Box((-9.0, y, 0.0), (left, y + 0.15, height), colour, "wall"),
        Box((right, y, 0.0), (9.0, y + 0.15, height), colour, "wall"),
        Box((left, y, 2.15), (right, y + 0.15, height), colour, "wall"),
        Box((left - 0.07, y - 0.03, 0.0), (left, y + 0.149, 2.22), WOOD, "wall"),
        Box((right, y - 0.03, 0.0), (right + 0.07, y + 0.149, 2.22), WOOD, "wall"),
        Box((left, y - 0.03, 2.15), (right, y + 0.149, 2.22), WOOD, "wall"),
    )


def tower(x: float, y: float, z: float, w: float, h: float) -> tuple[Box, ...]:
    """A model building of a housing estate."""
    floors = tuple(
        Box(
            (x - 0.004, y - 0.004, z + h * k / 6),
            (x + w + 0.004, y + w + 0.004, z + h * k / 6 + 0.008),
            GREY,
            "table",
        )
        for k in range(1, 6)
    )
    return (Box((x, y, z), (x + w, y + w, z + h), CARD, "table"), *floors)


def entrance() -> Scene:
    """The entrance of a sales office: doorway, counter, picture of the estate."""
    return Scene(
        camera=Camera(focal=1150.0, height=1.66, horizon=0.30),
        boxes=(
            *wall(6.2, (-0.62, 0.62), 3.0, WHITE),
            Box((-6.0, 8.4, 0.0), (6.0, 8.5, 3.0), (0.50, 0.53, 0.56)),
            Box((-3.4, 0.0, 0.0), (-3.3, 6.2, 3.0), WHITE),
            Box((3.3, 0.0, 0.0), (3.4, 6.2, 3.0), WHITE),
            # reception counter and the wall panel behind it
            Box((0.95, 4.3, 0.0), (2.3, 4.9, 1.02), PALE_WOOD, "counter"),
            Box((0.90, 4.25, 1.02), (2.35, 4.95, 1.07), WHITE, "counter"),
            Box((1.45, 4.45, 1.07), (1.85, 4.50, 1.36), BLACK, "counter"),
            Box((1.1, 6.12, 1.25), (2.4, 6.2, 2.05), (0.20, 0.27, 0.34)),
            # picture of the estate, plant
            Box((-2.3, 6.14, 1.15), (-1.05, 6.2, 1.95), WOOD),
            Box((-2.24, 6.11, 1.21), (-1.11, 6.15, 1.89), (0.48, 0.56, 0.60)),
            Box((-2.05, 6.09, 1.21), (-1.85, 6.12, 1.70), CARD),
            Box((-1.75, 6.09, 1.21), (-1.55, 6.12, 1.80), CARD),
            Box((-1.45, 6.09, 1.21), (-1.25, 6.12, 1.62), CARD),
            Box((-1.75, 5.3, 0.0), (-1.40, 5.65, 0.42), GREY, "counter"),
            Box((-1.85, 5.2, 0.40), (-1.30, 5.75, 1.35), GREEN, "counter", round=True),
        ),
        layers={"wall": 6.2, "counter": 4.9},
        floor=(0.36, 0.34, 0.31),
    )


def model_table() -> Scene:
    """The model of a housing estate on a table, seen from above it."""
    towers: tuple[Box, ...] = ()
    places = (
        (-0.66, 0.20),
        (-0.53, 0.28),
        (-0.39, 0.16),
        (-0.25, 0.11),
        (0.17, 0.10),
        (0.30, 0.20),
        (0.43, 0.15),
        (0.57, 0.26),
    )
    for number, (x, height) in enumerate(places):
        towers += tower(x, 1.14 + 0.15 * (number % 2), 0.96, 0.075, height)
    trees = tuple(
        Box((x, y, 0.96), (x + 0.045, y + 0.045, 1.01), GREEN, "table", round=True)
        for x, y in (
            (-0.58, 1.22),
            (-0.46, 1.10),
            (-0.30, 1.22),
            (-0.13, 1.2),
            (-0.03, 1.12),
            (0.06, 1.22),
            (0.25, 1.22),
            (0.37, 1.08),
            (0.5, 1.23),
        )
    )
    return Scene(
        camera=Camera(focal=850.0, height=1.70, horizon=0.10),
        boxes=(
            Box((-6.0, 5.2, 0.0), (6.0, 5.3, 3.2), WHITE),
            Box((-1.9, 5.12, 1.0), (-0.5, 5.2, 2.0), WOOD),
            Box((-1.84, 5.09, 1.06), (-0.56, 5.13, 1.94), (0.40, 0.48, 0.52)),
            Box((0.7, 5.12, 0.0), (1.65, 5.2, 2.1), PALE_WOOD),
            Box((1.52, 5.08, 1.0), (1.57, 5.12, 1.15), STEEL),
            Box((-1.6, 0.75, 0.88), (1.6, 1.48, 0.94), PALE_WOOD, "table"),
            Box((-1.5, 0.80, 0.0), (1.5, 1.42, 0.88), WOOD, "table"),
            Box((-1.55, 0.77, 0.94), (1.55, 1.45, 0.96), GRASS, "table"),
            *towers,
            *trees,
        ),
        layers={"table": 1.48},
        floor=(0.30, 0.27, 0.25),
    )


def park_gate() -> Scene:
    """A park's turnstile with a terminal."""
    bushes = tuple(
        Box(
            (x - 0.9, 9.2 + 0.4 * (k % 2), -0.5),
            (x + 0.9, 10.6, 1.5 + 0.35 * (k % 3)),
            GREEN,
            round=True,
        )
        for k, x in enumerate((-4.6, -3.2, -2.0, 1.6, 2.8, 4.2))
    )
    return Scene(
        camera=Camera(focal=1100.0, height=1.62, horizon=0.42),
        boxes=(
            *bushes,
            # canopy on two posts
            Box((-2.5, 4.6, 2.35), (2.5, 5.2, 2.75), (0.16, 0.27, 0.20)),
            Box((-1.75, 4.7, 0.0), (-1.53, 4.95, 2.4), (0.22, 0.30, 0.24), "gate"),
            Box((1.53, 4.7, 0.0), (1.75, 4.95, 2.4), (0.22, 0.30, 0.24), "gate"),
            # two turnstile cabinets with a passage between them, a terminal on the right one
            Box((-0.86, 2.2, 0.0), (-0.58, 3.6, 0.98), STEEL, "turnstile"),
            Box((0.58, 2.2, 0.0), (0.86, 3.6, 0.98), STEEL, "turnstile"),
            Box((-0.87, 2.19, 0.98), (-0.57, 3.61, 1.01), GREY, "turnstile"),
            Box((0.57, 2.19, 0.98), (0.87, 3.61, 1.01), GREY, "turnstile"),
            Box((0.70, 2.50, 1.0), (0.74, 2.54, 1.32), STEEL, "turnstile"),
            Box((0.64, 2.47, 1.28), (0.80, 2.50, 1.52), BLACK, "turnstile"),
            Box(
                (0.655, 2.465, 1.34),
                (0.785, 2.475, 1.50),
                (0.10, 0.20, 0.28),
                "turnstile",
                glow=0.6,
            ),
            Box((-1.9, 3.3, 0.0), (-1.86, 3.34, 1.05), STEEL),
            Box((-3.9, 3.28, 0.95), (-0.9, 3.34, 1.02), STEEL),
            Box((-3.9, 3.28, 0.50), (-0.9, 3.34, 0.55), STEEL),
            Box((0.9, 3.28, 0.95), (3.9, 3.34, 1.02), STEEL),
            Box((0.9, 3.28, 0.50), (3.9, 3.34, 0.55), STEEL),
        ),
        layers={"gate": 4.95, "turnstile": 3.6},
        floor=(0.34, 0.32, 0.29),
        outdoors=True,
    )


def gym_room() -> tuple[Box, ...]:
    """Wall, shelf with kettlebells and lockers at the back of the gym."""
    bells = tuple(
        Box((-2.35 + 0.3 * k, 6.05, z), (-2.15 + 0.3 * k, 6.25, z + 0.22), BLACK, round=True)
        for k in range(4)
        for z in (0.43, 0.98)
    )
    lockers = tuple(
        Box((1.05 + 0.42 * k, 6.1, 0.1), (1.44 + 0.42 * k, 6.4, 1.95), (0.14, 0.23, 0.30))
        for k in range(4)
    )
    return (
        *wall(6.4, (-0.62, 0.62), 3.2, (0.56, 0.56, 0.54)),
        Box((-6.0, 8.6, 0.0), (6.0, 8.7, 3.2), (0.42, 0.44, 0.45)),
        Box((-2.5, 6.0, 0.36), (-1.0, 6.35, 0.42), STEEL),
        Box((-2.5, 6.0, 0.92), (-1.0, 6.35, 0.98), STEEL),
        Box((-2.5, 6.0, 0.0), (-2.46, 6.35, 1.4), STEEL),
        Box((-1.04, 6.0, 0.0), (-1.0, 6.35, 1.4), STEEL),
        *bells,
        *lockers,
    )


def face_gate() -> Scene:
    """The gym's gate; the camera is at the end of the passage."""
    return Scene(
        camera=Camera(focal=1150.0, height=1.60, horizon=0.42),
        boxes=(
            *gym_room(),
            Box((-0.92, 1.7, 0.0), (-0.62, 3.2, 1.0), STEEL, "gate"),
            Box((0.62, 1.7, 0.0), (0.92, 3.2, 1.0), STEEL, "gate"),
            Box((-0.93, 1.69, 1.0), (-0.61, 3.21, 1.03), (0.35, 0.06, 0.05), "gate"),
            Box((0.61, 1.69, 1.0), (0.93, 3.21, 1.03), (0.35, 0.06, 0.05), "gate"),
        ),
        layers={"wall": 6.4, "gate": 3.2},
        floor=(0.20, 0.20, 0.21),
    )


def card_lane() -> Scene:
    """The camera hangs far off: faces in the lane are a few pixels wide."""
    return Scene(
        camera=Camera(focal=820.0, height=2.5, horizon=0.20),
        boxes=(
            *wall(10.6, (-0.62, 0.62), 3.2, (0.56, 0.56, 0.54)),
            Box((-9.0, 12.8, 0.0), (9.0, 12.9, 3.2), (0.42, 0.44, 0.45)),
            *(
                Box((1.3 + 0.42 * k, 10.2, 0.1), (1.69 + 0.42 * k, 10.55, 1.95), (0.14, 0.23, 0.30))
                for k in range(6)
            ),
            Box((-3.4, 9.9, 0.36), (-1.2, 10.3, 0.42), STEEL),
            *(
                Box((-3.3 + 0.3 * k, 10.0, 0.43), (-3.08 + 0.3 * k, 10.22, 0.67), BLACK, round=True)
                for k in range(7)
            ),
            # the card lane: two cabinets, a reader with a lit field, and a partition in front
            Box((-0.95, 7.3, 0.0), (-0.62, 8.7, 1.0), STEEL, "gate"),
            Box((0.62, 7.3, 0.0), (0.95, 8.7, 1.0), STEEL, "gate"),
            Box((0.70, 8.25, 1.0), (0.87, 8.45, 1.10), BLACK, "gate"),
            Box((0.73, 8.28, 1.10), (0.84, 8.42, 1.11), (0.10, 0.35, 0.14), "gate", glow=0.8),
            Box((1.7, 5.9, 0.0), (4.6, 6.05, 3.4), (0.50, 0.47, 0.43), "partition"),
        ),
        layers={"wall": 10.6, "gate": 8.7, "partition": 5.9},
        floor=(0.20, 0.20, 0.21),
    )


SCENES = {
    "entrance": entrance(),
    "model-table": model_table(),
    "gate-reconstruction": park_gate(),
    "face-gate": face_gate(),
    "card-lane": card_lane(),
}

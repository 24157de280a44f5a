"""Pictures of synthetic people for `detector_ladder.py`, with the eyes of everybody known.

The heads are the rendered ones of `sample_media/footage_scripts`; backgrounds are drawn here from
fixed seeds. What covers a face is drawn in two dimensions over the head, placed by the eyes.
Lengths on a face are in eye distances, from between the eyes, x to the right and y down.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.examine.footage.detect.interface import Pixels, Point
from auditor.examine.ladder_model import Covering

SCRIPTS = Path(__file__).parents[1] / "sample_media" / "footage_scripts"
PEOPLE = ("head1", "head2", "head3", "head4")
YAWS = (0, 15, 30, 45, 60, 75, 90)
"""Degrees to which every head was rendered, turned to the picture's right."""
LEVEL = 5
"""Degrees of pitch up to which a rendered head counts as level."""
CELL = (4.0, 4.6)
"""Width and height of the place one head needs, in eye distances."""
FAR_TURNED = 45
"""Degrees of yaw from which the body is turned too; there is one rendered at that angle."""
JITTER = 0.25
"""How far a head lies off the middle of its place at most, in eye distances."""
BUST = 5.0
"""Eye distances below the eyes at which a body is cut off."""
PAD = 64
"""Elements added around a sprite, for what is worn and reaches beyond the head."""
FINE = 4
"""Times finer at which what covers a face is drawn, for smooth edges."""

Floats = NDArray[np.float32]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Person:
    """How somebody is shown: eye distance in elements as from the front, angles in degrees.

    `shade` chooses one of the colours of what covers the face.
    """

    name: str
    eye_distance: float
    yaw: int = 0
    roll: float = 0.0
    mirrored: bool = False
    covering: Covering = "none"
    shade: int = 0


@dataclass(frozen=True)
class TrueFace:
    """A face as drawn; `yaw` is over 0 when it is turned to the right of the picture."""

    middle: Point
    eye_distance: float
    yaw: float


@dataclass(frozen=True)
class Sprite:
    """A rendered head or body.

    Attributes:
        picture: (height, width, 4), colours multiplied by the alpha, which is 0 to 1.
        anchor: where the head sits on the body, in elements of `picture`.
        middle: between the eyes, likewise.
        eye_distance: as from the front, in elements of `picture`.
    """

    picture: Floats
    anchor: Point
    middle: Point
    eye_distance: float


# --- people --------------------------------------------------------------------------------------


@cache
def _index(folder: str) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((SCRIPTS / folder / "sprites.json").read_text("utf-8"))
    return index


@cache
def _eyes() -> dict[str, Any]:
    eyes: dict[str, Any] = json.loads((SCRIPTS / "turned" / "eyes.json").read_text("utf-8"))
    return eyes


def _premultiplied(path: Path) -> Floats:
    raw = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if raw is None:
        raise FileNotFoundError(path)
    picture = raw.astype(np.float32)
    picture[..., 3] /= 255.0
    picture[..., :3] *= picture[..., 3:]
    border = cv2.copyMakeBorder(picture, PAD, PAD, PAD, PAD, cv2.BORDER_CONSTANT)
    return np.asarray(border, dtype=np.float32)


@cache
def head(name: str, yaw: int) -> Sprite:
    """The head of somebody turned by `yaw` to the picture's right."""
    for folder in ("heads", "turned/heads"):
        entry = _index(folder)[name]
        for key, drawn in entry["heads"].items():
            if drawn["yaw"] == yaw and drawn["pitch"] <= LEVEL:
                left, right = _eyes()[name][key]
                x, y = drawn["eye_x"] + PAD, drawn["eye_y"] + PAD
                return Sprite(
                    picture=_premultiplied(SCRIPTS / folder / drawn["file"]),
                    anchor=(x, y),
                    middle=(x + (left[0] + right[0]) / 2, y + (left[1] + right[1]) / 2),
                    eye_distance=entry["eye_distance_m"] * entry["head_pixels_per_metre"],
                )
    raise KeyError(f"{name} was not rendered at {yaw} degrees")


@cache
def _body(name: str, yaw: int) -> Sprite:
    """The body of somebody, turned with the head where that is turned far."""
    entry = _index("heads")[name]
    drawn = entry["bodies"]["t45s+0" if yaw >= FAR_TURNED else "t0s+0"]
    apart = entry["eye_distance_m"] * entry["body_pixels_per_metre"]
    anchor = (drawn["eye_x"] + PAD, drawn["eye_y"] + PAD)
    picture = _premultiplied(SCRIPTS / "heads" / drawn["file"])
    cut = picture[: round(anchor[1] + BUST * apart)]
    return Sprite(picture=cut, anchor=anchor, middle=anchor, eye_distance=apart)


def _drawn(canvas: Floats, sprite: Sprite, person: Person, at: Point) -> Point:
    """Draw `sprite` with its anchor on `at`; where the point between the eyes comes to lie."""
    scale = person.eye_distance / sprite.eye_distance
    roll = math.radians(person.roll)
    turn = scale * np.array([[math.cos(roll), -math.sin(roll)], [math.sin(roll), math.cos(roll)]])
    if person.mirrored:
        turn = turn @ np.diag([-1.0, 1.0])
    move = np.array(at) - turn @ np.array(sprite.anchor)
    height, width = sprite.picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) @ turn.T + move
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, below = np.minimum(
        np.ceil(corners.max(axis=0)).astype(int), (canvas.shape[1], canvas.shape[0])
    )
    middle = turn @ np.array(sprite.middle) + move
    if right <= left or below <= top:
        return float(middle[0]), float(middle[1])
    # Drawn at about the sprite's own resolution and averaged, as a sensor element averages.
    times = max(1, math.ceil(1 / scale))
    matrix = times * np.column_stack([turn, move - (left, top)])
    matrix[:, 2] += (times - 1) / 2
    size = (int(right - left), int(below - top))
    fine = cv2.warpAffine(
        sprite.picture, matrix, (size[0] * times, size[1] * times), flags=cv2.INTER_LINEAR
    )
    small = cv2.resize(fine, size, interpolation=cv2.INTER_AREA) if times > 1 else fine
    part = canvas[top:below, left:right]
    part *= 1 - small[..., 3:]
    part += small[..., :3]
    return float(middle[0]), float(middle[1])


def people(canvas: Floats, placed: Sequence[tuple[Person, Point]]) -> list[TrueFace]:
    """Draw everybody into `canvas` with the anchor at the given point; bodies behind all heads."""
    for person, at in placed:
        _drawn(canvas, _body(person.name, person.yaw), person, at)
    faces = []
    for person, at in placed:
        sprite = covered(person.name, person.yaw, person.covering, person.shade)
        yaw = float(-person.yaw if person.mirrored else person.yaw)
        middle = _drawn(canvas, sprite, person, at)
        faces.append(TrueFace(middle=middle, eye_distance=person.eye_distance, yaw=yaw))
    return faces


def places(size: tuple[int, int], eye_distance: float, most: int, seed: int) -> list[Point]:
    """Up to `most` points to put heads on, spread over a picture of `size` (width, height)."""
    width, height = size
    columns = max(1, min(4, int(width / (CELL[0] * eye_distance))))
    rows = max(1, min(math.ceil(most / columns), int(height / (CELL[1] * eye_distance))))
    rng = np.random.default_rng(seed)
    points = []
    for index in range(min(most, columns * rows)):
        row, column = divmod(index, columns)
        off = rng.uniform(-JITTER, JITTER, 2) * eye_distance
        x, y = (column + 0.5) * width / columns, (row + 0.5) * height / rows
        points.append((float(x + off[0]), float(y + off[1])))
    return points


# --- what covers a face --------------------------------------------------------------------------

BLUE, WHITE, BLACK = (205, 182, 132), (232, 233, 235), (38, 36, 35)
YELLOW, RED, NAVY = (30, 190, 240), (40, 40, 190), (90, 50, 35)
MASKS: tuple[Colour, ...] = (BLUE, WHITE, BLACK)
HATS: tuple[Colour, ...] = (YELLOW, WHITE, RED, NAVY)
CAPS: tuple[Colour, ...] = (NAVY, BLACK, RED, WHITE)
HELMETS: tuple[Colour, ...] = (BLACK, WHITE, RED, NAVY)
LENSES = (34, 30, 28)

MASK = (
    *((-1.12, 0.62), (-0.55, 0.48), (0.0, 0.38), (0.55, 0.48), (1.12, 0.62)),
    *((1.12, 1.25), (0.78, 1.78), (0.3, 2.04), (-0.3, 2.04), (-0.78, 1.78), (-1.12, 1.25)),
)


class _Wardrobe:
    """Draws onto one frontal head."""

    def __init__(self, sprite: Sprite, shade: int) -> None:
        self.sprite = sprite
        self.picture = sprite.picture.copy()
        self.shade = shade

    def _points(self, points: Sequence[Point]) -> NDArray[np.int32]:
        x0, y0 = self.sprite.middle
        unit = self.sprite.eye_distance
        scaled = [((x0 + x * unit) * FINE, (y0 + y * unit) * FINE) for x, y in points]
        return np.round(np.array(scaled)).astype(np.int32)

    def _fill(self, mask: Pixels, colour: Colour, light: float = 1.0) -> None:
        height, width = self.picture.shape[:2]
        share = cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA)[..., None] / 255.0
        across = (np.arange(width) - self.sprite.middle[0]) / (2.1 * self.sprite.eye_distance)
        # A round thing lit from the front: darker where it turns away.
        shading = light * (0.45 + 0.55 * np.sqrt(np.clip(1 - across**2, 0, 1)))
        paint = np.array(colour, np.float32) * shading[None, :, None]
        self.picture[..., :3] = self.picture[..., :3] * (1 - share) + paint * share
        self.picture[..., 3:] = self.picture[..., 3:] * (1 - share) + share

    def _blank(self) -> Pixels:
        height, width = self.picture.shape[:2]
        return np.zeros((height * FINE, width * FINE), np.uint8)

    def polygon(self, points: Sequence[Point], colour: Colour, light: float = 1.0) -> None:
        mask = self._blank()
        cv2.fillPoly(mask, [self._points(points)], 255)
        self._fill(mask, colour, light)

    def line(self, points: Sequence[Point], colour: Colour, thick: float) -> None:
        mask = self._blank()
        width = max(1, round(thick * self.sprite.eye_distance * FINE))
        cv2.polylines(mask, [self._points(points)], False, 255, width)
        self._fill(mask, colour)

    def shadow(self, top: float, bottom: float, depth: float) -> None:
        """Darken the face below a brim, `depth` at `top` and nothing at `bottom`."""
        y = np.arange(self.picture.shape[0]) - self.sprite.middle[1]
        along = (y / self.sprite.eye_distance - top) / (bottom - top)
        dark = np.where(along < 0, 0.0, depth * np.clip(1 - along, 0, 1))
        self.picture[..., :3] *= (1 - dark)[:, None, None].astype(np.float32)

    # --- garments ------------------------------------------------------------------------------

    def mask(self) -> None:
        colour = MASKS[self.shade % len(MASKS)]
        for side in (-1, 1):
            self.line([(side * 1.1, 0.66), (side * 1.5, 0.25)], colour, 0.05)
            self.line([(side * 1.1, 1.25), (side * 1.5, 0.6)], colour, 0.05)
        self.polygon(MASK, colour)
        darker = (int(colour[0] * 0.86), int(colour[1] * 0.86), int(colour[2] * 0.86))
        for y in (0.85, 1.1, 1.35):
            self.line([(-1.0, y), (0.0, y + 0.08), (1.0, y)], darker, 0.03)

    def sunglasses(self) -> None:
        for side in (-1, 1):
            self.polygon(_ellipse((side * 0.52, 0.06), (0.44, 0.32)), LENSES)
            self.line([(side * 0.9, -0.08), (side * 1.45, -0.02)], LENSES, 0.08)
        self.line([(-0.15, -0.05), (0.0, -0.1), (0.15, -0.05)], LENSES, 0.08)

    def cap(self) -> None:
        colour = CAPS[self.shade % len(CAPS)]
        self.shadow(-0.6, 0.5, 0.45)
        self.polygon(_dome((0.0, -0.75), (1.68, 1.75)), colour)
        self.polygon(_ellipse((0.0, -0.74), (1.4, 0.3)), colour, light=0.8)

    def hard_hat(self) -> None:
        colour = HATS[self.shade % len(HATS)]
        self.shadow(-0.5, 0.4, 0.35)
        self.polygon(_dome((0.0, -0.6), (1.8, 1.95)), colour)
        self.polygon(_ellipse((0.0, -0.6), (1.98, 0.3)), colour, light=0.85)
        self.line([(0.0, -2.5), (0.0, -0.95)], WHITE, 0.08)

    def full_face_helmet(self) -> None:
        colour = HELMETS[self.shade % len(HELMETS)]
        face = self.picture.copy()
        self.polygon(_ellipse((0.0, -0.15), (2.05, 2.5)), colour)
        self.polygon([(-1.5, -1.35), (1.5, -1.35), (1.4, -0.6), (-1.4, -0.6)], LENSES, light=1.6)
        port = self._blank()
        opening = [(-1.25, -0.62), (1.25, -0.62), (1.3, 0.2), (0.9, 0.78), (-0.9, 0.78)]
        cv2.fillPoly(port, [self._points([*opening, (-1.3, 0.2)])], 255)
        height, width = face.shape[:2]
        share = cv2.resize(port, (width, height), interpolation=cv2.INTER_AREA)[..., None] / 255.0
        self.picture = (self.picture * (1 - share) + face * share).astype(np.float32)
        self.shadow(-0.62, 0.1, 0.3)


def _ellipse(middle: Point, axes: Point, start: float = 0.0, end: float = 360.0) -> list[Point]:
    angles = np.radians(np.linspace(start, end, 64))
    return [(middle[0] + axes[0] * math.cos(a), middle[1] + axes[1] * math.sin(a)) for a in angles]


def _dome(middle: Point, axes: Point) -> list[Point]:
    """The upper half of an ellipse."""
    return _ellipse(middle, axes, 180.0, 360.0)


GARMENTS: dict[Covering, tuple[Callable[[_Wardrobe], None], ...]] = {
    "none": (),
    "sunglasses": (_Wardrobe.sunglasses,),
    "cap": (_Wardrobe.cap,),
    "mask": (_Wardrobe.mask,),
    "hard_hat": (_Wardrobe.hard_hat,),
    "mask_and_sunglasses": (_Wardrobe.mask, _Wardrobe.sunglasses),
    "mask_and_cap": (_Wardrobe.mask, _Wardrobe.cap),
    "mask_and_hard_hat": (_Wardrobe.mask, _Wardrobe.hard_hat),
    "full_face_helmet": (_Wardrobe.full_face_helmet,),
}


@cache
def covered(name: str, yaw: int, covering: Covering, shade: int) -> Sprite:
    """The head of somebody with something on; only a frontal head wears anything."""
    sprite = head(name, yaw)
    if covering == "none":
        return sprite
    wardrobe = _Wardrobe(sprite, shade)
    for garment in GARMENTS[covering]:
        garment(wardrobe)
    return Sprite(wardrobe.picture, sprite.anchor, sprite.middle, sprite.eye_distance)


# --- backgrounds ---------------------------------------------------------------------------------


def _wall(size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """A plain wall, lit from one side."""
    width, height = size
    slope = np.linspace(150, 205, width)[None, :, None] * np.array([0.97, 1.0, 1.01])
    grain = cv2.GaussianBlur(rng.normal(0, 25, (height, width)), (0, 0), 3)
    return np.asarray(slope + grain[..., None], dtype=np.float32)


def _room(size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """A wall with a door, a skirting board and a darker floor."""
    width, height = size
    picture = _wall(size, rng) * np.float32(0.8)
    ground = int(0.7 * height)
    picture[ground:] *= np.linspace(0.55, 0.8, height - ground)[:, None, None]
    cv2.line(picture, (0, ground), (width, ground), (70, 75, 80), max(2, height // 120))
    for x in (0.12, 0.64):
        corners = (int(x * width), int(0.15 * height)), (int((x + 0.16) * width), ground)
        cv2.rectangle(picture, *corners, (86, 104, 120), -1)
        cv2.rectangle(picture, *corners, (60, 66, 74), max(2, height // 180))
    return picture


def _shelves(size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Shelves full of coloured packs with labels."""
    width, height = size
    picture = np.full((height, width, 3), (72, 78, 84), np.float32)
    rows = 7
    for row in range(rows):
        top, bottom = height * row // rows, height * (row + 1) // rows - height // 90
        x = 0
        while x < width:
            wide = int(rng.uniform(0.012, 0.05) * width)
            upper = int(top + rng.uniform(0.05, 0.4) * (bottom - top))
            colour = rng.uniform(30, 230, 3).tolist()
            cv2.rectangle(picture, (x, upper), (x + wide - 2, bottom), colour, -1)
            label = int(upper + 0.4 * (bottom - upper)), int(upper + 0.7 * (bottom - upper))
            pale = rng.uniform(120, 250, 3).tolist()
            cv2.rectangle(
                picture, (x + wide // 5, label[0]), (x + 4 * wide // 5, label[1]), pale, -1
            )
            x += wide
    return cv2.GaussianBlur(picture, (0, 0), height / 900).astype(np.float32)


def _street(size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Leaves above, paving below, discs and strokes between: much that is round and mottled."""
    width, height = size
    picture = np.zeros((height, width, 3), np.float32)
    for cells, amount in ((12, 60.0), (40, 45.0), (130, 30.0)):
        coarse = rng.normal(0, amount, (cells * height // width, cells, 1)).astype(np.float32)
        picture += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]
    middle = height // 2
    picture[:middle] += np.array((60, 105, 80), np.float32)
    picture[middle:] = picture[middle:] * 0.4 + np.array((120, 122, 126), np.float32)
    for _ in range(90):
        at = int(rng.uniform(0, width)), int(rng.uniform(0, height))
        radius = int(rng.uniform(0.005, 0.03) * width)
        colour = rng.uniform(20, 240, 3).tolist()
        if rng.integers(2):
            cv2.circle(picture, at, radius, colour, -1 if rng.integers(2) else 2)
        else:
            to = at[0] + int(rng.normal(0, 3 * radius)), at[1] + int(rng.normal(0, 3 * radius))
            cv2.line(picture, at, to, colour, max(1, radius // 6))
    return picture


BACKGROUNDS: tuple[Callable[[tuple[int, int], np.random.Generator], Floats], ...] = (
    *(_wall, _shelves),
    *(_room, _street),
)
"""Neutral and cluttered in turn."""


@cache
def _background(size: tuple[int, int], index: int) -> Floats:
    rng = np.random.default_rng([2026, index])
    return np.clip(BACKGROUNDS[index % len(BACKGROUNDS)](size, rng), 0, 255).astype(np.float32)


def background(size: tuple[int, int], index: int) -> Floats:
    """A picture without people, (height, width, 3), 0 to 255; the same at every call."""
    return _background(size, index % len(BACKGROUNDS)).copy()

"""What counts as a frame drawn by a program, and the frames that were detected."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from auditor.examine.footage.overlay.places import Area

Colour = tuple[int, int, int]
"""Blue, green, red, 0 to 255."""


@dataclass(frozen=True)
class Drawing:
    """What counts as a drawn frame; engineering choices, tried on screens of programs that draw.

    Attributes:
        face: faces whose longer side is larger are reduced to this many pixels.
        reach: how far beyond a face, in its sizes, a frame around it is looked for.
        thickness: offsets in pixels at which a line has to differ from its surroundings; a line
            is thinner than the offset.
        contrast: by how many levels of 0 to 255, in one colour channel, it has to differ there.
        longest_gap: pixels along a line that noise or text may hide.
        least_side: length of a side's visible part, in sizes of the face.
        arm, longest_arm: length of a bracket's arms, in sizes of the face.
        smallest, largest: width and height of a frame, in widths and heights of the face.
        covered: share of each side that has to be seen,
        partly: or of one of the four, at most so far from where it should be as `near`, in heights
            of the frame: a label may hide the rest.
        run_on: a line that goes on beyond a corner by more than this share of the side is none of
            the frame's sides; the bars of a window and the gaps of a collage do.
        meet: how far, in sizes of the face, the ends of two opposite sides may differ.
        colour: by how many levels the colours of two sides may differ,
        vivid: or, where both are at least so far from grey, the cosine between their hues is at
            least `same_hue` and their lightness differs by at most `lighter` levels.
        even: largest spread (median absolute deviation, levels) of the colour along a side.
        most_lines: lines in one direction that are kept, the longest.
        strong: levels between the strongest and the weakest channel of a colour that programs draw
            with, unless it is as `light` or as `dark`; skin, hair and cloth are duller.
        small: faces whose longer side is shorter have brows and lips as thin as lines; a frame
            around them is drawn whole and with a colour of `stronger`.
        tallest: height of a frame, in heights of the face.
        most_bodies: faces of a picture around which boxes of whole persons are looked for.
        body: the part of the picture in which that is done is reduced to this many pixels;
        body_reach: it goes so many face sizes to each side, above and below.
        body_smallest, body_largest, body_tallest: as `smallest`, `largest` and `tallest`.
        body_face: the middle of the face is in this upper share of such a box.
    """

    face: int = 220
    reach: float = 0.9
    thickness: tuple[int, ...] = (2, 4, 7)
    contrast: int = 16
    longest_gap: int = 7
    least_side: float = 0.35
    arm: float = 0.1
    longest_arm: float = 0.6
    smallest: float = 0.6
    largest: float = 2.0
    covered: float = 0.6
    partly: float = 0.3
    near: float = 0.06
    run_on: float = 0.12
    meet: float = 0.07
    colour: int = 48
    vivid: float = 30.0
    same_hue: float = 0.95
    lighter: float = 90.0
    even: int = 22
    most_lines: int = 120
    strong: int = 80
    light: int = 185
    dark: int = 30
    small: int = 60
    stronger: int = 110
    tallest: float = 2.0
    most_bodies: int = 3
    body: int = 600
    body_reach: tuple[float, float, float] = (3.0, 1.5, 8.5)
    body_smallest: float = 1.4
    body_largest: float = 6.0
    body_tallest: float = 10.0
    body_face: float = 0.4


class FrameShape(StrEnum):
    """How a frame is drawn."""

    RECTANGLE = "rectangle"
    CORNERS = "corners"
    ELLIPSE = "ellipse"
    BODY = "body"
    """A rectangle around a person; trackers of objects draw it without looking for faces."""


@dataclass(frozen=True)
class DrawnBox:
    """A frame drawn around a face.

    `area` is the frame's, `face` that of the detector's box, both in pixels of the picture.
    """

    area: Area
    face: Area
    colour: Colour
    shape: FrameShape = FrameShape.RECTANGLE


def is_drawing_colour(colour: Colour, use: Drawing, *, small: bool) -> bool:
    """Whether programs draw with a colour; `small` asks for the stronger colours of small faces."""
    vivid = max(colour) - min(colour) >= (use.stronger if small else use.strong)
    return vivid or min(colour) >= use.light or max(colour) <= use.dark


def are_alike(first: Colour, second: Colour, use: Drawing) -> bool:
    """Whether two lines have one colour.

    A thin line is mixed with what is under it when a picture is reduced or compressed. That
    makes a vivid colour lighter, darker or paler, and leaves its hue.
    """
    light = (sum(first) / 3, sum(second) / 3)
    hues = ([c - light[0] for c in first], [c - light[1] for c in second])
    strong = [math.sqrt(sum(c * c for c in hue)) for hue in hues]
    if min(strong) >= use.vivid:
        same = sum(a * b for a, b in zip(*hues, strict=True)) / (strong[0] * strong[1])
        return same >= use.same_hue and abs(light[0] - light[1]) <= use.lighter
    return max(abs(a - b) for a, b in zip(first, second, strict=True)) <= use.colour

"""What a program shows in one picture, and what is known of that picture."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.footage.overlay.drawing import DrawnBox
from auditor.examine.footage.overlay.lexicon import Kind
from auditor.examine.footage.overlay.places import Area


@dataclass(frozen=True)
class Hit:
    """What a program shows at one place.

    `words` are as read with everything blanked that may be a name or a number of a person; `key`
    recognises the same hit in another frame. `face` is the face next to it, where there is one.
    `why` says, in a few English words, what makes it count. `alone` marks a person's name without
    a second sign that faces are compared.
    """

    kind: Kind
    group: str
    words: str
    key: str
    area: Area
    why: str
    confidence: float
    face: Area | None = None
    alone: bool = False


@dataclass(frozen=True)
class Scene:
    """What is known of one picture: its size, faces, and frames drawn around them.

    `in_frame_colour` are the places of words that are written in the strong colour of a frame,
    `on_frame_colour` those on a ground filled with it.
    """

    width: int
    height: int
    faces: tuple[Area, ...] = ()
    frames: tuple[DrawnBox, ...] = ()
    in_frame_colour: frozenset[Area] = frozenset()
    on_frame_colour: frozenset[Area] = frozenset()


AT_FRAME = "at a frame drawn around a face"
NEXT_TO_FACE = "next to a face"
WITH_FACE = "with a face in the picture"
BY_ITSELF = "by its own words"
IN_COMPANY = "together with others"
AT_GATE = "in a welcome at a gate"
ON_CARD = "on a card with other data"

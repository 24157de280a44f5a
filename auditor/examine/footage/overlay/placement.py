"""Where lines are: at which frame, next to which face, in a caption or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.examine.footage.overlay.drawing import DrawnBox, FrameShape
from auditor.examine.footage.overlay.hits import Scene
from auditor.examine.footage.overlay.lexicon import SHARE, Kind, Term
from auditor.examine.footage.overlay.lines import Line
from auditor.examine.footage.overlay.places import Area


@dataclass(frozen=True)
class Placing:
    """Where words have to be; engineering choices, tried on screens of programs.

    Attributes:
        above: how far, in heights of the text, a label may be above or below its frame,
        aside: or left or right of it.
        inset: share of a frame's height from its edges above and below within which a label may
            be.
        shift: share of a frame's width by which a label may begin left or right of it.
        tall: largest height of a label, in heights of the frame.
        near: how far, in sizes of the face, words may be from a face without a frame.
        stacked: lines further apart than this, in heights of the text, are not one label.
        caption: lines below this share of the picture's height that are in its middle, or run
            across half of it, are taken for subtitles and tickers.
        tight: a frame with a name is at most so many widths and heights of the face; the border of
            a portrait or of a tile in a video call is larger.
        tight_ellipse: the same of an ellipse, which nobody draws around a tile.
        sure: confidence that a name needs; other words are checked against a list.
    """

    above: float = 1.2
    aside: float = 1.0
    inset: float = 0.3
    shift: float = 0.35
    tall: float = 0.6
    near: float = 0.8
    stacked: float = 0.9
    caption: float = 0.75
    tight: float = 1.75
    tight_ellipse: float = 2.1
    sure: float = 0.85


CENTRAL = 0.2
"""Share of the width by which the middle of a subtitle may be off the middle of the picture."""
SOME, HALF, WELL, MOSTLY = 0.25, 0.4, 0.6, 0.7
"""Shares of a line's letters that belong to words of the lexicon."""
OTHER_CHECK = re.compile(r"车牌|二维码|指纹|刷卡|plate|qr|finger|card|password|密码")
"""Results of checks that are not of faces."""


class Placement:
    """The lines of one picture and where each of them is."""

    def __init__(self, lines: Sequence[Line], scene: Scene, use: Placing) -> None:
        self.scene = scene
        self.use = use
        self.lines = lines
        self.labels = [line for line in lines if line.label]
        self._frames = {id(line): self._nearest_frame(line) for line in self.labels}
        self._chain()

    def frame_of(self, line: Line) -> DrawnBox | None:
        """The drawn frame that a line is a label of."""
        return self._frames.get(id(line))

    def _nearest_frame(self, line: Line) -> DrawnBox | None:
        """The drawn frame that a line is the label of."""
        fitting = [
            (gap, number)
            for number, frame in enumerate(self.scene.frames)
            if (gap := self._gap(line.area, frame.area)) is not None
        ]
        return self.scene.frames[min(fitting)[1]] if fitting else None

    def _gap(self, area: Area, frame: Area) -> float | None:
        """How far a label's place is from a frame, in its heights; None where it is none of it."""
        use, tall = self.use, area.height
        if tall > use.tall * frame.height:
            return None
        across, down = area.gaps_to(frame)
        starts = abs(area.left - frame.left) <= use.shift * frame.width
        middle = frame.left <= area.centre[0] <= frame.right
        if across == 0 and (starts or middle):
            if down > 0:
                return down / tall if down <= use.above * tall else None
            edge = min(abs(area.centre[1] - frame.top), abs(area.centre[1] - frame.bottom))
            return 0.0 if edge <= max(use.inset * frame.height, tall) else None
        if across <= use.aside * tall and down == 0 and not middle:
            return 0.5 + across / tall
        return None

    def is_tight(self, frame: DrawnBox) -> bool:
        """Whether a frame is drawn around the face and not around a tile or a body."""
        ellipse = frame.shape is FrameShape.ELLIPSE
        most, face = (self.use.tight_ellipse if ellipse else self.use.tight), frame.face
        return frame.area.width <= most * face.width and frame.area.height <= most * face.height

    def _chain(self) -> None:
        """Lines stacked on a label of a frame belong to that frame as well."""
        waiting = [line for line in self.labels if self._frames[id(line)] is None]
        grown = True
        while grown:
            grown = False
            for line in waiting:
                for other in self.labels:
                    frame = self._frames[id(other)]
                    if frame is not None and self._is_next(line.area, other.area):
                        self._frames[id(line)] = frame
                        grown = True
                        break
            waiting = [line for line in waiting if self._frames[id(line)] is None]

    def _is_next(self, area: Area, other: Area) -> bool:
        tall = min(area.height, other.height)
        down = area.gaps_to(other)[1]
        alike = max(area.height, other.height) <= 1.6 * tall  # of one size
        return alike and down <= self.use.stacked * tall and abs(area.left - other.left) <= tall

    def face_next_to(self, line: Line) -> Area | None:
        """The nearest face within reach."""
        best: tuple[float, int] | None = None
        for number, face in enumerate(self.scene.faces):
            across, down = line.area.gaps_to(face)
            away = max(across / face.width, down / face.height)
            if away <= self.use.near and (best is None or away < best[0]):
                best = away, number
        return None if best is None else self.scene.faces[best[1]]

    def is_caption(self, line: Line) -> bool:
        """Whether a line is where subtitles and tickers are."""
        x, y = line.area.centre
        across = self.scene.width
        central = abs(x - across / 2) < CENTRAL * across or line.area.width > across / 2
        return central and y > self.use.caption * self.scene.height

    def has_own_place(self, line: Line, term: Term) -> bool:
        """Whether words of the lexicon are a label of their own, with the value they want."""
        if term.kind is Kind.RESULT:
            return line.covered >= WELL and not OTHER_CHECK.search(line.plain)
        if term.wants_share:
            return bool(re.search(SHARE, line.plain)) or self.has_value_next_to(line)
        if re.search(r"\d", line.text):
            return line.covered >= SOME
        return line.covered >= WELL and not self.is_caption(line)

    def has_value_next_to(self, line: Line) -> bool:
        """Whether a share is right of a line or below it."""
        tall = line.area.height
        for other in self.lines:
            if not re.fullmatch(rf"\W*(?:{SHARE})\W*", other.plain):
                continue
            across, down = line.area.gaps_to(other.area)
            if (down == 0 and across <= 6 * tall) or (across == 0 and down <= 1.5 * tall):
                return True
        return False

"""Scene cuts: where the content of the picture really changes.

A large difference between two frames is a cut only if the view is another one. The view is the
same where the light alone has changed, and where parts of it are seen again in another place, as
after a pan or a shake. A frame without structure, such as a flash or a black frame, begins no
scene: the next frame is compared with the last one that showed something.
"""

from __future__ import annotations

import cv2
import numpy as np

from auditor.examine.footage.decode import Grey, Picture, Signature

Levels = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

_MEMORY = 0.9
"""How much of the usual difference between frames is kept from one frame to the next."""
_SAME_STRUCTURE = 0.9
"""Correlation of two signatures from which they show one scene; different views stay far below, a
strobe light stays above 0.99. Engineering choice."""
_LEAST_STRUCTURE = 4.0
"""Grey levels by which a signature must spread, so that its structure is more than noise."""
_SKETCHED = 192
"""Longer side, in pixels, of the sketches in which parts of a view are looked for again."""
_PART = 0.3
"""Width and height of such a part, as shares of the sketch."""
_DETAIL = 6.0
"""Standard deviation, in pixels of the sketch, beyond which brightness counts as light, not as
structure; it is taken off."""
_LEAST_DETAIL = 3.0
"""Grey levels by which a part must spread once the light is taken off."""
_SEEN_AGAIN = 0.6
"""Correlation from which a part is seen again.

Parts of unrelated views seldom reach 0.5, a pan with motion blur stays above 0.7: measured on cuts
of films and on shaken and panned views.
"""
_AT_REST = 1
"""Pixels of the sketch by which a part may seem to move that is at rest."""
_SLACK = 2
"""Pixels by which the moves of two parts of one view differ, at most."""
_TOGETHER = 2
"""Parts that have to agree on a move; chance seldom lets two agree."""


def lit_differently(before: Signature, now: Signature) -> bool:
    """Whether two signatures of one shape show the same scene in another light."""
    if min(float(before.std()), float(now.std())) < _LEAST_STRUCTURE:
        return False
    return float(np.corrcoef(before.ravel(), now.ravel())[0, 1]) >= _SAME_STRUCTURE


def is_view_moved(before: Grey, now: Grey) -> bool:
    """Whether a view is seen again in another place of the picture: the camera turned or shook.

    `before` and `now` are sketches of one shape, (height, width). Parts have to agree on where
    they came from, and that has to be another place: a logo or a black bar stays where it is
    through every cut, and so does the room where only the people were cut.
    """
    detailed = [_without_light(grey) for grey in (before, now)]
    moves: list[tuple[int, int]] = []
    for x, y, part in _parts(detailed[1]):
        if float(part.std()) < _LEAST_DETAIL:
            continue
        match = cv2.matchTemplate(detailed[0], part, cv2.TM_CCOEFF_NORMED)
        _, best, _, place = cv2.minMaxLoc(match)
        move = place[0] - x, place[1] - y
        if best >= _SEEN_AGAIN and max(map(abs, move)) > _AT_REST:
            moves.append(move)
    return any(sum(_agree(move, other) for other in moves) >= _TOGETHER for move in moves)


def _agree(move: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(abs(move[0] - other[0]), abs(move[1] - other[1])) <= _SLACK


def _without_light(grey: Grey) -> Levels:
    levels = grey.astype(np.float32)
    return np.asarray(levels - cv2.GaussianBlur(levels, (0, 0), _DETAIL), np.float32)


def _parts(grey: Levels) -> list[tuple[int, int, Levels]]:
    """Nine parts spread over the sketch, each with its left and upper edge."""
    height, width = grey.shape
    tall, wide = int(height * _PART), int(width * _PART)
    return [
        (x, y, np.ascontiguousarray(grey[y : y + tall, x : x + wide]))
        for y in (0, (height - tall) // 2, height - tall)
        for x in (0, (width - wide) // 2, width - wide)
    ]


class Cuts:
    """Tells scene cuts from movement, frame by frame.

    Args:
        least: mean difference of two frames, in grey levels of 0 to 255, from which a cut is
            possible,
        ratio: if it is also this many times the usual difference of late.
    """

    def __init__(self, least: float, ratio: float) -> None:
        self._least = least
        self._ratio = ratio
        self._usual = 0.0
        self._picture: Picture | None = None
        self.last: Signature | None = None

    def seen(self, picture: Picture) -> bool:
        """Whether a new scene begins with this frame."""
        new, old, before = picture.signature(), self.last, self._picture
        if old is not None and float(new.std()) < _LEAST_STRUCTURE <= float(old.std()):
            return False
        self.last, self._picture = new, picture
        if old is None or before is None:
            return False
        if old.shape != new.shape:
            return True
        difference = float(np.abs(new - old).mean())
        cut = (
            difference > self._least
            and difference > self._ratio * self._usual
            and not lit_differently(old, new)
            and not _moved(before, picture)
        )
        # Cuts count towards what is usual, so that a flickering light soon is no cut any more.
        self._usual = _MEMORY * self._usual + (1 - _MEMORY) * difference
        return cut


def _moved(before: Picture, now: Picture) -> bool:
    sketches = before.reduced(_SKETCHED), now.reduced(_SKETCHED)
    return sketches[0].shape == sketches[1].shape and is_view_moved(*sketches)

"""Conversations in screenshots: bubbles by side and colour, from the lines that OCR read.

Messengers put the words of the phone's owner on the right, in a colour (WeChat and Messages green,
iMessage blue, WhatsApp pale green), and those of the other side on the left, in white or grey. A
side counts only where place and colour agree, or where one is clear and the other says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from auditor.core.locator import Box
from auditor.examine.document_model import Medium
from auditor.examine.documents.chats.dates import STAMP, DayReader
from auditor.examine.documents.chats.model import OTHER, OWN, Conversation, Turn
from auditor.examine.documents.lexicon import compiled

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
SATURATED = 40
"""Difference between the strongest and weakest channel above which a bubble is coloured: WeChat's
green (149, 236, 105) has 131, WhatsApp's pale green (217, 253, 211) 42, white and grey 0 to 12."""
CENTRED = 0.06
"""Largest difference of the two margins, as a share of the width, of a line in the middle."""
NEAR_EDGE = 0.27
"""Largest margin, as a share of the width, of the side on which a bubble is."""
TALLER_THAN_WIDE = 1.2
"""Screenshots of phones are taller than wide; signs and forms have no bubbles in them anyway."""
_GAP = 0.9
"""Lines of one bubble are less than this many line heights apart."""
_MIN_TURNS = 2


class ReadLine(Protocol):
    """A line of text in a picture."""

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def box(self) -> Box:
        """Its place in pixels."""
        ...


@dataclass(frozen=True)
class Picture:
    """Size in pixels, and the colour around each line; `page` is the colour of the page itself."""

    width: int
    height: int
    colours: tuple[Colour | None, ...] = ()
    page: Colour | None = None


@dataclass(frozen=True)
class _Placed:
    """A line with its side: True right, False left, None in the middle or unclear."""

    text: str
    box: Box
    start: int
    right: bool | None
    centred: bool


def screenshot_conversation(lines: Sequence[ReadLine], picture: Picture) -> Conversation | None:
    """The conversation in a picture; `lines` are in reading order, each a line of the text.

    None where the lines are not in bubbles on two sides.
    """
    if picture.height < picture.width * TALLER_THAN_WIDE or len(lines) < _MIN_TURNS:
        return None
    placed = _placed(lines, picture)
    if not _has_two_sides(placed):
        return None
    days = DayReader("\n".join(line.text for line in placed))
    turns: list[Turn] = []
    day, last, title = None, None, ""
    for line in placed:
        if line.right is None:
            day = days.day(line.text) or day
            if not turns and not title and compiled(STAMP).fullmatch(line.text.strip()) is None:
                title = line.text.strip()
            last = None
            continue
        author, end = (OWN if line.right else OTHER), line.start + len(line.text)
        if last is not None and last.right == line.right and _touch(last.box, line.box):
            turns[-1] = Turn(author, turns[-1].start, end, turns[-1].on)
        else:
            turns.append(Turn(author, line.start, end, day))
        last = line
    return Conversation("screenshot", tuple(turns), Medium.SCREENSHOT, title=title)


def _touch(above: Box, below: Box) -> bool:
    gap = below.y - (above.y + above.height)
    return gap < _GAP * max(above.height, below.height)


def _has_two_sides(placed: Sequence[_Placed]) -> bool:
    sides = {line.right for line in placed}
    clear = sum(1 for line in placed if line.right is not None)
    return {True, False} <= sides and clear * 2 >= len(placed)


def _placed(lines: Sequence[ReadLine], picture: Picture) -> list[_Placed]:
    coloured = [_is_coloured(colour) for colour in picture.colours] or [None] * len(lines)
    # Where every bubble has the same look, only its place tells.
    use_colour = True in coloured and False in coloured
    left_edge, right_edge = _edges(lines, picture)
    placed: list[_Placed] = []
    start = 0
    for index, line in enumerate(lines):
        box = line.box
        left, right = box.x / picture.width, 1 - (box.x + box.width) / picture.width
        on_page = _is_page(picture.colours[index] if picture.colours else None, picture.page)
        centred = abs(left - right) < CENTRED and (on_page or not picture.colours)
        side: bool | None = None
        if not (on_page and picture.colours):
            side = _side(
                left=abs(box.x - left_edge) < CENTRED * picture.width and left < NEAR_EDGE,
                right=abs(box.x + box.width - right_edge) < CENTRED * picture.width
                and right < NEAR_EDGE,
                nearer_right=right < left,
                coloured=coloured[index] if use_colour else None,
            )
        placed.append(_Placed(line.text, box, start, None if centred else side, centred))
        start += len(line.text) + 1
    return _with_bubbles(placed)


def _side(*, left: bool, right: bool, nearer_right: bool, coloured: bool | None) -> bool | None:
    if coloured is None:
        return None if left == right else right
    # A short last line of a coloured bubble touches neither edge.
    if coloured:
        return None if left and not right and not nearer_right else True
    return None if right and not left and nearer_right else False


def _with_bubbles(placed: list[_Placed]) -> list[_Placed]:
    """Lines without a side take that of the line above in the same bubble."""
    known: list[_Placed] = []
    for line in placed:
        above = known[-1] if known else None
        if (
            line.right is None
            and not line.centred
            and above is not None
            and above.right is not None
            and _touch(above.box, line.box)
            and abs(above.box.x - line.box.x) < line.box.height
        ):
            known.append(_Placed(line.text, line.box, line.start, above.right, line.centred))
        else:
            known.append(line)
    return known


def _edges(lines: Sequence[ReadLine], picture: Picture) -> tuple[float, float]:
    """Where the words of the bubbles on the left begin, and those on the right end."""
    lefts = sorted(line.box.x for line in lines if line.box.x / picture.width < NEAR_EDGE)
    rights = sorted(
        line.box.x + line.box.width
        for line in lines
        if 1 - (line.box.x + line.box.width) / picture.width < NEAR_EDGE
    )
    return (
        median(lefts[: max(1, len(lefts) // 2)]) if lefts else 0.0,
        median(rights[-max(1, len(rights) // 2) :]) if rights else float(picture.width),
    )


def _is_coloured(colour: Colour | None) -> bool | None:
    return None if colour is None else max(colour) - min(colour) >= SATURATED


_SAME = 6


def _is_page(colour: Colour | None, page: Colour | None) -> bool:
    """Whether the words are on the page itself: a heading or a time, and no bubble."""
    if colour is None or page is None:
        return False
    return all(abs(a - b) <= _SAME for a, b in zip(colour, page, strict=True))

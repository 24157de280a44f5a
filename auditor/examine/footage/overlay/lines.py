"""Lines of text that were read, with the words of the lexicon in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.examine.footage.overlay.clock import is_date_or_time
from auditor.examine.footage.overlay.lexicon import Kind, Term, terms_in
from auditor.examine.footage.overlay.normal import HAN, composed, is_label, letters, plain
from auditor.examine.footage.overlay.places import Area, around
from auditor.examine.footage.overlay.reader import Word

_COURTESY = re.compile(r"请通行|请通过|请进|欢迎光临|please (?:pass|enter|proceed)|welcome")
"""What the screen of a gate adds to a result."""


@dataclass(frozen=True)
class Line:
    """A line of text and its words of the lexicon.

    `text` is composed (see `normal.py`); `terms` have places in it.
    """

    text: str
    area: Area
    confidence: float

    @cached_property
    def plain(self) -> str:
        """The form in which words are looked for."""
        return plain(self.text)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words of the lexicon in it."""
        return terms_in(self.plain)

    @cached_property
    def covered(self) -> float:
        """The share of its letters that belongs to words of the lexicon, 0 to 1.

        Words that only let somebody pass do not count against it.
        """
        own = sum(letters(self.text[t.start : t.end]) for t in self.terms)
        courtesy = sum(letters(words) for words in _COURTESY.findall(self.plain))
        return own / max(1, letters(self.text) - courtesy)

    @cached_property
    def label(self) -> bool:
        """Whether it has the length of a label and no date or time in it."""
        return is_label(self.text) and not is_date_or_time(self.text)

    def of(self, *kinds: Kind) -> tuple[Term, ...]:
        """Its words of these kinds."""
        return tuple(t for t in self.terms if t.kind in kinds)


def lines_of(words: Iterable[Word], least: float) -> tuple[tuple[Line, ...], int]:
    """The lines that are judged, and how many were left out because they were read too weakly.

    Args:
        words: lines as read.
        least: confidence, 0 to 1, below which a line is left out.
    """
    kept: list[Line] = []
    weak = 0
    for word in words:
        text = composed(word.text)
        if not text:
            continue
        if word.confidence < least:
            weak += 1
        else:
            kept.append(Line(text[:_MOST_TEXT], word.area, word.confidence))
    return (*kept, *_stacked(kept)), weak


_MOST_TEXT = 400
"""Characters of a line that are judged."""


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """Short Chinese lines set below one another, joined: a label that was broken to fit."""
    short = [line for line in lines if _is_short_chinese(line.text)]
    joined: list[Line] = []
    used: set[int] = set()
    for first in sorted(short, key=lambda line: (line.area.top, line.area.left)):
        if id(first) in used:
            continue
        column = [first]
        while (below := _below(column[-1], short)) is not None and len(column) < _MOST_STACKED:
            column.append(below)
        if len(column) > 1:
            used.update(map(id, column))
            joined.append(
                Line(
                    "".join(line.text for line in column),
                    around([line.area for line in column]),
                    min(line.confidence for line in column),
                )
            )
    return joined


_MOST_STACKED = 4


def _is_short_chinese(text: str) -> bool:
    return re.fullmatch(f"[{HAN}]{{1,6}}", text) is not None


def _below(line: Line, others: Sequence[Line]) -> Line | None:
    tall = line.area.height
    fitting = [
        other
        for other in others
        if 0 < other.area.top - line.area.top <= 1.6 * tall
        and other.area.top >= line.area.bottom - 0.5 * tall
        and abs(other.area.centre[0] - line.area.centre[0]) <= tall
    ]
    return min(fitting, key=lambda other: (other.area.top, other.area.left), default=None)


def _in_column(area: Area, other: Area) -> bool:
    tall = max(area.height, other.height)
    return abs(area.left - other.left) <= tall and abs(area.top - other.top) <= 4 * tall

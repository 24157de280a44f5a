"""What the section on linking prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Pair, Said


class MatrixCell(Frozen):
    """A distance; `near` where it is at most the threshold, empty beyond the diagonal."""

    text: str = ""
    near: bool = False


class MatrixRow(Frozen):
    """The distances of one episode to those before it."""

    number: str
    episode: str
    cells: tuple[MatrixCell, ...]


class Matrix(Frozen):
    """Distances between episodes; `more` says which are not printed."""

    explained: str
    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    more: str


class RateRow(Frozen):
    """The errors of one threshold; `used` is the one the section goes by."""

    threshold: str
    used: bool
    false_match: str
    false_non_match: str


class LinkingTest(Frozen):
    """What comparing known people came to."""

    caption: str
    rows: tuple[RateRow, ...]


class LinkingView(Frozen):
    """Whether separate visits could be joined by face, and that templates were made for it."""

    intro: str
    made: str
    reason: Said
    result: str
    rule: str
    matrix: Matrix | None
    tests_intro: str
    tests: tuple[LinkingTest, ...]
    not_compared: tuple[Pair, ...]

"""Text made searchable without losing where each character stood.

Signs and messages are typed off photographs: lines break within words, Chinese characters have
spaces between them, digits are full-width. Searching works on a form without these; an observation
still points to the line and column of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from auditor.examine.shared.chinese import simplified

_CJK = r"\u3005\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff5e\u3001-\u3003\u3008-\u3011"
_SPACE = re.compile(r"\s+|[^\s]")
_IS_CJK = re.compile(f"[{_CJK}]")
_WIDE_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class NormalText:
    """`text` to search in, and the offset in `original` of each of its characters."""

    original: str
    text: str
    offsets: tuple[int, ...]
    line_starts: tuple[int, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `index` of the searchable text."""
        offset = self.offsets[index] if index < len(self.offsets) else len(self.original)
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The original words between two indices of the searchable text, in one line."""
        if start >= end or not self.offsets:
            return ""
        return " ".join(self.original[self.offsets[start] : self.offsets[end - 1] + 1].split())


def normalise(text: str) -> NormalText:
    """`text` in searchable form. An empty line stays a line feed: it ends a sentence."""
    chars: list[str] = []
    offsets: list[int] = []
    for found in _SPACE.finditer(text):
        piece = found.group()
        if not piece[0].isspace():
            chars.append(piece.translate(_WIDE_DIGITS))
        elif piece.count("\n") > 1:
            chars.append("\n")
        else:
            before = chars[-1] if chars else ""
            after = text[found.end()] if found.end() < len(text) else ""
            if _joins(before, after):
                continue
            chars.append(" ")
        offsets.append(found.start())
    starts = (0, *(found.end() for found in re.finditer("\n", text)))
    return NormalText(text, simplified("".join(chars)), tuple(offsets), starts)


def _joins(before: str, after: str) -> bool:
    """Whether white space between two characters means nothing: between Chinese ones."""
    left, right = bool(_IS_CJK.match(before)), bool(_IS_CJK.match(after))
    if left and right:
        return True
    return (left and bool(_DIGIT.match(after))) or (right and bool(_DIGIT.match(before)))

"""Text made searchable without losing where each character was.

Signs and messages are typed off photographs: lines break within words, Chinese characters have
spaces between them, digits are full-width, words are divided at the end of a line. Searching works
on a form without these; an observation still points to the line and column of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from auditor.examine.shared.chinese import simplified

_CJK = r"\u3005\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff5e\u3001-\u3003\u3008-\u3011"
_SPACE = re.compile(r"\s+|[^\s]")
_SOFT_HYPHEN = "\u00ad"
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphens and spaces of no width, which readers do not see."""
_HYPHENS = frozenset("-\u2010\u00ac")
_DIVIDED = re.compile(r"([A-Za-z]+)[-\u2010\u00ac][ \t]*\n[ \t]*(?=[a-z])")
_SOFT_DIVISION = re.compile("\u00ad\\s*\n?\\s*(?=[^\\W\\d_])")
_KEEPS_HYPHEN = re.compile(
    r"(?:^|[^a-z])(?:non|third|self|face|one|opt|re|co|e|in|check|sign)$", re.IGNORECASE
)
"""Words that are usually written with a hyphen, so that one at the end of a line is their own."""
_DIGITS_APART = re.compile(r"(?<![0-9０-９])[0-9０-９](?:[ \u3000\xa0][0-9０-９])+(?![0-9０-９])")
_SPACED_LINE = re.compile(r"[^\n]+")
_SPACED_SHARE = 0.8
_SPACED_WORDS = 6
"""A line of as many words, of which this share are single characters, has spaces put between its
characters by a layout or by optical character recognition."""
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

    def offset(self, index: int) -> int:
        """The offset in `original` of the character at `index` of the searchable text."""
        return self.offsets[index] if index < len(self.offsets) else len(self.original)

    def index(self, offset: int) -> int:
        """The index of the searchable text at or after the offset in `original`."""
        return bisect_left(self.offsets, offset)

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `index` of the searchable text."""
        offset = self.offset(index)
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The original words between two indices of the searchable text, in one line.

        Words divided at the end of a line are joined, as a reader reads them.
        """
        if start >= end or not self.offsets:
            return ""
        words = self.original[self.offsets[start] : self.offsets[end - 1] + 1]
        words = _DIVIDED.sub(_undivided, _SOFT_DIVISION.sub("", words))
        return " ".join("".join(char for char in words if char not in _INVISIBLE).split())


def normalise(text: str, *, paragraphs: bool = False) -> NormalText:
    """`text` in searchable form. An empty line stays a line feed: it ends a sentence.

    With `paragraphs` every line is a paragraph, and its end ends a sentence.
    """
    chars: list[str] = []
    offsets: list[int] = []
    meaningless = _spaces_between_digits(text)
    for match in _SPACE.finditer(text):
        piece = match.group()
        if piece in _INVISIBLE or match.start() in meaningless:
            continue
        if not piece[0].isspace():
            chars.append(piece.translate(_WIDE_DIGITS))
        elif piece.count("\n") > (0 if paragraphs else 1):
            chars.append("\n")
        else:
            following = text[match.end()] if match.end() < len(text) else ""
            if "\n" in piece and match.start() and text[match.start() - 1] == _SOFT_HYPHEN:
                continue
            if "\n" in piece and _is_divided(chars, following):
                if not _KEEPS_HYPHEN.search("".join(chars[-12:-1])):
                    chars.pop()
                    offsets.pop()
                continue
            if _joins(chars[-1] if chars else "", following):
                continue
            chars.append(" ")
        offsets.append(match.start())
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return NormalText(text, simplified("".join(chars)), tuple(offsets), starts)


def _undivided(match: re.Match[str]) -> str:
    before = match.group(1)
    return f"{before}-" if _KEEPS_HYPHEN.search(before) else before


def _is_divided(chars: list[str], following: str) -> bool:
    """Whether a word was divided by a hyphen where the line ends."""
    return (
        len(chars) > 1
        and chars[-1] in _HYPHENS
        and chars[-2].isalpha()
        and chars[-2].isascii()
        and following.isascii()
        and following.islower()
    )


def _spaces_between_digits(text: str) -> frozenset[int]:
    """Offsets of spaces within numbers, in lines that have a space after every character.

    In other lines digits with spaces between them may be the cells of a table.
    """
    if not _DIGITS_APART.search(text):
        return frozenset()
    return frozenset(
        line.start() + digits.start() + offset
        for line in _SPACED_LINE.finditer(text)
        if _is_spaced(line.group())
        for digits in _DIGITS_APART.finditer(line.group())
        for offset, char in enumerate(digits.group())
        if char.isspace()
    )


def _is_spaced(line: str) -> bool:
    words = line.split()
    single = sum(1 for word in words if len(word) == 1)
    return len(words) >= _SPACED_WORDS and single >= _SPACED_SHARE * len(words)


def _joins(before: str, after: str) -> bool:
    """Whether white space between two characters means nothing: between Chinese ones."""
    left, right = bool(_IS_CJK.match(before)), bool(_IS_CJK.match(after))
    if left and right:
        return True
    return (left and bool(_DIGIT.match(after))) or (right and bool(_DIGIT.match(before)))


MAX_QUOTE = 200
"""Most characters of a quote in a locator: a convention of this tool."""


def within_word(text: str, at: int) -> bool:
    """Whether a cut of `text` before index `at` would divide a word; Chinese has no such words."""
    if not 0 < at < len(text):
        return False
    return all(char.isalnum() and not _IS_CJK.match(char) for char in text[at - 1 : at + 1])


def clipped(quote: str) -> str:
    """`quote`, at most `MAX_QUOTE` characters of it, not cut within a word unless one is longer."""
    end = min(MAX_QUOTE, len(quote))
    while within_word(quote, end):
        end -= 1
    return quote[: end or MAX_QUOTE].rstrip() if end < len(quote) else quote

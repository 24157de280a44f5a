"""Text as read, in the one form in which words are looked for.

Every form has as many characters as the text it was made from, so that places in one are places in
the other.
"""

from __future__ import annotations

import re
import unicodedata

from auditor.examine.shared.chinese import simplified

_LOOKS_LIKE = {ord("o"): "a", ord("c"): "e", ord("i"): "l", ord("|"): "l"}
_DIGITS = {"0": "a", "1": "l", "5": "s"}
BLANK = "■"
"""Takes the place of a letter or digit that may belong to a person's name or number."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f"
"""Chinese characters, for use within a character class."""


def composed(text: str) -> str:
    """`text` with full-width and compatibility forms as their common ones, controls as spaces."""
    return "".join(
        c if c.isprintable() else " " for c in unicodedata.normalize("NFKC", text)
    ).strip()


def plain(text: str) -> str:
    """A composed text in small letters and simplified characters."""
    lower = "".join(small if len(small := c.lower()) == 1 else c for c in text)
    return simplified(lower)


def shape(text: str) -> str:
    """A plain text with letters that readers take for one another made one.

    OpenCV's stroke fonts are read "sod" for "sad" and "neutrol" for "neutral".
    """
    made = list(text.translate(_LOOKS_LIKE))
    for place, after in enumerate(made[1:]):
        if made[place] in _DIGITS and after.isalpha():
            made[place] = _DIGITS[made[place]]
    return "".join(made)


def blanked(text: str, keep: list[tuple[int, int]]) -> str:
    """`text` with every letter blanked outside the spans `keep`, and every number of four digits.

    What is next to the words that programs use may be the name or the number of a person.
    """
    kept = [False] * len(text)
    for start, end in keep:
        kept[start:end] = [True] * (min(end, len(text)) - start)
    for number in re.finditer(r"\d+", text):
        if number.end() - number.start() <= _MOST_DIGITS:
            kept[number.start() : number.end()] = [True] * len(number.group())
    return "".join(c if kept[place] or not c.isalnum() else BLANK for place, c in enumerate(text))


_MOST_DIGITS = 3
"""Digits of a number that is a share, an age or a count and no number of a person."""


def letters(text: str) -> int:
    """Letters in `text`; digits, spaces and signs do not count."""
    return sum(c.isalpha() for c in text)


def is_label(text: str) -> bool:
    """Whether `text` is as short as what programs write next to things, and no sentence."""
    chinese = len(re.findall(f"[{HAN}]", text))
    words = len(re.findall(r"[^\W\d_]{2,}", re.sub(f"[{HAN}]", " ", text)))
    if re.search(r"[。！？；!?;…]", text) or (chinese > _HALF and re.search("[，,]", text)):
        return False
    return chinese <= _MOST_CHINESE and words <= _MOST_WORDS


_MOST_CHINESE = 16
_HALF = 8
_MOST_WORDS = 8
"""Engineering choices: titles of programs run to fourteen characters or six words."""

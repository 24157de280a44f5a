"""Chinese text in one script, so that one list of words finds both, by OpenCC."""

from __future__ import annotations

from functools import cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    import opencc  # noqa: PLC0415 - a library in C++, which only examiners of words need

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


def simplified(text: str) -> str:
    """`text` with traditional characters made simplified, character by character in place.

    OpenCC looks at phrases (乾隆 stays, 乾淨 becomes 干净), so it is given the whole text. Should a
    phrase change its length, each character is converted alone: places in one form are places in
    the other.
    """
    if text.isascii():
        return text
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    alone = (_converter().convert(char) for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, alone, strict=True))

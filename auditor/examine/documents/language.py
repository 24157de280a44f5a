"""Whether a text is in a language whose words are looked for: English or Chinese."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_OTHER_SCRIPTS = re.compile(
    r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]{2}"
)
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_PER_COMMON = 8
"""English text has one of the words below among eight, signs included."""
_COMMON_ENGLISH = frozenset(
    "the and to of is in for this your you are by on at or we our with not be may will no "  # noqa: SIM905
    "please camera cameras cctv video surveillance recording recorded security warning notice area "
    "use used facial recognition face smile welcome entrance visitors staff only".split()
)


def is_understood(text: str) -> bool:
    """Whether a text in normal form is in English or Chinese."""
    if _OTHER_SCRIPTS.search(text):
        return False
    if _CHINESE.search(text):
        return True
    words = _WORD.findall(text.lower())
    common = sum(1 for word in words if word in _COMMON_ENGLISH)
    return bool(words) and common * _WORDS_PER_COMMON >= len(words)

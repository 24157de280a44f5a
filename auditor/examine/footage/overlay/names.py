"""Names of people in a label, told from any other word by lists of names (`names.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.examine.footage.overlay.lexicon import SHARE
from auditor.examine.footage.overlay.normal import HAN, plain

_FILE = Path(__file__).with_name("names.yaml")
_TRAILER = re.compile(rf"[\s:,(\[|-]*(?:{SHARE}|\d{{1,3}}\s?%)\s*[)\]%]*\s*$")
_STAFF_NUMBER = re.compile(
    r"(?:(?:emp(?:loyee)?|staff)[\s_.:#-]*(?:id|no)?[\s_.:#-]*\d{2,12}"
    r"|(?:student|member)[\s_.:#-]*(?:id|no)[\s_.:#-]*\d{2,12}"
    r"|(?:工号|学号|员工编号|会员号)[:\s]*\w{2,16})",
    re.IGNORECASE,
)
_LATIN_TOKEN = re.compile(r"[^\W\d_]{2,20}\.?")
_HAN_NAME = re.compile(f"[{HAN}]{{2,4}}")
_SYLLABLE = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui"
    r"|ue|a|o|e|i|u|v|er)){1,2}"
)
_MOST_TOKENS = 4
_COMPOUND = 2
_LONG_HAN = 3


class _NamesFile(Frozen):
    given: str
    family_pinyin: str
    family: str
    compound: str
    family_also_words: str
    everyday: str


@dataclass(frozen=True)
class _Names:
    given: frozenset[str]
    family_pinyin: frozenset[str]
    family: frozenset[str]
    compound: frozenset[str]
    family_also_words: frozenset[str]
    everyday: tuple[str, ...]


@dataclass(frozen=True)
class NameInLabel:
    """A person's name or number in a label.

    `start` and `end` are its place in the text. `share` says that a share such as 87 % follows;
    `number` that it is the number of a member of staff or the like.
    """

    start: int
    end: int
    share: bool = False
    number: bool = False


@cache
def _names() -> _Names:
    source = read_yaml(_FILE, _FILE.name, RuleError)
    file = validated(source, _NamesFile, source.data, RuleError)
    return _Names(
        frozenset(file.given.split()),
        frozenset(file.family_pinyin.split()),
        frozenset(file.family),
        frozenset(file.compound.split()),
        frozenset(file.family_also_words),
        tuple(file.everyday.split()),
    )


def name_in_label(text: str) -> NameInLabel | None:
    """The person's name that the composed text `text` is, up to a share behind it, or None.

    None as well for every text whose meaning is not known.
    """
    whole = text.strip()
    if _STAFF_NUMBER.fullmatch(whole):
        return NameInLabel(0, len(text), number=True)
    trailer = _TRAILER.search(text)
    end = trailer.start() if trailer else len(text)
    name = text[:end].strip(" :,.-_|")
    if not name or not (is_chinese_name(plain(name)) or _is_latin_name(name)):
        return None
    start = text.index(name)
    return NameInLabel(start, start + len(name), share=trailer is not None)


def is_chinese_name(name: str) -> bool:
    """Whether a plain text of Chinese characters has the form of a full name and is no word."""
    lists = _names()
    if not _HAN_NAME.fullmatch(name) or name.startswith(lists.everyday):
        return False
    if name[:_COMPOUND] in lists.compound:
        return len(name) > _COMPOUND
    if len(name) > _LONG_HAN:
        return False
    return name[0] in lists.family or (
        name[0] in lists.family_also_words and len(name) == _LONG_HAN
    )


def _is_latin_name(name: str) -> bool:
    """A given name, alone or before others, or a Chinese name in pinyin."""
    tokens = [token for token in re.split(r"[\s._'-]+", name) if token]
    if not 0 < len(tokens) <= _MOST_TOKENS or not all(map(_LATIN_TOKEN.fullmatch, tokens)):
        return False
    small = [token.rstrip(".").lower() for token in tokens]
    lists = _names()
    if len(tokens) == 1:
        return small[0] in lists.given
    if not all(token[0].isupper() for token in tokens):
        return False
    if small[0] in lists.given:
        return True
    return small[0] in lists.family_pinyin and all(map(_SYLLABLE.fullmatch, small[1:]))

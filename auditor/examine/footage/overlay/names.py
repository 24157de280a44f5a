"""Names of people in a label, recognised by lists of names (`names.yaml`)."""

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
_KEY = re.compile(r"(?:name|nombre|nom|姓名|氏名|名前)\s?[:=]\s?", re.IGNORECASE)
_NUMBER = (
    r"(?:id|no\.?|uid|emp(?:loyee)?(?:[ _]?(?:id|no))?|工号|编号|学号|员工号)"
    r"\s?[:=#.]?\s?[a-z]{0,3}\d{1,12}"
)
_SCORE = (
    r"(?:相似度|置信度|匹配度|分数|score|conf(?:idence)?|dist(?:ance)?|d|sim(?:ilarity)?|match)"
    rf"\s?[:=]?\s?(?:{SHARE}|\d{{1,3}})"
)
_TRAILER = re.compile(
    rf"(?:[\s:,;|/(\[-]*(?:(?:{_NUMBER})|{_SCORE}|{SHARE}|\d{{1,3}}\s?%)[\s)\]%]*)+$",
    re.IGNORECASE,
)
"""What programs write behind a name: a number, a score, a distance, a share."""
_STAFF_NUMBER = re.compile(
    r"(?:(?:emp(?:loyee)?|staff)[\s_.:#-]*(?:id|no)?[\s_.:#-]*\d{2,12}"
    r"|(?:student|member)[\s_.:#-]*(?:id|no)[\s_.:#-]*\d{2,12}"
    r"|(?:工号|学号|员工编号|会员号)[:\s]*\w{2,16})"
    rf"(?:[\s:,(]*(?:{SHARE}|\d{{1,3}}\s?%)\)?)?",
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
    family_japanese: str
    family_kana: str
    everyday: str


@dataclass(frozen=True)
class _Names:
    given: frozenset[str]
    family_pinyin: frozenset[str]
    family: frozenset[str]
    compound: frozenset[str]
    family_also_words: frozenset[str]
    family_japanese: frozenset[str]
    family_kana: frozenset[str]
    everyday: tuple[str, ...]


@dataclass(frozen=True)
class NameInLabel:
    """A person's name or number in a label.

    `start` and `end` are its place in the text. `share` says that a share, a score or a number
    follows; `number` that it is the number of a member of staff or the like.
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
        frozenset(plain(file.family_japanese).split()),
        frozenset(file.family_kana.split()),
        tuple(file.everyday.split()),
    )


def name_in_label(text: str) -> NameInLabel | None:
    """The person's name that the composed text `text` is, up to what programs add, or None.

    Programs write a key before a name, and a share, a distance or a number behind it. None as well
    for every text whose meaning is not known.
    """
    whole = text.strip()
    if _STAFF_NUMBER.fullmatch(whole):
        return NameInLabel(0, len(text), number=True)
    key = _KEY.match(text)
    begin = key.end() if key else 0
    trailer = _TRAILER.search(text, begin)
    end = trailer.start() if trailer else len(text)
    name = text[begin:end].strip(" :,.-_|")
    if not name or not (_is_name_in_characters(plain(name)) or _is_latin_name(name)):
        return None
    start = text.index(name, begin)
    return NameInLabel(start, start + len(name), share=trailer is not None)


def _is_name_in_characters(name: str) -> bool:
    return is_chinese_name(name) or _is_japanese_name(name)


def _is_japanese_name(name: str) -> bool:
    """A Japanese family name with a given name of one to three characters, or one in kana."""
    lists = _names()
    if name in lists.family_kana:
        return True
    for length in (_COMPOUND, _LONG_HAN):
        given = name[length:]
        if name[:length] in lists.family_japanese and re.fullmatch(
            f"[{HAN}ぁ-ゖァ-ヺ]{{1,3}}", given
        ):
            return True
    return False


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

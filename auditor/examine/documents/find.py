"""Finding disclosures in a text: where, with which words, and whether they are denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from auditor.examine.documents import lexicon
from auditor.examine.documents.disclosures import Disclosure
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import NormalText

MAX_FINDS = 12
"""Most places reported for one kind of disclosure; further ones add nothing."""
_CONTEXT = 80
"""Characters before and after a match that are searched for what changes its meaning."""


@dataclass(frozen=True)
class Find:
    """A match in the searchable text: from `start` up to but not including `end`."""

    start: int
    end: int


class FaceUse(StrEnum):
    """What a sentence that names faces says of them."""

    NAMED = "named"
    DENIED = "denied"
    STORING_DENIED = "storing_denied"
    NOT_NEEDED = "not_needed"


def before(text: NormalText, start: int) -> str:
    """What comes before `start` in its sentence, as far as it matters."""
    piece = text.text[max(0, start - _CONTEXT) : start]
    ends = list(lexicon.SENTENCE_END.finditer(piece))
    return piece[ends[-1].end() :] if ends else piece


def after(text: NormalText, end: int) -> str:
    """What follows `end` in its sentence, as far as it matters."""
    piece = text.text[end : end + _CONTEXT]
    found = lexicon.SENTENCE_END.search(piece)
    return piece[: found.start()] if found else piece


def every(pattern: str, text: NormalText) -> Iterator[Find]:
    """Every match of `pattern`."""
    for found in compiled(pattern).finditer(text.text):
        yield Find(found.start(), found.end())


def names(pattern: str, text: NormalText) -> Find | None:
    """The first match of `pattern`."""
    return next(every(pattern, text), None)


def face_use(text: NormalText, find: Find) -> FaceUse:
    """What is said of the faces that `find` names."""
    left, right = before(text, find.start), after(text, find.end)
    if compiled(lexicon.NOT_NEEDED).search(left):
        return FaceUse.NOT_NEEDED
    denial = compiled(lexicon.DENIAL).search(left)
    if denial is None:
        denied = compiled(lexicon.DENIED_AFTER).search(right) is not None
        return FaceUse.DENIED if denied else FaceUse.NAMED
    if compiled(lexicon.CONDITION_BEFORE).search(left[: denial.start()]):
        return FaceUse.NAMED
    if compiled(lexicon.DENIAL_LIMITED).search(right):
        return FaceUse.NAMED
    words = denial.group() + text.text[find.start : find.end]
    if compiled(lexicon.DENIAL_OF_STORING).search(words) is None:
        return FaceUse.STORING_DENIED
    return FaceUse.DENIED


def disclosed(entry: Disclosure, text: NormalText) -> Iterator[Find]:
    """Every place where `text` discloses `entry`, at most `MAX_FINDS`."""
    count = 0
    for pattern in entry.patterns:
        for find in every(pattern, text):
            if not _counts(entry, text, find):
                continue
            yield find
            count += 1
            if count == MAX_FINDS:
                return


def _counts(entry: Disclosure, text: NormalText, find: Find) -> bool:
    if entry.unless_before and compiled(entry.unless_before).search(before(text, find.start)):
        return False
    if entry.unless_after and compiled(entry.unless_after).search(after(text, find.end)):
        return False
    if not entry.near_data:
        return True
    reach = lexicon.NEAR_DATA
    if len(text.text) <= lexicon.SHORT_TEXT and names(lexicon.FACE, text) is not None:
        reach = lexicon.NEAR_IN_SHORT_TEXT
    around = text.text[max(0, find.start - reach) : find.end + reach]
    return compiled(lexicon.DATA).search(around) is not None


@dataclass(frozen=True)
class Retention:
    """A stated time of keeping.

    `days` is 0 upwards, None where the number could not be read with certainty. `at_least` says
    that it is a minimum and no limit, `of_faces` that the sentence names faces.
    """

    find: Find
    days: float | None
    at_least: bool = False
    of_faces: bool = False


def retentions(text: NormalText) -> Iterator[Retention]:
    """Every stated time of keeping, at most `MAX_FINDS`."""
    count = 0
    for found in compiled(lexicon.DURATION).finditer(text.text):
        left, right = before(text, found.start()), after(text, found.end())
        near = left[-lexicon.KEEP_TO_DURATION :], right[: lexicon.KEEP_TO_DURATION // 2]
        if not any(compiled(lexicon.KEEP).search(piece) for piece in near):
            continue
        days = _days(found)
        if days is None or _is_date(found, text.text):
            continue
        if compiled(lexicon.PART_OF_NUMBER).search(left) and found.group("number")[0].isdigit():
            days = None
        yield Retention(
            _widened(text, found, near),
            days,
            at_least=compiled(lexicon.AT_LEAST).search(left) is not None,
            of_faces=_of_faces(left, right),
        )
        count += 1
        if count == MAX_FINDS:
            return


_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_date(found: re.Match[str], text: str) -> bool:
    """Whether a number before 年, 月 or 日 is part of a date, and no duration."""
    unit, following = found.group("unit"), text[found.end() : found.end() + 1]
    if unit == "年":
        return _YEAR.fullmatch(found.group("number")) is not None
    before_number = text[max(0, found.start() - 1) : found.start()]
    return (unit == "月" and following.isdigit()) or (
        unit in {"月", "日"} and before_number in {"年", "月"}
    )


def unlimited(text: NormalText) -> Iterator[Find]:
    """Every statement that data are kept without a limit in time."""
    for find in every(lexicon.UNLIMITED, text):
        if not compiled(lexicon.UNLIMITED_DENIED).search(before(text, find.start)):
            yield find


def _of_faces(left: str, right: str) -> bool:
    """Whether faces are what was named last before the duration, or first after it."""
    named = [found.end() for found in compiled(lexicon.FACE).finditer(left)]
    other = [found.end() for found in compiled(lexicon.MOVING_PICTURES).finditer(left)]
    if named or other:
        return max(named, default=-1) > max(other, default=-1)
    return compiled(lexicon.FACE).search(right) is not None


def _widened(text: NormalText, found: re.Match[str], near: tuple[str, str]) -> Find:
    """The duration with the word about keeping, for a quote that can be understood."""
    left = compiled(lexicon.KEEP).search(near[0])
    start = found.start() - (len(near[0]) - left.start() if left else 0)
    right = compiled(lexicon.KEEP).search(near[1])
    end = found.end() + (right.end() if right and left is None else 0)
    return Find(start, end)


def _days(found: re.Match[str]) -> float | None:
    number = found.group("again") or found.group("number").lower()
    count = lexicon.NUMBERS.get(number)
    if count is None:
        try:
            count = float(number.replace(",", ""))
        except ValueError:
            count = _chinese(number)
    unit = found.group("unit").lower().rstrip("s")
    per_unit = lexicon.DAYS_PER_UNIT.get(unit) or lexicon.DAYS_PER_UNIT.get(found.group("unit"))
    if count is None or per_unit is None:
        return None
    return round(count * per_unit, 2)


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}


def _chinese(number: str) -> float | None:
    """A number up to 999 in Chinese characters."""
    total, digit = 0, 0
    for char in number:
        if char in ("十", "百"):
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return float(total + digit) or None


def refusals(text: NormalText) -> Iterator[Find]:
    """Every announcement that entry or service is refused without the face."""
    count = 0
    for find in every(lexicon.REFUSAL, text):
        left, right = before(text, find.start), after(text, find.end)
        if compiled(lexicon.REFUSAL_DENIED_BEFORE).search(left):
            continue
        near = left[-lexicon.NEEDED_BY_FACE :], right[: lexicon.NEEDED_BY_FACE]
        faces = [compiled(lexicon.FACE).search(piece) for piece in near]
        if not any(faces) and not _wrapped_face(near) and not _of_enrolment(text, find, left):
            continue
        start = find.start - len(near[0]) + faces[0].start() if faces[0] else find.start
        end = find.end + faces[1].end() if faces[1] and not faces[0] else find.end
        yield Find(start, end)
        count += 1
        if count == MAX_FINDS:
            return


def _wrapped_face(near: tuple[str, str]) -> bool:
    """Whether the sentence has the plain word ("have your face taken")."""
    return any(
        re.search(
            r"\b(?:your|their|his|her|my|a|the) faces?\b(?! mask| of it)", piece, re.IGNORECASE
        )
        for piece in near
    )


_NOT_ENROLLED = (
    r"(?:\bnot|n['’]t|\bnever)(?: \w+){0,2} (?:enrol|regist|activat)\w*"
    r"|(?:未|没有|没)(?:完成|进行|办理)?(?:录入|登记|激活|采集|注册)"
    r"|(?:\bnot|n['’]t) (?:agree|consent|accept)|\brefus(?:e|es|ing)\b|不同意|不接受|拒绝"
)
_ENROLMENT_BEFORE = 160
"""How far before the sentence, in characters, the faces to be enrolled are named."""


def _of_enrolment(text: NormalText, find: Find, left: str) -> bool:
    """Whether those are refused who did not enrol or agree, after words that name faces."""
    if compiled(_NOT_ENROLLED).search(left) is None:
        return False
    start = find.start - len(left)
    earlier = text.text[max(0, start - _ENROLMENT_BEFORE) : start]
    return compiled(lexicon.FACE).search(earlier) is not None

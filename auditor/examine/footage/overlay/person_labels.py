"""Names of people at faces, on cards and in welcomes, and labels whose meaning is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from auditor.examine.footage.overlay.drawing import DrawnBox, FrameShape
from auditor.examine.footage.overlay.hits import AT_FRAME, AT_GATE, ON_CARD, Hit
from auditor.examine.footage.overlay.lexicon import SHARE, Kind, latin_words, terms_in
from auditor.examine.footage.overlay.lines import Line
from auditor.examine.footage.overlay.names import NameInLabel, is_chinese_name, name_in_label
from auditor.examine.footage.overlay.normal import BLANK, HAN, blanked, plain
from auditor.examine.footage.overlay.placement import HALF, OTHER_CHECK, Placement

UNREAD = "unread"
"""Group of labels that could not be read, in a script that the reader does not know."""


def names_and_unknown(placement: Placement, line: Line, frame: DrawnBox) -> Iterable[Hit]:
    """A person's name with a second sign, or a label of unknown meaning, at a frame."""
    name = name_in_label(line.text)
    scored = name is not None and (name.share or name.number)
    sure = line.confidence >= placement.use.sure
    tight = frame.shape is not FrameShape.BODY and placement.is_tight(frame)
    if not tight and not (scored and frame.shape is FrameShape.BODY):
        return
    if name is not None and sure and (scored or _is_drawn_label(placement, line, frame)):
        yield _name_hit(line, name, AT_FRAME, frame, alone=not scored)
    elif not tight:
        return
    elif _is_not_read(line, sure=placement.use.sure):
        yield Hit(
            Kind.UNKNOWN, UNREAD, "", UNREAD, line.area, AT_FRAME, line.confidence, frame.face
        )
    elif (name is not None or _is_unknown_word(line)) and not _is_read_twice(placement, line):
        yield _unknown_hit(line, name, frame)


def welcomes(placement: Placement) -> Iterable[Hit]:
    """The screen of a gate that names a person and lets the person pass."""
    if not placement.scene.faces:
        return
    for line in placement.lines:
        for welcome in _WELCOME.finditer(line.plain):
            start, end = welcome.span("chinese" if welcome["chinese"] else "latin")
            words = line.text[start:end]
            if is_chinese_name(plain(words)) or name_in_label(words) is not None:
                yield _name_hit(line, NameInLabel(start, end), AT_GATE)


def cards(placement: Placement) -> Iterable[Hit]:
    """A card that gives a face a name, with a score of the comparison or an attendance.

    A name, a number and a department alone are on every badge.
    """
    if not placement.scene.faces or any(OTHER_CHECK.search(x.plain) for x in placement.lines):
        return
    for line in placement.labels:
        keyed = _NAME_KEY.match(line.plain)
        if keyed is None or not line.plain[keyed.end() :].strip():
            continue
        start, end = keyed.end(), len(line.text)
        value = line.text[start:end]
        near = [x for x in placement.lines if x is not line and _is_on_card(x, line)]
        scored = any(_SCORE_KEY.search(x.plain) for x in near)
        attended = any(_ATTENDANCE.search(x.plain) for x in near)
        listed = is_chinese_name(plain(value)) or name_in_label(value) is not None
        numbered = any(_NUMBER_KEY.search(x.plain) for x in near)
        if (scored and (listed or (numbered and not is_known(value)))) or (attended and listed):
            yield _name_hit(line, NameInLabel(start, end), ON_CARD)


def is_known(name: str) -> bool:
    """Whether a text is, or is misread from, a word of the lexicon."""
    simple = plain(name)
    if any(term.end - term.start >= len(name) * HALF for term in terms_in(simple)):
        return True
    read = squeezed(simple)
    if any(len(read) == len(word) and _unlike(read, word) == 1 for word in _DETECTED):
        return True
    return len(read) >= _LEAST_COMPARED and any(
        abs(len(read) - len(word)) <= 1 and SequenceMatcher(None, read, word).ratio() >= _MISREAD
        for word in latin_words()
    )


def squeezed(text: str) -> str:
    """Letters and digits of a text alone."""
    return re.sub(r"[\W_]+", "", text)


# --- hits -----------------------------------------------------------------------------------------


def _name_hit(
    line: Line, name: NameInLabel, why: str, frame: DrawnBox | None = None, *, alone: bool = False
) -> Hit:
    return Hit(
        Kind.NAME,
        "",
        _masked(line.text, name, why),
        line.plain[name.start : name.end],
        line.area,
        why,
        line.confidence,
        None if frame is None else frame.face,
        alone,
    )


def _unknown_hit(line: Line, name: NameInLabel | None, frame: DrawnBox) -> Hit:
    words, key = _readable(line.text), re.sub(r"[\d\W]+", " ", line.plain).strip()
    if name is not None:
        words, key = _masked(line.text, name, AT_FRAME), line.plain[name.start : name.end]
    return Hit(Kind.UNKNOWN, "", words, key, line.area, AT_FRAME, line.confidence, frame.face)


def _masked(text: str, name: NameInLabel, why: str) -> str:
    """`text` with a name in it blanked, except the first letter of each of its words."""
    first = re.finditer(r"(?<![^\W_])[^\W\d_]", text[name.start : name.end])
    starts = [] if name.number else [name.start + letter.start() for letter in first]
    keep = [(start, start + 1) for start in starts]
    if why != AT_FRAME:  # the words around the name are those of the program
        keep += [(0, name.start), (name.end, len(text))]
    return blanked(text, keep)


def _readable(text: str) -> str:
    """`text` as it is, with numbers blanked that may be those of a person."""
    return _NUMBER_OF_A_PERSON.sub(lambda number: BLANK * len(number.group()), text)


# --- forms of labels ------------------------------------------------------------------------------


def _is_drawn_label(placement: Placement, line: Line, frame: DrawnBox) -> bool:
    """Whether a program's label differs from the caption of a portrait by colour and place.

    Programs write at the left of the frame, above or inside it, or on a ground in its colour.
    Captions are centred below, even where they have the colour of the frame.
    """
    scene = placement.scene
    if line.area in scene.on_frame_colour:
        return True
    below = line.area.centre[1] > frame.area.bottom
    left = abs(line.area.left - frame.area.left) <= _AT_LEFT * frame.area.width
    return line.area in scene.in_frame_colour and left and not below


def _is_read_twice(placement: Placement, line: Line) -> bool:
    """Whether a surer reading of the same place is among the labels."""
    return any(
        other is not line
        and other.confidence > line.confidence
        and line.area.shared_with(other.area) >= HALF * line.area.width * line.area.height
        for other in placement.labels
    )


def _is_not_read(line: Line, *, sure: float) -> bool:
    """Whether a label has letters that the reader does not know.

    It leaves out unknown letters, so that the place is wider than what was read, or takes them
    for Chinese characters that it is not sure of.
    """
    if line.terms:
        return False
    letters_read = re.sub(r"[\d\W_]+", "", line.plain)
    if letters_read:
        return re.search(f"[{HAN}]", letters_read) is not None and line.confidence < sure
    expected = _DIGIT_WIDTH * len(line.text.strip()) * line.area.height
    return line.area.width - expected >= _UNREAD_WIDTH * line.area.height


def _is_unknown_word(line: Line) -> bool:
    """Whether a label has words, and none that the lexicon knows."""
    words = re.sub(r"[\d\W_]+", "", line.plain)
    least = _LEAST_CHINESE if re.search(f"[{HAN}]", words) else _SCRAP
    return len(words) >= least and not is_known(words)


def _is_on_card(line: Line, name: Line) -> bool:
    """Whether a line is in one column, or row, with the name on a card."""
    tall = name.area.height
    across, down = line.area.gaps_to(name.area)
    return down <= _CARD_LINES * tall and (
        abs(line.area.left - name.area.left) <= 2 * tall or across <= 4 * tall
    )


def _unlike(first: str, second: str) -> int:
    return sum(a != b for a, b in zip(first, second, strict=True))


_WELCOME = re.compile(
    r"(?:欢迎(?:您|你|光临|回家|回来)?|你好|您好)\W{0,3}"
    rf"(?P<chinese>[{HAN}]{{2,4}}?)\W{{0,3}}(?:先生|女士|小姐|同学|老师)?\W{{0,3}}"
    r"(?:请通行|请通过|请进|请入场|请入园|已开门|门已开|(?:识别|验证|签到|打卡)成功)"
    r"|(?<![a-z])(?:welcome|hello|hi)\W{1,3}(?P<latin>[a-z]+(?: [a-z]+){0,2}?)\W{1,3}"
    r"(?:please (?:pass|enter|go ahead|proceed)|access granted|verified|door (?:is )?open(?:ed)?)"
)
"""A welcome, a name, and words that let the person pass."""
_NAME_KEY = re.compile(r"(?:name|full name|nombre|nom|姓名|氏名|名前)\s?[:=]\s?")
_SCORE_KEY = re.compile(
    r"(?:confidence|similarity|score|match(?:ing)?|相似度|相似率|匹配度|置信度|类似度|類似度|一致度)"
    rf"\s?[:=]?\s?(?:{SHARE})"
)
_NUMBER_KEY = re.compile(r"(?:(?<![a-z])id|工号|编号|员工号|no)\W{1,3}\w*\d")
_ATTENDANCE = re.compile(
    r"考勤|打卡|签到|签退|attendance|check(?:ed)?[ -]?in|clock(?:ed)?[ -]?in|出勤|出席"
)
_AT_LEFT = 0.2
"""Share of a frame's width by which a label begins left or right of it."""
_CARD_LINES = 6
"""Heights of the text within which the lines of a card are."""
_DIGIT_WIDTH = 0.6
_UNREAD_WIDTH = 0.7
"""Widths, in heights of a line's place, of a digit and of what was not read at least; measured on
labels in Cyrillic and Korean."""
_SCRAP = 3
"""Latin letters that a label of unknown meaning has at least; a scrap of a word has fewer."""
_LEAST_CHINESE = 2
"""Chinese characters that it has at least; the reader takes a pattern for a single one."""
_NUMBER_OF_A_PERSON = re.compile(r"\d{4,}")
_DETECTED = ("face", "faces", "head", "human", "person", "people")
"""What detectors write at a face, too short for a share of letters to tell a misreading."""
_LEAST_COMPARED = 6
_MISREAD = 0.8
"""From so many letters on: the share that two words have in common (Ratcliff and Obershelp)."""

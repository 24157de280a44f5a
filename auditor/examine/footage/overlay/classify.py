"""From words, faces and drawn frames to what a recognition or analytics program shows.

A word counts by what it is and by where it is. A person's name shows recognition only at a frame
drawn around a face, and only together with a second sign: a share behind it, or that it is written
in the colour of the frame. A gate's screen that names a person and opens shows it as well. Any
other word at a frame that is in no list is a label of unknown meaning and shows nothing. An age, a
gender or an emotion counts at a frame too, and elsewhere only in a form in which programs write
estimates. Words that name lists, visits or results count where a face is in the picture. Titles of
face recognition programs count by themselves. Camera names, clocks, subtitles, scores, tickers and
the labels of object detectors have none of these forms, or are not at such a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from auditor.examine.footage.overlay.boxes import DrawnBox
from auditor.examine.footage.overlay.clock import is_date_or_time
from auditor.examine.footage.overlay.lexicon import SHARE, Kind, Needs, Term, latin_words, terms_in
from auditor.examine.footage.overlay.names import (
    NameInLabel,
    is_chinese_name,
    name_in_label,
)
from auditor.examine.footage.overlay.normal import (
    BLANK,
    HAN,
    blanked,
    composed,
    is_label,
    letters,
    plain,
)
from auditor.examine.footage.overlay.places import Area, around
from auditor.examine.footage.overlay.reader import Word


@dataclass(frozen=True)
class Placing:
    """Where words have to stand; engineering choices, tried on screens of programs.

    Attributes:
        above: how far, in heights of the text, a label may be above or below the frame it is for,
        aside: or beside it.
        inset: share of a frame's height from its edges above and below within which a label may
            stand.
        shift: share of a frame's width by which a label may begin left or right of it.
        tall: largest height of a label, in heights of the frame.
        near: how far, in sizes of the face, words may be from a face without a frame.
        stacked: lines further apart than this, in heights of the text, are not one label.
        caption: lines below this share of the picture's height that stand in its middle, or run
            across half of it, are taken for subtitles and tickers.
        tight: a frame with a name is at most so many widths and heights of the face; the border of
            a portrait or of a tile in a video call is larger.
        sure: confidence that a name needs; other words are checked against a list.
    """

    above: float = 1.2
    aside: float = 1.0
    inset: float = 0.3
    shift: float = 0.35
    tall: float = 0.6
    near: float = 0.8
    stacked: float = 0.9
    caption: float = 0.75
    tight: float = 1.75
    sure: float = 0.85


@dataclass(frozen=True)
class Line:
    """A line of text with the words found in it.

    `text` is composed (see `normal.py`); `terms` have places in it.
    """

    text: str
    area: Area
    confidence: float

    @cached_property
    def plain(self) -> str:
        """The form in which words are looked for."""
        return plain(self.text)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words of the lexicon in it."""
        return terms_in(self.plain)

    @cached_property
    def covered(self) -> float:
        """The share of its letters that belongs to words of the lexicon, 0 to 1."""
        own = sum(letters(self.text[t.start : t.end]) for t in self.terms)
        return own / max(1, letters(self.text))

    @cached_property
    def label(self) -> bool:
        """Whether it has the length of a label and no date or time in it."""
        return is_label(self.text) and not is_date_or_time(self.text)

    def of(self, *kinds: Kind) -> tuple[Term, ...]:
        """Its words of these kinds."""
        return tuple(t for t in self.terms if t.kind in kinds)


@dataclass(frozen=True)
class Hit:
    """Something a program shows.

    `words` are as read with everything blanked that may be a name or a number of a person; `key`
    tells the same thing again in another frame. `face` is the face it stands at, where it does.
    `why` says, in a few English words, what makes it count.
    """

    kind: Kind
    group: str
    words: str
    key: str
    area: Area
    why: str
    confidence: float
    face: Area | None = None


@dataclass(frozen=True)
class Scene:
    """What is known of one picture: its size, faces, and frames drawn around them.

    `in_frame_colour` are the places of words that are written in the strong colour of a frame.
    """

    width: int
    height: int
    faces: tuple[Area, ...] = ()
    frames: tuple[DrawnBox, ...] = ()
    in_frame_colour: frozenset[Area] = frozenset()


AT_FRAME = "at a frame drawn around a face"
BESIDE_FACE = "beside a face"
WITH_FACE = "with a face in the picture"
BY_ITSELF = "by its own words"
IN_COMPANY = "together with others"
AT_GATE = "in a welcome at a gate"

_TELLS_PEOPLE_APART = frozenset({Kind.NAME, Kind.SIMILARITY, Kind.LIST, Kind.VISITS, Kind.RESULT})
_SHOWS_NO_PROGRAM_FOR_FACES = frozenset({Kind.ACTION, Kind.UNKNOWN})
"""Kinds after which weaker words are not counted: programs that compare no faces draw them, too."""


def lines_of(words: Iterable[Word], least: float) -> tuple[tuple[Line, ...], int]:
    """Lines to be looked at, and how many were left out because they were read too weakly."""
    kept: list[Line] = []
    weak = 0
    for word in words:
        text = composed(word.text)
        if not text:
            continue
        if word.confidence < least:
            weak += 1
        else:
            kept.append(Line(text[:_MOST_TEXT], word.area, word.confidence))
    return (*kept, *_stacked(kept)), weak


_MOST_TEXT = 400
"""Characters of a line that are looked at."""


def classify(lines: Sequence[Line], scene: Scene, use: Placing | None = None) -> tuple[Hit, ...]:
    """What a recognition or analytics program shows in a picture with `lines`."""
    use = use or Placing()
    looked = _Picture(lines, scene, use)
    sure = [
        *looked.systems(),
        *looked.at_frames(),
        *looked.estimates(),
        *looked.listed(),
        *looked.with_face(),
        *looked.gestures(),
        *looked.welcomes(),
    ]
    strong = {hit.area for hit in sure if hit.kind not in _SHOWS_NO_PROGRAM_FOR_FACES}
    if strong:
        sure += looked.in_company(strong, any(hit.kind in _TELLS_PEOPLE_APART for hit in sure))
        strong = {hit.area for hit in sure if hit.kind not in _SHOWS_NO_PROGRAM_FOR_FACES}
    return tuple(
        hit
        for hit in _each_once(sure)
        if hit.kind not in _SHOWS_NO_PROGRAM_FOR_FACES or hit.area not in strong
    )


class _Picture:
    """One picture's lines, with where each stands."""

    def __init__(self, lines: Sequence[Line], scene: Scene, use: Placing) -> None:
        self.scene = scene
        self.use = use
        self.lines = lines
        self.labels = [line for line in lines if line.label]
        self.form = sum(1 for line in lines if line.of(Kind.FORM)) >= _FORM
        self.frame_of = {id(line): self._frame_at(line) for line in self.labels}
        self._chain()

    # --- what counts -----------------------------------------------------------------------------

    def systems(self) -> Iterable[Hit]:
        """Titles of programs, and two different functions of one."""
        found: list[tuple[Line, Term]] = []
        for line in self.labels:
            if line.of(Kind.NOTICE) or self._is_caption(line):
                continue
            found += [(line, term) for term in line.of(Kind.SYSTEM)]
        functions = {_squeezed(term.text) for _, term in found}
        title = any(term.needs is Needs.NOTHING for _, term in found)
        if title or len(functions) >= _FUNCTIONS:
            for line, _ in found:
                yield self._hit(line, Kind.SYSTEM, "", BY_ITSELF)

    def at_frames(self) -> Iterable[Hit]:
        """Everything that stands at a frame drawn around a face."""
        for line in self.labels:
            frame = self.frame_of[id(line)]
            if frame is None:
                continue
            yield from self._at_frame(line, frame)

    def _at_frame(self, line: Line, frame: DrawnBox) -> Iterable[Hit]:
        """What the label of one frame shows."""
        terms = self._counted_at_frame(line)
        initials = _INITIAL_AND_AGE.fullmatch(line.plain) is not None
        if terms and line.covered >= _HALF:
            for kind, group in dict.fromkeys((t.kind, t.group) for t in terms):
                yield self._hit(line, kind, group, AT_FRAME, face=frame.face)
        elif initials or _AGE_VALUE.search(line.plain):
            yield self._hit(line, Kind.ATTRIBUTE, "age", AT_FRAME, face=frame.face)
        elif (weak := [t for t in line.terms if _is_weak(t)]) and line.covered >= _HALF:
            kind = Kind.ACTION if weak[0].kind is Kind.LIST else Kind.UNKNOWN
            yield self._hit(line, kind, "", AT_FRAME, face=frame.face)
        elif self._is_tight(frame):
            yield from self._named_or_unknown(line, frame)

    def _counted_at_frame(self, line: Line) -> list[Term]:
        """The words that count at a frame by themselves, and those that count with another one."""
        terms = line.of(Kind.ATTRIBUTE, Kind.LIST, Kind.ACTION, Kind.ATTENTION)
        alone = [term for term in terms if term.needs is not Needs.COMPANY]
        estimated = any(term.kind is Kind.ATTRIBUTE for term in alone)
        return [t for t in terms if t in alone or (estimated and t.kind is Kind.ATTRIBUTE)]

    def _named_or_unknown(self, line: Line, frame: DrawnBox) -> Iterable[Hit]:
        """A person's name with a second sign, or a label of unknown meaning."""
        name = name_in_label(line.text)
        if name is not None and line.confidence >= self.use.sure and self._is_shown(name, line):
            yield self._hit(line, Kind.NAME, "", AT_FRAME, face=frame.face, name=name)
        elif (name is not None or _is_unknown_word(line)) and not self._is_read_twice(line):
            yield self._hit(line, Kind.UNKNOWN, "", AT_FRAME, face=frame.face, name=name)

    def _is_read_twice(self, line: Line) -> bool:
        """Whether a surer reading of the same place is among the labels."""
        return any(
            other is not line
            and other.confidence > line.confidence
            and line.area.shared_with(other.area) >= _HALF * line.area.width * line.area.height
            for other in self.labels
        )

    def _is_shown(self, name: NameInLabel, line: Line) -> bool:
        """Whether a second sign tells a program's label from the caption of a portrait."""
        return name.share or name.number or line.area in self.scene.in_frame_colour

    def welcomes(self) -> Iterable[Hit]:
        """A gate's screen that names a person and lets the person pass."""
        if not self.scene.faces:
            return
        for line in self.lines:
            for welcome in _WELCOME.finditer(line.plain):
                start, end = welcome.span("chinese" if welcome["chinese"] else "latin")
                words = line.text[start:end]
                if is_chinese_name(plain(words)) or name_in_label(words) is not None:
                    yield self._hit(line, Kind.NAME, "", AT_GATE, name=NameInLabel(start, end))

    def estimates(self) -> Iterable[Hit]:
        """Age, gender and emotion in a form in which programs write estimates."""
        if self.form:
            return
        scored = [line for line in self.labels if _scored(line)]
        paired = [line for line in self.labels if _paired(line)]
        keyed = [line for line in self.labels if _keyed(line)]
        groups = {group for line in keyed for group in _keyed(line)}
        enough = [
            (scored, bool(self.scene.faces) or len(scored) >= _SEVERAL),
            (paired, bool(self.scene.faces) or len(paired) >= _SEVERAL),
            (keyed, bool(self.scene.faces) and len(groups) >= _SEVERAL),
        ]
        for lines, counts in enough:
            for line in lines if counts else ():
                yield from self._attributes(line, WITH_FACE if self.scene.faces else IN_COMPANY)
        yield from self._emotions()
        yield from self._bare()

    def _emotions(self) -> Iterable[Hit]:
        """A list of emotions, as programs draw it with a bar for each."""
        bare = [line for line in self.labels if _is_only(line, "emotion")]
        if len({line.plain for line in bare}) < _PANEL:
            return
        for line in bare:
            if any(other is not line and _in_column(line.area, other.area) for other in bare):
                yield self._hit(line, Kind.ATTRIBUTE, "emotion", IN_COMPANY)

    def _bare(self) -> Iterable[Hit]:
        """Single words beside several faces, each its own."""
        for group in ("emotion", "gender"):
            beside: dict[Area, Line] = {}
            for line in self.labels:
                if _is_only(line, group) and (face := self._face_beside(line)) is not None:
                    beside.setdefault(face, line)
            if len(beside) >= _SEVERAL:
                for face, line in beside.items():
                    yield self._hit(line, Kind.ATTRIBUTE, group, BESIDE_FACE, face=face)

    def listed(self) -> Iterable[Hit]:
        """Messages about listed people and strangers."""
        for line in self.labels:
            strong = [t for t in line.of(Kind.LIST) if t.needs is Needs.NOTHING]
            if strong and line.covered >= _MOSTLY and not self._is_caption(line):
                yield self._hit(line, Kind.LIST, "", BY_ITSELF)

    def with_face(self) -> Iterable[Hit]:
        """Similarity, visits, attention and results, where a face is in the picture."""
        if not self.scene.faces:
            return
        for line in self.labels:
            for term in line.of(Kind.SIMILARITY, Kind.VISITS, Kind.ATTENTION, Kind.RESULT):
                if term.needs is Needs.FACE and self._stands(line, term):
                    yield self._hit(line, term.kind, "", WITH_FACE, face=self._face_beside(line))

    def gestures(self) -> Iterable[Hit]:
        """Where faces look and what they do, as programs write it line by line."""
        lines = [line for line in self.labels if line.of(Kind.ATTENTION)]
        plain_ = [t for line in lines for t in line.of(Kind.ATTENTION) if t.needs is Needs.NOTHING]
        several = [t for line in lines for t in line.of(Kind.ATTENTION) if t.needs is Needs.COMPANY]
        if plain_ or len(several) >= _SEVERAL:
            for line in lines:
                if any(t.needs is not Needs.FACE for t in line.of(Kind.ATTENTION)):
                    yield self._hit(line, Kind.ATTENTION, "", BY_ITSELF)

    def in_company(self, counted: set[Area], people_told_apart: bool) -> Iterable[Hit]:
        """What is next to a face or has a value, now that a program is known to be at work."""
        for line in self.labels:
            if line.area in counted or self._is_caption(line):
                continue
            face = self._face_beside(line)
            lists = [t for t in line.of(Kind.LIST) if people_told_apart or not _is_weak(t)]
            if (lists and line.covered >= _MOSTLY and face is not None) or any(
                t.needs is Needs.NOTHING for t in lists
            ):
                yield self._hit(line, Kind.LIST, "", IN_COMPANY, face=face)
            elif _scored(line) or _paired(line) or (_keyed(line) and not self.form):
                yield from self._attributes(line, IN_COMPANY)
            else:
                for term in line.of(Kind.SIMILARITY, Kind.VISITS, Kind.RESULT):
                    if self._stands(line, term):
                        yield self._hit(line, term.kind, "", IN_COMPANY, face=face)

    # --- how it is told --------------------------------------------------------------------------

    def _attributes(self, line: Line, why: str) -> Iterable[Hit]:
        groups = [t.group for t in line.of(Kind.ATTRIBUTE)] + list(_keyed(line))
        for group in dict.fromkeys(groups or ["age"]):
            yield self._hit(line, Kind.ATTRIBUTE, group, why, face=self._face_beside(line))

    def _hit(
        self,
        line: Line,
        kind: Kind,
        group: str,
        why: str,
        *,
        face: Area | None = None,
        name: NameInLabel | None = None,
    ) -> Hit:
        if name:
            words, key = _initials(line.text, name, why), line.plain[name.start : name.end]
        elif kind is Kind.UNKNOWN:
            words, key = _readable(line.text), re.sub(r"[\d\W]+", " ", line.plain).strip()
        else:
            keep = [(t.start, t.end) for t in line.terms if t.kind not in _NOT_QUOTED]
            words = blanked(line.text, keep)
            own = [t for t in line.of(kind) if t.group == group or not group]
            key = " ".join(_squeezed(t.text) for t in own) or group
        return Hit(kind, group, words, key, line.area, why, line.confidence, face)

    # --- where things stand ----------------------------------------------------------------------

    def _frame_at(self, line: Line) -> DrawnBox | None:
        """The drawn frame that a line is the label of."""
        fitting = [
            (gap, number)
            for number, frame in enumerate(self.scene.frames)
            if (gap := self._gap(line.area, frame.area)) is not None
        ]
        return self.scene.frames[min(fitting)[1]] if fitting else None

    def _gap(self, area: Area, frame: Area) -> float | None:
        """How far a label's place is from a frame, in its heights; None where it is none of it."""
        use, tall = self.use, area.height
        if tall > use.tall * frame.height:
            return None
        across, down = area.beside(frame)
        starts = abs(area.left - frame.left) <= use.shift * frame.width
        middle = frame.left <= area.centre[0] <= frame.right
        if across == 0 and (starts or middle):
            if down > 0:
                return down / tall if down <= use.above * tall else None
            edge = min(abs(area.centre[1] - frame.top), abs(area.centre[1] - frame.bottom))
            return 0.0 if edge <= max(use.inset * frame.height, tall) else None
        if across <= use.aside * tall and down == 0 and not middle:
            return 0.5 + across / tall
        return None

    def _is_tight(self, frame: DrawnBox) -> bool:
        most, face = self.use.tight, frame.face
        return frame.area.width <= most * face.width and frame.area.height <= most * face.height

    def _chain(self) -> None:
        """Lines stacked on a label of a frame belong to that frame as well."""
        waiting = [line for line in self.labels if self.frame_of[id(line)] is None]
        grown = True
        while grown:
            grown = False
            for line in waiting:
                for other in self.labels:
                    frame = self.frame_of[id(other)]
                    if frame is not None and self._is_next(line.area, other.area):
                        self.frame_of[id(line)] = frame
                        grown = True
                        break
            waiting = [line for line in waiting if self.frame_of[id(line)] is None]

    def _is_next(self, area: Area, other: Area) -> bool:
        tall = min(area.height, other.height)
        down = area.beside(other)[1]
        alike = max(area.height, other.height) <= 1.6 * tall  # of one size
        return alike and down <= self.use.stacked * tall and abs(area.left - other.left) <= tall

    def _face_beside(self, line: Line) -> Area | None:
        """The nearest face within reach."""
        best: tuple[float, int] | None = None
        for number, face in enumerate(self.scene.faces):
            across, down = line.area.beside(face)
            away = max(across / face.width, down / face.height)
            if away <= self.use.near and (best is None or away < best[0]):
                best = away, number
        return None if best is None else self.scene.faces[best[1]]

    def _is_caption(self, line: Line) -> bool:
        x, y = line.area.centre
        across = self.scene.width
        central = abs(x - across / 2) < _CENTRAL * across or line.area.width > across / 2
        return central and y > self.use.caption * self.scene.height

    def _stands(self, line: Line, term: Term) -> bool:
        """Whether words of the lexicon stand as a label of their own, with the value they want."""
        if term.kind is Kind.RESULT:
            return line.covered >= _WELL and not _OTHER_CHECK.search(line.plain)
        if term.wants_share:
            return bool(re.search(SHARE, line.plain)) or self._value_beside(line)
        if re.search(r"\d", line.text):
            return line.covered >= _SOME
        return line.covered >= _WELL and not self._is_caption(line)

    def _value_beside(self, line: Line) -> bool:
        """Whether a share stands right of a line or below it."""
        tall = line.area.height
        for other in self.lines:
            if not re.fullmatch(rf"\W*(?:{SHARE})\W*", other.plain):
                continue
            across, down = line.area.beside(other.area)
            if (down == 0 and across <= 6 * tall) or (across == 0 and down <= 1.5 * tall):
                return True
        return False


_CENTRAL = 0.2
"""Share of the width by which the middle of a subtitle may be off the middle of the picture."""
_SOME, _HALF, _WELL, _MOSTLY = 0.25, 0.4, 0.6, 0.7
"""Shares of a line's letters that belong to words of the lexicon."""
_SEVERAL = 2
_PANEL = 3
_FUNCTIONS = 2
_FORM = 2
"""How many are needed; one alone may be chance, or a word in a menu."""

_NOT_QUOTED = frozenset({Kind.NOTICE, Kind.FORM})

# --- forms of estimates ---------------------------------------------------------------------------

_INITIAL_AND_AGE = re.compile(
    r"\W*(?:[mfw]\s?[,:/ -]?\s?\d{2}|[mfw]\s?[,:]\s?\d|\d{1,2}(?:\.\d)?\s?[,/ -]\s?[mfw])\W*"
)
"""InsightFace, deepface and others: "M,34", "25, F", "26 W"."""
_AGE_VALUE = re.compile(r"(?:(?<![a-z])age|年龄)\s?[:=~]?\s?~?(\d{1,3}(?:\.\d+)?)(?!\d)")
_AGE_EXACT = re.compile(r"(?:(?<![a-z])age|年龄)\s?[:=~]?\s?~?\d{1,2}\.\d")
_KEYS = (
    ("age", _AGE_VALUE),
    ("age", re.compile(r"(?:(?<![a-z])age|年龄(?:段)?)\s?(?:group)?\s?[:=]?\s?[^\W\d]{2,6}")),
    (
        "gender",
        re.compile(r"(?:(?<![a-z])(?:gender|sex)|性别)\s?[:=]?\s?(?:fe)?(?:male|[mf男女]\b)"),
    ),
    (
        "emotion",
        re.compile(r"(?:(?<![a-z])(?:emotion|expression|mood)|表情|情绪)\s?[:=]?\s?[^\W\d]{2,9}"),
    ),
)


def _scored(line: Line) -> bool:
    """Gender or emotion with a share, or an age with a decimal."""
    if _AGE_EXACT.search(line.plain):
        return True
    if line.covered < _HALF:
        return False
    for term in line.of(Kind.ATTRIBUTE):
        if term.group in {"gender", "emotion"}:
            before, after = line.plain[: term.start], line.plain[term.end :]
            if re.match(rf"\s?[:=(]?\s?(?:{SHARE})", after) or re.search(
                rf"(?:{SHARE})\s?$", before
            ):
                return True
    return False


def _paired(line: Line) -> bool:
    """Gender and age, or either and an emotion, in one line and nothing else."""
    groups = {t.group for t in line.of(Kind.ATTRIBUTE)}
    numbered = "gender" in groups and _BARE_AGE.search(line.plain) is not None
    pair = numbered or len(groups & {"gender", "age", "emotion"}) >= _SEVERAL
    return pair and line.covered >= _MOSTLY


_BARE_AGE = re.compile(r"(?<![\d.])(?:[1-9]?\d)(?:\.\d)?\s?(?:y|yrs?|岁)?(?![\d.%])")


def _keyed(line: Line) -> tuple[str, ...]:
    """The groups that a line states as key and value."""
    return tuple(dict.fromkeys(group for group, form in _KEYS if form.search(line.plain)))


def _is_only(line: Line, group: str) -> bool:
    """Whether a line is one word of this group, with or without a share."""
    terms = line.of(Kind.ATTRIBUTE)
    return len(terms) == 1 and terms[0].group == group and line.covered >= _NEARLY_ALL


_NEARLY_ALL = 0.9
_OTHER_CHECK = re.compile(r"车牌|二维码|指纹|刷卡|plate|qr|finger|card|password|密码")
"""Results of checks that are not of faces."""

# --- names, and words that are in no list ---------------------------------------------------------

_WELCOME = re.compile(
    r"(?:欢迎(?:您|你|光临|回家|回来)?|你好|您好)\W{0,3}"
    rf"(?P<chinese>[{HAN}]{{2,4}}?)\W{{0,3}}(?:先生|女士|小姐|同学|老师)?\W{{0,3}}"
    r"(?:请通行|请通过|请进|请入场|请入园|已开门|门已开|(?:识别|验证|签到|打卡)成功)"
    r"|(?<![a-z])(?:welcome|hello|hi)\W{1,3}(?P<latin>[a-z]+(?: [a-z]+){0,2}?)\W{1,3}"
    r"(?:please (?:pass|enter|go ahead|proceed)|access granted|verified|door (?:is )?open(?:ed)?)"
)
"""A welcome, a name, and words that let the person pass."""
_SCRAP = 3
"""Latin letters that a label of unknown meaning has at least; a scrap of a word has fewer."""
_LEAST_CHINESE = 2
"""Chinese characters that it has at least; the reader takes a pattern for a single one."""
_NUMBER_OF_A_PERSON = re.compile(r"\d{4,}")


def _is_weak(term: Term) -> bool:
    """Whether a word counts only together with others: a role, or a colour."""
    return term.needs is Needs.COMPANY


def _is_unknown_word(line: Line) -> bool:
    """Whether a label has words, and none that the lexicon knows."""
    words = re.sub(r"[\d\W_]+", "", line.plain)
    least = _LEAST_CHINESE if re.search(f"[{HAN}]", words) else _SCRAP
    return len(words) >= least and not _is_known(words)


def _initials(text: str, name: NameInLabel, why: str) -> str:
    """`text` with a name in it blanked, except the first letter of each of its words."""
    first = re.finditer(r"(?<![^\W_])[^\W\d_]", text[name.start : name.end])
    starts = [] if name.number else [name.start + letter.start() for letter in first]
    keep = [(start, start + 1) for start in starts]
    if why == AT_GATE:  # the words of a welcome around the name are those of the program
        keep += [(0, name.start), (name.end, len(text))]
    return blanked(text, keep)


def _readable(text: str) -> str:
    """`text` as it is, with numbers blanked that may be those of a person."""
    return _NUMBER_OF_A_PERSON.sub(lambda found: BLANK * len(found.group()), text)


def _is_known(name: str) -> bool:
    """Whether a text is, or is misread from, a word of the lexicon."""
    simple = plain(name)
    if any(term.end - term.start >= len(name) * _HALF for term in terms_in(simple)):
        return True
    read = _squeezed(simple)
    if any(len(read) == len(word) and _unlike(read, word) == 1 for word in _DETECTED):
        return True
    return len(read) >= _LEAST_COMPARED and any(
        abs(len(read) - len(word)) <= 1 and SequenceMatcher(None, read, word).ratio() >= _MISREAD
        for word in latin_words()
    )


def _unlike(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


_DETECTED = ("face", "faces", "head", "human", "person", "people")
"""What detectors write at a face, too short for a share of letters to tell a misreading."""
_LEAST_COMPARED = 6
_MISREAD = 0.8
"""From so many letters on: the share that two words have in common (Ratcliff and Obershelp)."""


# --- lines ----------------------------------------------------------------------------------------


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """Short Chinese lines set below one another, joined: a label that was broken to fit."""
    short = [line for line in lines if _is_short_chinese(line.text)]
    joined: list[Line] = []
    used: set[int] = set()
    for first in sorted(short, key=lambda line: (line.area.top, line.area.left)):
        if id(first) in used:
            continue
        column = [first]
        while (below := _below(column[-1], short)) is not None and len(column) < _MOST_STACKED:
            column.append(below)
        if len(column) > 1:
            used.update(map(id, column))
            joined.append(
                Line(
                    "".join(line.text for line in column),
                    around([line.area for line in column]),
                    min(line.confidence for line in column),
                )
            )
    return joined


_MOST_STACKED = 4


def _is_short_chinese(text: str) -> bool:
    return re.fullmatch(f"[{HAN}]{{1,6}}", text) is not None


def _below(line: Line, others: Sequence[Line]) -> Line | None:
    tall = line.area.height
    fitting = [
        other
        for other in others
        if 0 < other.area.top - line.area.top <= 1.6 * tall
        and other.area.top >= line.area.bottom - 0.5 * tall
        and abs(other.area.centre[0] - line.area.centre[0]) <= tall
    ]
    return min(fitting, key=lambda other: (other.area.top, other.area.left), default=None)


def _in_column(area: Area, other: Area) -> bool:
    tall = max(area.height, other.height)
    return abs(area.left - other.left) <= tall and abs(area.top - other.top) <= 4 * tall


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _each_once(hits: Iterable[Hit]) -> Iterable[Hit]:
    """`hits` without those that say the same of the same words."""
    seen: set[tuple[Kind, str, Area]] = set()
    for hit in hits:
        told = (hit.kind, hit.group, hit.area)
        if told not in seen:
            seen.add(told)
            yield hit

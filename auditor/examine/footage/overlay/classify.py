"""From words, faces and drawn frames to what a recognition or analytics program shows.

A word counts by what it is and by where it is. A person's name shows recognition only at a frame
drawn around a face and together with a score or a number, on a card with a score, or in a welcome
that opens a gate; with the colour of its frame alone it is reported and supports no fact. Any other
word at a frame that is in no list is a label of unknown meaning and shows nothing. An age, a gender
or an emotion counts at a frame too, and elsewhere only in a form in which programs write estimates.
Words that name lists, visits or results count where a face is in the picture. Titles of face
recognition programs count by themselves. Camera names, clocks, subtitles, scores, tickers and the
labels of object detectors have none of these forms, or are not at such a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.examine.footage.overlay.drawing import DrawnBox, FrameShape
from auditor.examine.footage.overlay.estimates import (
    AGE_VALUE,
    INITIAL_AND_AGE,
    has_paired_estimates,
    has_scored_estimate,
    is_only,
    keyed_estimates,
)
from auditor.examine.footage.overlay.hits import (
    AT_FRAME,
    BY_ITSELF,
    IN_COMPANY,
    NEXT_TO_FACE,
    WITH_FACE,
    Hit,
    Scene,
)
from auditor.examine.footage.overlay.lexicon import Kind, Needs, Term
from auditor.examine.footage.overlay.lines import Line
from auditor.examine.footage.overlay.normal import blanked
from auditor.examine.footage.overlay.person_labels import (
    UNREAD,
    cards,
    names_and_unknown,
    squeezed,
    welcomes,
)
from auditor.examine.footage.overlay.placement import HALF, MOSTLY, Placement, Placing
from auditor.examine.footage.overlay.places import Area

_COMPARES_PEOPLE = frozenset({Kind.NAME, Kind.SIMILARITY, Kind.LIST, Kind.VISITS, Kind.RESULT})
_SHOWS_NO_PROGRAM_FOR_FACES = frozenset({Kind.ACTION, Kind.UNKNOWN})
"""Kinds after which weaker words are not counted: programs that compare no faces draw them, too."""
_SEVERAL = 2
_PANEL = 3
_FUNCTIONS = 2
_FORM = 2
"""How many are needed; a single one may be chance, or a word in a menu."""
_NOT_QUOTED = frozenset({Kind.NOTICE, Kind.FORM})
_NO_PERSON = frozenset({"unknown", "known", "nomatch", "notfound", "未知", "member", "resident"})
"""Words of lists that mean nothing at a box around a body, where any object may be unknown."""


def classify(lines: Sequence[Line], scene: Scene, use: Placing | None = None) -> tuple[Hit, ...]:
    """What a recognition or analytics program shows in a picture with `lines`."""
    picture = _Classifier(Placement(lines, scene, use or Placing()))
    sure = [
        *picture.systems(),
        *picture.at_frames(),
        *picture.estimates(),
        *picture.listed(),
        *picture.with_face(),
        *picture.gestures(),
        *welcomes(picture.at),
        *cards(picture.at),
    ]
    strong = {hit.area for hit in sure if hit.kind not in _SHOWS_NO_PROGRAM_FOR_FACES}
    if strong:
        sure += picture.in_company(strong, any(hit.kind in _COMPARES_PEOPLE for hit in sure))
        strong = {hit.area for hit in sure if hit.kind not in _SHOWS_NO_PROGRAM_FOR_FACES}
    unread = [hit.area for hit in sure if hit.group == UNREAD]
    return tuple(
        hit
        for hit in _each_once(sure)
        if hit.kind not in _SHOWS_NO_PROGRAM_FOR_FACES
        or (hit.area not in strong and not _is_misread(hit, unread))
    )


def _is_misread(hit: Hit, unread: Sequence[Area]) -> bool:
    """Whether a label of unknown meaning is another reading of words that could not be read."""
    size = hit.area.width * hit.area.height
    return (
        hit.kind is Kind.UNKNOWN
        and hit.group != UNREAD
        and any(hit.area.shared_with(area) >= HALF * size for area in unread)
    )


class _Classifier:
    """The rules for the lines of one picture."""

    def __init__(self, placement: Placement) -> None:
        self.at = placement
        self.faces = placement.scene.faces
        self.labels = placement.labels
        self.form = sum(1 for line in placement.lines if line.of(Kind.FORM)) >= _FORM

    def systems(self) -> Iterable[Hit]:
        """Titles of programs, and two different functions of one."""
        terms = [
            (line, term)
            for line in self.labels
            if not line.of(Kind.NOTICE) and not self.at.is_caption(line)
            for term in line.of(Kind.SYSTEM)
        ]
        functions = {squeezed(term.text) for _, term in terms}
        title = any(term.needs is Needs.NOTHING for _, term in terms)
        if title or len(functions) >= _FUNCTIONS:
            for line, _ in terms:
                yield _hit(line, Kind.SYSTEM, "", BY_ITSELF)

    def at_frames(self) -> Iterable[Hit]:
        """Every label of a frame drawn around a face or a person."""
        for line in self.labels:
            frame = self.at.frame_of(line)
            if frame is not None:
                yield from self._at_frame(line, frame)

    def _at_frame(self, line: Line, frame: DrawnBox) -> Iterable[Hit]:
        terms = _counted_at_frame(line, body=frame.shape is FrameShape.BODY)
        if terms and line.covered >= HALF:
            for kind, group in dict.fromkeys((t.kind, t.group) for t in terms):
                yield _hit(line, kind, group, AT_FRAME, frame.face)
        elif frame.shape is not FrameShape.BODY and _is_age(line):
            yield _hit(line, Kind.ATTRIBUTE, "age", AT_FRAME, frame.face)
        elif (weak := [t for t in line.terms if _is_weak(t)]) and line.covered >= HALF:
            kind = Kind.ACTION if weak[0].kind is Kind.LIST else Kind.UNKNOWN
            yield _hit(line, kind, "", AT_FRAME, frame.face)
        else:
            yield from names_and_unknown(self.at, line, frame)

    def estimates(self) -> Iterable[Hit]:
        """Age, gender and emotion in a form in which programs write estimates."""
        if self.form:
            return
        scored = [line for line in self.labels if has_scored_estimate(line)]
        paired = [line for line in self.labels if has_paired_estimates(line)]
        keyed = [line for line in self.labels if keyed_estimates(line)]
        groups = {group for line in keyed for group in keyed_estimates(line)}
        enough = [
            (scored, bool(self.faces) or len(scored) >= _SEVERAL),
            (paired, bool(self.faces) or len(paired) >= _SEVERAL),
            (keyed, bool(self.faces) and len(groups) >= _SEVERAL),
        ]
        for lines, counts in enough:
            for line in lines if counts else ():
                yield from self._attributes(line, WITH_FACE if self.faces else IN_COMPANY)
        yield from self._emotions()
        yield from self._bare()

    def _emotions(self) -> Iterable[Hit]:
        """A list of emotions, as programs draw it with a bar for each."""
        bare = [line for line in self.labels if is_only(line, "emotion")]
        if len({line.plain for line in bare}) < _PANEL:
            return
        for line in bare:
            if any(other is not line and _in_column(line.area, other.area) for other in bare):
                yield _hit(line, Kind.ATTRIBUTE, "emotion", IN_COMPANY)

    def _bare(self) -> Iterable[Hit]:
        """Single words next to several faces, each its own."""
        for group in ("emotion", "gender"):
            nearest: dict[Area, Line] = {}
            for line in self.labels:
                if is_only(line, group) and (face := self.at.face_next_to(line)) is not None:
                    nearest.setdefault(face, line)
            if len(nearest) >= _SEVERAL:
                for face, line in nearest.items():
                    yield _hit(line, Kind.ATTRIBUTE, group, NEXT_TO_FACE, face)

    def listed(self) -> Iterable[Hit]:
        """Messages about listed people and strangers."""
        for line in self.labels:
            strong = [t for t in line.of(Kind.LIST) if t.needs is Needs.NOTHING]
            if strong and line.covered >= MOSTLY and not self.at.is_caption(line):
                yield _hit(line, Kind.LIST, "", BY_ITSELF)

    def with_face(self) -> Iterable[Hit]:
        """Similarity, visits, attention and results, where a face is in the picture."""
        if not self.faces:
            return
        for line in self.labels:
            for term in line.of(Kind.SIMILARITY, Kind.VISITS, Kind.ATTENTION, Kind.RESULT):
                if term.needs is Needs.FACE and self.at.has_own_place(line, term):
                    yield _hit(line, term.kind, "", WITH_FACE, self.at.face_next_to(line))

    def gestures(self) -> Iterable[Hit]:
        """Where faces look and what they do, as programs write it line by line."""
        lines = [line for line in self.labels if line.of(Kind.ATTENTION)]
        needs = [t.needs for line in lines for t in line.of(Kind.ATTENTION)]
        if Needs.NOTHING in needs or needs.count(Needs.COMPANY) >= _SEVERAL:
            for line in lines:
                if any(t.needs is not Needs.FACE for t in line.of(Kind.ATTENTION)):
                    yield _hit(line, Kind.ATTENTION, "", BY_ITSELF)

    def in_company(self, counted: set[Area], compares_people: bool) -> Iterable[Hit]:
        """What is next to a face or has a value, where a program is known to be at work."""
        for line in self.labels:
            if line.area in counted or self.at.is_caption(line):
                continue
            face = self.at.face_next_to(line)
            lists = [t for t in line.of(Kind.LIST) if compares_people or not _is_weak(t)]
            if (lists and line.covered >= MOSTLY and face is not None) or any(
                t.needs is Needs.NOTHING for t in lists
            ):
                yield _hit(line, Kind.LIST, "", IN_COMPANY, face)
            elif self._is_estimate(line):
                yield from self._attributes(line, IN_COMPANY)
            else:
                for term in line.of(Kind.SIMILARITY, Kind.VISITS, Kind.RESULT):
                    if self.at.has_own_place(line, term):
                        yield _hit(line, term.kind, "", IN_COMPANY, face)

    def _is_estimate(self, line: Line) -> bool:
        keyed = bool(keyed_estimates(line)) and not self.form
        return has_scored_estimate(line) or has_paired_estimates(line) or keyed

    def _attributes(self, line: Line, why: str) -> Iterable[Hit]:
        groups = [t.group for t in line.of(Kind.ATTRIBUTE)] + list(keyed_estimates(line))
        for group in dict.fromkeys(groups or ["age"]):
            yield _hit(line, Kind.ATTRIBUTE, group, why, self.at.face_next_to(line))


def _hit(line: Line, kind: Kind, group: str, why: str, face: Area | None = None) -> Hit:
    keep = [(t.start, t.end) for t in line.terms if t.kind not in _NOT_QUOTED]
    own = [t for t in line.of(kind) if t.group == group or not group]
    key = " ".join(squeezed(t.text) for t in own) or group
    return Hit(kind, group, blanked(line.text, keep), key, line.area, why, line.confidence, face)


def _counted_at_frame(line: Line, *, body: bool) -> list[Term]:
    """The words that count at a frame by themselves, and those that count with another one.

    At a box around a body only lists of people and actions count.
    """
    if body:
        lists = [t for t in line.of(Kind.LIST) if squeezed(t.text) not in _NO_PERSON]
        return [t for t in (*lists, *line.of(Kind.ACTION)) if not _is_weak(t)]
    terms = line.of(Kind.ATTRIBUTE, Kind.LIST, Kind.ACTION, Kind.ATTENTION)
    alone = [term for term in terms if not _is_weak(term)]
    estimated = any(term.kind is Kind.ATTRIBUTE for term in alone)
    return [t for t in terms if t in alone or (estimated and t.kind is Kind.ATTRIBUTE)]


def _is_age(line: Line) -> bool:
    return (
        INITIAL_AND_AGE.fullmatch(line.plain) is not None
        or AGE_VALUE.search(line.plain) is not None
    )


def _is_weak(term: Term) -> bool:
    """Whether a word counts only together with others: a role, or a colour."""
    return term.needs is Needs.COMPANY


def _in_column(area: Area, other: Area) -> bool:
    tall = max(area.height, other.height)
    return abs(area.left - other.left) <= tall and abs(area.top - other.top) <= 4 * tall


def _each_once(hits: Iterable[Hit]) -> Iterable[Hit]:
    """`hits` without those that state the same of the same words."""
    known: set[tuple[Kind, str, Area]] = set()
    for hit in hits:
        statement = (hit.kind, hit.group, hit.area)
        if statement not in known:
            known.add(statement)
            yield hit

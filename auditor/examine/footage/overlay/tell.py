"""What single frames show of overlays, as observations with the facts that they support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.locator import MediaLocator
from auditor.examine.footage.overlay.drawing import DrawnBox
from auditor.examine.footage.overlay.hits import Hit
from auditor.examine.footage.overlay.lexicon import Kind
from auditor.examine.footage.overlay.person_labels import UNREAD
from auditor.examine.footage.overlay.places import Area
from auditor.examine.model import Observation
from auditor.vocabulary.value import FactValue

_NO_FACE_FOUND = frozenset({Kind.ACTION, Kind.UNKNOWN})
"""Kinds of words that a frame around a head may belong to although nothing looks for faces."""
MOST_ALIKE = 12
"""Observations of one kind that are listed; the rest is counted."""


@dataclass(frozen=True)
class FrameNote:
    """What is kept of a frame read: index, media time in seconds, faces, frames drawn at them."""

    index: int
    time: float
    faces: int
    drawn: tuple[DrawnBox, ...] = ()


@dataclass(frozen=True)
class Sighting:
    """A hit, and the frame it was in."""

    hit: Hit
    frame: FrameNote


@dataclass(frozen=True)
class _Shown:
    """What one kind of overlay is called, and the facts it bears on.

    `function` is a value of `capture.function`, `analyses` some of `capture.analyses`.
    """

    what: str
    analyses: tuple[str, ...] = ()
    function: str = ""
    template: bool = False
    purposes: tuple[str, ...] = ()


_IDENTIFIED = "identify_one_to_many"
_SHOWN: dict[tuple[Kind, str], _Shown] = {
    (Kind.NAME, ""): _Shown(
        "A person's name or number is shown", ("recognition",), _IDENTIFIED, template=True
    ),
    # Words that have another ordinary explanation than a comparison of faces support no fact.
    (Kind.UNKNOWN, ""): _Shown("A label of unknown meaning is shown"),
    (Kind.UNKNOWN, UNREAD): _Shown("Words that could not be read are shown"),
    (Kind.ACTION, ""): _Shown("A word for an action or a role is shown"),
    (Kind.SIMILARITY, ""): _Shown(
        "A similarity of faces is shown", ("recognition",), _IDENTIFIED, template=True
    ),
    (Kind.LIST, ""): _Shown(
        "A list of people or a stranger to it is named",
        ("lists", "recognition"),
        _IDENTIFIED,
        template=True,
    ),
    (Kind.ATTRIBUTE, "gender"): _Shown("A gender is estimated", ("attributes",), "attributes"),
    (Kind.ATTRIBUTE, "age"): _Shown("An age is estimated", ("attributes",), "attributes"),
    (Kind.ATTRIBUTE, "emotion"): _Shown("An emotion is estimated", ("emotion",), "attributes"),
    (Kind.ATTRIBUTE, "ethnicity"): _Shown(
        "An ethnic group is estimated", ("attributes",), "attributes"
    ),
    (Kind.ATTRIBUTE, "worn"): _Shown(
        "What is worn on a face is shown", ("attributes",), "detect_count"
    ),
    (Kind.ATTRIBUTE, "liveness"): _Shown(
        "A check whether a face is that of a living person is shown", ("liveness",), "detect_count"
    ),
    (Kind.VISITS, ""): _Shown(
        "A count or record of visits is shown",
        ("repeat_visits",),
        "identify_repeat_visitor",
        template=True,
        purposes=("repeat_visitor",),
    ),
    (Kind.ATTENTION, ""): _Shown(
        "Where a face looks or turns is shown", ("attention",), "detect_count"
    ),
    (Kind.RESULT, ""): _Shown(
        "The result of a check of faces is shown", ("recognition",), template=True
    ),
    # A program's own words show the program; a capability is not a use.
    (Kind.SYSTEM, ""): _Shown("A program for face recognition shows its title or its functions"),
}
_FUNCTIONS = (
    "detect_count",
    "attributes",
    "identify_repeat_visitor",
    "verify_one_to_one",
    "identify_one_to_many",
)
"""Values of `capture.function` that overlays can show, from the least to the most."""
_WANTED = (
    "黑名单",
    "布控",
    "重点人员",
    "嫌疑人",
    "逃犯",
    "black",
    "block",
    "watch",
    "wanted",
    "suspect",
)
"""What lists of people who are looked for are called."""
_NAME_ALONE = (
    "A word like a person's name is shown, which alone does not show a comparison of faces"
)
_SEVERAL_NAMES = 2
"""Different names from which each is a second sign for the others."""
_TO_DOCUMENT = "人证"
"""A face compared with the picture on an identity document."""


def observations_of(
    exhibit: Exhibit, sightings: Sequence[Sighting], frames: Sequence[FrameNote]
) -> tuple[tuple[Observation, ...], int]:
    """One observation for each overlay, however often it was seen, in order of time.

    Also how many more of the same kind there were than are listed.
    """
    groups = _grouped(sightings)
    listed: list[_Group] = []
    counted: Counter[tuple[Kind, str]] = Counter()
    for group in groups:
        counted[group.kind] += 1
        if counted[group.kind] <= MOST_ALIKE:
            listed.append(group)
    names = {s.hit.key for s in sightings if s.hit.kind is Kind.NAME}
    several = len(names) >= _SEVERAL_NAMES
    counting = [group for group in listed if several or not group.alone]
    most = _most(counting)
    observations = [
        _observation(exhibit, group, len(frames), most, counts=group in counting)
        for group in listed
    ]
    of_something_else = bool(groups) and all(g.kind[0] in _NO_FACE_FOUND for g in groups)
    drawn = _frames_drawn(exhibit, frames, alone=not most, of_something_else=of_something_else)
    observations += [drawn] if drawn is not None else []
    return (
        tuple(sorted(observations, key=lambda o: (_start(o), o.topic, o.note))),
        len(groups) - len(listed),
    )


def _start(observation: Observation) -> float:
    return observation.locator.start if isinstance(observation.locator, MediaLocator) else 0.0


# --- the same overlay in several frames -----------------------------------------------------------


@dataclass
class _Group:
    """Sightings of one overlay, in order of time; never empty."""

    sightings: list[Sighting] = field(default_factory=list)

    @property
    def kind(self) -> tuple[Kind, str]:
        hit = self.sightings[0].hit
        return hit.kind, hit.group

    @property
    def alone(self) -> bool:
        """Whether it is a name without any second sign that faces are compared."""
        return all(s.hit.alone for s in self.sightings)

    @property
    def best(self) -> Sighting:
        return max(self.sightings, key=lambda s: (s.hit.confidence, -s.frame.time))

    def takes(self, sighting: Sighting) -> bool:
        """Whether it is the same overlay: the same words, or others in the same place."""
        if self.kind != (sighting.hit.kind, sighting.hit.group):
            return False
        if any(s.hit.key == sighting.hit.key for s in self.sightings):
            return True
        last = self.sightings[-1]
        return last.frame.index != sighting.frame.index and _same_place(
            last.hit.area, sighting.hit.area
        )


def _grouped(sightings: Sequence[Sighting]) -> list[_Group]:
    groups: list[_Group] = []
    for sighting in sightings:
        group = next((g for g in groups if g.takes(sighting)), None)
        if group is None:
            groups.append(_Group([sighting]))
        else:
            group.sightings.append(sighting)
    return groups


def _same_place(one: Area, other: Area) -> bool:
    shared = one.shared_with(other)
    return shared >= _SHARED * min(one.width * one.height, other.width * other.height)


_SHARED = 0.5
"""Share of the smaller of two places that makes them one."""


# --- in words, and for the facts ------------------------------------------------------------------


def _observation(
    exhibit: Exhibit, group: _Group, read: int, most: str, *, counts: bool
) -> Observation:
    shown, best = _SHOWN[group.kind], group.best
    what = shown.what if counts else _NAME_ALONE
    times = [s.frame.time for s in group.sightings]
    frames = len({s.frame.index for s in group.sightings})
    return Observation(
        exhibit=exhibit.id,
        topic=f"overlay.{group.kind[0].value}",
        locator=MediaLocator(
            start=round(min(times), 3),
            end=round(max(times), 3),
            frame=best.frame.index,
            box=best.hit.area.box(),
            quote=best.hit.words,
        ),
        note=f"{what}, {best.hit.why}; in {frames} of {read} frames read.",
        says=_says(shown, group, most) if counts else {},
        subject=exhibit.camera,
        confidence=best.hit.confidence,
    )


def _says(shown: _Shown, group: _Group, most: str) -> dict[str, FactValue]:
    said: dict[str, FactValue] = {}
    words = " ".join(s.hit.key for s in group.sightings)
    if shown.template:
        said["capture.template_extracted"] = True
    # A system that does more does the lesser as well; two answers to one question would be none.
    if _function(group) == most and most:
        said["capture.function"] = most
    if shown.analyses:
        said["capture.analyses"] = shown.analyses
    purposes = set(shown.purposes)
    if group.kind[0] is Kind.LIST and any(word in words for word in _WANTED):
        purposes.add("watchlist")
    if group.kind[0] is Kind.LIST and (lists := _lists(words)):
        said["watchlist.lists"] = lists
    if purposes:
        said["purpose.actual"] = tuple(sorted(purposes))
    return said


def _lists(words: str) -> tuple[str, ...]:
    """The lists of people that words of a list name."""
    block_list = any(word in words for word in _WANTED)
    favoured = "vip" in words or "贵宾" in words
    return (*(("block_list",) if block_list else ()), *(("vip",) if favoured else ()))


def _function(group: _Group) -> str:
    function = _SHOWN[group.kind].function
    words = " ".join(s.hit.key for s in group.sightings)
    return "verify_one_to_one" if function == _IDENTIFIED and _TO_DOCUMENT in words else function


def _most(groups: Iterable[_Group]) -> str:
    """The most that is done to a face by what the groups show; empty where they show nothing."""
    shown = [function for group in groups if (function := _function(group))]
    return max(shown, key=_FUNCTIONS.index, default="")


# --- frames drawn around faces --------------------------------------------------------------------


def _frames_drawn(
    exhibit: Exhibit, frames: Sequence[FrameNote], *, alone: bool, of_something_else: bool
) -> Observation | None:
    """Frames around faces: of an image one is enough, in a video they have to follow the faces."""
    with_frame = [frame for frame in frames if frame.drawn]
    if not with_frame:
        return None
    moving = exhibit.kind is not ExhibitKind.IMAGE
    with_face = sum(1 for frame in frames if frame.faces)
    if moving and not (len(with_frame) >= _ENOUGH * with_face and _follows(with_frame)):
        return None
    best = max(with_frame, key=lambda frame: (len(frame.drawn), -frame.time))
    count = f"in {len(with_frame)} of {len(frames)} frames read"
    what = "Frames drawn by a program follow faces" if moving else "A program drew frames at faces"
    said: dict[str, FactValue] = {}
    meaning = "the words at them name something else, so that no face need have been looked for"
    if not of_something_else:
        meaning = "that shows that faces are found, not that anybody is recognised"
        said["capture.analyses"] = ("detection",)
        if alone:
            said["capture.function"] = "detect_count"
    return Observation(
        exhibit=exhibit.id,
        topic="overlay.face_box",
        locator=MediaLocator(
            start=round(with_frame[0].time, 3),
            end=round(with_frame[-1].time, 3),
            frame=best.index,
            box=best.drawn[0].area.box(),
        ),
        note=f"{what}, {count}; {meaning}.",
        says=said,
        subject=exhibit.camera,
    )


_ENOUGH = 0.3
"""Share of the frames with a face in which frames have to be drawn."""
_MOVED = 3.0
"""Elements by which a drawn frame has to move; the frame of a picture on a wall does not."""


def _follows(frames: Sequence[FrameNote]) -> bool:
    places = [box.area for frame in frames for box in frame.drawn[:1]]
    return len(frames) > 1 and any(
        max(abs(a.left - b.left), abs(a.top - b.top), abs(a.right - b.right)) >= _MOVED
        for a in places[:1]
        for b in places[1:]
    )

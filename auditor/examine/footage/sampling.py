"""Which frames are examined while something may be in view, and where in them.

Frames are given one after another. The whole picture is searched at the first of them, at scene
cuts and every `whole` seconds; every `interval` seconds those parts are searched in which something
moved; and while a face is in view, its surroundings every `spacing` seconds. Where a face has just
come into view, the frames since the look before are searched for it as well, so that both ends of
an episode are known to within `spacing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from auditor.core.frozen import Frozen
from auditor.examine.footage.cuts import Cuts
from auditor.examine.footage.decode import Grey, Picture
from auditor.examine.footage.detect.interface import Detection, Pixels
from auditor.examine.footage.measure import measure
from auditor.examine.footage.search import FloatBox, Rectangle, Search, shared, sketch
from auditor.examine.model import FaceMeasurement


@dataclass(frozen=True)
class Sampling:
    """The strategy's parameters, in seconds unless said otherwise.

    Attributes:
        whole: longest time between two searches of the whole picture.
        interval: longest time between two searches of what moved.
        spacing: time between looks at a face that is in view.
        fine: time between two searches of the whole picture at its full resolution, where it is
            otherwise reduced and something moves all over it,
        finest_rest: and up to which that time doubles with every such search that finds no face
            which the reduced picture does not show.
        lost: how long a face that is no longer found is still looked for where it was.
        cut: mean difference of two consecutive frames, in grey levels of 0 to 255, from which the
            scene has been cut,
        cut_ratio: if it is also this many times the usual difference of late.
        exhaustive: search every frame, whole and at its full resolution, and nothing else.
    """

    whole: float = 2.0
    interval: float = 0.5
    spacing: float = 0.25
    fine: float = 4.0
    finest_rest: float = 16.0
    lost: float = 1.0
    cut: float = 12.0
    cut_ratio: float = 2.5
    exhaustive: bool = False

    def words(self) -> str:
        """The strategy as one sentence for a report."""
        if self.exhaustive:
            return "every frame, the whole picture at its full resolution"
        return (
            "the first and the last frame, scene cuts, and one frame every "
            f"{self.interval:g} s where something moved; the whole picture every {self.whole:g} s "
            f"(at its full resolution every {self.fine:g} to {self.finest_rest:g} s where it is "
            "reduced otherwise and all of it moves); while a face is in view, its surroundings "
            f"every {self.spacing:g} s; a face in view for less than {self.interval:g} s can be "
            "missed"
        )


_NEARLY = 1e-6
"""Seconds; times are fractions of a second, and their differences miss round numbers."""


class Look(Frozen):
    """What was found in a frame examined.

    `time` is in seconds; `cut` says that a new scene began since the look before; `still` that
    nothing moved since then. `hits` counts the faces found, `found` holds those that could be
    measured.
    """

    index: int
    time: float
    key: bool = False
    cut: bool = False
    still: bool = False
    searched: bool = True
    hits: int = 0
    found: tuple[FaceMeasurement, ...] = ()


@dataclass
class _Held:
    """A frame since the last wide look: examined for known faces, or only kept."""

    picture: Picture
    cut: bool
    looked: bool
    bgr: Pixels | None = None
    found: list[Detection] = field(default_factory=list)

    def pixels(self) -> Pixels:
        if self.bgr is None:
            self.bgr = self.picture.pixels()
        return self.bgr


@dataclass
class _Known:
    """A face in view: where it was last, how it moves, and when it was last found."""

    face: Detection
    time: float
    pace: tuple[float, float] | None = None

    def box_at(self, time: float) -> FloatBox:
        ahead = time - self.time
        across, down = self.pace or (0.0, 0.0)
        return (
            self.face.x + across * ahead,
            self.face.y + down * ahead,
            self.face.width,
            self.face.height,
        )


class Looker:
    """Looks through frames given one after another; keeps at most a few of them."""

    def __init__(self, search: Search, sampling: Sampling) -> None:
        self.search = search
        self.use = sampling
        self.cuts = Cuts(sampling.cut, sampling.cut_ratio)
        self.known: list[_Known] = []
        self._held: list[_Held] = []
        self._cut_since = False
        self._wide_at = self._whole_at = self._fine_at = -np.inf
        self._fine = sampling.fine
        self._sketch: Grey | None = None
        self._moved = False
        self._newest: Picture | None = None
        self._newest_looked = False

    def already_searched(self, picture: Picture) -> None:
        """Take `picture`, which comes before all others, for one in which no face was found."""
        self._sketch = sketch(picture, self.search.use)

    def see(self, picture: Picture, *, whole: bool = False) -> Iterator[Look]:
        """The looks that are settled once `picture` has been seen, in order of time.

        With `whole` it is searched as a whole in any case.
        """
        cut = self.cuts.seen(picture)
        self._cut_since = self._cut_since or cut
        self._newest, self._newest_looked = picture, False
        if self.use.exhaustive:
            yield self._everything(picture)
        elif cut or whole or picture.time - self._wide_at >= self.use.interval - _NEARLY:
            yield from self._widely(picture, whole=cut or whole)
        elif picture.time - self._last_held() >= self.use.spacing - _NEARLY:
            self._hold(picture)

    def finish(self) -> Iterator[Look]:
        """The looks still to come once the last frame has been seen, the last frame among them."""
        if self._newest is not None and not self._newest_looked:
            self._held = [held for held in self._held if held.picture is not self._newest]
            yield from self._widely(self._newest)
        yield from self._settled()

    def pause(self) -> Iterator[Look]:
        """The looks still to come where the footage goes on but need not be examined."""
        yield from self._settled()

    def linger(self, picture: Picture) -> Look:
        """A look at the faces last in view, in a frame up to which nothing has moved."""
        held = _Held(picture, cut=False, looked=True)
        self._follow(held)
        return self._look(held).model_copy(update={"still": True})

    # --- the ways of looking ---------------------------------------------------------------------

    def _everything(self, picture: Picture) -> Look:
        held = _Held(picture, cut=self._cut_since, looked=True)
        held.found = self.search.finely(held.pixels())
        self._cut_since, self._newest_looked = False, True
        return self._look(held)

    def _hold(self, picture: Picture) -> None:
        held = _Held(picture, cut=self._cut_since, looked=bool(self.known))
        if self.known:
            self._follow(held)
            self._cut_since = False
            self._newest_looked = True
        self._held.append(held)

    def _follow(self, held: _Held) -> None:
        now = held.picture.time
        boxes = [known.box_at(now) for known in self.known]
        found = self.search.around(held.pixels(), boxes)
        # A face seen once may be that of a runner: its pace is known from the second time on.
        for known in self.known:
            if known.pace is None and not any(self._is_same(face, known, now) for face in found):
                found += self._further(held, [known.box_at(now)], now - known.time)
        held.found = self.search.one_each(found)
        self._learn(held.found, now)

    def _is_same(self, face: Detection, known: _Known, now: float) -> bool:
        return _near(face, known.face, (now - known.time) * _PACE)

    def _further(self, held: _Held, boxes: Sequence[FloatBox], seconds: float) -> list[Detection]:
        """Faces as far around `boxes` as anybody gets in some seconds."""
        return self.search.around(
            held.pixels(), boxes, further=min(_PACE * abs(seconds), _MOST_REACH)
        )

    def _widely(self, picture: Picture, *, whole: bool = False) -> Iterator[Look]:
        held = _Held(picture, cut=self._cut_since, looked=True)
        drawn = sketch(picture, self.search.use)
        if self._cut_since:
            self.known = []
        found = self._found_widely(held, drawn, whole=whole)
        held.found = self.search.one_each([*found, *self._overlooked(held, found)])
        new = self._learn(held.found, picture.time)
        if new and not held.cut:
            self._look_back(new)
        yield from self._settled()
        self._cut_since, self._newest_looked = False, True
        self._wide_at, self._sketch = picture.time, drawn
        yield self._look(held)

    def _found_widely(self, held: _Held, drawn: Grey, *, whole: bool) -> list[Detection]:
        now = held.picture.time
        width, height = held.picture.size
        parts: list[Rectangle] | None = None
        if self._sketch is not None and not self._cut_since:
            parts = self.search.moved(self._sketch, drawn, width, height)
        moves = parts is None
        self._moved = self._moved or parts != []
        if whole or (self._moved and now - self._whole_at >= self.use.whole - _NEARLY):
            parts = None
        if parts is not None:
            return self.search.parts(held.pixels(), parts) if parts else []
        self._whole_at, self._moved = now, False
        found = self.search.whole(held.pixels())
        if moves and now - self._fine_at >= self._fine - _NEARLY:
            self._fine_at = now
            more = self.search.in_tiles(held.pixels(), found)
            # Where there are no faces far away, looking for them rests for longer.
            rest = self.use.fine if len(more) > len(found) else 2 * self._fine
            self._fine = min(rest, self.use.finest_rest)
            return more
        return found

    def _overlooked(self, held: _Held, found: list[Detection]) -> list[Detection]:
        """Known faces that a wide search did not find and a closer look does."""
        now = held.picture.time
        missed = [
            box
            for box in (known.box_at(now) for known in self.known)
            if not any(shared(face, box) > 0 for face in found)
        ]
        return self.search.around(held.pixels(), missed) if missed else []

    def _look_back(self, new: list[Detection]) -> None:
        """Search the frames since the last wide look for faces that have come into view."""
        seconds = self.use.spacing
        for held in reversed(self._held):
            boxes = [(d.x, d.y, d.width, d.height) for d in new]
            there = self.search.around(held.pixels(), boxes)
            there = there or self._further(held, boxes, seconds)
            both = self.search.one_each([*held.found, *there])
            fresh = [d for d in both if d not in held.found]
            held.found = both
            held.looked = True
            if not fresh:
                return
            new = fresh

    def _settled(self) -> Iterator[Look]:
        for held in self._held:
            if held.looked:
                yield self._look(held)
        self._held = []

    # --- bookkeeping -----------------------------------------------------------------------------

    def _last_held(self) -> float:
        return self._held[-1].picture.time if self._held else float(self._wide_at)

    def _learn(self, found: list[Detection], now: float) -> list[Detection]:
        """Take over where known faces are now; the faces that were not known."""
        new = []
        missing = list(self.known)
        kept: list[_Known] = []
        for face in found:
            match = min(
                (k for k in missing if _near(face, k.face, (now - k.time) * _PACE)),
                key=lambda k: _apart(face, k.face),
                default=None,
            )
            if match is None:
                new.append(face)
                kept.append(_Known(face, now))
                continue
            missing.remove(match)
            since = max(now - match.time, _NEARLY)
            pace = ((face.x - match.face.x) / since, (face.y - match.face.y) / since)
            kept.append(_Known(face, now, pace))
        lost = [known for known in missing if now - known.time < self.use.lost]
        self.known = [*kept, *lost]
        return new

    def _look(self, held: _Held) -> Look:
        picture, depth = held.picture, self.search.finder.nose_depth
        measured = [
            measure(held.pixels(), one, time=picture.time, frame=picture.index, depth=depth)
            for one in held.found
        ]
        faces = sorted((m for m in measured if m is not None), key=_corner)
        return Look(
            index=picture.index,
            time=picture.time,
            key=picture.key,
            cut=held.cut,
            searched=held.bgr is not None,
            hits=len(held.found),
            found=tuple(faces),
        )


_PACE = 9.0
"""Face sizes a second that anybody may move: a walk of 1.4 m/s over a face 0.16 m wide."""
_MOST_REACH = 3.0
"""Face sizes at most that a face which was seen once is looked for around its place."""


def look_through(pictures: Iterable[Picture], looker: Looker) -> Iterator[Look]:
    """The looks at `pictures`, in order of time, to the last of them."""
    for picture in pictures:
        yield from looker.see(picture)
    yield from looker.finish()


def _corner(face: FaceMeasurement) -> tuple[int, int, int, int]:
    return face.box.x, face.box.y, face.box.width, face.box.height


def _apart(a: Detection, b: Detection) -> float:
    """Distance of the centres, in sizes of the larger face."""
    away = np.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2)
    return float(away) / max(a.width, b.width, 1.0)


def _near(a: Detection, b: Detection, further: float = 0.0) -> bool:
    return _apart(a, b) <= 0.5 + min(further, 2.0)  # half a face, and how far it can have gone

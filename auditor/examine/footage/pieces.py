"""A long recording in pieces that can be looked through side by side, and put together again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from auditor.core.frozen import Frozen
from auditor.examine.footage.cuts import lit_differently
from auditor.examine.footage.decode import Notes
from auditor.examine.footage.gate import Span
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.packets import PacketTable
from auditor.examine.footage.sampling import Look, Looker, Sampling
from auditor.examine.footage.search import Search

LONGEST = 30.0
"""Seconds of a piece, as far as there are key frames to cut at."""
LINGER = 2.0
"""Least time in seconds between two looks at a face while nothing moves."""


class Piece(Frozen):
    """A span looked through in one go.

    `begins` says that nothing moved before it since the piece before, `ends` that nothing moves
    after it until `until`, where the next one begins. `faces` are times at which a face is known to
    be in view. All in seconds.
    """

    number: int
    start: float
    end: float
    until: float
    begins: bool
    ends: bool
    faces: tuple[float, ...] = ()


class PieceLooks(Frozen):
    """What looking through a piece brought.

    `first` and `last` are the signatures of its first and last frame, to tell a cut between two
    pieces; `width` and `height` those of its first frame, upright; `compared` counts frames in
    which only known faces were looked for.
    """

    looks: tuple[Look, ...]
    notes: Notes
    first: tuple[float, ...] = ()
    last: tuple[float, ...] = ()
    width: int = 0
    height: int = 0


def cut_up(spans: Sequence[Span], table: PacketTable, faces: Sequence[float] = ()) -> list[Piece]:
    """Pieces of `spans`, cut at key frames where a span is longer than `LONGEST`.

    `faces` are times at which a face is known to be in view.
    """
    keys = table.times(table.keys)
    pieces: list[Piece] = []
    for place, (start, end) in enumerate(spans):
        edges = [start]
        for key in keys[(keys > start) & (keys < end)]:
            if key - edges[-1] >= LONGEST and end - key >= LONGEST / 2:
                edges.append(float(key))
        until = spans[place + 1][0] if place + 1 < len(spans) else math.inf
        edges.append(end)
        for a, b in pairwise(edges):
            last = b == end
            pieces.append(
                Piece(
                    number=len(pieces),
                    start=a,
                    end=b,
                    until=until if last else b,
                    begins=a == start,
                    ends=last,
                    faces=tuple(face for face in faces if a <= face < b),
                )
            )
    return pieces


def look_at_piece(
    video: IndexedVideo, piece: Piece, search: Search, sampling: Sampling
) -> PieceLooks:
    """Look through a piece, then at who is still in view for as long as nothing moves."""
    looker = Looker(search, sampling)
    notes = Notes()
    looks: list[Look] = []
    first: tuple[float, ...] = ()
    size = (0, 0)
    faces = list(piece.faces)
    if piece.begins and piece.start > 0 and not sampling.exhaustive:
        # The gate found it equal to the last one searched, in which there was no face.
        for _, before in video.key_frames([video.key_before(piece.start)], notes):
            looker.already_searched(before)
    for picture in video.between(piece.start, piece.end, notes, all_frames=sampling.exhaustive):
        if not piece.ends and picture.time >= piece.end - 1e-6:
            break  # the next piece begins with this frame
        known = bool(faces) and picture.time >= faces[0] - 1e-6
        looks += looker.see(picture, whole=known)
        faces = faces[1:] if known else faces
        if not first:
            first = _flat(looker)
            size = picture.size
    looks += looker.finish()
    last = _flat(looker)
    if piece.ends and looker.known and not sampling.exhaustive:
        looks += _linger(video, piece, looker, notes)
    return PieceLooks(
        looks=tuple(looks),
        notes=notes,
        first=first,
        last=last,
        width=size[0],
        height=size[1],
    )


def _linger(video: IndexedVideo, piece: Piece, looker: Looker, notes: Notes) -> list[Look]:
    times = video.table.times(video.table.keys)
    chosen: list[int] = []
    last = piece.end
    for place in np.nonzero((times > piece.end) & (times < piece.until))[0]:
        if times[place] - last >= LINGER:
            chosen.append(int(place))
            last = float(times[place])
    looks: list[Look] = []
    for _, picture in video.key_frames(chosen, notes):
        look = looker.linger(picture)
        looks.append(look)
        if not look.found:
            break
    return looks


def _flat(looker: Looker) -> tuple[float, ...]:
    return tuple(looker.cuts.last.ravel().tolist()) if looker.cuts.last is not None else ()


def put_together(
    pieces: Sequence[Piece],
    looked: Sequence[PieceLooks],
    between: Sequence[Look],
    sampling: Sampling,
) -> list[Look]:
    """The looks of all pieces and those `between` them, in order of time, cuts marked."""
    looks: list[Look] = []
    before: PieceLooks | None = None
    for piece, part in zip(pieces, looked, strict=True):
        own = list(part.looks)
        if own and before is not None:
            own[0] = own[0].model_copy(
                update={
                    "still": piece.begins,
                    "cut": _cut(before.last, part.first, sampling),
                }
            )
        looks += own
        before = part if part.last else before
    seen = {look.index for look in looks}
    looks += [look for look in between if look.index not in seen]
    return sorted(looks, key=lambda look: look.index)


def _cut(last: tuple[float, ...], first: tuple[float, ...], sampling: Sampling) -> bool:
    if len(last) != len(first):
        return True
    if not last:
        return False
    before, now = np.array(last, np.float32), np.array(first, np.float32)
    return bool(np.abs(before - now).mean() > sampling.cut) and not lit_differently(before, now)

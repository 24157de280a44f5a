"""Everything seen in the frames of one exhibit, by the way that suits it.

The pictures of an image are searched once each. A short video, and one whose frames cannot be
reached out of order, is read from its first frame to its last. A long one is searched where its
gate says that something moved, in pieces, on all cores. Further streams of a file, and the film of
a motion photo, are read in order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

import cv2

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.errors import ExhibitError
from auditor.examine.footage import work
from auditor.examine.footage.decode import (
    Footage,
    Notes,
    Picture,
    Reading,
    open_image,
    open_sequence,
    open_video,
    streams_in,
)
from auditor.examine.footage.detect import detector
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.long_recording import LongRecording
from auditor.examine.footage.packets import PacketTable, Unindexed, read_table
from auditor.examine.footage.parts import STRIDE, NumberedPicture, together
from auditor.examine.footage.sampling import Look, Looker, look_through
from auditor.examine.footage.search import Search
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.interface import Workbench
from auditor.examine.shared.film_signatures import MOTION_PHOTO, MOVING_PICTURES


def see(exhibit: Exhibit, path: Path, bench: Workbench, strategy: Strategy) -> Seen:
    """Look through the video or image at `path`, with all its streams and pictures.

    Raises:
        ExhibitError: nothing in it can be decoded, or its pictures are beyond the limits.
    """
    try:
        parts = _parts(exhibit, path)
        first = _first(exhibit, path, parts[0], bench, strategy)
        return together([first, *(_further(part, bench, strategy) for part in parts[1:])])
    except OSError as problem:
        raise ExhibitError(
            "the file cannot be opened", where=path, why=str(problem.strerror or problem)
        ) from problem


def frames_again(
    exhibit: Exhibit, path: Path, frames: Collection[int], strategy: Strategy | None = None
) -> Iterator[Picture]:
    """The `frames` that `see` counted so, read again; fewer where the file cannot be read so far.

    Raises:
        ExhibitError: it can no longer be opened as what it was.
        OSError: the same, of the file itself.
    """
    if not frames:
        return
    for number, part in enumerate(_parts(exhibit, path)):
        own = {f - number * STRIDE for f in frames if f // STRIDE == number}
        video = _indexed(exhibit, path, strategy or Strategy()) if own and not number else None
        if video is not None:
            yield from video.frames_at(own, Notes())
        elif own:
            for picture in _these(part(), own):
                index = picture.index + number * STRIDE
                yield NumberedPicture(picture, index) if number else picture


Opened = Callable[[], Footage]


def _parts(exhibit: Exhibit, path: Path) -> list[Opened]:
    """How each film or picture of the exhibit is opened, the first one first."""
    if exhibit.kind is ExhibitKind.IMAGE:
        return [lambda: open_image(path)]
    if exhibit.media_type in MOVING_PICTURES:
        return [lambda: open_sequence(path)]
    if exhibit.media_type == MOTION_PHOTO:
        return [lambda: open_image(path), lambda: open_video(path)]
    return [partial(open_video, path, number=n) for n in range(streams_in(path))]


def _first(
    exhibit: Exhibit, path: Path, opened: Opened, bench: Workbench, strategy: Strategy
) -> Seen:
    if exhibit.kind is ExhibitKind.IMAGE:
        return _each_picture(opened, bench, strategy)
    if not _is_film(exhibit):
        return _in_order(opened, bench, strategy)
    reading, table = read_table(path)
    video = _long(path, table, strategy)
    if video is None:
        return _in_order(opened, bench, strategy)
    return LongRecording(exhibit, video, reading, bench, strategy).seen()


def _further(opened: Opened, bench: Workbench, strategy: Strategy) -> Seen:
    """What a further part shows; one that cannot be read is said not to be."""
    try:
        return _in_order(opened, bench, strategy)
    except ExhibitError as problem:
        unread = Reading(read_to_end=False, warnings=[f"It could not be read: {problem.why}."])
        return Seen(unread, [], lambda _: iter(()), decoded=0)


def _is_film(exhibit: Exhibit) -> bool:
    """Whether FFmpeg reads it, and its first stream is the first part."""
    return (
        exhibit.kind is ExhibitKind.VIDEO
        and exhibit.media_type != MOTION_PHOTO
        and exhibit.media_type not in MOVING_PICTURES
    )


def _indexed(exhibit: Exhibit, path: Path, strategy: Strategy) -> IndexedVideo | None:
    return _long(path, read_table(path)[1], strategy) if _is_film(exhibit) else None


def _each_picture(opened: Opened, bench: Workbench, strategy: Strategy) -> Seen:
    """The pictures of an image file, each a view of its own."""
    footage = opened()
    looks: list[Look] = []
    for picture in footage.pictures:
        looker = Looker(Search(detector(bench.detector), strategy.searching), strategy.sampling)
        cut = bool(looks)
        looks += [look.model_copy(update={"cut": cut}) for look in look_through([picture], looker)]
    reading = footage.reading
    return Seen(reading, looks, lambda frames: _these(opened(), frames), decoded=reading.decoded)


def _long(path: Path, table: PacketTable | Unindexed, strategy: Strategy) -> IndexedVideo | None:
    """The video to be leapt about in; None where it is short or cannot be, and is read in order."""
    if isinstance(table, Unindexed) or table.duration < strategy.gate.from_seconds:
        return None
    return IndexedVideo(path, table)


def _these(footage: Footage, frames: Collection[int]) -> Iterator[Picture]:
    last = max(frames)
    for picture in footage.pictures:
        if picture.index in frames:
            yield picture
        if picture.index >= last:
            return


def _in_order(opened: Opened, bench: Workbench, strategy: Strategy) -> Seen:
    footage = opened()
    total = footage.reading.duration_in_file or 0.0
    cv2.setNumThreads(work.cores())
    looker = Looker(Search(detector(bench.detector), strategy.searching), strategy.sampling)

    def reported(pictures: Iterator[Picture]) -> Iterator[Picture]:
        for picture in pictures:
            bench.progress(picture.time, max(total, picture.time))
            yield picture

    looks = list(look_through(reported(footage.pictures), looker))
    reading = footage.reading
    return Seen(reading, looks, lambda frames: _these(opened(), frames), decoded=reading.decoded)

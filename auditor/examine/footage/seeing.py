"""Everything seen in the frames of one exhibit, by the way that suits it.

An image is searched once. A short video, and one whose frames cannot be reached out of order, is
read from its first frame to its last. A long one is looked through where its gate says that
something moved, in pieces, on all cores.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import cv2

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.errors import ExhibitError
from auditor.examine.footage import work
from auditor.examine.footage.decode import Footage, Notes, Picture, open_image, open_video
from auditor.examine.footage.detect import detector
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.long_recording import LongRecording
from auditor.examine.footage.packets import PacketTable, Unindexed, read_table
from auditor.examine.footage.sampling import Looker, look_through
from auditor.examine.footage.search import Search
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.interface import Workbench


def see(exhibit: Exhibit, path: Path, bench: Workbench, strategy: Strategy) -> Seen:
    """Look through the video or image at `path`.

    Raises:
        ExhibitError: nothing in it can be decoded, or its pictures are beyond the limits.
    """
    try:
        if exhibit.kind is ExhibitKind.IMAGE:
            return _in_order(lambda: open_image(path), bench, strategy)
        reading, table = read_table(path)
        video = _long(path, table, strategy)
        if video is None:
            return _in_order(lambda: open_video(path), bench, strategy)
        return LongRecording(exhibit, video, reading, bench, strategy).seen()
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
    if exhibit.kind is ExhibitKind.IMAGE:
        yield from open_image(path).pictures
        return
    video = _long(path, read_table(path)[1], strategy or Strategy())
    if video is not None:
        yield from video.frames_at(frames, Notes())
        return
    yield from _these(open_video(path), frames)


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


def _in_order(opened: Callable[[], Footage], bench: Workbench, strategy: Strategy) -> Seen:
    footage = opened()
    total = footage.reading.duration_in_file or 0.0
    cv2.setNumThreads(work.cores())
    looker = Looker(Search(detector(bench.detector), strategy.searching), strategy.sampling)

    def told(pictures: Iterator[Picture]) -> Iterator[Picture]:
        for picture in pictures:
            bench.progress(picture.time, max(total, picture.time))
            yield picture

    looks = list(look_through(told(footage.pictures), looker))
    reading = footage.reading
    return Seen(reading, looks, lambda frames: _these(opened(), frames), decoded=reading.decoded)

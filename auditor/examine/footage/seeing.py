"""Everything seen in the frames of one exhibit, by the way that suits it.

An image is searched once. A short video, and one whose frames cannot be reached out of order, is
read from its first frame to its last. A long one is looked through where its gate says that
something moved, in pieces, on all cores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2

from auditor.case.model import Exhibit, ExhibitKind
from auditor.errors import ExhibitError
from auditor.examine.footage.decode import Footage, Picture, open_image, open_video
from auditor.examine.footage.detect import detector
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.long_recording import LongRecording
from auditor.examine.footage.packets import Unindexed, read_table
from auditor.examine.footage.sampling import Looker, look_through
from auditor.examine.footage.search import Search
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.footage.work import cores
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
        if isinstance(table, Unindexed) or table.duration < strategy.gate.from_seconds:
            return _in_order(lambda: open_video(path), bench, strategy)
        return LongRecording(exhibit, IndexedVideo(path, table), reading, bench, strategy).seen()
    except OSError as problem:
        raise ExhibitError(
            "the file cannot be opened", where=path, why=str(problem.strerror or problem)
        ) from problem


def _in_order(opened: Callable[[], Footage], bench: Workbench, strategy: Strategy) -> Seen:
    footage = opened()
    total = footage.reading.duration_in_file or 0.0
    cv2.setNumThreads(cores())
    looker = Looker(Search(detector(bench.detector), strategy.searching), strategy.sampling)

    def told(pictures: Iterator[Picture]) -> Iterator[Picture]:
        for picture in pictures:
            bench.progress(picture.time, max(total, picture.time))
            yield picture

    def again(frames: set[int]) -> Iterator[Picture]:
        last = max(frames)
        for picture in opened().pictures:
            if picture.index in frames:
                yield picture
            if picture.index >= last:
                return

    looks = list(look_through(told(footage.pictures), looker))
    reading = footage.reading
    return Seen(reading, looks, again, decoded=reading.decoded)

"""What a video file tells of its frames before any is decoded: time, size and key frames.

Reading packets costs a small part of decoding them. The table lets frames be reached out of order,
so that quiet stretches are passed over and both cores work; and the sizes of what lies between key
frames tell where something moved, since an encoder spends next to nothing on a still picture.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import av.container
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from auditor.examine.footage.decode import (
    JITTER,
    JUMP,
    LIMITS,
    Limits,
    Notes,
    Reading,
    open_container,
)


@dataclass(frozen=True)
class PacketTable:
    """The frames of a file in the order of presentation.

    Attributes:
        stamps: presentation time stamps, rising, shape (n,); frames an edit list hides are left
            out.
        sizes: compressed size of each frame in bytes, shape (n,).
        keys: time stamps of the key frames from which decoding can start, rising, shape (k,); the
            first may lie before the first frame that is shown.
        unit: seconds to one step of a time stamp.
        complete: whether the file could be read to its end.
        hidden: how many frames an edit list hides.
        last_seconds: how long the last frame is shown, 0 where the file does not say.
        aspect: width of a stored pixel to its height.
    """

    stamps: NDArray[np.int64]
    sizes: NDArray[np.int64]
    keys: NDArray[np.int64]
    unit: Fraction
    complete: bool
    hidden: int = 0
    last_seconds: float = 0.0
    aspect: Fraction = Fraction(1)

    @property
    def frames(self) -> int:
        """How many frames are shown."""
        return len(self.stamps)

    @property
    def duration(self) -> float:
        """Seconds from the first frame to the last."""
        return self.time(int(self.stamps[-1]))

    def time(self, stamp: int) -> float:
        """Seconds from the first frame; below 0 for what an edit list hides before it."""
        return float((stamp - int(self.stamps[0])) * self.unit)

    def times(self, stamps: NDArray[np.int64]) -> NDArray[np.float64]:
        """The same for many."""
        seconds: NDArray[np.float64] = (stamps - self.stamps[0]).astype(np.float64) * float(
            self.unit
        )
        return seconds

    def index(self, stamp: int) -> int:
        """The place, from 0, of the frame with this time stamp."""
        return int(np.searchsorted(self.stamps, stamp))

    def key_before(self, stamp: int) -> int:
        """The key frame, as a place in `keys`, from which the frame `stamp` can be decoded."""
        return max(0, int(np.searchsorted(self.keys, stamp, side="right")) - 1)

    def jumps(self) -> list[tuple[float, float]]:
        """Where time stamps leap by more than `JUMP`: the times before and after."""
        times = self.times(self.stamps)
        places = np.nonzero(np.diff(times) > JUMP)[0]
        return [(float(times[p]), float(times[p + 1])) for p in places]


@dataclass(frozen=True)
class Unindexed:
    """Why frames of a file must be read one after the other."""

    why: str


def read_table(path: Path, limits: Limits = LIMITS) -> tuple[Reading, PacketTable | Unindexed]:
    """The table of the first video stream of `path`; 17 bytes of memory for each frame.

    Raises:
        ExhibitError: no video stream can be opened.
    """
    container, stream, reading = open_container(path, limits)
    try:
        table = _read(container, stream, limits)
        if isinstance(table, PacketTable):
            table = replace(table, aspect=reading.pixel_aspect)
        return reading, table
    finally:
        container.close()


def _read(
    container: av.container.InputContainer, stream: VideoStream, limits: Limits
) -> PacketTable | Unindexed:
    stamps, sizes, hidden = array("q"), array("q"), bytearray()
    keys: list[int] = []
    last_dts: int | None = None
    complete = True
    notes = Notes()
    packets = container.demux(stream)
    while len(stamps) < limits.most_frames:
        try:
            packet = next(packets)
        except StopIteration:
            break
        except Exception:  # damage may raise anything inside FFmpeg's demuxers
            complete = False
            break
        if not packet.size:
            continue
        notes.take(packet)
        if packet.pts is None:
            return Unindexed("frames have no time stamp")
        if packet.dts is not None and last_dts is not None and packet.dts < last_dts:
            return Unindexed("time stamps run backwards")
        last_dts = packet.dts if packet.dts is not None else last_dts
        if packet.is_keyframe:
            keys.append(packet.pts)
        stamps.append(packet.pts)
        sizes.append(packet.size)
        hidden.append(packet.is_discard)
    else:
        complete = False
    table = _table(stamps, sizes, hidden, keys, stream.time_base, complete=complete)
    if isinstance(table, Unindexed):
        return table
    return replace(table, hidden=notes.hidden, last_seconds=notes.last_seconds)


def _table(
    stamps: array[int],
    sizes: array[int],
    hidden: bytearray,
    keys: list[int],
    unit: Fraction | None,
    *,
    complete: bool,
) -> PacketTable | Unindexed:
    shown = np.frombuffer(hidden, np.uint8) == 0
    if unit is None or not shown.any() or not keys:
        return Unindexed("the file does not say where its key frames are")
    all_stamps = np.frombuffer(stamps, np.int64)
    order = np.argsort(all_stamps[shown], kind="stable")
    rising = all_stamps[shown][order]
    if keys[0] > rising[0] or all_stamps[0] != keys[0]:
        return Unindexed("it does not begin with a key frame")
    if len(rising) > 1 and int(np.diff(rising).min()) == 0:
        return Unindexed("several frames have the same time stamp")
    if _disordered(all_stamps, unit):
        return Unindexed("time stamps run backwards")
    return PacketTable(
        stamps=rising,
        sizes=np.frombuffer(sizes, np.int64)[shown][order],
        keys=np.unique(np.array(keys, np.int64)),
        unit=unit,
        complete=complete,
    )


_REORDERED = 16
"""Frames by which one may come before its turn: the largest reordering H.264 and H.265 allow."""


def _disordered(stamps: NDArray[np.int64], unit: Fraction) -> bool:
    """Whether some stamp lies further back than the reordering of frames explains."""
    highest = np.maximum.accumulate(stamps)
    back = highest - stamps
    steps = np.diff(np.sort(stamps))
    usual = float(np.median(steps)) if len(steps) else 0.0
    return bool(back.max() > max(JITTER / float(unit), _REORDERED * usual))

"""Frames of a video reached out of order, through its table of packets.

Each reading opens the file again and decodes with one thread, so several can run side by side and
what a damaged stream decodes to does not hang on how the work was shared out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from auditor.examine.footage.decode import (
    LIMITS,
    Limits,
    Notes,
    Picture,
    VideoPicture,
    open_container,
    refuse_huge,
)
from auditor.examine.footage.packets import PacketTable

if TYPE_CHECKING:
    VideoPacket: TypeAlias = Packet[VideoStream]

LEAST_RATE_TO_SKIP = 15.0
"""Frames a second from which frames that no other one is predicted from are not decoded: what is
left is still far denser than the looks. Engineering choice."""


@dataclass(frozen=True)
class IndexedVideo:
    """A video file with its table."""

    path: Path
    table: PacketTable
    limits: Limits = LIMITS

    def between(
        self, start: float, end: float, notes: Notes, *, all_frames: bool
    ) -> Iterator[Picture]:
        """The frames from `start` to `end`, in seconds, both included, in order of time.

        Without `all_frames` those that no other frame is predicted from may be left out.
        """
        table = self.table
        first = self.key_before(start)
        skip = not all_frames and table.frames > LEAST_RATE_TO_SKIP * table.duration
        with self._from(int(table.keys[first]), notes) as (stream, packets):
            if skip:
                stream.codec_context.skip_frame = "NONREF"
            for frame in self._frames(packets, int(table.keys[first]), notes):
                picture = self._picture(frame, notes)
                if picture.time > end + _NEARLY:
                    return
                if picture.time >= start - _NEARLY:
                    yield picture

    def key_frames(self, keys: Collection[int], notes: Notes) -> Iterator[tuple[int, Picture]]:
        """The key frames at these places in the table's `keys`, decoded alone.

        One that cannot be decoded is left out and noted.
        """
        wanted = {int(self.table.keys[key]): key for key in keys}
        if not wanted:
            return
        last = max(wanted)
        with self._from(min(wanted), notes) as (stream, packets):
            for packet in packets:
                if packet.pts in wanted and packet.is_keyframe:
                    for frame in _alone(packet, stream, notes):
                        yield wanted[int(packet.pts)], self._picture(frame, notes)
                if packet.pts is not None and packet.pts >= last and packet.is_keyframe:
                    return

    def key_before(self, time: float) -> int:
        """The key frame at or last before `time`, as a place in the table's `keys`."""
        return self.table.key_before(self._stamp_at(time))

    def frames_at(self, indices: Collection[int], notes: Notes) -> Iterator[Picture]:
        """The frames with these places in the order of presentation, in order of time."""
        for index in sorted(indices):
            stamp = int(self.table.stamps[index])
            time = self.table.time(stamp)
            yield from self.between(time, time, notes, all_frames=True)

    # --- inside ----------------------------------------------------------------------------------

    @contextmanager
    def _from(
        self, start: int, notes: Notes
    ) -> Iterator[tuple[VideoStream, Iterator[VideoPacket]]]:
        """The file opened, and its packets from the key frame `start` on."""
        container, stream, _ = open_container(self.path, self.limits)
        try:
            if _leap(container, stream, start):
                yield stream, _packets(container, stream, start, notes)
                return
            container.close()
            # Where a leap fails, everything before is read and passed over.
            container, stream, _ = open_container(self.path, self.limits)
            yield stream, _packets(container, stream, start, notes)
        finally:
            container.close()

    def _stamp_at(self, time: float) -> int:
        return int(self.table.stamps[0]) + round((time + _NEARLY) / float(self.table.unit))

    def _frames(
        self, packets: Iterator[VideoPacket], start: int, notes: Notes
    ) -> Iterator[VideoFrame]:
        for packet in packets:
            try:
                frames = packet.decode()
            except av.error.EOFError:
                return
            except Exception as problem:  # damage may raise anything inside a decoder
                notes.failed(problem)
                if notes.errors > self.limits.most_errors:
                    return
                continue
            for frame in frames:
                # Frames before the key frame belong to what was left out and lack their reference.
                if isinstance(frame, VideoFrame) and frame.pts is not None and frame.pts >= start:
                    yield frame

    def _picture(self, frame: VideoFrame, notes: Notes) -> Picture:
        turns = notes.look_at(frame)
        stamp = frame.pts if frame.pts is not None else int(self.table.stamps[0])
        index = min(self.table.index(stamp), self.table.frames - 1)
        time, aspect = self.table.time(stamp), self.table.aspect
        picture = VideoPicture(frame, index, time, frame.key_frame, turns, aspect)
        refuse_huge(*picture.size, self.path, self.limits)
        return picture


_NEARLY = 1e-6
"""Seconds; less than the step of any time base."""


def _leap(container: InputContainer, stream: VideoStream, start: int) -> bool:
    """Place the file at the key frame `start` or before it; False where that cannot be done."""
    try:
        container.seek(start, stream=stream)
        first = next((p for p in container.demux(stream) if p.size), None)
        if first is None or first.pts is None or first.pts > start:
            return False
        # The packet just read is gone: place it again.
        container.seek(start, stream=stream)
    except Exception:  # not every container can be leapt in, and damage may raise anything
        return False
    return True


def _packets(
    container: InputContainer, stream: VideoStream, start: int, notes: Notes
) -> Iterator[VideoPacket]:
    packets = container.demux(stream)
    begun = False
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except Exception as problem:  # damage may raise anything inside FFmpeg's demuxers
            notes.failed(problem, ends=True)
            return
        begun = begun or (packet.pts == start and packet.is_keyframe)
        if begun:
            yield packet


def _alone(packet: VideoPacket, stream: VideoStream, notes: Notes) -> list[VideoFrame]:
    """The picture of a key frame without any other frame."""
    context = stream.codec_context
    try:
        frames = [*context.decode(packet), *context.decode(None)]
    except Exception as problem:  # damage may raise anything inside a decoder
        notes.failed(problem)
        frames = []
    context.flush_buffers()
    return [f for f in frames if isinstance(f, VideoFrame) and f.pts is not None][:1]

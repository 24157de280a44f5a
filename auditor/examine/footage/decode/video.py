"""The frames of a video one after another, each with its own time.

Decoding uses one thread: with more, what a damaged stream decodes to can differ from run to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import av.container
import av.error
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from auditor.examine.footage.decode.clock import MediaClock
from auditor.examine.footage.decode.container import open_container
from auditor.examine.footage.decode.limits import LIMITS, Limits, refuse_huge, unreadable
from auditor.examine.footage.decode.pictures import Picture, VideoPicture
from auditor.examine.footage.decode.reading import (
    Footage,
    Notes,
    Reading,
    warn_if_broken_off,
)


def open_video(path: Path, limits: Limits = LIMITS, number: int = 0) -> Footage:
    """The frames of a video stream of a file, streamed: never more than a few at a time.

    Raises:
        ExhibitError: no video stream can be opened, or its pictures are too large. Once the first
            frame is out, damage ends the reading with a warning instead.
    """
    container, stream, reading = open_container(path, limits, number)
    return Footage(reading, _frames(container, stream, reading, path, limits))


def _frames(
    container: av.container.InputContainer,
    stream: VideoStream,
    reading: Reading,
    path: Path,
    limits: Limits,
) -> Iterator[Picture]:
    clock = MediaClock(reading)
    notes = Notes()
    try:
        for frame in _decoded(container, stream, notes, limits):
            if reading.decoded >= limits.most_frames:
                reading.read_to_end = False
                reading.warnings.append(
                    f"Cut off: only the first {limits.most_frames} frames were read."
                )
                break
            turns = notes.look_at(frame)
            time = clock.at(frame)
            picture = VideoPicture(
                frame, reading.decoded, time, frame.key_frame, turns, reading.pixel_aspect
            )
            width, height = picture.size
            refuse_huge(width, height, path, limits)
            if reading.decoded == 0:
                reading.width, reading.height = width, height
            elif (width, height) != (reading.width, reading.height):
                notes.resized += 1
                if notes.resized == 1:
                    reading.warnings.append(
                        f"The picture changes its size to {width}x{height} at frame "
                        f"{reading.decoded}; boxes are in the size of their own frame."
                    )
            reading.decoded += 1
            reading.duration = time
            yield picture
    finally:
        container.close()
    if reading.decoded == 0:
        raise unreadable(path, notes.first_error or "it holds no frame that can be decoded")
    clock.add_warnings()
    notes.add_warnings(reading)
    warn_if_broken_off(reading, notes)


def _decoded(
    container: av.container.InputContainer, stream: VideoStream, notes: Notes, limits: Limits
) -> Iterator[VideoFrame]:
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except Exception as problem:  # damage may raise anything inside FFmpeg's demuxers
            notes.failed(problem, ends=True)
            return
        notes.take(packet)
        try:
            frames = packet.decode()
        except av.error.EOFError:
            return
        except Exception as problem:  # the same for decoders
            notes.failed(problem)
            if notes.errors > limits.most_errors:
                notes.ended_early = True
                return
            continue
        for frame in frames:
            if isinstance(frame, VideoFrame):
                yield frame

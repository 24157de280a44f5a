"""A video file opened at one of its streams, and what its header states."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import av.container
from av.stream import Disposition
from av.video.stream import VideoStream

from auditor.core.errors import ExhibitError
from auditor.examine.footage.decode.limits import (
    LIMITS,
    Limits,
    reason_of,
    refuse_huge,
    unreadable,
)
from auditor.examine.footage.decode.pictures import display_size
from auditor.examine.footage.decode.reading import Reading
from auditor.examine.footage.decode.source import open_source

FALLBACK_RATE = Fraction(25)
"""Frames a second where the file states none; the rate of European television."""


def open_container(
    path: Path, limits: Limits = LIMITS, number: int = 0
) -> tuple[av.container.InputContainer, VideoStream, Reading]:
    """The file opened at one of its video streams, and what its header says; the caller closes it.

    Raises:
        ExhibitError: no video stream can be opened, or its pictures are too large.
    """
    try:
        container = open_source(path)
    except ExhibitError:
        raise
    except Exception as problem:  # a hostile file may raise anything inside a parser
        raise unreadable(path, reason_of(problem)) from problem
    try:
        streams = footage_streams(container)
        if number >= len(streams):
            raise unreadable(path, "it has no video stream")
        stream = streams[number]
        reading = _facts_of(container, stream)
        width, height = stream.codec_context.width, stream.codec_context.height
        refuse_huge(*display_size(width, height, reading.pixel_aspect), path, limits)
    except ExhibitError:
        container.close()
        raise
    except Exception as problem:  # as above
        container.close()
        raise unreadable(path, reason_of(problem)) from problem
    return container, stream, reading


def footage_streams(container: av.container.InputContainer) -> list[VideoStream]:
    """The video streams without cover pictures, which players show for the file as a whole."""
    return [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]


_WITHOUT_TIMES = frozenset({"mjpeg"})
"""Demuxers that make up time stamps where the file has none."""


def streams_in(path: Path, limits: Limits = LIMITS) -> int:
    """How many streams of footage the file has.

    Raises:
        ExhibitError: no video stream can be opened.
    """
    container, _, _ = open_container(path, limits)
    try:
        return len(footage_streams(container))
    finally:
        container.close()


def _facts_of(container: av.container.InputContainer, stream: VideoStream) -> Reading:
    stream.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    rate = stream.guessed_rate or stream.average_rate or FALLBACK_RATE
    reading = Reading(
        format=f"{container.format.name.split(',')[0]}/{stream.codec_context.name}",
        frames_in_file=stream.frames or None,
        frames_promised=_promised_frames(container, stream),
        duration_in_file=_stated_duration(container, stream),
        frame_seconds=float(1 / rate) if rate > 0 else float(1 / FALLBACK_RATE),
        has_sound=bool(container.streams.audio),
    )
    if container.format.name in _WITHOUT_TIMES:
        reading.warnings.append(
            f"The file states no times: they were counted at {float(rate):g} frames a second."
        )
    reading.pixel_aspect, doubt = pixel_aspect(stream)
    reading.warnings += [doubt] if doubt else []
    return reading


_MOST_ASPECT = 4
"""Ratio beyond which a stated shape of pixels is taken for damage: no standard has such."""
_SQUEEZED = {
    (960, 1080): Fraction(2),
    (944, 1080): Fraction(2),
    (640, 720): Fraction(2),
    (352, 576): Fraction(2),
    (352, 480): Fraction(2),
    (704, 288): Fraction(1, 2),
    (704, 240): Fraction(1, 2),
}
"""Sizes to which recorders squeeze pictures (1080N, 720N, half D1, 2CIF), and the pixels' shape;
many of them store no shape. No camera has a sensor of these sizes."""


def pixel_aspect(stream: VideoStream) -> tuple[Fraction, str]:
    """Width of a stored pixel to its height, and a warning where the file does not settle it."""
    aspect = Fraction(stream.sample_aspect_ratio or 1)
    if not Fraction(1, _MOST_ASPECT) <= aspect <= _MOST_ASPECT:
        return Fraction(1), (
            f"The file states pixels of {aspect.numerator}:{aspect.denominator}, a shape that no "
            "standard has; the picture was examined as if its pixels were square."
        )
    stored = stream.codec_context.width, stream.codec_context.height
    if aspect != 1 or stored not in _SQUEEZED:
        return aspect, ""
    width, height = display_size(*stored, _SQUEEZED[stored])
    return _SQUEEZED[stored], (
        f"The picture is stored at {stored[0]}x{stored[1]}, to which recorders squeeze pictures, "
        "and the file does not state the shape of its pixels; it was examined at "
        f"{width}x{height}. If that is not how it is shown, distances are wrong."
    )


_STATES_DURATION = frozenset({"mov", "matroska", "avi", "flv", "asf", "ogg"})
"""Transport and program streams, and bare H.264 or H.265, state none: FFmpeg derives theirs from
what is left of the file, which says nothing about what may be missing."""
_COUNTS_FROM_ZERO = frozenset({"matroska", "flv"})
"""Containers whose duration ends with the last time stamp, however late the first one is."""
_COUNTS_FROM_FIRST = "libmatroska"
"""mkvmerge's library, which takes the first time stamp off the duration it states."""


def _promised_frames(container: av.container.InputContainer, stream: VideoStream) -> int | None:
    """How many packets the file's index leads to; None where it states no number of frames.

    FFmpeg leaves out of the index what an edit list of MP4 and QuickTime does not need.
    """
    if not stream.frames:
        return None
    if _container_name(container) != "mov":
        return stream.frames
    return min(stream.frames, len(stream.index_entries) or stream.frames)


def _container_name(container: av.container.InputContainer) -> str:
    return container.format.name.split(",")[0]


def _stated_duration(container: av.container.InputContainer, stream: VideoStream) -> float | None:
    """Seconds from the first frame that the container states; None where it states none."""
    name = _container_name(container)
    if name not in _STATES_DURATION:
        return None
    stated = _duration_as_written(container, stream)
    if stated is None or name not in _COUNTS_FROM_ZERO or not stream.start_time:
        return stated
    if _COUNTS_FROM_FIRST in container.metadata.get("encoder", "").lower():
        return stated
    start = float(stream.start_time * (stream.time_base or 0))
    return stated - start if 0 < start < stated else stated


def _duration_as_written(
    container: av.container.InputContainer, stream: VideoStream
) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    parts = stream.metadata.get("DURATION", "").split(":")
    if len(parts) == 3:  # noqa: PLR2004 - hours, minutes, seconds
        try:
            return int(parts[0]) * 3600 + int(parts[1]) * 60 + float(parts[2])
        except ValueError:
            pass
    return container.duration / av.time_base if container.duration else None

"""From a file to pictures in the order of presentation, each with its own time.

Time comes from presentation time stamps times the stream's time base and from nothing else, so that
variable and fractional frame rates come out right. Where a frame has no stamp, or stamps begin
anew, time is counted on by the frame rate the file states, and a warning says so.

Decoding uses one thread: with more, what a damaged stream decodes to can differ from run to run.
"""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import av
import av.container
import av.error
import cv2
import numpy as np
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image, ImageFile, ImageOps, features

from auditor.core.errors import ExhibitError
from auditor.examine.footage.detect.interface import Pixels

FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2",
    "matroska,webm",
    *("avi", "mpegts", "mpeg", "mpegvideo", "m4v", "h264", "hevc", "gif", "flv", "asf", "ogg"),
    "dhav",
)
"""FFmpeg demuxers that may open an exhibit; playlists would open other files and addresses."""
IMAGE_FORMATS = (
    *("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"),
    *(("AVIF",) if features.check("avif") else ()),
)
"""Pillow formats that may open an exhibit; not every build of Pillow reads AVIF."""


@dataclass(frozen=True)
class Limits:
    """What one exhibit may cost. Beyond it the exhibit is refused or cut off, with a reason.

    Attributes:
        most_pixels: elements in one picture; 64 million is twice an 8K frame.
        most_frames: frames read from one file; more than 100 hours at 25 frames a second.
        most_errors: damaged packets after which the rest of a file is given up.
    """

    most_pixels: int = 64_000_000
    most_frames: int = 10_000_000
    most_errors: int = 1_000


LIMITS = Limits()
JITTER = 1.0
"""Seconds by which a time stamp may lie before the last one and count as merely out of order (AVI
files with B-frames store none in order); anything further back is taken for a new beginning."""
JUMP = 10.0
"""Seconds between two frames from which a jump of the time stamps is worth a warning."""
FALLBACK_RATE = Fraction(25)
"""Frames a second where the file states none; the rate of European television."""
SHORT_OF_STATED = 1.0
"""Seconds by which a file may end before its stated duration and not count as broken off."""
SHORT_WITH_SOUND = 3.0
"""The same where there is sound as well, which may run longer than the picture."""


class Picture(Protocol):
    """One frame."""

    @property
    def index(self) -> int:
        """Its place in the order of presentation, from 0."""
        ...

    @property
    def time(self) -> float:
        """Seconds from the first frame."""
        ...

    @property
    def key(self) -> bool:
        """Whether the file marks it as a key frame."""
        ...

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright frame in picture elements."""
        ...

    def pixels(self) -> Pixels:
        """The frame upright, as (height, width, 3), blue-green-red."""
        ...

    def signature(self) -> Signature:
        """A coarse grey sketch of the frame, to tell a cut from a movement."""
        ...

    def reduced(self, longest: int) -> Grey:
        """The luminance, upright, its longer side at most `longest` elements, averaged."""
        ...


Grey = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
"""Luminance as (height, width), 0 to 255."""
Signature = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_SKETCH = 32
"""Rows and columns of a signature."""


@dataclass
class Reading:
    """What reading a file has shown so far; complete once its pictures are used up.

    `width` and `height` are those of upright pictures. `frames_in_file` counts what the file
    stores, `frames_promised` what its index leads to: an edit list may leave out stored frames.
    `duration_in_file` is in seconds and counts from the first frame. `pixel_aspect` is the width of
    a stored pixel to its height; everything else is in square display pixels.
    """

    format: str = ""
    frames_in_file: int | None = None
    frames_promised: int | None = None
    duration_in_file: float | None = None
    frame_seconds: float = 0.0
    has_sound: bool = False
    width: int = 0
    height: int = 0
    pixel_aspect: Fraction = Fraction(1)
    decoded: int = 0
    duration: float = 0.0
    read_to_end: bool = True
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Footage:
    """An opened exhibit: pictures to be taken one after another, and what was learnt on the way."""

    reading: Reading
    pictures: Iterator[Picture]


# --- stills --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StillPicture:
    """A picture that came as an image file."""

    bgr: Pixels
    index: int = 0
    time: float = 0.0
    key: bool = True

    @property
    def size(self) -> tuple[int, int]:
        """See `Picture`."""
        return self.bgr.shape[1], self.bgr.shape[0]

    def pixels(self) -> Pixels:
        """See `Picture`."""
        return self.bgr

    def signature(self) -> Signature:
        """See `Picture`."""
        return _sketch(self.bgr[:, :, 1])

    def reduced(self, longest: int) -> Grey:
        """See `Picture`."""
        return _averaged(np.ascontiguousarray(self.bgr[:, :, 1]), longest)


def image_formats(path: Path) -> tuple[str, ...]:
    """The Pillow formats that may open the file at `path`: HEIC where it may be one.

    The library for HEIC is large and seldom needed, so it is imported for such files alone.
    """
    with path.open("rb") as stream:
        if stream.read(8)[4:] != b"ftyp":
            return IMAGE_FORMATS
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - see above

    register_heif_opener()
    return (*IMAGE_FORMATS, "HEIF")


def open_image(path: Path, limits: Limits = LIMITS) -> Footage:
    """The picture in an image file, turned upright as its EXIF orientation says.

    Raises:
        ExhibitError: it is no image, too large, or nothing of it can be read.
    """
    reading = Reading(frames_in_file=1)
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")  # Pillow warns of what the limit below refuses
        try:
            with Image.open(path, formats=image_formats(path)) as image:
                refuse_huge(image.width, image.height, path, limits)
                reading.format = (image.format or "").lower()
                if (count := getattr(image, "n_frames", 1)) > 1:
                    reading.warnings.append(
                        f"The file holds {count} pictures; only the first was looked at."
                    )
                upright = _load(image, reading)
        except ExhibitError:
            raise
        except Exception as problem:  # a hostile file may raise anything inside a parser
            raise ExhibitError(
                "the image cannot be read",
                where=path,
                why=_said(problem),
                remedy="Ask for the original file, or export it again as JPEG or PNG",
            ) from problem
    rgb = np.asarray(upright.convert("RGB"), dtype=np.uint8)
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    reading.height, reading.width = bgr.shape[:2]
    reading.decoded = 1
    only: Picture = StillPicture(bgr)
    return Footage(reading, iter((only,)))


def _load(image: ImageFile.ImageFile, reading: Reading) -> Image.Image:
    try:
        image.load()
    except OSError as problem:
        if "truncated" not in str(problem):
            raise
        reading.read_to_end = False
        reading.warnings.append(
            "Broken off: the image file ends before its picture does; the missing part is grey or "
            "black and was examined as such."
        )
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
    plain: Image.Image = image
    if image.mode.startswith("I"):
        # Sixteen bits a channel: Pillow's own conversion would cut off instead of scaling.
        plain = image.point(lambda value: value / 256).convert("L")
    return ImageOps.exif_transpose(plain)


# --- video ---------------------------------------------------------------------------------------


def display_size(width: int, height: int, aspect: Fraction) -> tuple[int, int]:
    """Width and height in square pixels of a stored picture; no side becomes shorter."""
    if aspect >= 1:
        return round(width * aspect), height
    return width, round(height / aspect)


@dataclass(frozen=True)
class VideoPicture:
    """A decoded frame of a video; its conversion to pixels costs time, so only on request.

    `turns` are quarter turns against the clock, `aspect` is that of a stored pixel.
    """

    frame: VideoFrame
    index: int
    time: float
    key: bool
    turns: int
    aspect: Fraction = Fraction(1)

    @property
    def size(self) -> tuple[int, int]:
        """See `Picture`."""
        width, height = self._size_before_turning()
        return (height, width) if self.turns % 2 else (width, height)

    def pixels(self) -> Pixels:
        """See `Picture`."""
        bgr: Pixels = self.frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
        if self.aspect != 1:
            size = self._size_before_turning()
            bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
        return np.ascontiguousarray(np.rot90(bgr, self.turns)) if self.turns else bgr

    def signature(self) -> Signature:
        """See `Picture`. Points of the first plane: the luminance in nearly all formats."""
        return _sketch(self._luminance())

    def reduced(self, longest: int) -> Grey:
        """See `Picture`."""
        plane = _averaged(self._luminance(), longest, self._size_before_turning())
        return np.ascontiguousarray(np.rot90(plane, self.turns)) if self.turns else plane

    def _size_before_turning(self) -> tuple[int, int]:
        return display_size(self.frame.width, self.frame.height, self.aspect)

    def _luminance(self) -> Grey:
        """The first plane as stored, 8 bits deep."""
        plane = self.frame.planes[0]
        component = self.frame.format.components[0]
        if plane.line_size <= 0 or component.bits > 16 or len(self.frame.format.components) == 1:  # noqa: PLR2004
            # Stored from the bottom up, or a palette: numbers there are no brightness.
            return self.frame.to_ndarray(format="gray").astype(np.uint8, copy=False)
        data = np.frombuffer(memoryview(plane), np.uint8)
        rows = data[: plane.height * plane.line_size].reshape(plane.height, plane.line_size)
        if component.bits > 8:  # noqa: PLR2004 - bits in a byte
            wide = rows[:, : plane.line_size // 2 * 2].view(np.uint16)[:, : plane.width]
            return (wide >> (component.bits - 8)).astype(np.uint8)
        step = plane.line_size // plane.width if self.frame.format.is_rgb else 1
        return rows[:, : plane.width * step : step]


def open_video(path: Path, limits: Limits = LIMITS) -> Footage:
    """The frames of the first video stream of a file, streamed: never more than a few at a time.

    Raises:
        ExhibitError: no video stream can be opened, or its pictures are too large. Once the first
            frame is out, damage ends the reading with a warning instead.
    """
    container, stream, reading = open_container(path, limits)
    return Footage(reading, _frames(container, stream, reading, path, limits))


def open_container(
    path: Path, limits: Limits = LIMITS
) -> tuple[av.container.InputContainer, VideoStream, Reading]:
    """The file opened at its first video stream, and what its header says; the caller closes it.

    Raises:
        ExhibitError: no video stream can be opened, or its pictures are too large.
    """
    try:
        container = av.open(
            str(path.resolve()),
            options={"format_whitelist": ",".join(FORMATS), "protocol_whitelist": "file"},
            metadata_errors="replace",
        )
    except Exception as problem:  # a hostile file may raise anything inside a parser
        raise unreadable(path, _said(problem)) from problem
    try:
        streams = footage_streams(container)
        if not streams:
            raise unreadable(path, "it has no video stream")
        stream = streams[0]
        reading = _facts_of(container, stream)
        width, height = stream.codec_context.width, stream.codec_context.height
        refuse_huge(*display_size(width, height, reading.pixel_aspect), path, limits)
    except ExhibitError:
        container.close()
        raise
    except Exception as problem:  # as above
        container.close()
        raise unreadable(path, _said(problem)) from problem
    return container, stream, reading


def footage_streams(container: av.container.InputContainer) -> list[VideoStream]:
    """The video streams without cover pictures, which players show for the file as a whole."""
    return [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]


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
    if (count := len(footage_streams(container))) > 1:
        reading.warnings.append(
            f"The file holds {count} video streams; only the first was looked at."
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


def _frames(
    container: av.container.InputContainer,
    stream: VideoStream,
    reading: Reading,
    path: Path,
    limits: Limits,
) -> Iterator[Picture]:
    clock = _Clock(reading)
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
    clock.tell()
    notes.tell(reading)
    tell_if_broken_off(reading, notes)


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


class _Clock:
    """Media time of frames; see the module's text for where it comes from."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._origin: Fraction | None = None
        self._last: float | None = None
        self._missing = self._disordered = self._backwards = self._jumps = 0
        self._first_jump = (0.0, 0.0)

    def at(self, frame: VideoFrame) -> float:
        step = self._reading.frame_seconds
        last = self._last
        if frame.pts is None or not frame.time_base:
            self._missing += 1
            time = 0.0 if last is None else last + step
        else:
            stamp = frame.pts * frame.time_base
            if self._origin is None:
                self._origin = stamp - Fraction(0 if last is None else last + step)
            time = float(stamp - self._origin)
            if last is not None and last - JITTER <= time < last:
                self._disordered += 1
                time = last
            elif last is not None and time < last:
                self._backwards += 1
                time = last + step
                self._origin = stamp - Fraction(time)
            elif last is not None and time - last > JUMP:
                self._jumps += 1
                if self._jumps == 1:
                    self._first_jump = (last, time)
        self._last = time
        return time

    def tell(self) -> None:
        add, rate = self._reading.warnings.append, 1 / self._reading.frame_seconds
        if self._missing:
            add(
                f"Times are counted, not read: {self._missing} of {self._reading.decoded} frames "
                f"have no time stamp, so time was counted on at {rate:.3f} frames a second, the "
                "rate the file states or, where it states none, 25."
            )
        if self._disordered:
            add(
                f"Time stamps are out of order at {self._disordered} of {self._reading.decoded} "
                f"frames, by less than {JITTER:g} s; those frames were given the time of the one "
                "before."
            )
        if self._backwards:
            add(
                f"Time stamps run backwards {self._backwards} times; from there time was counted "
                "on without a gap. Recordings may have been joined."
            )
        if self._jumps:
            add(jump_words(self._jumps, self._first_jump))


def jump_words(count: int, first: tuple[float, float]) -> str:
    """The warning for time stamps that leap; `first` are the times before and after one."""
    return (
        f"Time stamps jump by more than {JUMP:g} s {count} times, first from {first[0]:.2f} s to "
        f"{first[1]:.2f} s; nothing was recorded there or footage was taken out."
    )


@dataclass
class Notes:
    """What was odd about frames, counted, to be told once at the end.

    `hidden` counts packets that an edit list has decoded and not shown. `last_seconds` is how long
    the last frame is shown, 0 where the file does not say.
    """

    decoded: int = 0
    hidden: int = 0
    last_seconds: float = 0.0
    errors: int = 0
    first_error: str = ""
    ended_early: bool = False
    damaged: int = 0
    interlaced: int = 0
    skewed: int = 0
    resized: int = 0

    def add(self, other: Notes) -> None:
        """Count what was noted elsewhere in the same file as well."""
        for name in ("decoded", "errors", "damaged", "interlaced", "skewed", "resized"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.first_error = self.first_error or other.first_error
        self.ended_early = self.ended_early or other.ended_early

    def take(self, packet: av.Packet[VideoStream]) -> None:
        """Note what a packet states about itself."""
        if packet.size:
            self.hidden += packet.is_discard
            self.last_seconds = float((packet.duration or 0) * (packet.time_base or 0))

    def failed(self, problem: Exception, *, ends: bool = False) -> None:
        """Note what could not be decoded, and whether reading ends there."""
        self.errors += 1
        self.first_error = self.first_error or _said(problem)
        self.ended_early = self.ended_early or ends

    def look_at(self, frame: VideoFrame) -> int:
        """Quarter turns against the clock that bring the frame upright."""
        self.decoded += 1
        self.damaged += frame.is_corrupt
        self.interlaced += frame.interlaced_frame
        turns, rest = divmod(frame.rotation, 90)
        if rest:
            self.skewed += 1
            return 0
        return turns % 4

    def tell(self, reading: Reading) -> None:
        """Add a warning to `reading` for each kind of oddity."""
        add, of = reading.warnings.append, f"of {reading.decoded} frames"
        if self.damaged:
            add(f"Damaged: {self.damaged} {of} are damaged and were examined as far as they show.")
        if self.interlaced:
            add(
                f"Interlaced: {self.interlaced} {of}; fields were not taken apart, so what moves "
                "sideways is combed and harder to find."
            )
        if self.skewed:
            add(f"{self.skewed} {of} ask to be turned by other than quarter turns; they were not.")


def tell_if_broken_off(reading: Reading, notes: Notes) -> None:
    """Add warnings to `reading` of what could not be decoded and of an end that came too early.

    A file with sound may state the length of the sound.
    """
    add = reading.warnings.append
    if notes.errors:
        add(
            f"Damaged: {notes.errors} parts of the file could not be decoded, the first because "
            f"{notes.first_error}."
        )
    if notes.ended_early:
        reading.read_to_end = False
        add(f"Broken off: reading ended at {reading.duration:.2f} s because of damage.")
        return
    read = reading.duration + max(reading.frame_seconds, notes.last_seconds)
    stated = reading.duration_in_file
    allowed = SHORT_WITH_SOUND if reading.has_sound else SHORT_OF_STATED
    promised = reading.frames_promised
    missing = 0 if promised is None else promised - reading.decoded - notes.hidden
    # Where every frame of the index was read, the last of them may be shown for long.
    short = stated is not None and read < stated - allowed and (promised is None or missing > 0)
    if short or missing > max(2, (promised or 0) // 50):
        reading.read_to_end = False
        told = f"{stated:.2f} s" if stated is not None else "no duration"
        count = f" and {promised} frames" if promised is not None else ""
        add(
            f"Broken off: the file states {told}{count}, but only {read:.2f} s and "
            f"{reading.decoded} frames could be read."
        )


# --- common --------------------------------------------------------------------------------------


def _sketch(grey: np.ndarray[tuple[int, ...], np.dtype[np.uint8 | np.uint16]]) -> Signature:
    rows = np.linspace(0, grey.shape[0] - 1, min(_SKETCH, grey.shape[0])).astype(int)
    columns = np.linspace(0, grey.shape[1] - 1, min(_SKETCH, grey.shape[1])).astype(int)
    points: Signature = grey[np.ix_(rows, columns)].astype(np.float32)
    return points


def _averaged(grey: Grey, longest: int, shown: tuple[int, int] | None = None) -> Grey:
    """`grey` as it is shown, at a width and height of `shown`, reduced to `longest`."""
    height, width = grey.shape
    shown = shown or (width, height)
    factor = min(1.0, longest / max(shown))
    size = (max(1, round(shown[0] * factor)), max(1, round(shown[1] * factor)))
    if size == (width, height):
        return np.array(grey)
    reduced: Grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return reduced


def refuse_huge(width: int, height: int, path: Path, limits: Limits) -> None:
    """Raise an `ExhibitError` for a picture larger than `limits` allow."""
    if width * height > limits.most_pixels:
        raise ExhibitError(
            f"the picture is {width}x{height}",
            where=path,
            why=f"more than {limits.most_pixels // 1_000_000} million elements would be decoded",
            remedy="Hand in a smaller copy and say in the case file where the original is kept",
        )


def unreadable(path: Path, why: str) -> ExhibitError:
    """The error of a file from which no picture comes."""
    return ExhibitError(
        "no picture can be decoded from it",
        where=path,
        why=why,
        remedy="Ask for the original recording, or repair a copy and hand that in",
    )


def _said(problem: Exception) -> str:
    """What a library said, without the path it may quote, in one line."""
    told = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return " ".join(str(told).split())[:200].rstrip(".")

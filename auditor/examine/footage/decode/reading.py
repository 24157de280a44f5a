"""What reading a file has shown: counts, times, and warnings of what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from auditor.examine.footage.decode.limits import reason_of
from auditor.examine.footage.decode.pictures import Picture

SHORT_OF_STATED = 1.0
"""Seconds by which a file may end before its stated duration and not count as broken off."""
SHORT_WITH_SOUND = 3.0
"""The same where there is sound as well, which may run longer than the picture."""


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


@dataclass
class Notes:
    """What was odd about frames, counted, for warnings at the end.

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
        self.first_error = self.first_error or reason_of(problem)
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

    def add_warnings(self, reading: Reading) -> None:
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


def warn_if_broken_off(reading: Reading, notes: Notes) -> None:
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
        length = f"{stated:.2f} s" if stated is not None else "no duration"
        count = f" and {promised} frames" if promised is not None else ""
        add(
            f"Broken off: the file states {length}{count}, but only {read:.2f} s and "
            f"{reading.decoded} frames could be read."
        )

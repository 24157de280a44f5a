"""Media time of frames.

Time comes from presentation time stamps times the stream's time base and from nothing else, so that
variable and fractional frame rates come out right. Where a frame has no stamp, or stamps begin
again, time is counted on by the frame rate the file states, and a warning says so.
"""

from __future__ import annotations

from fractions import Fraction

from av.video.frame import VideoFrame

from auditor.examine.footage.decode.reading import Reading

JITTER = 1.0
"""Seconds by which a time stamp may be before the last one and count as merely out of order (AVI
files with B-frames store none in order); anything further back is taken for a new beginning."""
JUMP = 10.0
"""Seconds between two frames from which a jump of the time stamps is worth a warning."""


class MediaClock:
    """Media time of frames; see the module's text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._origin: Fraction | None = None
        self._last: float | None = None
        self._missing = self._disordered = self._backwards = self._jumps = 0
        self._first_jump = (0.0, 0.0)

    def at(self, frame: VideoFrame) -> float:
        """Seconds from the first frame; never less than for the frame before."""
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

    def add_warnings(self) -> None:
        """Add a warning to the reading for each kind of oddity."""
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

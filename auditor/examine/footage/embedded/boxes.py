"""Boxes of MP4 and QuickTime files that FFmpeg does not hand on.

Edit lists (ISO/IEC 14496-12, 8.6.6), the start time of an ONVIF export (ONVIF Export File Format,
"Timing", `cstb`), XMP (XMP Specification, Part 3), and whether a phone declares a track for the
faces it finds while filming. Only headers and these boxes are read, so that the size of the file
does not matter.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits

_HEADER = 8
_LARGE_HEADER = 16
_DEEPEST = 8
_MOST_XMP = 4
_TICKS_PER_MICROSECOND = 10
_WINDOWS_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

_SKIPPED_BEFORE_CHILDREN: dict[bytes, int] = {
    **dict.fromkeys(
        (b"moov", b"trak", b"edts", b"mdia", b"minf", b"stbl", b"sinf", b"schi", b"udta"), 0
    ),
    b"meta": 4,
    b"ipro": 6,
}
"""Boxes that are gone into, with the bytes of their own before their children."""
_READ = frozenset({b"mvhd", b"mdhd", b"hdlr", b"elst", b"cstb", b"stsd", b"uuid", b"XMP_"})
_BEGINNING = frozenset({b"ctts"})
"""Boxes with an entry for every frame, of which only the first is wanted."""
_FIRST_ENTRY = 16
_XMP = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")
"""The identifier of XMP in a `uuid` box; QuickTime has `XMP_` among its user data instead."""
_APPLE_FACES = b"com.apple.quicktime.detected-face"
"""The key that Apple's devices declare in the sample description (`mebx`) of such a track."""


@dataclass
class Track:
    """What the boxes tell of one track; times in seconds.

    `edits` are pairs of how long a part is shown, in units of the movie, and where in the media it
    begins, in units of the track; -1 for a part that shows nothing. `reordering` is how much later
    than it is decoded the first frame is shown, in units of the track.
    """

    handler: bytes = b""
    scale: int = 0
    duration: int = 0
    reordering: int = 0
    apple_faces: bool = False
    edits: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class BoxReading:
    """What the boxes of a file tell.

    Attributes:
        parts: how many parts of the recorded picture the edit list shows; 0 without one.
        left_out_before: seconds of the recorded picture it leaves out before the first part.
        left_out_after: seconds it leaves out after the last.
        started: the moment an ONVIF export states for the beginning of the media, in UTC.
        apple_faces: whether a track is declared for faces that an Apple device finds.
        xmp: packets of XMP.
    """

    parts: int = 0
    left_out_before: float = 0.0
    left_out_after: float = 0.0
    started: datetime | None = None
    apple_faces: bool = False
    xmp: tuple[bytes, ...] = ()


def read_boxes(path: Path, limits: EmbeddedLimits = LIMITS) -> BoxReading:
    """The boxes of the file at `path`; an empty reading where it has none.

    Raises:
        OSError: the file cannot be read.
    """
    movie = _Movie()
    with path.open("rb") as stream:
        boxes = _walk(stream, path.stat().st_size, limits.most_bytes)
        for kind, content in islice(boxes, limits.most_boxes):
            movie.note(kind, content)
    picture = next((track for track in movie.tracks if track.handler == b"vide"), Track())
    return replace(
        _edited(picture, movie.scale),
        started=movie.started,
        apple_faces=any(track.apple_faces for track in movie.tracks),
        xmp=tuple(movie.xmp),
    )


@dataclass
class _Movie:
    scale: int = 0
    started: datetime | None = None
    tracks: list[Track] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)

    def note(self, kind: bytes, content: bytes) -> None:
        """Take a box, those of a track after its `trak`."""
        if kind == b"trak":
            self.tracks.append(Track())
        elif kind == b"mvhd":
            self.scale, _ = _scale_and_duration(content)
        elif kind == b"cstb":
            self.started = self.started or _start(content)
        elif (kind == b"XMP_" or content.startswith(_XMP)) and len(self.xmp) < _MOST_XMP:
            self.xmp.append(content.removeprefix(_XMP))
        elif self.tracks:
            _note(self.tracks[-1], kind, content)


def _walk(stream: BinaryIO, size: int, most_bytes: int) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of the boxes, a container before its children; content where it is read."""
    open_ends: list[tuple[int, int]] = [(0, size)]
    while open_ends:
        at, end = open_ends.pop()
        stream.seek(at)
        head = stream.read(_LARGE_HEADER)
        if len(head) < _HEADER or at >= end:
            continue
        length, kind = struct.unpack_from(">I4s", head)
        body = at + _HEADER
        if length == 1 and len(head) == _LARGE_HEADER:
            (length,) = struct.unpack_from(">Q", head, _HEADER)
            body = at + _LARGE_HEADER
        elif length == 0:
            length = end - at
        if length < body - at:
            continue
        after = min(end, at + length)
        open_ends.append((after, end))
        skipped = _SKIPPED_BEFORE_CHILDREN.get(kind)
        if skipped is not None and len(open_ends) < _DEEPEST:
            yield kind, b""
            open_ends.append((body + skipped, after))
        elif after - body <= most_bytes and kind in _READ:
            stream.seek(body)
            yield kind, stream.read(after - body)
        elif kind in _BEGINNING:
            stream.seek(body)
            yield kind, stream.read(min(_FIRST_ENTRY, after - body))
        else:
            yield kind, b""


def _note(track: Track, kind: bytes, content: bytes) -> None:
    if kind == b"hdlr" and not track.handler:
        track.handler = content[8:12]
    elif kind == b"mdhd":
        track.scale, track.duration = _scale_and_duration(content)
    elif kind == b"elst":
        track.edits = list(_edits(content))
    elif kind == b"ctts" and len(content) == _FIRST_ENTRY:
        (track.reordering,) = struct.unpack_from(">i", content, 12)
    elif kind == b"stsd":
        track.apple_faces = _APPLE_FACES in content


def _scale_and_duration(content: bytes) -> tuple[int, int]:
    """Units a second and duration in them, of `mvhd` and `mdhd` alike; zeros where cut off."""
    layout, at = (">IQ", 20) if content[:1] == b"\x01" else (">II", 12)
    if len(content) < at + struct.calcsize(layout):
        return 0, 0
    scale, duration = struct.unpack_from(layout, content, at)
    return scale, duration


def _edits(content: bytes) -> Iterator[tuple[int, int]]:
    layout, step = (">Qq", 20) if content[:1] == b"\x01" else (">Ii", 12)
    if len(content) < _HEADER:
        return
    (count,) = struct.unpack_from(">I", content, 4)
    for number in range(min(count, (len(content) - _HEADER) // step)):
        shown, begins = struct.unpack_from(layout, content, _HEADER + number * step)
        yield shown, begins


def _start(content: bytes) -> datetime | None:
    """The first start time of a `cstb` box: units of 100 ns since the year 1601."""
    if len(content) < 4 + 12:
        return None
    (ticks,) = struct.unpack_from(">Q", content, 8)
    try:
        return _WINDOWS_EPOCH + timedelta(microseconds=ticks // _TICKS_PER_MICROSECOND)
    except OverflowError:
        return None


def _edited(track: Track, movie_scale: int) -> BoxReading:
    shown = [(long, begins) for long, begins in track.edits if begins >= 0]
    if not shown or not track.scale or not movie_scale:
        return BoxReading()
    # Where frames are stored out of order, media time itself begins with the reordering.
    before = max(0, shown[0][1] - track.reordering) / track.scale
    after = 0.0
    # A duration of 0 stands for "to the end", which a fragmented file cannot tell beforehand.
    if len(shown) == 1 and shown[0][0] and track.duration:
        after = track.duration / track.scale - before - shown[0][0] / movie_scale
    return BoxReading(len(shown), before, max(0.0, after))

"""What follows the first picture of an image file: more pictures, or a short film.

A JPEG file may go on behind its end with further pictures (raw motion JPEG, ISO/IEC 10918-1 B.1;
MPO, CIPA DC-007) or with the film of a motion photo (an MP4 file; Samsung writes a marker before
it). HEIC motion photos hold it in a box `mpvd`.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
_SCAN = 0xDA
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_BEFORE_FILM = 4096
"""Bytes between a picture and its film in which makers write a marker."""
_MPO = b"MPF\x00"
_LEAST_FRAMES = 3
"""Pictures from which a row of them is a film; two may be a picture and its preview."""
_MOST_HEADER = 1 << 16


class Joined(StrEnum):
    """What follows the first picture."""

    NOTHING = "nothing"
    PICTURES = "pictures"
    FILM = "film"
    FRAMES = "frames"


@dataclass(frozen=True)
class Follower:
    """What follows the first picture, and the first byte of a film."""

    kind: Joined
    offset: int = 0


def follower_of(path: Path) -> Follower:
    """What follows the first picture in the file at `path`.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        if stream.seek(0, 2) == 0:
            return Follower(Joined.NOTHING)
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data[:3] == _START:
                return _after_jpeg(data)
            return _in_heif(data) if data[4:8] == b"ftyp" else Follower(Joined.NOTHING)


def is_moving_picture(head: bytes) -> bool:
    """Whether an image file that begins with `head` holds frames with times.

    The animation flag of WebP's `VP8X`, the chunk `acTL` of PNG before the picture (W3C PNG, third
    edition), or the brand `avis` of AVIF.
    """
    if head[:4] == b"RIFF" and head[8:16] == b"WEBPVP8X":
        return bool(head[20] & _ANIMATED)
    if head.startswith(b"\x89PNG"):
        return 0 < head.find(b"acTL") < (head.find(b"IDAT") if b"IDAT" in head else len(head))
    return head[4:12] == b"ftypavis"


_ANIMATED = 0x02


def _after_jpeg(data: mmap.mmap) -> Follower:
    end = _end_of_jpeg(data, 0)
    if end is None:
        return Follower(Joined.NOTHING)
    film = data.find(b"ftyp", end, end + _BEFORE_FILM)
    if film >= end + 4 and data.find(b"moov", film) > 0:
        return Follower(Joined.FILM, film - 4)
    if _MPO in data[: min(end, _MOST_HEADER)]:
        return Follower(Joined.PICTURES)
    frames = 1
    while frames < _LEAST_FRAMES and end is not None:
        start = data.find(_START, end, end + _BEFORE_FILM)
        if start < 0:
            return Follower(Joined.NOTHING)
        end = _end_of_jpeg(data, start)
        frames += end is not None
    return Follower(Joined.FRAMES if frames == _LEAST_FRAMES else Joined.NOTHING)


def _end_of_jpeg(data: mmap.mmap, start: int) -> int | None:
    """The first byte behind the JPEG that begins at `start`; None where it does not end."""
    place = start + 2
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - begins a marker
        marker = data[place + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            place += 1
            continue
        if marker == _END[1]:
            return place + 2
        if marker in _WITHOUT_LENGTH:
            place += 2
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == _SCAN:
            place = _end_of_scan(data, place)
    return None


def _end_of_scan(data: mmap.mmap, place: int) -> int:
    """The next marker that is no part of coded data (ISO/IEC 10918-1, B.1.1.5)."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        after = data[place + 1]
        if after == 0 or after in _WITHOUT_LENGTH:
            place += 2
        elif after == 0xFF:  # noqa: PLR2004 - a fill byte
            place += 1
        else:
            return place
    return len(data)


def _in_heif(data: mmap.mmap) -> Follower:
    place = 0
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        name, header = data[place + 4 : place + 8], 8
        if length == 1:
            length, header = int.from_bytes(data[place + 8 : place + 16], "big"), 16
        if name == b"mpvd":
            return Follower(Joined.FILM, place + header)
        if length < header:
            break
        place += length
    return Follower(Joined.NOTHING)

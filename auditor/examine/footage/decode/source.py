"""What FFmpeg is given to read: a file, a part of it, or a segment with the part that begins it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import av
import av.container

from auditor.examine.footage.decode.limits import unreadable
from auditor.examine.shared.film_signatures import MULTIPART, SEGMENT, film_type
from auditor.examine.shared.joined_pictures import Joined, follower_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2",
    "matroska,webm",
    *("avi", "mpegts", "mpeg", "mpegvideo", "m4v", "h264", "hevc", "gif", "flv", "asf", "ogg"),
    *("dhav", "mxf", "mjpeg"),
)
"""FFmpeg demuxers that may open an exhibit; playlists would open other files and addresses."""
_OPTIONS = {"format_whitelist": ",".join(FORMATS), "protocol_whitelist": "file"}
_HEAD = 4096
_MOST_INIT = 1 << 20
"""Bytes of the part that begins a stream of segments; real ones have a few kilobytes."""
_INIT_NEARBY = 200
"""Files of a folder that are tried as that part."""


@dataclass(frozen=True)
class Span:
    """Bytes of a file, from `start` to before `end`."""

    path: Path
    start: int
    end: int


class JoinedSpans(io.RawIOBase):
    """Spans of files read as one file; nothing is copied."""

    def __init__(self, spans: list[Span]) -> None:
        super().__init__()
        self._spans = spans
        self._files = [span.path.open("rb") for span in spans]
        self._length = sum(span.end - span.start for span in spans)
        self._place = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """See `io.IOBase`."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        self._place = max(0, origin + offset)
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """See `io.RawIOBase`; at most to the end of a span at once."""
        view = memoryview(buffer).cast("B")
        before = 0
        for span, file in zip(self._spans, self._files, strict=True):
            length = span.end - span.start
            if before <= self._place < before + length:
                inside = self._place - before
                file.seek(span.start + inside)
                data = file.read(min(len(view), length - inside))
                view[: len(data)] = data
                self._place += len(data)
                return len(data)
            before += length
        return 0

    def close(self) -> None:
        """Close every file."""
        for file in self._files:
            file.close()
        super().close()


def open_source(path: Path) -> av.container.InputContainer:
    """The film at `path` opened by FFmpeg, where it begins in the file.

    Raises:
        ExhibitError: it is a segment without the part that begins its stream.
        Exception: whatever FFmpeg raises; a hostile file may raise anything inside a parser.
    """
    source, form = _source(path)
    return av.open(source, mode="r", format=form, options=_OPTIONS, metadata_errors="replace")


def _source(path: Path) -> tuple[str | IO[bytes], str | None]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    whole = str(path.resolve())
    if head[:3] == b"\xff\xd8\xff" or head[4:8] == b"ftyp":
        follower = follower_of(path)
        if follower.kind is Joined.FRAMES:
            return whole, "mjpeg"
        if follower.kind is Joined.FILM:
            return _joined([Span(path, follower.offset, path.stat().st_size)]), None
        return whole, None
    media_type = film_type(head)
    if media_type == MULTIPART:
        return whole, "mjpeg"
    if media_type == SEGMENT:
        begin = _beginning_of_stream(path)
        if begin is None:
            raise unreadable(
                path,
                "it is a segment of a stream, and the part that begins the stream is missing",
                remedy="Add that part (often called init.mp4) to the same folder of the case",
            )
        size = path.stat().st_size
        return _joined([Span(begin, 0, begin.stat().st_size), Span(path, 0, size)]), None
    return whole, None


def _joined(spans: list[Span]) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(JoinedSpans(spans)))


def _beginning_of_stream(segment: Path) -> Path | None:
    """A file next to a segment that holds the tables of a stream and no pictures."""
    files = sorted(file for file in segment.parent.iterdir() if file.is_file())
    for file in files[:_INIT_NEARBY]:
        if file == segment or file.stat().st_size > _MOST_INIT:
            continue
        data = file.read_bytes()
        if data[4:8] == b"ftyp" and b"moov" in data and b"mvex" in data and b"mdat" not in data:
            return file
    return None

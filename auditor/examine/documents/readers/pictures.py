"""Pictures inside documents: the words in them become words of the document, at their place."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence

from auditor.examine.documents.readers.model import TextWithPlaces
from auditor.examine.interface import PictureLine, ReadPicture

SURE = 0.6
"""Least confidence of a line that is read; below it RapidOCR gives mostly wrong characters."""
MAX_PICTURES = 60
"""Most pictures of one document in which words are looked for; each takes about a second."""
ORNAMENT_PIXELS = 48
"""A picture no larger than this in one direction is an icon, a line or a tracking pixel."""
MAX_PICTURE_BYTES = 64 * 1024 * 1024


def place_of(line: PictureLine) -> str:
    """The place of a line: a region in pixels, as W3C Media Fragments write it."""
    box = line.box
    page = f"page={line.page}&" if line.page else ""
    return f"{page}xywh={box.x},{box.y},{box.width},{box.height}"


_SAME_ROW = 0.6
"""Share of the lower of two lines that the other one has at the same height, if they are a row."""


def add_lines(text: TextWithPlaces, lines: Sequence[PictureLine], before: str = "") -> None:
    """Append lines with their places; what is to the right in one row is the next cell of it.

    `before` comes before each place.
    """
    for index, line in enumerate(lines):
        if index:
            text.add("\t" if _continues(lines[index - 1], line) else "\n")
        text.add(line.text, f"{before}{place_of(line)}", line.box)
    if lines:
        text.add("\n")


def _continues(left: PictureLine, right: PictureLine) -> bool:
    first, second = left.box, right.box
    overlap = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    lower = min(first.height, second.height)
    return (
        left.page == right.page
        and overlap >= _SAME_ROW * lower
        and second.x >= first.x + first.width
    )


def is_ornament(raw: bytes) -> bool:
    """Whether an encoded PNG, GIF or BMP is too small to have words in it."""
    width, height = ORNAMENT_PIXELS + 1, ORNAMENT_PIXELS + 1
    if raw.startswith(b"\x89PNG\r\n\x1a\n") and len(raw) > 24:  # noqa: PLR2004 - IHDR's end
        width, height = struct.unpack(">II", raw[16:24])
    elif raw[:6] in {b"GIF87a", b"GIF89a"} and len(raw) > 10:  # noqa: PLR2004 - screen size
        width, height = struct.unpack("<HH", raw[6:10])
    return min(width, height) <= ORNAMENT_PIXELS


class EmbeddedPictures:
    """Reads the pictures of one document, each once, and records which were not read.

    Attributes:
        places: pictures in which words were read.
        mean: mean confidence of the lines read, 0 to 1; 1 where there are none.
    """

    def __init__(self, read: ReadPicture | None) -> None:
        self._read = read
        self._seen: set[bytes] = set()
        self._skipped: dict[str, None] = {}
        self._unclear: dict[str, None] = {}
        self._attempts = 0
        self._confidences: list[float] = []
        self.places: list[str] = []

    def add(self, text: TextWithPlaces, raw: bytes, place: str) -> None:
        """Append the sure lines of the encoded picture `raw`, which is at `place`."""
        digest = hashlib.sha256(raw).digest()
        if not raw or digest in self._seen or is_ornament(raw):
            return
        self._seen.add(digest)
        if self._read is None or self._attempts >= MAX_PICTURES or len(raw) > MAX_PICTURE_BYTES:
            self.skip(place)
            return
        self._attempts += 1
        try:
            lines = self._read(raw)
        except Exception:  # a picture may be damaged in any way
            self._unclear[place] = None
            return
        self._add_lines(text, lines, place)

    def skip(self, place: str) -> None:
        """Record that the picture at `place` was not read."""
        self._skipped[place] = None

    def _add_lines(self, text: TextWithPlaces, lines: Sequence[PictureLine], place: str) -> None:
        sure = [line for line in lines if line.confidence >= SURE]
        if len(sure) < len(lines):
            self._unclear[place] = None
        add_lines(text, sure, f"{place}{'&' if '=' in place else '; '}")
        if sure:
            text.add("\n", place)
            self.places.append(place)
            self._confidences += [line.confidence for line in sure]

    @property
    def mean(self) -> float:
        """See the class."""
        if not self._confidences:
            return 1.0
        return round(sum(self._confidences) / len(self._confidences), 3)

    @property
    def certain(self) -> bool:
        """Whether no picture was looked into: recognition may miss lines without a trace."""
        return not self._attempts

    def notes(self) -> tuple[str, ...]:
        """What was read by optical character recognition."""
        if not self.places:
            return ()
        return (f"Words in pictures were read by character recognition: {listed(self.places)}.",)

    def not_read(self) -> tuple[str, ...]:
        """What may have words and was not read, or not in full."""
        sentences = []
        if self._skipped:
            sentences.append(
                f"Words in these pictures were not read: {listed(list(self._skipped))}."
            )
        if self._unclear:
            sentences.append(
                "Words in these pictures could not be read, or not in full: "
                f"{listed(list(self._unclear))}."
            )
        return tuple(sentences)


_MAX_LISTED = 20


def listed(places: Sequence[str]) -> str:
    """The first places, separated by commas."""
    names = ", ".join(places[:_MAX_LISTED])
    return f"{names}, ..." if len(places) > _MAX_LISTED else names

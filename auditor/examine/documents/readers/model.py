"""What every reader hands over: text, where its parts come from, and what was not read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from auditor.core.locator import Box

SOFT_BREAK = "\u2028"
"""A line break inside a paragraph, in a text whose lines are paragraphs."""


class DocumentForm(StrEnum):
    """The form of a file that holds text, as the report names it."""

    TEXT = "text"
    HTML = "HTML"
    EMAIL = "e-mail"
    OUTLOOK = "MSG"
    SAVED_PAGE = "MHTML"
    RTF = "RTF"
    WORD = "DOCX"
    PDF = "PDF"
    TABLE = "table"
    WORKBOOK = "XLSX"
    PRESENTATION = "PPTX"
    OPEN_DOCUMENT = "OpenDocument"
    JSON = "JSON"
    PICTURE = "picture"


@dataclass(frozen=True)
class PlaceMark:
    """From character `offset` of the text on, its place is `key` or `box`.

    `key` is `page=3` (RFC 8118), a cell such as `Sheet1!B3`, or a part of an e-mail. `box` is in
    pixels of the picture.
    """

    offset: int
    key: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class DocumentText:
    """The text of a document as a person reading it sees it.

    Attributes:
        text: lines end with a line feed.
        form: the form of the file.
        encoding: the character encoding, or the form where it has none of its own.
        notes: plain English sentences on how it was read.
        not_read: plain English sentences on what was not read. Where there are any, the absence of
            words proves nothing.
        certain: False where characters were guessed.
        paragraphs: each line is a paragraph, and its end the end of a sentence.
        marks: places, by rising offset.
        confidence: 0 to 1; below 1 where a picture was read.
    """

    text: str
    form: DocumentForm = DocumentForm.TEXT
    encoding: str = ""
    notes: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    certain: bool = True
    paragraphs: bool = False
    marks: tuple[PlaceMark, ...] = ()
    confidence: float = 1.0

    def mark_at(self, offset: int) -> PlaceMark | None:
        """The last mark at or before character `offset`."""
        index = bisect_right([mark.offset for mark in self.marks], offset)
        return self.marks[index - 1] if index else None


class TextWithPlaces:
    """Collects text piece by piece, with the places of the pieces."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.marks: list[PlaceMark] = []

    def add(self, piece: str, key: str = "", box: Box | None = None) -> None:
        """Append `piece`; `key` or `box` says where it is from."""
        if key or box is not None:
            self.marks.append(PlaceMark(self._length, key, box))
        self._pieces.append(piece)
        self._length += len(piece)

    @property
    def text(self) -> str:
        """All pieces."""
        return "".join(self._pieces)

    def __len__(self) -> int:
        return self._length

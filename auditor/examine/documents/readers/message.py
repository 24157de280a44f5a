"""Outlook messages (MS-OXMSG): an OLE file whose streams are the properties of the message."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from auditor.examine.documents.readers.compressed_rtf import CompressedRtfError, decompress
from auditor.examine.documents.readers.html import read_html
from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.documents.readers.rich_text import read_rtf
from auditor.examine.interface import ReadPicture
from auditor.examine.shared.text import decode

if TYPE_CHECKING:
    import olefile

MAX_ATTACHMENTS = 100
PROPERTIES = "__properties_version1.0"
_UNICODE, _ANSI, _BINARY = "001F", "001E", "0102"
_HEADER = (
    ("From", ("0C1A", "0042")),
    ("Address", ("5D01", "0C1F", "0065")),
    ("To", ("0E04",)),
    ("Cc", ("0E03",)),
    ("Subject", ("0037",)),
)
_BODY, _HTML, _RTF = "1000", "1013", "1009"
_FILE_NAMES = ("3707", "3704", "3001")
_DATA, _EMBEDDED = "3701", "3701000D"
_TIMES = (0x0039, 0x0E06)
"""When it was submitted, and when it was delivered."""
_TIME_TYPE = 0x0040
_CODE_PAGE = 0x3FFD
_HEAD_OF_PROPERTIES, _PROPERTY = 32, 16
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

ReadAttachment = Callable[[bytes, str], DocumentText]


def read_message(
    raw: bytes, read_attachment: ReadAttachment, read_picture: ReadPicture | None = None
) -> DocumentText:
    """The header lines a reader sees, the body, pictures, and attachments that are documents."""
    import olefile  # noqa: PLC0415 - only for Outlook messages

    with olefile.OleFileIO(io.BytesIO(raw)) as file:
        reading = _MessageReading(file, read_attachment, EmbeddedPictures(read_picture))
        reading.header()
        reading.body()
        reading.attachments()
        return reading.document()


class _MessageReading:
    def __init__(
        self, file: olefile.OleFileIO, read_attachment: ReadAttachment, pictures: EmbeddedPictures
    ) -> None:
        self._file = file
        self._read_attachment = read_attachment
        self._pictures = pictures
        self._text = TextWithPlaces()
        self._notes: dict[str, None] = {}
        self._not_read: dict[str, None] = {}
        self._certain = True
        self._paragraphs = False
        self._properties = _properties(self._stream(PROPERTIES) or b"")

    def _stream(self, path: str) -> bytes | None:
        if not self._file.exists(path):
            return None
        return bytes(self._file.openstream(path).read())

    def _string(self, tag: str, folder: str = "") -> str:
        """A text property, in Unicode or in the code page of the message."""
        name = f"{folder}__substg1.0_{tag}"
        if (wide := self._stream(f"{name}{_UNICODE}")) is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        if (narrow := self._stream(f"{name}{_ANSI}")) is not None:
            decoded = decode(narrow, self._code_page())
            self._certain &= decoded.certain
            return decoded.text.rstrip("\0")
        return ""

    def _code_page(self) -> str:
        page = self._properties.get(_CODE_PAGE, 0) & 0xFFFFFFFF
        return {936: "gbk", 950: "big5", 54936: "gb18030"}.get(page, f"cp{page}" if page else "")

    def header(self) -> None:
        for name, tags in _HEADER:
            value = next((words for tag in tags if (words := self._string(tag))), "")
            if value:
                self._text.add(f"{name}: {' '.join(value.split())}\n", f"header {name}")
        stamp = next((self._properties[tag] for tag in _TIMES if self._properties.get(tag)), 0)
        if stamp:
            moment = _EPOCH + timedelta(microseconds=stamp // 10)
            self._text.add(f"Date: {moment:%Y-%m-%d %H:%M:%S} UTC\n", "header Date")
        self._text.add("\n")

    def body(self) -> None:
        """The first form of the body that has words: plain text, HTML, RTF."""
        if words := self._string(_BODY).strip():
            self._add(DocumentText(words.replace("\r\n", "\n").replace("\r", "\n")), "body")
        elif page := self._stream(f"__substg1.0_{_HTML}{_BINARY}"):
            self._add(read_html(decode(page)), "body")
        elif packed := self._stream(f"__substg1.0_{_RTF}{_BINARY}"):
            try:
                self._add(read_rtf(decompress(packed)), "body")
            except CompressedRtfError:
                self._not_read["The body of the message could not be read."] = None

    def _add(self, document: DocumentText, place: str) -> None:
        if document.text.strip():
            self._text.add(document.text.rstrip("\n") + "\n\n", place)
        self._notes.update(dict.fromkeys(document.notes))
        self._not_read.update(dict.fromkeys(document.not_read))
        self._certain &= document.certain
        self._paragraphs |= document.paragraphs

    def attachments(self) -> None:
        folders = sorted(
            {entry[0] for entry in self._file.listdir() if entry[0].startswith("__attach_version")}
        )
        for number, folder in enumerate(folders, start=1):
            names = (self._string(tag, f"{folder}/") for tag in _FILE_NAMES)
            name = next((written for written in names if written), f"part {number}")
            data = self._stream(f"{folder}/__substg1.0_{_DATA}{_BINARY}")
            if number > MAX_ATTACHMENTS or data is None:
                # A message inside the message is a folder of streams, and no file.
                self._not_read[f"The attachment {name} was not read."] = None
            else:
                self._attachment(data, name)

    def _attachment(self, data: bytes, name: str) -> None:
        if _is_picture(data):
            self._pictures.add(self._text, data, f"picture {name}")
            return
        try:
            document = self._read_attachment(data, name)
        except Exception:  # an attachment may be damaged in any way
            self._not_read[f"The attachment {name} was not read."] = None
            return
        self._notes[f"The attachment {name} was read as {document.form.value}."] = None
        self._add(document, f"attachment {name}")

    def document(self) -> DocumentText:
        return DocumentText(
            text=self._text.text,
            form=DocumentForm.OUTLOOK,
            encoding="MSG",
            notes=(*self._notes, *self._pictures.notes()),
            not_read=(*self._not_read, *self._pictures.not_read()),
            certain=self._certain and self._pictures.certain,
            paragraphs=self._paragraphs,
            marks=tuple(self._text.marks),
            confidence=self._pictures.mean,
        )


def _properties(stream: bytes) -> dict[int, int]:
    """Properties of fixed length by their number (MS-OXMSG 2.4)."""
    properties: dict[int, int] = {}
    for start in range(_HEAD_OF_PROPERTIES, len(stream) - _PROPERTY + 1, _PROPERTY):
        kind, number, _, value = struct.unpack_from("<HHIQ", stream, start)
        properties[number] = value if kind == _TIME_TYPE or value < 1 << 32 else value & 0xFFFFFFFF
    return properties


_PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")


def _is_picture(data: bytes) -> bool:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    return data.startswith(_PICTURE_STARTS) or data[4:12] in {b"ftypheic", b"ftypavif", b"ftypmif1"}

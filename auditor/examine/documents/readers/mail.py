"""E-mail (RFC 5322, MIME) and saved pages (MHTML, RFC 2557), with the standard library."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterable
from email.message import Message

from auditor.examine.documents.readers.html import read_html
from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.interface import ReadPicture
from auditor.examine.shared.text import DecodedText, decode

MAX_PARTS = 200
"""Most parts of one message that are read."""
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_OF_MAIL = frozenset(
    {b"mime-version", b"content-type", b"message-id", b"received", b"return-path", b"x-mailer"}
)
_ALL_OF_MAIL = frozenset({b"from", b"subject", b"date"})
_LEFT_SOFT_BREAK = re.compile(r" ?=\n")
"""A soft line break of quoted-printable that was encoded twice."""

ReadAttachment = Callable[[bytes, str], DocumentText]


def is_mail(head: bytes) -> bool:
    """Whether the file begins with the header of a message."""
    names: set[bytes] = set()
    position = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while (header := _HEADER.match(head, position)) is not None:
        names.add(header.group(1).lower())
        position = header.end()
    if not head[position : position + 2].startswith((b"\n", b"\r\n")):
        return False
    return (
        len(names & _OF_MAIL) > 1
        or (bool(names & _OF_MAIL) and b"from" in names)
        or (names >= _ALL_OF_MAIL)
    )


def read_mail(
    raw: bytes, read_attachment: ReadAttachment, read_picture: ReadPicture | None = None
) -> DocumentText:
    """The header lines a reader sees, the body, pictures, and attachments that are documents."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    saved_page = message.get_content_type() == "multipart/related" and not message.get("To")
    reading = _MailReading(read_attachment, EmbeddedPictures(read_picture))
    if not saved_page:
        reading.headers(message)
    reading.body(message)
    return reading.document(DocumentForm.SAVED_PAGE if saved_page else DocumentForm.EMAIL)


class _MailReading:
    def __init__(self, read_attachment: ReadAttachment, pictures: EmbeddedPictures) -> None:
        self._read_attachment = read_attachment
        self._pictures = pictures
        self._text = TextWithPlaces()
        self._notes: dict[str, None] = {}
        self._not_read: dict[str, None] = {}
        self._certain = True
        self._paragraphs = False
        self._encodings: dict[str, None] = {}

    def headers(self, message: Message) -> None:
        for name in _SHOWN:
            try:
                value = str(message.get(name, ""))
            except Exception:
                self._not_read[f"The header {name} could not be decoded."] = None
                continue
            if value:
                self._text.add(f"{name}: {' '.join(value.split())}\n", f"header {name}")
        self._text.add("\n")

    def body(self, message: Message) -> None:
        """The first of the ways in which the body is written that is not empty, then the rest."""
        parts = [part for part in message.walk() if not part.is_multipart()]
        if len(parts) > MAX_PARTS:
            self._not_read[
                f"The message has more than {MAX_PARTS} parts; the rest was not read."
            ] = None
        written = [part for part in parts[:MAX_PARTS] if _is_body(part)]
        alternatives = any(p.get_content_type() == "multipart/alternative" for p in message.walk())
        plain = [part for part in written if part.get_content_type() == "text/plain"]
        chosen = written
        if alternatives and plain and len(written) > len(plain):
            chosen = [p for p in plain if _payload(p).strip()] or written
        inside = _addresses_of_pictures(parts[:MAX_PARTS])
        for part in chosen:
            self._add(_body_text(part, inside), "body")
        for number, part in enumerate(parts[:MAX_PARTS], start=1):
            if part not in written:
                self._attachment(part, number)

    def _add(self, document: DocumentText, place: str) -> None:
        if document.text.strip():
            self._text.add(document.text.rstrip("\n") + "\n\n", place)
        self._notes.update(dict.fromkeys(document.notes))
        self._not_read.update(dict.fromkeys(document.not_read))
        self._certain &= document.certain
        self._paragraphs |= document.paragraphs
        if document.encoding:
            self._encodings[document.encoding] = None

    def _attachment(self, part: Message, number: int) -> None:
        content_type = part.get_content_type()
        if content_type.startswith(
            ("text/css", "text/javascript", "application/javascript", "font/")
        ):
            return
        name = part.get_filename() or f"part {number}"
        if content_type.startswith("image/"):
            self._pictures.add(self._text, _payload(part), f"picture {name}")
            return
        try:
            document = self._read_attachment(_payload(part), name)
        except Exception:
            self._not_read[f"The attachment {name} was not read."] = None
            return
        self._notes[f"The attachment {name} was read as {document.form.value}."] = None
        self._add(document, f"attachment {name}")

    def document(self, form: DocumentForm) -> DocumentText:
        return DocumentText(
            text=self._text.text,
            form=form,
            encoding=", ".join(self._encodings) or "us-ascii",
            notes=(*self._notes, *self._pictures.notes()),
            not_read=(*self._not_read, *self._pictures.not_read()),
            certain=self._certain and self._pictures.certain,
            paragraphs=self._paragraphs,
            marks=tuple(self._text.marks),
            confidence=self._pictures.mean,
        )


def _is_body(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return False
    return part.get_content_type() in {"text/plain", "text/html", "application/xhtml+xml"}


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _addresses_of_pictures(parts: Iterable[Message]) -> frozenset[str]:
    """How the body can name pictures that the message itself holds."""
    addresses: set[str] = set()
    for part in parts:
        if part.get_content_type().startswith("image/"):
            identity = str(part.get("Content-ID", "")).strip().strip("<>")
            addresses |= {f"cid:{identity}", str(part.get("Content-Location", "")).strip()}
    return frozenset(addresses)


def _body_text(part: Message, inside: frozenset[str]) -> DocumentText:
    decoded = _decoded(part)
    if part.get_content_type() == "text/plain":
        text = _LEFT_SOFT_BREAK.sub(" ", decoded.text)
        return DocumentText(
            text, encoding=decoded.encoding, notes=decoded.notes, certain=decoded.certain
        )
    # Pictures of the message are read as parts of their own; here they are empty.
    return read_html(decoded, None, lambda address: b"" if address in inside else None)


def _decoded(part: Message) -> DecodedText:
    """The part in the character encoding that its header declares, else as any text."""
    raw = _payload(part)
    declared = part.get_content_charset("")
    if declared:
        decoded = decode(raw, declared)
        if declared in {decoded.encoding, "us-ascii"} or decoded.encoding == "utf-8":
            return decoded
        # The header names the encoding, so there is nothing to tell about it.
        return DecodedText(decoded.text, decoded.encoding, (), decoded.certain)
    return decode(raw)

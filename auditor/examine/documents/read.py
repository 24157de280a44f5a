"""From a file to its text: the form is recognised by content, and its reader called."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from auditor.core.errors import ExhibitError
from auditor.examine.documents.forms import form_of
from auditor.examine.documents.readers.html import (
    has_entities,
    is_fragment,
    is_page,
    read_html,
)
from auditor.examine.documents.readers.mail import is_mail, read_mail
from auditor.examine.documents.readers.message import read_message
from auditor.examine.documents.readers.model import DocumentForm, DocumentText
from auditor.examine.documents.readers.open_document import read_open_document
from auditor.examine.documents.readers.pdf import read_pdf
from auditor.examine.documents.readers.presentation import read_presentation
from auditor.examine.documents.readers.rich_text import read_rtf
from auditor.examine.documents.readers.structured import is_json, read_json
from auditor.examine.documents.readers.table import is_table, read_table
from auditor.examine.documents.readers.word import read_word
from auditor.examine.documents.readers.workbook import read_workbook
from auditor.examine.interface import ReadPicture
from auditor.examine.shared.text import MAX_BYTES, decode, looks_like_text

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
"""Largest file in a form of its own, in bytes: scanned contracts have tens of megabytes."""
_MAX_NESTED = 1
"""How deep attachments are read: those of the message itself, not those of a forwarded one."""
_HEAD = 8192


def read_document(
    path: Path, name: str = "", read_picture: ReadPicture | None = None
) -> DocumentText:
    """The text of the document at `path`, called `name` in errors.

    `read_picture` reads words in pictures and scanned pages; without it they are not read.

    Raises:
        ExhibitError: it cannot be read, is too large, or is damaged.
    """
    try:
        state = path.stat()
        changed = (state.st_size, state.st_mtime_ns)
        return _read_once(path, name or path.name, changed, read_picture)
    except OSError as problem:
        raise ExhibitError(
            f"cannot be read: {problem.strerror}", where=name or path.name
        ) from problem


@lru_cache(maxsize=1)
def _read_once(
    path: Path, name: str, changed: tuple[int, int], read_picture: ReadPicture | None
) -> DocumentText:
    # A document is asked for by its examiner and again by the check of quotes.
    size, _ = changed
    with path.open("rb") as stream:
        form = form_of(stream.read(_HEAD), path)
    limit = MAX_BYTES if form is None else MAX_DOCUMENT_BYTES
    if size > limit:
        raise ExhibitError(
            f"is larger than {limit // 1024 // 1024} MiB",
            where=name,
            why="no text of that size is read",
            remedy="Submit the part that matters as a file of its own",
        )
    return read_bytes(path.read_bytes(), name, read_picture=read_picture)


def read_bytes(
    raw: bytes, name: str, depth: int = 0, read_picture: ReadPicture | None = None
) -> DocumentText:
    """The text of a document that is in memory.

    Raises:
        ExhibitError: it is damaged, protected by a password, or in a form that is not read.
    """
    form = form_of(raw[:_HEAD], raw)
    nested = depth > _MAX_NESTED

    def read_attachment(part: bytes, part_name: str) -> DocumentText:
        return read_bytes(part, part_name, depth + 1, read_picture)

    try:
        if form is DocumentForm.OUTLOOK:
            if nested:
                raise ExhibitError("is a message inside a message inside a message")
            return read_message(raw, read_attachment, read_picture)
        if form is not None:
            return _read_form(form, raw, read_picture)
        if not nested and is_mail(raw[:_HEAD]):
            return read_mail(raw, read_attachment, read_picture)
        if raw.startswith(_NO_TEXT) or (depth and not looks_like_text(raw[:_HEAD])):
            raise ExhibitError("is in a form that is not read")
        return _read_text(raw, read_picture)
    except ExhibitError as problem:
        raise ExhibitError(problem.what, where=name, why=problem.why, remedy=problem.remedy) from (
            problem
        )
    except Exception as problem:  # a hostile file may raise anything inside a parser
        raise ExhibitError(
            f"cannot be read as {form.value if form else 'text'}",
            where=name,
            why="it is damaged, or not what its beginning says",
            remedy="Submit it as PDF or as plain text",
        ) from problem


_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_READERS: dict[DocumentForm, Callable[[bytes, ReadPicture | None], DocumentText]] = {
    DocumentForm.PDF: read_pdf,
    DocumentForm.WORD: read_word,
    DocumentForm.WORKBOOK: read_workbook,
    DocumentForm.PRESENTATION: read_presentation,
    DocumentForm.OPEN_DOCUMENT: read_open_document,
}
"""Each reader imports its library when it is called, because most cases need none of them."""


def _read_form(form: DocumentForm, raw: bytes, read_picture: ReadPicture | None) -> DocumentText:
    if form is DocumentForm.RTF:
        return read_rtf(raw, read_picture)
    return _READERS[form](raw, read_picture)


def _read_text(raw: bytes, read_picture: ReadPicture | None) -> DocumentText:
    decoded = decode(raw)
    if is_page(decoded.text) or is_fragment(decoded.text):
        return read_html(decoded, read_picture)
    if is_json(decoded.text):
        return read_json(decoded)
    if is_table(decoded.text):
        return read_table(decoded)
    text, notes = decoded.text, decoded.notes
    if has_entities(text):
        # Decoded line by line, so that an entity for a line feed does not shift the places.
        text = "\n".join(_unescaped(line) for line in text.split("\n"))
        notes = (*notes, "Characters written as HTML entities were decoded.")
    marked_up = text.lstrip().startswith("<?xml")
    return DocumentText(
        text=text,
        encoding=decoded.encoding,
        notes=notes,
        not_read=(_MARKED_UP,) if marked_up else (),
        certain=decoded.certain,
    )


_MARKED_UP = "The text is XML of an unknown kind; its mark-up was read as words."


def _unescaped(line: str) -> str:
    return " ".join(html.unescape(line).split("\n"))

"""The forms of documents that are not plain text, recognised by content."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from auditor.examine.documents.readers.model import DocumentForm

MAX_MEMBERS = 10_000
"""Most members of an archive whose names are read."""

MEDIA_TYPES: dict[DocumentForm, str] = {
    DocumentForm.PDF: "application/pdf",
    DocumentForm.RTF: "application/rtf",
    DocumentForm.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentForm.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentForm.PRESENTATION: (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    DocumentForm.OPEN_DOCUMENT: "application/vnd.oasis.opendocument.text",
    DocumentForm.OUTLOOK: "application/vnd.ms-outlook",
}
_PDF = re.compile(rb"\s{0,16}%PDF-[12]\.\d")
_PDF_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b|[^\t\n\r -~]")
_RTF = re.compile(rb"\s{0,16}\{\\rtf\d?[\\\s{]")
_ZIP = b"PK\x03\x04"
_OPEN_TYPE = b"application/vnd.oasis.opendocument."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_PARTS = {
    "word/document.xml": DocumentForm.WORD,
    "xl/workbook.xml": DocumentForm.WORKBOOK,
    "ppt/presentation.xml": DocumentForm.PRESENTATION,
}
_OLE_STREAMS = {
    "__properties_version1.0": "application/vnd.ms-outlook",
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
    # An Office Open XML document protected by a password (MS-OFFCRYPTO).
    "EncryptedPackage": "application/encrypted",
}


def form_of(head: bytes, file: Path | bytes) -> DocumentForm | None:
    """The form of a document that begins with `head`; None for text and anything else.

    `file` is the whole file, or its path.
    """
    start = _PDF.match(head)
    # A text that begins by quoting a signature has neither objects nor binary data after it.
    if start is not None and _PDF_OBJECT.search(head, start.end()):
        return DocumentForm.PDF
    if _RTF.match(head):
        return DocumentForm.RTF
    if head.startswith(_ZIP):
        return _form_of_archive(file)
    if compound_type(head, file) == MEDIA_TYPES[DocumentForm.OUTLOOK]:
        return DocumentForm.OUTLOOK
    return None


def compound_type(head: bytes, file: Path | bytes) -> str:
    """The media type of an OLE compound file (MS-CFB) by its streams; empty for other files."""
    if not head.startswith(_OLE):
        return ""
    import olefile  # noqa: PLC0415 - for few files

    try:
        with olefile.OleFileIO(io.BytesIO(file) if isinstance(file, bytes) else file) as compound:
            streams = {entry[0] for entry in compound.listdir()}
    except Exception:  # a damaged file may raise anything inside the parser
        return "application/x-ole-storage"
    kinds = (kind for name, kind in _OLE_STREAMS.items() if name in streams)
    return next(kinds, "application/x-ole-storage")


def _form_of_archive(file: Path | bytes) -> DocumentForm | None:
    """ECMA-376: the package's main part gives its kind. OpenDocument: its type is a member."""
    try:
        with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
            members = archive.namelist()[:MAX_MEMBERS]
            if members[:1] == ["mimetype"]:
                with archive.open("mimetype") as stream:
                    declared = stream.read(80)
                return DocumentForm.OPEN_DOCUMENT if declared.startswith(_OPEN_TYPE) else None
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return None
    if "[Content_Types].xml" not in members:
        return None
    return next((form for part, form in _OFFICE_PARTS.items() if part in members), None)

"""The forms of documents that are not plain text, told by content."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from auditor.examine.documents.readers.model import DocumentForm

MAX_MEMBERS = 10_000
"""Most members of an archive whose names are looked at."""

MEDIA_TYPES: dict[DocumentForm, str] = {
    DocumentForm.PDF: "application/pdf",
    DocumentForm.RTF: "application/rtf",
    DocumentForm.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentForm.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PDF = re.compile(rb"\s{0,16}%PDF-[12]\.\d")
_PDF_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b|[^\t\n\r -~]")
_RTF = re.compile(rb"\s{0,16}\{\\rtf\d?[\\\s{]")
_ZIP = b"PK\x03\x04"


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
    return None


def _form_of_archive(file: Path | bytes) -> DocumentForm | None:
    """ECMA-376: the package's main part tells which kind it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
            members = archive.namelist()[:MAX_MEMBERS]
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return None
    if "[Content_Types].xml" not in members:
        return None
    if "word/document.xml" in members:
        return DocumentForm.WORD
    return DocumentForm.WORKBOOK if "xl/workbook.xml" in members else None

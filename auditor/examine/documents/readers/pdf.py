"""The text layer of PDF, page by page, with PDFium."""

from __future__ import annotations

import re

from auditor.core.errors import ExhibitError
from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces

MAX_PAGES = 500
"""Most pages read; privacy policies have up to a hundred."""
MAX_CHARACTERS = 2_000_000
_MIN_CHARACTERS = 8
"""A page with fewer has no text layer worth the name: a page number, or a stamp."""
_MAX_LISTED = 20
_ORNAMENT_SHARE = 0.02
"""A picture on less of the page is a logo or a line."""
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
"""What fonts without a table of characters give: words are there and cannot be told."""


def read_pdf(raw: bytes) -> DocumentText:
    """The text of every page.

    Raises:
        ExhibitError: it needs a password.
    """
    import pypdfium2  # noqa: PLC0415 - only for PDF

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise ExhibitError(
                "needs a password", remedy="Save a copy without a password and submit that"
            ) from problem
        raise
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: object) -> DocumentText:
    text = TextWithPlaces()
    pages = len(document)  # type: ignore[arg-type]
    silent: list[int] = []
    pictured: list[int] = []
    not_read: list[str] = []
    for index in range(min(pages, MAX_PAGES)):
        words, has_picture = _page_text(document[index])  # type: ignore[index]
        if has_picture:
            pictured.append(index + 1)
        if len("".join(words.split())) < _MIN_CHARACTERS:
            silent.append(index + 1)
        text.add(f"{words}\n\n", f"page={index + 1}")
        if len(text) > MAX_CHARACTERS:
            not_read.append(f"Pages after page {index + 1} were not read.")
            break
    if pages > MAX_PAGES:
        not_read.append(f"Pages after page {MAX_PAGES} were not read.")
    if silent:
        not_read.append(
            f"These pages have no text layer and were not read: {_listed(silent)} (of {pages})."
        )
    if only_pictured := [page for page in pictured if page not in silent]:
        not_read.append(
            f"These pages have pictures; words in them were not read: {_listed(only_pictured)}."
        )
    return DocumentText(
        text=text.text,
        form=DocumentForm.PDF,
        encoding="PDF",
        not_read=tuple(not_read),
        certain=not _UNMAPPED.search(text.text),
        marks=tuple(text.marks),
    )


def _listed(pages: list[int]) -> str:
    numbers = ", ".join(str(page) for page in pages[:_MAX_LISTED])
    return f"{numbers}, ..." if len(pages) > _MAX_LISTED else numbers


def _page_text(page: object) -> tuple[str, bool]:
    """The words of a page, and whether it has a picture large enough to have words in it."""
    try:
        text_page = page.get_textpage()  # type: ignore[attr-defined]
        words: str = text_page.get_text_bounded()
        text_page.close()
        pictured = _has_picture(page)
    finally:
        page.close()  # type: ignore[attr-defined]
    # PDFium writes U+FFFE where it joined a hyphenated word.
    words = words.replace("\r\n", "\n").replace("\ufffe", "").replace("\0", "").strip()
    return words, pictured


def _has_picture(page: object) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - only for PDF

    width, height = page.get_size()  # type: ignore[attr-defined]
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):  # type: ignore[attr-defined]
        left, bottom, right, top = drawn.get_bounds()
        if (right - left) * (top - bottom) > _ORNAMENT_SHARE * width * height:
            return True
    return False

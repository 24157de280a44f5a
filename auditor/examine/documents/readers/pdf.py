"""PDF, page by page, with PDFium: the text layer, and words in pictures and scanned pages."""

from __future__ import annotations

import io
import re
from typing import Any

from auditor.core.errors import ExhibitError
from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.pictures import EmbeddedPictures, listed
from auditor.examine.interface import ReadPicture

MAX_PAGES = 500
"""Most pages read; privacy policies have up to a hundred."""
MAX_CHARACTERS = 2_000_000
_MIN_CHARACTERS = 8
"""A page with fewer has no text layer worth the name: a page number, or a stamp."""
_ORNAMENT_SHARE = 0.02
"""A picture on less of the page is a logo or a line."""
_WHOLE_PAGE_SHARE = 0.7
"""A picture on more of the page is a scan of it; text over it was recognised by another program."""
_LONGER_SIDE = 2000
"""Pixels of the longer side of a drawn page: 170 dpi for A4, and the most that is read."""
_MAX_SCALE = 4.0
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
"""What fonts without a table of characters give: words are there and cannot be recognised."""


def read_pdf(raw: bytes, read_picture: ReadPicture | None = None) -> DocumentText:
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
        reading = _PdfReading(EmbeddedPictures(read_picture))
        reading.read(document)
        return reading.document()
    finally:
        document.close()


class _PdfReading:
    def __init__(self, pictures: EmbeddedPictures) -> None:
        self._text = TextWithPlaces()
        self._pictures = pictures
        self._not_read: list[str] = []
        self._recognised: list[str] = []
        self._broken = False

    def read(self, document: Any) -> None:  # noqa: ANN401 - pypdfium2 has no types
        pages = len(document)
        for index in range(min(pages, MAX_PAGES)):
            page = document[index]
            try:
                self._page(page, f"page={index + 1}")
            finally:
                page.close()
            if len(self._text) > MAX_CHARACTERS and index + 1 < pages:
                self._not_read.append(f"Pages after page {index + 1} were not read.")
                return
        if pages > MAX_PAGES:
            self._not_read.append(f"Pages after page {MAX_PAGES} were not read.")

    def _page(self, page: Any, place: str) -> None:  # noqa: ANN401
        words = _text_layer(page)
        has_text = len("".join(words.split())) >= _MIN_CHARACTERS
        unmapped = len(_UNMAPPED.findall(words))
        # A font without a table of characters gives signs that mean nothing: its shapes are read.
        readable = has_text and unmapped * 2 < len(words)
        self._broken |= readable and unmapped > 0
        if readable:
            self._text.add(f"{words}\n\n", place)
        regions = _picture_regions(page)
        if not readable:
            if regions or has_text or _has_paths(page):
                self._pictures.add(self._text, _drawn(page), place)
        elif any(_share(region, page) > _WHOLE_PAGE_SHARE for region in regions):
            self._recognised.append(place)
        else:
            for region in regions:
                self._pictures.add(self._text, _drawn(page, region), place)

    def document(self) -> DocumentText:
        notes = list(self._pictures.notes())
        if self._recognised:
            notes.append(
                "The text of these scanned pages was recognised by the program that scanned them: "
                f"{listed(self._recognised)}."
            )
        return DocumentText(
            text=self._text.text,
            form=DocumentForm.PDF,
            encoding="PDF",
            notes=tuple(notes),
            not_read=(*self._not_read, *self._pictures.not_read()),
            certain=self._pictures.certain and not self._recognised and not self._broken,
            marks=tuple(self._text.marks),
            confidence=self._pictures.mean,
        )


_Region = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


def _text_layer(page: Any) -> str:  # noqa: ANN401
    text_page = page.get_textpage()
    try:
        words: str = text_page.get_text_bounded()
    finally:
        text_page.close()
    # PDFium writes U+FFFE where it joined a hyphenated word.
    return words.replace("\r\n", "\n").replace("\ufffe", "").replace("\0", "").strip()


def _picture_regions(page: Any) -> list[_Region]:  # noqa: ANN401
    """Where pictures large enough to have words in them are."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - only for PDF

    regions = (
        drawn.get_bounds()
        for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )
    return [region for region in regions if _share(region, page) > _ORNAMENT_SHARE]


def _has_paths(page: Any) -> bool:  # noqa: ANN401
    """Whether lines are drawn, as the letters of a text made into outlines are."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - only for PDF

    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return next(iter(paths), None) is not None


def _share(region: _Region, page: Any) -> float:  # noqa: ANN401
    left, bottom, right, top = region
    width, height = page.get_size()
    visible = max(0.0, min(right, width) - max(left, 0)) * max(
        0.0, min(top, height) - max(bottom, 0)
    )
    return float(visible / max(1.0, width * height))


def _drawn(page: Any, region: _Region | None = None) -> bytes:  # noqa: ANN401
    """The page, or a region of it, as an encoded picture."""
    width, height = page.get_size()
    crop = (0.0, 0.0, 0.0, 0.0)
    if region is not None:
        left, bottom, right, top = region
        crop = (max(0, left), max(0, bottom), max(0, width - right), max(0, height - top))
        width, height = width - crop[0] - crop[2], height - crop[1] - crop[3]
    scale = min(_MAX_SCALE, _LONGER_SIDE / max(1.0, width, height))
    picture = page.render(scale=scale, crop=crop).to_pil()
    encoded = io.BytesIO()
    picture.convert("RGB").save(encoded, "BMP")
    return encoded.getvalue()

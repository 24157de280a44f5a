"""OpenDocument (ISO/IEC 26300): texts, sheets and presentations in a package of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from auditor.core.errors import ExhibitError
from auditor.examine.documents.readers.model import (
    SOFT_BREAK,
    DocumentForm,
    DocumentText,
    TextWithPlaces,
)
from auditor.examine.documents.readers.package import MAX_UNPACKED_BYTES, check_package
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.documents.readers.table import cell_name
from auditor.examine.documents.readers.workbook import add_media
from auditor.examine.interface import ReadPicture
from auditor.examine.shared.markup import UnreadableXmlError, local, parse

MAX_REPEATED = 50
"""Most copies of one repeated cell; a sheet pads its rows with thousands of empty ones."""
_PARAGRAPHS = frozenset({"p", "h"})
_LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end", "ruby-text"})
_CONTENT = "content.xml"


def read_open_document(raw: bytes, read_picture: ReadPicture | None = None) -> DocumentText:
    """The words of a text, a sheet or a presentation; each paragraph or row is one line.

    Raises:
        ExhibitError: it is protected by a password, or damaged.
    """
    check_package(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if b"manifest:encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ExhibitError(
                "needs a password", remedy="Save a copy without a password and submit that"
            )
        parts = [archive.read(_CONTENT)]
        if "styles.xml" in archive.namelist():
            # Headers and footers are part of the page styles.
            parts.append(archive.read("styles.xml"))
    text = TextWithPlaces()
    notes: dict[str, None] = {}
    for part, place in zip(parts, ("paragraph", "header or footer"), strict=False):
        _add_part(text, part, place, notes)
    pictures = EmbeddedPictures(read_picture)
    add_media(raw, "Pictures/", pictures, text)
    return DocumentText(
        text=text.text,
        form=DocumentForm.OPEN_DOCUMENT,
        encoding="OpenDocument",
        notes=(*notes, *pictures.notes()),
        not_read=pictures.not_read(),
        certain=pictures.certain,
        paragraphs=True,
        marks=tuple(text.marks),
        confidence=pictures.mean,
    )


def _add_part(text: TextWithPlaces, part: bytes, place: str, notes: dict[str, None]) -> None:
    try:
        root = parse(part, MAX_UNPACKED_BYTES)
    except UnreadableXmlError as problem:
        raise ExhibitError("cannot be read as OpenDocument", why=str(problem)) from problem
    if any(local(element) == "tracked-changes" for element in root.iter()):
        notes["The document has tracked changes; deleted words were left out."] = None
    number = 0
    for line, cells in _lines(root, ""):
        number += 1
        if not cells:
            text.add(f"{line}\n", f"{place} {number}")
            continue
        for index, (words, name) in enumerate(cells):
            text.add("\t" if index else "")
            text.add(words, name)
        text.add("\n")


_Cells = tuple[tuple[str, str], ...]
"""Words and name of every cell of a row."""


def _lines(element: Element, sheet: str) -> Iterator[tuple[str, _Cells]]:
    for child in element:
        name = local(child)
        if name in _LEFT_OUT:
            continue
        if name in _PARAGRAPHS:
            if words := "".join(_words(child)).strip():
                yield words, ()
            yield from _boxes(child)
        elif name == "table":
            yield from _rows(child, _attribute(child, "name"))
        else:
            yield from _lines(child, sheet)


def _boxes(paragraph: Element) -> Iterator[tuple[str, _Cells]]:
    """Text boxes in a paragraph are lines of their own."""
    for element in paragraph.iter():
        if local(element) == "text-box":
            yield from _lines(element, "")


def _rows(table: Element, sheet: str) -> Iterator[tuple[str, _Cells]]:
    number = 0
    for row in (element for element in table.iter() if local(element) == "table-row"):
        number += 1
        cells: list[tuple[str, str]] = []
        for cell in row:
            if local(cell) not in {"table-cell", "covered-table-cell"}:
                continue
            words = " ".join(line for line, _ in _lines(cell, sheet))
            repeated = _attribute(cell, "number-columns-repeated")
            copies = int(repeated) if repeated.isdigit() else 1
            for _ in range(min(copies, MAX_REPEATED)):
                cells.append((words, f"{sheet}!{cell_name(len(cells), number)}"))
        while cells and not cells[-1][0]:
            cells.pop()
        if cells:
            yield "", tuple(cells)
        repeated = _attribute(row, "number-rows-repeated")
        number += int(repeated) - 1 if repeated.isdigit() else 0


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _words(element: Element) -> Iterator[str]:
    """The words of a paragraph, without boxes, notes of reviewers and deleted words."""
    name = local(element)
    if name == "line-break":
        yield SOFT_BREAK
    elif name == "tab":
        yield "\t"
    elif name == "s":
        count = _attribute(element, "c")
        yield " " * (int(count) if count.isdigit() and len(count) < 4 else 1)  # noqa: PLR2004
    elif element.text:
        yield element.text
    for child in element:
        if local(child) not in _LEFT_OUT | {"text-box"}:
            yield from _words(child)
        if child.tail:
            yield child.tail

"""XLSX (ECMA-376) as text: every sheet, every cell with its name."""

from __future__ import annotations

import io
import zipfile

from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.package import check_package
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.documents.readers.table import NOT_MATCHED, add_rows
from auditor.examine.interface import ReadPicture

MAX_SHEETS = 50


def read_workbook(raw: bytes, read_picture: ReadPicture | None = None) -> DocumentText:
    """The values of every sheet; formulas are read as the values last calculated."""
    import openpyxl  # noqa: PLC0415 - only for XLSX

    check_package(raw)
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    text = TextWithPlaces()
    not_read = [NOT_MATCHED]
    for sheet in book.worksheets[:MAX_SHEETS]:
        if sheet.sheet_state != "visible":
            not_read.append(f"The hidden sheet {sheet.title} was not read.")
            continue
        rows = sheet.iter_rows(values_only=True, max_col=200)
        not_read += add_rows(text, rows, f"{sheet.title}!")
    book.close()
    if len(book.worksheets) > MAX_SHEETS:
        not_read.append(f"Only the first {MAX_SHEETS} sheets were read.")
    pictures = EmbeddedPictures(read_picture)
    add_media(raw, "xl/media/", pictures, text)
    return DocumentText(
        text=text.text,
        form=DocumentForm.WORKBOOK,
        encoding="XLSX",
        notes=pictures.notes(),
        not_read=(*not_read, *pictures.not_read()),
        certain=pictures.certain,
        paragraphs=True,
        marks=tuple(text.marks),
        confidence=pictures.mean,
    )


def add_media(raw: bytes, folder: str, pictures: EmbeddedPictures, text: TextWithPlaces) -> None:
    """Read the pictures that a package keeps in `folder`."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(folder) and not name.endswith("/"):
                pictures.add(text, archive.read(name), f"picture {name.removeprefix(folder)}")

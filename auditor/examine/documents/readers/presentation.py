"""PPTX (ECMA-376): the words of every slide."""

from __future__ import annotations

import io
import re
import zipfile

from auditor.core.errors import ExhibitError
from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.package import MAX_UNPACKED_BYTES, check_package
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.documents.readers.workbook import add_media
from auditor.examine.interface import ReadPicture
from auditor.examine.shared.markup import UnreadableXmlError, local, parse

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def read_presentation(raw: bytes, read_picture: ReadPicture | None = None) -> DocumentText:
    """The words of the slides in their order, each paragraph one line; then of the pictures.

    Raises:
        ExhibitError: a slide is damaged.
    """
    check_package(raw)
    text = TextWithPlaces()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        slides = sorted(
            (int(match.group(1)), name)
            for name in archive.namelist()
            if (match := _SLIDE.fullmatch(name))
        )
        for number, name in slides:
            _add_slide(text, archive.read(name), number)
    pictures = EmbeddedPictures(read_picture)
    add_media(raw, "ppt/media/", pictures, text)
    return DocumentText(
        text=text.text,
        form=DocumentForm.PRESENTATION,
        encoding="PPTX",
        notes=pictures.notes(),
        not_read=pictures.not_read(),
        certain=pictures.certain,
        paragraphs=True,
        marks=tuple(text.marks),
        confidence=pictures.mean,
    )


def _add_slide(text: TextWithPlaces, part: bytes, number: int) -> None:
    try:
        root = parse(part, MAX_UNPACKED_BYTES)
    except UnreadableXmlError as problem:
        raise ExhibitError("cannot be read as PPTX", why=str(problem)) from problem
    for paragraph in (element for element in root.iter() if local(element) == "p"):
        words = "".join(run.text or "" for run in paragraph.iter() if local(run) == "t").strip()
        if words:
            text.add(f"{words}\n", f"slide {number}")
    text.add("\n")

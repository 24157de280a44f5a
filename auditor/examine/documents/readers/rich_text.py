"""RTF (Microsoft, version 1.9.1) as text."""

from __future__ import annotations

import re

from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.interface import ReadPicture

_HEXADECIMAL = re.compile(rb"(?:[0-9A-Fa-f]{2}\s{0,2}){100,}")
"""The data of a picture, after its properties."""
_ANY_PICTURE = b"\\pict"


def read_rtf(raw: bytes, read_picture: ReadPicture | None = None) -> DocumentText:
    """The text of an RTF document; each paragraph is one line, and words of pictures come last."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only for RTF

    # RTF is ASCII; other characters are escaped, and bytes that are not are those of its code page.
    text = str(rtf_to_text(raw.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    lines = (" ".join(line.split(" ")).strip() for line in text.splitlines())
    whole = TextWithPlaces()
    whole.add("\n".join(line for line in lines if line))
    pictures = EmbeddedPictures(read_picture)
    _add_pictures(raw, whole, pictures)
    return DocumentText(
        text=whole.text,
        form=DocumentForm.RTF,
        encoding="RTF",
        notes=pictures.notes(),
        not_read=pictures.not_read(),
        certain="\ufffd" not in text and pictures.certain,
        paragraphs=True,
        marks=tuple(whole.marks),
        confidence=pictures.mean,
    )


def _add_pictures(raw: bytes, text: TextWithPlaces, pictures: EmbeddedPictures) -> None:
    """Read pictures written in hexadecimal digits; others are said not to be read."""
    pieces = raw.split(_ANY_PICTURE)[1:]
    for number, piece in enumerate(pieces, start=1):
        digits = _HEXADECIMAL.search(piece)
        if digits is None:
            pictures.skip(f"picture {number}")
            continue
        text.add("\n")
        data = b"".join(digits.group().split())
        pictures.add(text, bytes.fromhex(data[: len(data) // 2 * 2].decode()), f"picture {number}")

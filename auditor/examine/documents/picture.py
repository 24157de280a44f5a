"""Pictures of documents: the lines that optical character recognition gives, read as a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from auditor.case.model import DocumentRole, Exhibit
from auditor.examine.documents.chats.screenshot import Picture, screenshot_conversation
from auditor.examine.documents.examiner import searched
from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.documents.readers.pictures import SURE, add_lines
from auditor.examine.documents.reading import DocumentReading
from auditor.examine.interface import PictureLine
from auditor.examine.model import Examination

MAX_UNSURE_SHARE = 0.3
"""Where more of the lines are unsure, the report says that the picture was not read in full."""
_LETTER = re.compile(r"[^\W\d_]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MAY_BE_SCREENSHOT = frozenset({DocumentRole.MESSAGE, DocumentRole.OTHER})
MANY_CHINESE = 16
MANY_LETTERS = 60
"""Letters that make a picture of no declared role a document: more than an overlay has."""


def is_document(exhibit: Exhibit, lines: Sequence[PictureLine]) -> bool:
    """Whether the picture is declared to be a document, or has as many words as one."""
    if exhibit.role is not DocumentRole.OTHER:
        return True
    text = "".join(line.text for line in lines if line.confidence >= SURE)
    return len(_CHINESE.findall(text)) >= MANY_CHINESE or len(_LETTER.findall(text)) >= MANY_LETTERS


def with_words(
    examination: Examination,
    exhibit: Exhibit,
    lines: Sequence[PictureLine],
    reader: str,
    picture: Picture | None = None,
) -> Examination:
    """`examination` of a picture with what its words disclose.

    `picture` has the size of it and the colour around each line, for bubbles of a conversation.
    """
    conversation = None
    if picture is not None and exhibit.role in _MAY_BE_SCREENSHOT:
        conversation = screenshot_conversation(*_sure(lines, picture))
    reading = searched(exhibit, document_of(lines), conversation)
    return examination.model_copy(
        update={
            "observations": (*examination.observations, *reading.observations),
            "warnings": (*examination.warnings, *reading.warnings),
            "not_read": (*examination.not_read, *_not_read(reading, lines)),
            "method": (
                *examination.method,
                ("words in the picture", reader),
                ("read as", exhibit.role.value),
            ),
        }
    )


def _sure(lines: Sequence[PictureLine], picture: Picture) -> tuple[Sequence[PictureLine], Picture]:
    """The lines that are read, and their colours."""
    kept = [index for index, line in enumerate(lines) if line.confidence >= SURE]
    colours = tuple(picture.colours[index] for index in kept) if picture.colours else ()
    return [lines[index] for index in kept], replace(picture, colours=colours)


def unreadable(examination: Examination) -> Examination:
    """`examination` of a declared document in whose picture no words could be read."""
    return examination.model_copy(update={"not_read": (*examination.not_read, NOTHING_READ)})


NOTHING_READ = (
    "The text in the picture could not be read: it is too blurred, too small or too dark, or the "
    "picture cannot be opened."
)


def document_of(lines: Sequence[PictureLine]) -> DocumentText:
    """The sure lines as text; `xywh=` in a place is a box in pixels (W3C Media Fragments)."""
    text = TextWithPlaces()
    sure = [line for line in lines if line.confidence >= SURE]
    add_lines(text, sure)
    mean = sum(line.confidence for line in sure) / len(sure) if sure else 0.0
    return DocumentText(
        text=text.text,
        form=DocumentForm.PICTURE,
        encoding=DocumentForm.PICTURE.value,
        # Recognition may miss lines without a trace.
        certain=False,
        marks=tuple(text.marks),
        confidence=round(mean, 3),
    )


def _not_read(reading: DocumentReading, lines: Sequence[PictureLine]) -> tuple[str, ...]:
    unsure = sum(1 for line in lines if line.confidence < SURE)
    if unsure == len(lines):
        return (NOTHING_READ,)
    if unsure > MAX_UNSURE_SHARE * len(lines):
        return (
            *reading.not_read,
            f"{unsure} of {len(lines)} lines of text in the picture could not be read.",
        )
    return tuple(reading.not_read)

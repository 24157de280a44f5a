"""Words in pictures, without loading OpenCV and the models until a picture is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditor.case.model import Exhibit
from auditor.examine.interface import PictureLine
from auditor.examine.model import Examination


def read_picture(raw: bytes) -> Sequence[PictureLine]:
    """The lines of text in an encoded picture; see `picture_words.words_in_picture`."""
    from auditor.examine.picture_words import words_in_picture  # noqa: PLC0415 - see the module

    return words_in_picture(raw)


def with_words_in(
    examination: Examination, exhibit: Exhibit, path: Path, *, declared: bool
) -> Examination:
    """`examination` with what the words in the picture at `path` say.

    A picture that is not `declared` to be a document is read as one only if it looks like one.
    """
    from auditor.examine.documents.chats.colours import picture_of  # noqa: PLC0415 - as above
    from auditor.examine.documents.picture import (  # noqa: PLC0415 - for pictures only
        is_document,
        unreadable,
        with_words,
    )
    from auditor.examine.picture_words import picture_reader_name  # noqa: PLC0415

    try:
        lines = read_picture(path.read_bytes())
    except Exception:  # a picture may be damaged in any way; its faces were examined apart
        return unreadable(examination) if declared else examination
    if not declared and not is_document(exhibit, lines):
        return examination
    picture = picture_of(path, [line.box for line in lines])
    return with_words(examination, exhibit, lines, picture_reader_name(), picture)

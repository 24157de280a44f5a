"""Tables as text: one row is one line, and every cell a place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.shared.text import DecodedText

MAX_CELLS = 200_000
"""Most cells read of one table."""
_DELIMITERS = ",\t;|"
_SAMPLE_ROWS = 20
_MIN_ROWS, _MIN_COLUMNS, _MIN_ROWS_OF_TWO = 2, 3, 4
_SURE_COLUMNS = 4
_MAX_HEADING = 40
_SENTENCE = re.compile(r"[。！？!?]|[a-z]\.(?:\s|$)")
NOT_MATCHED = (
    "The table was read as words only; what its columns mean, and how many rows say what, was "
    "not read."
)


def is_table(text: str) -> bool:
    """Whether `text` is rows of cells: the same number in every row, under short headings."""
    return bool(_delimiter(text))


def read_table(decoded: DecodedText) -> DocumentText:
    """The cells of delimited text (RFC 4180, or with tabs, semicolons or bars)."""
    rows = csv.reader(io.StringIO(decoded.text), delimiter=_delimiter(decoded.text) or ",")
    text = TextWithPlaces()
    not_read = (NOT_MATCHED, *add_rows(text, rows, ""))
    return DocumentText(
        text=text.text,
        form=DocumentForm.TABLE,
        encoding=decoded.encoding,
        notes=decoded.notes,
        not_read=not_read,
        certain=decoded.certain,
        paragraphs=True,
        marks=tuple(text.marks),
    )


def add_rows(text: TextWithPlaces, rows: Iterable[Sequence[object]], sheet: str) -> tuple[str, ...]:
    """Add `rows` to `text`; what was not read of them is returned as sentences."""
    cells = 0
    for number, row in enumerate(rows, start=1):
        filled = _without_empty_end(row)
        cells += len(filled)
        if cells > MAX_CELLS:
            return (f"Only the first {number - 1} rows of {sheet or 'the table'} were read.",)
        for column, value in enumerate(filled):
            words = " ".join(str(value).split()) if value is not None else ""
            if column:
                text.add("\t")
            text.add(words, f"{sheet}{cell_name(column, number)}")
        text.add("\n" if filled else "")
    return ()


def _without_empty_end(row: Sequence[object]) -> Sequence[object]:
    """Workbooks pad their rows to the widest one they ever had."""
    length = max(
        (i + 1 for i, value in enumerate(row) if value is not None and value != ""), default=0
    )
    return row[:length]


def cell_name(column: int, row: int) -> str:
    """The name of a cell as a spreadsheet writes it; `column` from 0, `row` from 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _delimiter(text: str) -> str:
    lines = [
        line for line in text.split("\n", _SAMPLE_ROWS + 1)[: _SAMPLE_ROWS + 1] if line.strip()
    ]
    sample = "\n".join(lines[:_SAMPLE_ROWS])
    return next((mark for mark in _DELIMITERS if _is_regular(sample, mark)), "")


def _is_regular(sample: str, delimiter: str) -> bool:
    try:
        rows = list(csv.reader(io.StringIO(sample), delimiter=delimiter))
    except csv.Error:
        return False
    if len(rows) < _MIN_ROWS or not rows[0] or len({len(row) for row in rows}) > 1:
        return False
    columns = len(rows[0])
    if columns < _MIN_COLUMNS and (columns < _MIN_COLUMNS - 1 or len(rows) < _MIN_ROWS_OF_TWO):
        return False
    headings = rows[0]
    if any(not heading.strip() or len(heading) > _MAX_HEADING for heading in headings):
        return False
    # Free text in one column, as in exported messages: prose does not fall into four by chance.
    if columns >= _SURE_COLUMNS and len(rows) > _MIN_ROWS:
        return True
    return not any(_SENTENCE.search(cell) for row in rows[:3] for cell in row)

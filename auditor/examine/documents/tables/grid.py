"""A table as rows under headings, rebuilt from the text and the places that the readers give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.locator import TextLocator
from auditor.examine.documents.readers.model import DocumentForm, DocumentText

MAX_HEADING_ROW = 8
"""How far down the headings may be: exports put a title and a date above them."""
_MIN_COLUMNS = 2


@dataclass(frozen=True)
class Column:
    """A column: its heading as written, and its position from 0."""

    heading: str
    index: int


@dataclass(frozen=True)
class Cell:
    """The words of a cell, and their offset in the text of the document."""

    text: str
    offset: int


@dataclass(frozen=True)
class Row:
    """A row below the headings; `line` is its line in the text, from 1."""

    cells: tuple[Cell, ...]
    line: int

    def cell(self, column: Column) -> Cell:
        """The cell under `column`, empty where the row is shorter."""
        if column.index < len(self.cells):
            return self.cells[column.index]
        return Cell("", self.cells[-1].offset if self.cells else 0)


@dataclass(frozen=True)
class Grid:
    """One table: headings and rows. `title` are the words above the headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""


def grid_of(document: DocumentText) -> tuple[Grid, ...]:
    """The tables of a delimited text or a workbook, one for each sheet."""
    if document.form not in (DocumentForm.TABLE, DocumentForm.WORKBOOK):
        return ()
    sheets: dict[str, list[Row]] = {}
    for row in _rows(document.text):
        mark = document.mark_at(row.cells[0].offset)
        sheet = mark.key.rpartition("!")[0] if mark is not None else ""
        sheets.setdefault(sheet, []).append(row)
    return tuple(grid for rows in sheets.values() if (grid := _grid(rows)) is not None)


def _rows(text: str) -> Iterator[Row]:
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            cells, at = [], offset
            for words in line.split("\t"):
                cells.append(Cell(words.strip(), at))
                at += len(words) + 1
            yield Row(tuple(cells), number)
        offset += len(line) + 1


def _grid(rows: list[Row]) -> Grid | None:
    """Headings are the first row as wide as most rows below it, with words in every column."""
    for index, row in enumerate(rows[:MAX_HEADING_ROW]):
        filled = [cell for cell in row.cells if cell.text]
        below = rows[index + 1 :]
        if len(filled) < _MIN_COLUMNS or not below:
            continue
        if len(row.cells) < max(len(other.cells) for other in below[:20]) - 1:
            continue
        columns = tuple(Column(cell.text, i) for i, cell in enumerate(row.cells) if cell.text)
        title = " ".join(cell.text for above in rows[:index] for cell in above.cells)
        return Grid(columns, tuple(below), title)
    return None


def place_of(document: DocumentText, cell: Cell, line: int, quote: str = "") -> TextLocator:
    """Where `cell` is; `quote` are its words where they may be shown."""
    mark = document.mark_at(cell.offset)
    start = document.text.rfind("\n", 0, cell.offset) + 1
    return TextLocator(
        line=line,
        column=cell.offset - start + 1,
        key=mark.key if mark is not None else "",
        quote=quote,
    )

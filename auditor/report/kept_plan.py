"""An earlier plan of action, read back from the file an officer worked in.

Spreadsheets save CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or GB 18030 (Excel in
Chinese); columns may have been moved, deleted or added.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from pydantic import Field

from auditor.core.digest import Digest, digest_bytes
from auditor.core.errors import FaceAuditError
from auditor.core.frozen import Frozen
from auditor.core.text import LANGUAGES
from auditor.report.catalogue import catalogue
from auditor.report.plan_columns import PLAN_COLUMNS
from auditor.report.spreadsheet_cells import from_text

LARGEST_FILE = 20_000_000
"""Bytes of a plan that is read; one of a thousand rows has less than one million."""
LARGEST_UNPACKED = 200_000_000
"""Bytes of a workbook when it is unpacked."""
MOST_ROWS = 10_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t"
_HEAD_WITHIN = 20
"""Rows in which the heads are looked for; people put a title above a table."""
_REMEDY = "Name the action-plan.csv or the workbook that was written by --format csv or xlsx"

Line = Sequence[str]


class KeptRow(Frozen):
    """One row: the program's columns by their code, the officer's own columns by their head."""

    cells: dict[str, str]
    own: dict[str, str] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the action; empty for a row that the officer added."""
        return self.cells.get("id", "")


class KeptPlan(Frozen):
    """Every row of an earlier plan in its order, and the heads of columns the officer added."""

    rows: tuple[KeptRow, ...] = ()
    own_heads: tuple[str, ...] = ()

    def by_id(self) -> dict[str, KeptRow]:
        """The first row of each id."""
        rows: dict[str, KeptRow] = {}
        for row in self.rows:
            if row.id:
                rows.setdefault(row.id, row)
        return rows


def read_plan(path: Path) -> tuple[KeptPlan, Digest]:
    """The plan at `path`, CSV or XLSX, and the digest of the file.

    Raises:
        FaceAuditError: it cannot be read, or holds no plan of action.
    """
    data = _data(path)
    tables = _sheets(data, path) if data.startswith(b"PK") else [_csv_lines(data, path)]
    for lines in tables:
        for number, line in enumerate(lines[:_HEAD_WITHIN]):
            columns = _columns(line)
            if "id" in columns.values():
                return _plan(columns, line, lines[number + 1 :]), digest_bytes(data)
    raise FaceAuditError("holds no plan of action", where=path, remedy=_REMEDY)


def _data(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as problem:
        reason = f"cannot be read: {problem.strerror}"
        raise FaceAuditError(reason, where=path, remedy=_REMEDY) from None
    if size > LARGEST_FILE:
        raise _too_large(path)
    return data


def _too_large(path: Path) -> FaceAuditError:
    return FaceAuditError("is too large for a plan of action", where=path, remedy=_REMEDY)


def _csv_lines(data: bytes, path: Path) -> list[Line]:
    text = _text(data, path)
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep="):
        text = rest
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _unreadable(path) from None
    return [[from_text(cell) for cell in line] for line in lines[:MOST_ROWS]]


def _text(data: bytes, path: Path) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _unreadable(path)


def _unreadable(path: Path) -> FaceAuditError:
    return FaceAuditError("is neither CSV nor XLSX", where=path, remedy=_REMEDY)


def _sheets(data: bytes, path: Path) -> list[list[Line]]:
    # openpyxl takes a while to import, and only this needs it.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise _too_large(path)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            [
                [_cell(value) for value in line]
                for line in sheet.iter_rows(values_only=True, max_row=MOST_ROWS)
            ]
            for sheet in book.worksheets
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise _unreadable(path) from None


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _columns(line: Iterable[str]) -> dict[int, str]:
    """The program's columns of a row of heads, in whatever language they were written."""
    codes = {
        catalogue(language).say(f"plan_head.{name}").casefold(): name
        for language in LANGUAGES
        for name in PLAN_COLUMNS
    }
    heads = (head.strip().casefold() for head in line)
    return {place: codes[head] for place, head in enumerate(heads) if head in codes}


def _plan(columns: dict[int, str], heads: Line, lines: Iterable[Line]) -> KeptPlan:
    own = {
        place: head.strip()
        for place, head in enumerate(heads)
        if place not in columns and head.strip()
    }
    return KeptPlan(
        rows=tuple(_kept_rows(columns, own, lines)), own_heads=tuple(dict.fromkeys(own.values()))
    )


def _kept_rows(
    columns: dict[int, str], own: dict[int, str], lines: Iterable[Line]
) -> Iterator[KeptRow]:
    for line in lines:
        cells = {
            columns[place]: text.strip() for place, text in enumerate(line) if place in columns
        }
        added = {own[place]: text.strip() for place, text in enumerate(line) if place in own}
        if any(cells.values()) or any(added.values()):
            yield KeptRow(cells=cells, own=added)

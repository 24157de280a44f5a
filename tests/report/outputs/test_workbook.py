"""The workbook, read back by another library."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from auditor.core.text import Language
from auditor.report.outputs.evidence_list import EvidenceList
from auditor.report.outputs.workbook import MOST_CHARACTERS, Workbook, sheets

from .conftest import MakeAudited

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as Read


def read(data: bytes) -> Read:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_sheets_hold_the_same_cells_as_the_tables(
    make_audited: MakeAudited, language: Language
) -> None:
    audited = make_audited(language, hostile=True)
    book = read(Workbook().render(audited))
    made = sheets(audited)
    assert book.sheetnames == [table.name for table in made]
    for table in made:
        sheet = book[table.name]
        found = [["" if cell is None else cell for cell in row] for row in sheet.values]
        assert found == [list(table.heads), *map(list, table.rows)]


def test_heads_stay_in_sight_and_print_on_every_page(make_audited: MakeAudited) -> None:
    for sheet in read(Workbook().render(make_audited("en"))):
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"


def test_no_cell_is_a_formula_or_a_link(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    evil = audited.report.evidence[0].model_copy(
        update={"path": "=HYPERLINK(1)", "provenance": "https://example.org/x"}
    )
    report = audited.report.model_copy(update={"evidence": (evil,)})
    made = type(audited)(report, audited.findings, audited.observations)
    sheet = read(Workbook().render(made))["Exhibits"]
    assert sheet["B2"].value == "=HYPERLINK(1)"
    assert sheet["B2"].data_type == "s"
    assert sheet["H2"].hyperlink is None


def test_the_date_is_the_day_judged_by_and_the_bytes_are_the_same(
    make_audited: MakeAudited,
) -> None:
    audited = make_audited("en")
    first = Workbook().render(audited)
    assert read(first).properties.created == datetime(2026, 6, 1)
    assert Workbook().render(audited) == first


def test_a_cell_that_is_too_long_says_that_it_was_cut(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    long = audited.report.evidence[0].model_copy(update={"provenance": "x" * 40_000})
    report = audited.report.model_copy(update={"evidence": (long,)})
    made = type(audited)(report, audited.findings, audited.observations)
    cell = read(Workbook().render(made))["Exhibits"]["H2"].value
    assert isinstance(cell, str)
    assert len(cell) == MOST_CHARACTERS
    assert "cut short" in cell
    assert b"x" * 40_000 in EvidenceList().render(made)

"""Exhibits, evidence, findings and the plan of action as a workbook."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from auditor.report.audited import Audited
from auditor.report.catalogue import catalogue
from auditor.report.locale import Catalogue
from auditor.report.outputs import tables
from auditor.report.outputs.plan_table import plan_table

MOST_CHARACTERS = 32_767
"""What a cell can hold (Microsoft, "Excel specifications and limits")."""
_WIDE, _NARROW = 48, 18
_LONG = 24
"""From this many characters on a column is a wide one."""


def sheets(audited: Audited) -> tuple[tables.Table, ...]:
    """The tables of the workbook in its order."""
    report = audited.report
    of_report = (tables.exhibits, tables.evidence, tables.findings)
    issues = tables.issues(audited.findings, report.language)
    return (*(make(report) for make in of_report), plan_table(audited), issues)


class Workbook:
    """A workbook in which no cell is a formula or a link."""

    name = "xlsx"
    file = "evidence.xlsx"

    def render(self, audited: Audited) -> bytes:
        """The workbook; its date of creation is the day judged by."""
        report = audited.report
        t = catalogue(report.language)
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.set_properties(
            {
                "title": report.title.text,
                "subject": t.say("page.kind"),
                "comments": report.digest,
                "created": datetime.combine(audited.findings.as_of, time(), UTC),
            }
        )
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for table in sheets(audited):
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            for column, title in enumerate(table.heads):
                longest = max((len(str(row[column])) for row in table.rows), default=0)
                sheet.set_column(column, column, _WIDE if longest > _LONG else _NARROW)
                sheet.write_string(0, column, title, head)
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(number, column, cell, body)
                    elif cell:
                        sheet.write_string(number, column, _fitting(t, cell), body)
            sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
        book.close()
        return stream.getvalue()


def _fitting(t: Catalogue, cell: str) -> str:
    """`cell`, or as much of it as a cell can hold, and a word that the rest was cut."""
    if len(cell) <= MOST_CHARACTERS:
        return cell
    room = MOST_CHARACTERS - len(t.say("table.cut", text=""))
    return t.say("table.cut", text=cell[:room])

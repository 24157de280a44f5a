"""The report as tables of plain cells, built once for every output that is a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from auditor.core.text import Language
from auditor.judge.decide.findings import Findings
from auditor.report.catalogue import catalogue
from auditor.report.exhibit_view import EvidenceRow, ExhibitRecord
from auditor.report.locale import Catalogue
from auditor.report.model import ReportModel
from auditor.report.spreadsheet_cells import as_text
from auditor.report.words import Words

Cell = str | int


@dataclass(frozen=True)
class Table:
    """A table: its name, the heads of its columns, and rows as long as the heads."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """The table as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows it.

        A cell that a spreadsheet would take for a formula begins with an apostrophe.
        """
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(self.heads)
        writer.writerows(
            tuple(as_text(cell) if isinstance(cell, str) else cell for cell in row)
            for row in self.rows
        )
        return stream.getvalue().encode("utf-8-sig")


def issues(findings: Findings, language: Language) -> Table:
    """One row for each issue, what needs attention most first."""
    t, words = catalogue(language), Words(language)
    heads = (
        t.say("table.issue"),
        t.say("table.status"),
        t.say("table.severity"),
        t.say("table.rules"),
        t.say("table.supported_by"),
        t.say("table.undecided"),
        t.say("table.open_questions"),
        t.say("table.shown_by"),
    )
    rows = tuple(
        (
            t.say(f"issue.{status.issue.value}"),
            words.status(status),
            t.say(f"severity.{status.severity.value}") if status.severity else "",
            "\n".join(status.rules),
            "\n".join(support.rule for support in status.supported_by),
            "\n".join(status.undecided),
            "\n".join(map(words.question, status.open_facts)),
            "\n".join(map(words.text, status.shown_by)),
        )
        for status in sorted(findings.issues, key=lambda status: status.state.rank)
    )
    return Table(t.say("table.issues"), heads, rows)


def exhibits(report: ReportModel) -> Table:
    """One row for each exhibit."""
    t = catalogue(report.language)
    rows = tuple(_exhibit(record) for record in report.evidence)
    return Table(t.say("table.exhibits"), _exhibit_heads(t), rows)


def evidence(report: ReportModel) -> Table:
    """One row for each observation at a place in an exhibit."""
    t = catalogue(report.language)
    heads = (t.say("table.exhibit"), t.say("table.path"), *_evidence_heads(t))
    rows = tuple(
        (record.id, record.path, *_evidence(row))
        for record in report.evidence
        for row in record.rows
    )
    return Table(t.say("table.evidence"), heads, rows)


def exhibits_with_evidence(report: ReportModel) -> Table:
    """Exhibits and evidence as one table: each row of evidence repeats the cells of its exhibit.

    An exhibit that showed nothing has one row, and the findings there are those on the exhibit.
    """
    t = catalogue(report.language)
    width = len(_exhibit_heads(t)) - 1
    rows: list[tuple[Cell, ...]] = []
    for record in report.evidence:
        own = _exhibit(record)[:width]
        shown = [_evidence(row) for row in record.rows]
        nothing = ("",) * (len(_evidence_heads(t)) - 1)
        rows += [(*own, *cells) for cells in shown or [(*nothing, "\n".join(record.findings))]]
    heads = (*_exhibit_heads(t)[:width], *_evidence_heads(t))
    return Table(t.say("table.evidence"), heads, tuple(rows))


def _exhibit_heads(t: Catalogue) -> tuple[str, ...]:
    return (
        t.say("table.exhibit"),
        t.say("table.path"),
        t.say("table.file_kind"),
        t.say("table.media_type"),
        t.say("table.size"),
        t.say("table.algorithm"),
        t.say("table.digest"),
        t.say("table.provenance"),
        t.say("table.read_by"),
        t.say("table.coverage"),
        t.say("table.remarks"),
        t.say("table.rests"),
    )


def _exhibit(record: ExhibitRecord) -> tuple[Cell, ...]:
    return (
        record.id,
        record.path,
        record.kind,
        record.media_type,
        record.size,
        record.algorithm,
        record.digest,
        record.provenance,
        record.read_by,
        record.coverage,
        "\n".join(record.remarks),
        "\n".join(record.findings),
    )


def _evidence_heads(t: Catalogue) -> tuple[str, ...]:
    return (
        t.say("table.place"),
        t.say("table.quote"),
        t.say("table.camera"),
        t.say("table.shows"),
        t.say("table.facts"),
        t.say("table.rests"),
    )


def _evidence(row: EvidenceRow) -> tuple[Cell, ...]:
    return (
        row.place,
        row.quote,
        row.subject,
        row.shows.text,
        "\n".join(row.facts),
        "\n".join(row.findings),
    )


def findings(report: ReportModel) -> Table:
    """One row for each finding of a rule that applies to the case."""
    t, words = catalogue(report.language), Words(report.language)
    heads = (
        t.say("table.finding"),
        t.say("table.pack"),
        t.say("table.result"),
        t.say("table.severity"),
        t.say("table.subject"),
        t.say("table.question"),
        t.say("table.conclusion"),
        t.say("table.confidence"),
        t.say("table.period"),
        t.say("table.authority"),
        t.say("table.remedy"),
        t.say("table.basis"),
    )
    rows = tuple(
        (
            finding.id,
            f"{finding.pack} {finding.version}",
            finding.verdict_word,
            finding.severity_word,
            finding.title,
            finding.question,
            finding.because or finding.reason,
            finding.confidence,
            finding.period,
            "\n".join(words.cited(cited.title, cited.pinpoint) for cited in finding.authorities),
            finding.remedy,
            finding.basis,
        )
        for finding in report.findings
    )
    return Table(t.say("table.findings"), heads, rows)

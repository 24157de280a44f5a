"""`face-audit report`: from saved findings to a report, without the footage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import Format, command_line
from auditor.cli.progress import TerminalListener
from auditor.pipeline.options import ReportOptions
from auditor.pipeline.report import report_saved


def report(
    findings: Annotated[Path, typer.Argument(help="findings.json of a judgment.")],
    observations: Annotated[
        Path | None, typer.Option(help="observations.json; default: beside findings.json.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for what is written; default: beside it.")
    ] = None,
    lang: Lang = "en",
    formats: Format = [],
) -> None:
    """Render the report from saved findings and the observations they rest on."""
    with explained():
        options = ReportOptions(
            observations=observations,
            out=out,
            language=lang,
            outputs=tuple(formats),
            command=command_line(),
        )
        reported = report_saved(findings, options, TerminalListener())
        for path in reported.written:
            result(str(path))
        raise typer.Exit(reported.exit_code)

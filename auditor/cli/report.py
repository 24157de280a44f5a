"""`face-audit report`: from saved findings to outputs, without the exhibits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.lang import Lang
from auditor.cli.options import Format, ForReader, Keep, command_line
from auditor.cli.progress import TerminalListener
from auditor.pipeline.options import ReportOptions
from auditor.pipeline.report import report_saved


def report(
    findings: Annotated[Path, typer.Argument(help="findings.json of a judgment.")],
    observations: Annotated[
        Path | None,
        typer.Option(help="observations.json; default: the one in the folder of the findings."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Output folder; default: that of the findings.")
    ] = None,
    lang: Lang = "en",
    formats: Format = [],
    reader: ForReader = None,
    keep: Keep = None,
) -> None:
    """Write the report, or other outputs, from saved findings and their observations."""
    with explained():
        options = ReportOptions(
            observations=observations,
            out=out,
            language=lang,
            outputs=tuple(formats),
            reader=reader,
            keep=keep,
            command=command_line(),
        )
        reported = report_saved(findings, options, TerminalListener())
        for path in reported.written:
            print_result(str(path))
        raise typer.Exit(reported.exit_code)

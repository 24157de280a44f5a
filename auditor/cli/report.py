"""`face-audit report`: from saved findings to a report, without the footage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import Format, asked_outputs
from auditor.cli.steps import OBSERVATIONS, Run
from auditor.core import saved
from auditor.core.errors import ExitCode
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings


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
        outputs = asked_outputs(formats)
        judged, _ = saved.read(findings, Findings)
        at = observations or findings.parent / OBSERVATIONS
        seen, digest = saved.read(at, Observations)
        run = Run(out or findings.parent, ("face-audit", *sys.argv[1:]))
        written, missing = run.report(judged, seen, digest, at.parent, lang, outputs)
        code = missing or ExitCode.CLEAN
        run.enter(code)
        for path in written:
            result(str(path))
        raise typer.Exit(code)

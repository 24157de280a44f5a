"""`face-audit judge`: from saved observations to findings, without the footage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.options import AsOf, FailOn, Rules, command_line, date_of
from auditor.cli.summary import summary
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.judge import judge_saved
from auditor.pipeline.options import JudgeOptions


def judge(
    observations: Annotated[Path, typer.Argument(help="observations.json of an examination.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for findings.json; default: beside it.")
    ] = None,
    as_of: AsOf = "",
    rules: Rules = [],
    fail_on: FailOn = Severity.LOW,
) -> None:
    """Judge saved observations by the rules and save findings.json."""
    with explained():
        options = JudgeOptions(
            out=out,
            as_of=date_of(as_of),
            rules=tuple(rules),
            fail_on=fail_on,
            command=command_line(),
        )
        judged = judge_saved(observations, options)
        result(summary(judged.findings, judged.observations))
        result(str(judged.written))
        raise typer.Exit(judged.exit_code)

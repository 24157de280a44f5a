"""`face-audit judge`: from saved observations to findings, without the exhibits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.lang import Lang
from auditor.cli.options import AsOf, FailOn, Rules, Verbose, command_line, date_of
from auditor.cli.summary import summary
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.judge import judge_saved
from auditor.pipeline.options import JudgeOptions


def judge(
    observations: Annotated[Path, typer.Argument(help="observations.json of an examination.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Output folder; default: that of the observations."),
    ] = None,
    as_of: AsOf = "",
    rules: Rules = [],
    fail_on: FailOn = Severity.LOW,
    verbose: Verbose = False,
    lang: Lang = "en",
) -> None:
    """Judge saved observations by the rules and save findings.json."""
    del lang  # The option itself sets the language of the terminal.
    with explained():
        options = JudgeOptions(
            out=out,
            as_of=date_of(as_of),
            rules=tuple(rules),
            fail_on=fail_on,
            command=command_line(),
        )
        judged = judge_saved(observations, options)
        print_result(summary(judged.findings, judged.observations, verbose=verbose))
        print_result(str(judged.written))
        raise typer.Exit(judged.exit_code)

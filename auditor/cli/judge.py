"""`face-audit judge`: from saved observations to findings, without the footage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.options import AsOf, FailOn, Rules, judged_as_of, rule_roots
from auditor.cli.steps import FINDINGS, Run
from auditor.cli.summary import summary
from auditor.core import saved
from auditor.examine.model import Observations
from auditor.judge.exit_code import exit_code
from auditor.judge.rules.rule import load_rule_book
from auditor.judge.rules.verdict import Severity


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
        step, digest = saved.read(observations, Observations)
        folder = out or observations.parent
        run = Run(folder, ("face-audit", *sys.argv[1:]))
        findings = run.judge(
            step, digest, load_rule_book(*rule_roots(rules)), judged_as_of(as_of, step.case)
        )
        code = exit_code(findings, step, fail_on)
        run.enter(code)
        result(summary(findings, step))
        result(str(folder / FINDINGS))
        raise typer.Exit(code)

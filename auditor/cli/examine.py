"""`face-audit examine`: the only step that touches the material."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from auditor.case.load import load_case
from auditor.cli.console import explained, result, say
from auditor.cli.options import CaseFolder, Detector, Out
from auditor.cli.steps import OBSERVATIONS, Run
from auditor.errors import ExitCode


def examine(
    case: CaseFolder,
    out: Out = Path("audit-out"),
    detector: Detector = "centerface",
) -> None:
    """Examine every exhibit of a case and save what is to be seen as observations.json."""
    with explained():
        loaded = load_case(case, out)
        run = Run(out, ("face-audit", *sys.argv[1:]))
        observations, _ = run.examine(loaded, detector)
        code = ExitCode.CLEAN
        if observations.altered:
            say(f"Changed while they were examined: {', '.join(observations.altered)}.")
            code = ExitCode.INTEGRITY
        elif all(examination.error for examination in observations.examinations):
            code = ExitCode.NOTHING_EXAMINED
        for examination in observations.examinations:
            if examination.error:
                say(f"{examination.exhibit} could not be examined: {examination.error}")
        run.close(code)
        result(str(out / OBSERVATIONS))
        raise typer.Exit(code)

"""`face-audit examine`: the only step that touches the material."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from auditor.cli.console import explained, result, say
from auditor.cli.options import (
    Because,
    CaseFolder,
    Detector,
    Exhaustive,
    Link,
    Out,
    ShowFaces,
    linking_reason,
    repeating,
    shown_exhibits,
)
from auditor.cli.steps import OBSERVATIONS, Run
from auditor.core.errors import ExitCode
from auditor.examine.interface import Workbench
from auditor.examine.open_case import open_case


def examine(
    case: CaseFolder,
    out: Out = Path("audit-out"),
    detector: Detector = "centerface",
    exhaustive: Exhaustive = False,
    show_faces: ShowFaces = [],
    link: Link = False,
    because: Because = "",
) -> None:
    """Examine every exhibit of a case and save what is to be seen as observations.json."""
    with explained():
        reason = linking_reason(link, because)
        loaded = open_case(case, out)
        shown = shown_exhibits(show_faces, loaded.case)
        run = Run(out, ("face-audit", *sys.argv[1:]))
        run.again = repeating("examine", case, detector, exhaustive, shown, reason)
        observations, _ = run.examine(
            loaded,
            Workbench(
                detector=detector,
                exhaustive=exhaustive,
                show_faces=shown,
                link_because=reason,
            ),
        )
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

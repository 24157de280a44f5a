"""`face-audit examine`: the only step that touches exhibits."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.lang import Lang
from auditor.cli.options import (
    Because,
    CaseFolder,
    Detector,
    Exhaustive,
    Isolation,
    Link,
    Out,
    Reuse,
    ShowFaces,
    command_line,
    linking_reason,
)
from auditor.cli.progress import TerminalListener
from auditor.pipeline.examine import examine_case
from auditor.pipeline.options import ExamineOptions


def examine(
    case: CaseFolder,
    out: Out = Path("audit-out"),
    detector: Detector = "centerface",
    exhaustive: Exhaustive = False,
    show_faces: ShowFaces = [],
    link: Link = False,
    because: Because = "",
    reuse: Reuse = None,
    isolation: Isolation = True,
    lang: Lang = "en",
) -> None:
    """Examine every exhibit of a case and save the observations as observations.json."""
    del lang  # The option itself sets the language of the terminal.
    with explained():
        options = ExamineOptions(
            out=out,
            detector=detector,
            exhaustive=exhaustive,
            show_faces=tuple(show_faces),
            link_because=linking_reason(link, because),
            reuse=reuse,
            isolated=isolation,
            command=command_line(),
        )
        examined = examine_case(case, options, TerminalListener())
        print_result(str(examined.written))
        raise typer.Exit(examined.exit_code)

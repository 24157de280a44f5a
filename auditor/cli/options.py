"""Options that several commands take, each defined once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import CommandError
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.command_line import PROGRAM
from auditor.report.outputs.registry import DEFAULT, OUTPUTS
from auditor.report.readers import Reader

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")]
Out = Annotated[Path, typer.Option("--out", help="Output folder.")]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="Judge by the law in force on this date; default: the date in the case, else today.",
    ),
]
Rules = Annotated[
    list[Path], typer.Option("--rules", help="Folder of additional rule packs; repeatable.")
]
Format = Annotated[
    list[str],
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"Output to write; repeatable. Default: {' and '.join(DEFAULT)}. One of: "
        + "; ".join(f"{output.name} ({output.says})" for output in OUTPUTS)
        + ".",
    ),
]
ForReader = Annotated[
    Reader | None,
    typer.Option("--for", help="Whose next steps page one gives; default: those of all three."),
]
Keep = Annotated[
    Path | None,
    typer.Option(
        "--keep",
        metavar="PLAN",
        help="Earlier plan of action, CSV or XLSX: keep its owners, dates, status and notes in the "
        "new one (--format csv or xlsx). What is no longer asked stays in it, marked.",
    ),
]
Detector = Annotated[str, typer.Option("--detector", help="Face detector: centerface or dlib-hog.")]
Exhaustive = Annotated[
    bool,
    typer.Option(
        "--exhaustive",
        help="Search every frame of footage at full resolution; takes many times longer.",
    ),
]
ShowFaces = Annotated[
    list[str],
    typer.Option(
        "--show-faces",
        metavar="EXHIBIT",
        help="Write the stills of this exhibit (E-03) with faces uncovered; the report and the "
        "run record state it. Repeatable.",
    ),
]
Link = Annotated[
    bool,
    typer.Option(
        "--link",
        help="Measure whether separate visits could be joined by face. Makes face templates, in "
        "memory only; needs --because and the extra dlib.",
    ),
]
Because = Annotated[
    str,
    typer.Option(
        "--because", metavar="REASON", help="Why --link is needed; printed in the report."
    ),
]
Reuse = Annotated[
    Path | None,
    typer.Option(
        "--reuse",
        metavar="DIR",
        help="Output folder of an earlier audit: what it examined and did not change since is not "
        "examined again. Default: the output folder itself.",
    ),
]
Isolation = Annotated[
    bool,
    typer.Option(
        "--isolation/--no-isolation",
        envvar="FACE_AUDIT_ISOLATION",
        help="Read exhibits in a worker process with limits on memory, time, files and network, "
        "so that a hostile file harms nothing else.",
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name the rules behind each issue.")]
FailOn = Annotated[
    Severity,
    typer.Option("--fail-on", help="Lowest severity that sets a failing exit code."),
]


def linking_reason(link: bool, because: str) -> str:
    """The reason for linking; empty if linking was not requested.

    Raises:
        CommandError: one of the two options was given without the other.
    """
    reason = because.strip()
    if link and not reason:
        raise CommandError("link_needs_reason")
    if because and not link:
        raise CommandError("because_without_link")
    return reason


def date_of(text: str, option: str = "--as-of") -> date | None:
    """The date given with `option`; None if none was given.

    Raises:
        CommandError: it is not a date.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError("not_a_date", option=option, text=text) from None


def command_line() -> tuple[str, ...]:
    """This command as typed, for the custody log, without the program's path."""
    return (PROGRAM, *sys.argv[1:])

"""Options that several commands take, each defined once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from auditor.core.errors import CaseError, FaceAuditError
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.command_line import PROGRAM
from auditor.report.outputs.registry import OUTPUTS

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="Folder that holds the case.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for what the audit leaves.")]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="Day whose law and knowledge count; default: the case's own, else today.",
    ),
]
Rules = Annotated[
    list[Path], typer.Option("--rules", help="Folder of further packs; may be given again.")
]
Format = Annotated[
    list[str],
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Output to write; may be given again. Default: html. One of: "
        + "; ".join(f"{one.name} ({one.says})" for one in OUTPUTS)
        + ".",
    ),
]
Detector = Annotated[str, typer.Option("--detector", help="Face detector: centerface or dlib-hog.")]
Exhaustive = Annotated[
    bool,
    typer.Option(
        "--exhaustive",
        help="Search every frame of footage at its full resolution; takes many times longer.",
    ),
]
ShowFaces = Annotated[
    list[str],
    typer.Option(
        "--show-faces",
        metavar="EXHIBIT",
        help="Write the stills of this exhibit (E-03) with faces uncovered, which the report and "
        "the run record then say; may be given again.",
    ),
]
Link = Annotated[
    bool,
    typer.Option(
        "--link",
        help="Tell whether separate visits could be joined by face. Makes face templates, in "
        "memory only; needs --because and the extra dlib.",
    ),
]
Because = Annotated[
    str,
    typer.Option(
        "--because", metavar="REASON", help="Why --link is needed; printed in the report."
    ),
]
FailOn = Annotated[
    Severity,
    typer.Option("--fail-on", help="Least severity that makes the exit code say so."),
]


def linking_reason(link: bool, because: str) -> str:
    """The reason for linking; empty where it was not asked for.

    Raises:
        FaceAuditError: one of the two options was given without the other.
    """
    reason = because.strip()
    if link and not reason:
        raise FaceAuditError(
            "needs a reason, because it makes face templates of everybody to be seen",
            where="--link",
            remedy='Give one with --because "...", or leave out --link',
        )
    if because and not link:
        raise FaceAuditError(
            "gives a reason for linking, which was not asked for",
            where="--because",
            remedy="Add --link, or leave out --because",
        )
    return reason


def date_of(text: str) -> date | None:
    """The date given with --as-of; None where none was given.

    Raises:
        CaseError: it is not a date.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CaseError(f'"{text}" is not a date as YYYY-MM-DD', where="--as-of") from None


def command_line() -> tuple[str, ...]:
    """This command as typed, for the custody log, without the program's path."""
    return (PROGRAM, *sys.argv[1:])

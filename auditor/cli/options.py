"""Options that several commands take, each defined once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.model import Case
from auditor.errors import CaseError
from auditor.judge.verdict import Severity
from auditor.paths import RULES
from auditor.text import Language

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
Lang = Annotated[Language, typer.Option("--lang", help="Language of the report.")]
Detector = Annotated[str, typer.Option("--detector", help="Face detector: centerface or dlib-hog.")]
FailOn = Annotated[
    Severity,
    typer.Option("--fail-on", help="Least severity that makes the exit code say so."),
]


def rule_roots(further: list[Path]) -> tuple[Path, ...]:
    """The shipped packs first, then those the user names."""
    return (RULES, *further)


def judged_as_of(asked: str, case: Case) -> date:
    """The day to judge by: what was asked for, else what the case says, else today.

    Raises:
        CaseError: what was asked for is not a date.
    """
    if not asked:
        return case.as_of or date.today()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise CaseError(f'"{asked}" is not a date as YYYY-MM-DD', where="--as-of") from None

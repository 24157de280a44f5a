"""Options that several commands take, each defined once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.model import Case, ExhibitKind
from auditor.core.errors import CaseError, FaceAuditError
from auditor.core.paths import RULES
from auditor.core.text import Language
from auditor.judge.rules.verdict import Severity
from auditor.report.outputs.interface import Output
from auditor.report.outputs.registry import DEFAULT, OUTPUTS, output

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


def rule_roots(further: list[Path]) -> tuple[Path, ...]:
    """The shipped packs first, then those the user names."""
    return (RULES, *further)


def asked_outputs(names: Sequence[str]) -> tuple[Output, ...]:
    """The outputs to write, each once, in the order asked for.

    Raises:
        FaceAuditError: there is none of such a name.
    """
    return tuple(output(name) for name in dict.fromkeys(names or DEFAULT))


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


def shown_exhibits(asked: Sequence[str], case: Case) -> frozenset[str]:
    """The exhibits whose stills are to show faces.

    Raises:
        FaceAuditError: the case has no footage or picture of that id.
    """
    footage = [e.id for e in case.exhibits if e.kind in {ExhibitKind.VIDEO, ExhibitKind.IMAGE}]
    for name in asked:
        if name not in footage:
            raise FaceAuditError(
                f"the case has no footage or picture {name!r}",
                where="--show-faces",
                remedy=f"Use one of {', '.join(footage)}" if footage else "Leave it out",
            )
    return frozenset(asked)


def repeating(
    command: str,
    case: Path,
    detector: str,
    exhaustive: bool,
    shown: Collection[str],
    because: str,
    *,
    as_of: date | None = None,
    rules: Sequence[Path] = (),
    lang: Language | None = None,
) -> tuple[str, ...]:
    """The command that gives the same results, every choice spelt out.

    It is to be given in the folder that holds the case folder, which must keep its name: a case
    without a title is called after it.
    """
    return (
        *("face-audit", command, case.resolve().name, "--out", "audit-again"),
        *(("--as-of", as_of.isoformat()) if as_of else ()),
        *(part for folder in rules for part in ("--rules", str(folder))),
        *(("--lang", lang) if lang else ()),
        *("--detector", detector),
        *(("--exhaustive",) if exhaustive else ()),
        *(part for exhibit in sorted(shown) for part in ("--show-faces", exhibit)),
        *(("--link", "--because", because) if because else ()),
    )


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

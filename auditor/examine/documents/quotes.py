"""Statements that say where they were read: do the words stand there?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind, Statement
from auditor.core.errors import ExhibitError
from auditor.core.locator import TextLocator
from auditor.examine.model import QUOTED, Observation
from auditor.examine.shared.secrets import blank_secrets
from auditor.examine.shared.text import read_text

_READABLE = (ExhibitKind.TEXT, ExhibitKind.CONFIGURATION)


def quoted(
    exhibit: Exhibit, path: Path, statements: Sequence[Statement]
) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
    """An observation for each statement whose quote stands in the exhibit, else a warning.

    White space counts for nothing, so that a quote may run over the end of a line. A statement
    whose quote is not found keeps the strength of what somebody says.
    """
    if exhibit.kind not in _READABLE:
        return (), tuple(
            f"The words quoted on {s.on} could not be looked for: {exhibit.id} is no text."
            for s in statements
        )
    try:
        lines = read_text(path).text.splitlines()
    except ExhibitError:
        return (), ()
    found, missing = [], []
    for statement in statements:
        line = _line_of(statement.quote, lines)
        if line is None:
            missing.append(
                f'The words "{statement.quote}", said to stand here (case.yaml, line '
                f"{statement.line}), were not found; the statement counts as declared only."
            )
        else:
            found.append(_observation(exhibit, statement, line))
    return tuple(found), tuple(missing)


def _line_of(quote: str, lines: Sequence[str]) -> int | None:
    """The line, from 1, in which `quote` begins; None where it does not stand."""
    wanted = "".join(quote.split())
    squeezed, starts = "", []
    for line in lines:
        starts.append(len(squeezed))
        squeezed += "".join(line.split())
    at = squeezed.find(wanted)
    if not wanted or at < 0:
        return None
    return max(number for number, start in enumerate(starts, start=1) if start <= at)


def _observation(exhibit: Exhibit, statement: Statement, line: int) -> Observation:
    return Observation(
        exhibit=exhibit.id,
        topic=QUOTED,
        locator=TextLocator(line=line, quote=blank_secrets(statement.quote)),
        note=f"Read here by the {statement.by.role}, who quotes these words.",
        says=statement.facts,
        complete=True,
    )

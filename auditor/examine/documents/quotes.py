"""Quotes of statements: are the words in the exhibit, and can they support the fact?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind, Statement
from auditor.core.errors import FaceAuditError
from auditor.core.locator import TextLocator
from auditor.examine.documents.bearing import supported
from auditor.examine.documents.read import read_document
from auditor.examine.interface import ReadPicture
from auditor.examine.model import QUOTED, Observation
from auditor.examine.shared.secrets import blank_secrets
from auditor.examine.shared.text import read_text

_READABLE = (ExhibitKind.TEXT, ExhibitKind.CONFIGURATION, ExhibitKind.IMAGE)


@dataclass(frozen=True)
class _Claim:
    """That some words of an exhibit support the answers to some facts."""

    statement: Statement
    facts: tuple[str, ...]
    words: str


def quoted(
    exhibit: Exhibit,
    path: Path,
    statements: Sequence[Statement],
    read_picture: ReadPicture | None = None,
) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
    """An observation for each quote that is in the exhibit, and a warning for each other one.

    The observation supports the facts that the quote is given for and that its words can bear.
    White space does not matter, so a quote may go over the end of a line. A statement whose quote
    is not found, or does not bear the fact, keeps the strength of a statement. `read_picture` gives
    the lines of text in a picture; without it, quotes from pictures are said to be unchecked.
    """
    claims = [claim for statement in statements for claim in _claims(exhibit, statement)]
    if not claims:
        return (), ()
    if exhibit.kind not in _READABLE or (exhibit.kind is ExhibitKind.IMAGE and not read_picture):
        return (), tuple(_unchecked(exhibit, claim) for claim in claims)
    try:
        if exhibit.kind is ExhibitKind.IMAGE and read_picture:
            lines = [line.text for line in read_picture(path.read_bytes())]
        else:
            lines = _text_of(exhibit, path, read_picture).split("\n")
    except (FaceAuditError, OSError, ValueError):
        return (), tuple(_unchecked(exhibit, claim) for claim in claims)
    observations: list[Observation] = []
    warnings: list[str] = []
    for claim in claims:
        line = _line_of(claim.words, lines)
        if line is None:
            warnings.append(_missing(claim))
        else:
            observations.append(_observation(exhibit, claim, line))
    return tuple(observations), tuple(dict.fromkeys(warnings))


def quoted_exhibits(statement: Statement) -> frozenset[str]:
    """The ids of the exhibits whose words `statement` quotes."""
    whole = {statement.read_in} if statement.read_in and statement.quote else set()
    return frozenset({*whole, *(quote.read_in for quote in statement.quotes)})


def _claims(exhibit: Exhibit, statement: Statement) -> Iterator[_Claim]:
    if statement.read_in == exhibit.id and statement.quote:
        yield _Claim(statement, tuple(statement.facts), statement.quote)
    for quote in statement.quotes:
        if quote.read_in == exhibit.id:
            yield _Claim(statement, (quote.fact,), quote.words)


def _unchecked(exhibit: Exhibit, claim: _Claim) -> str:
    return (
        f'The words "{claim.words}" quoted on {claim.statement.on} were not checked: no text was '
        f"read in {exhibit.id}; the statement counts as declared only."
    )


def _missing(claim: _Claim) -> str:
    return (
        f'The words "{claim.words}", quoted from this exhibit (case.yaml, line '
        f"{claim.statement.line}), were not found; the statement counts as declared only."
    )


def _text_of(exhibit: Exhibit, path: Path, read_picture: ReadPicture | None) -> str:
    """A configuration as it is written; a document as a reader sees it."""
    if exhibit.kind is ExhibitKind.CONFIGURATION:
        return read_text(path).text
    return read_document(path, exhibit.path, read_picture).text


def _line_of(quote: str, lines: Sequence[str]) -> int | None:
    """The line, from 1, in which `quote` begins; None where it is not there."""
    wanted = "".join(quote.split())
    squeezed, starts = "", []
    for line in lines:
        starts.append(len(squeezed))
        squeezed += "".join(line.split())
    at = squeezed.find(wanted)
    if not wanted or at < 0:
        return None
    return max(number for number, start in enumerate(starts, start=1) if start <= at)


def _observation(exhibit: Exhibit, claim: _Claim, line: int) -> Observation:
    statement = claim.statement
    supports = {
        fact: value
        for fact in claim.facts
        if (value := supported(claim.words, exhibit.role, fact, statement.facts[fact])) is not None
    }
    others = [fact for fact in claim.facts if fact not in supports]
    note = f"Words quoted by the {statement.by.role}."
    if others:
        note = (
            f"Words quoted by the {statement.by.role}. By themselves they do not state "
            f"{', '.join(others)}, which counts as declared only."
        )
    return Observation(
        exhibit=exhibit.id,
        topic=QUOTED,
        locator=TextLocator(line=line, quote=blank_secrets(claim.words)),
        note=note,
        says=supports,
    )

"""Which cases a portfolio has: the folders in a folder, or those that a list names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.core.errors import FaceAuditError

MOST_LIST_BYTES = 10_000_000
"""Largest list of cases that is read, in bytes."""
_NOT_IN_NAME = re.compile(r"[/\\]+")


@dataclass(frozen=True)
class PortfolioCase:
    """A case of a portfolio.

    Attributes:
        name: name in the portfolio, and of its folder in the output folder.
        path: folder of the case, or output folder of an audit whose saved steps are judged again.
    """

    name: str
    path: Path


def portfolio_cases(target: Path, out: Path) -> tuple[PortfolioCase, ...]:
    """The cases in the folder `target`, or on the list `target`, in order.

    A list is a text file with one folder a line, relative to the list; empty lines and lines that
    begin with `#` count for nothing. Folders whose name begins with a dot, and the output folder
    `out`, are no cases. What a list names need not exist: it then fails as that case.

    Raises:
        FaceAuditError: there is no such folder or list, or it holds no case.
    """
    paths = list(_listed(target) if target.is_file() else _folders(target, out))
    if not paths:
        raise FaceAuditError(
            "holds no case",
            where=target,
            remedy="Name a folder that contains a folder for each case, or a text file with one "
            "such folder on each line",
        )
    base = (target.parent if target.is_file() else target).resolve()
    return tuple(_named(paths, base))


def _folders(target: Path, out: Path) -> Iterator[Path]:
    if not target.is_dir():
        raise FaceAuditError(
            "is neither a folder nor a list of folders", where=target, remedy="Check the path"
        )
    own = out.resolve()
    for path in sorted(target.iterdir(), key=lambda path: os.fsencode(path.name)):
        if path.is_dir() and not path.name.startswith(".") and path.resolve() != own:
            yield path


def _listed(target: Path) -> Iterator[Path]:
    if target.stat().st_size > MOST_LIST_BYTES:
        raise FaceAuditError(f"is larger than {MOST_LIST_BYTES} bytes and is no list", where=target)
    try:
        text = target.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FaceAuditError(
            "is not a list in UTF-8", where=target, remedy="Save the list as UTF-8 text"
        ) from None
    for line in text.splitlines():
        entry = line.strip()
        if entry and not entry.startswith("#") and "\0" not in entry:
            yield target.parent / entry


def _named(paths: list[Path], base: Path) -> Iterator[PortfolioCase]:
    """Names that stay the same from one portfolio to the next, and are all different."""
    taken: set[str] = set()
    for path in paths:
        whole = path.resolve()
        inside = whole.is_relative_to(base) and whole != base
        words = str(whole.relative_to(base)) if inside else whole.name
        stem = _NOT_IN_NAME.sub("--", words) or "case"
        name, further = stem, 2
        while name.casefold() in taken:
            name, further = f"{stem}-{further}", further + 1
        taken.add(name.casefold())
        yield PortfolioCase(name, path)

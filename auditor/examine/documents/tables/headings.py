"""Headings of columns, however they are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from auditor.examine.documents.tables.grid import Column
from auditor.examine.shared.chinese import simplified

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_\-./:：()（）\[\]]+")


def plain(heading: str) -> str:
    """`heading` in lower case and simplified characters, its words parted by single spaces."""
    spaced = _SEPARATORS.sub(" ", _CAMEL.sub(" ", heading))
    return simplified(spaced).strip().lower()


def matched(
    columns: Iterable[Column], patterns: Mapping[str, tuple[str, ...]]
) -> dict[str, Column]:
    """For each name the column whose heading matches its first matching pattern as a whole.

    A column serves one name only; names are served in the order of `patterns`.
    """
    taken: dict[str, Column] = {}
    columns = tuple(columns)
    for name, wanted in patterns.items():
        for pattern in wanted:
            column = next(
                (
                    c
                    for c in columns
                    if c not in taken.values() and re.fullmatch(pattern, plain(c.heading))
                ),
                None,
            )
            if column is not None:
                taken[name] = column
                break
    return taken

"""Lines of `key=value`, with or without `[sections]`: INI, properties, `.env`, device dumps.

The tree is a mapping of the sections by name, lines before the first section under "". A key that
is written again is a sequence, as devices and INI dialects differ in which of them counts.
Comments begin with `#`, `;`, `//` or `rem`; a value keeps what follows it on its line except a
comment after white space. Nothing is interpolated; a value that is a variable is unknown.
"""

from __future__ import annotations

import re

from auditor.examine.configs.syntax.tree import Mark, Node, variable

LEAST = 1
"""Fewest lines of `key=value` in a text that is read as pairs."""
LEAST_SHARE = 0.5
"""Share of the lines that are neither empty nor comments which must be pairs or sections: a letter
with an equals sign in it is no configuration."""

_SECTION = re.compile(r"\s*\[([^\[\]=]{1,200})\]\s*(?:[#;].*)?$")
_PAIR = re.compile(
    r"\s*(?:export\s+|set\s+)?([~A-Za-z_@][\w.$:\[\]~/-]{0,200}?)\s*=(?!=)\s*(.*?)\s*$", re.ASCII
)
_COMMENT = re.compile(r"\s*(?:#|;|//|rem\s|--\s)", re.IGNORECASE)
_QUOTED = re.compile(r"""("(?:\\.|[^"\\])*"|'[^']*')\s*(?:[#;].*)?$""")
_AFTER = re.compile(r"(?<!\s)\s+[#;].*$|^[#;].*$")


def read_pairs(text: str) -> Node | None:
    """The tree of `text`; None where it is no such text."""
    sections: dict[str, dict[str, list[Node]]] = {"": {}}
    marks = {"": Mark(1, 1)}
    current = ""
    pairs = other = 0
    for number, line in enumerate(text.rstrip("\0").split("\n"), start=1):
        if not line.strip() or _COMMENT.match(line):
            continue
        if (section := _SECTION.match(line)) is not None:
            current = section.group(1).strip()
            sections.setdefault(current, {})
            marks.setdefault(current, Mark(number, section.start(1) + 1))
            continue
        if (pair := _PAIR.match(line)) is None:
            other += 1
            continue
        pairs += 1
        key = pair.group(1)
        node = _value(
            pair.group(2), Mark(number, pair.start(2) + 1), Mark(number, pair.start(1) + 1)
        )
        sections[current].setdefault(key, []).append(node)
    if pairs < LEAST or pairs < LEAST_SHARE * (pairs + other):
        return None
    entries = {
        name: _mapping({key: _joined(found) for key, found in keys.items()}, marks[name])
        for name, keys in sections.items()
    }
    return _mapping(entries, Mark(1, 1))


def _value(written: str, mark: Mark, key: Mark) -> Node:
    quoted = _QUOTED.match(written)
    text = quoted.group(1)[1:-1] if quoted else _AFTER.sub("", written)
    unknown = None if quoted and written.startswith("'") else variable(text)
    return Node(unknown or text, text, mark, key)


def _mapping(entries: dict[str, Node], mark: Mark) -> Node:
    size = 1 + sum(node.size for node in entries.values())
    return Node(entries, "", mark, mark, size=size)


def _joined(found: list[Node]) -> Node:
    if len(found) == 1:
        return found[0]
    return Node(tuple(found), "", found[0].mark, found[0].key_mark, size=1 + len(found))

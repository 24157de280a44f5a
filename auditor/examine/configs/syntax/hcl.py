"""Terraform's HCL in the common tree: blocks by type and labels, expressions as unknown values.

The parser is python-hcl2. It gives no places, so a block is found again by its head and an argument
by its name, each after what it replaces; where that fails it is given its block's place.
"""

from __future__ import annotations

import re
from typing import Any

from auditor.core.errors import ExhibitError
from auditor.examine.configs.syntax.tree import MAX_DEPTH, Mark, Node, Unknown

MAX_CHARACTERS = 256 * 1024
"""Longest text read; a parser written in Python takes about a second for it."""

_BLOCK = re.compile(
    r"^[ \t]*(?:resource|data|variable|module|provider|terraform|locals|output)\b"
    r"(?:\s+\"[^\"\n]*\"){0,2}\s*\{",
    re.MULTILINE,
)
_LABELLED = {"resource": 2, "data": 2, "variable": 1, "module": 1, "provider": 1, "output": 1}


def is_hcl(text: str) -> bool:
    """Whether `text` has a block as Terraform's files do."""
    return len(text) <= MAX_CHARACTERS and _BLOCK.search(text) is not None


def read_hcl(text: str, name: str) -> Node:
    """The tree of `text`, called `name` in errors.

    Raises:
        ExhibitError: it is not HCL.
    """
    # A grammar is built when it is imported, and Terraform's files are rare.
    import hcl2  # noqa: PLC0415

    try:
        data = hcl2.loads(text if text.endswith("\n") else text + "\n")
    except Exception as problem:  # the parser's library raises its own errors and slips of its code
        raise ExhibitError(
            "is not HCL that can be read", where=name, why=str(problem).split("\n", 1)[0][:120]
        ) from problem
    return _Placer(text.split("\n")).node(data, 1, 0)


class _Placer:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def node(self, value: Any, line: int, depth: int) -> Node:  # noqa: ANN401 - parsed data
        """`value` as a node that is at or after `line`."""
        mark = Mark(line, 1)
        if depth > MAX_DEPTH:
            return Node(None, "", mark)
        if isinstance(value, dict):
            entries = {}
            for key, inner in value.items():
                if key.startswith("__"):
                    continue
                at = self._line_of(key, line)
                child = self.node(inner, at, depth + 1)
                entries[key.strip('"')] = Node(
                    child.value, child.raw, child.mark, Mark(at, 1), size=child.size
                )
            return Node(entries, "", mark, size=1 + sum(n.size for n in entries.values()))
        if isinstance(value, list):
            items = tuple(self.node(item, line, depth + 1) for item in value)
            if len(items) == 1 and isinstance(items[0].value, dict):
                return items[0]
            return Node(items, "", mark, size=1 + sum(n.size for n in items))
        if isinstance(value, str):
            text = value.strip('"')
            if re.fullmatch(r"\$\{.*\}", text, re.DOTALL):
                return Node(Unknown(text), text, mark)
            return Node(text, text, mark)
        raw = str(value).lower() if isinstance(value, bool) else str(value)
        return Node(value, raw, mark)

    def _line_of(self, key: str, after: int) -> int:
        name = re.escape(key.strip('"'))
        head = re.compile(rf"^[ \t]*(?:\w+\s+)?(?:\"[^\"]*\"\s+)*\"?{name}\"?(?:\s|=|\{{)")
        for number in range(max(1, after), len(self.lines) + 1):
            if head.match(self.lines[number - 1]):
                return number
        return after


def blocks(root: Node, kind: str) -> list[tuple[str, str, Node]]:
    """The blocks of a `kind` as type, name and body; those with one label have no type."""
    found: list[tuple[str, str, Node]] = []
    group = root.entries().get(kind)
    for part in [*group.items(), group] if group is not None else []:
        for first, inner in part.entries().items():
            if _LABELLED.get(kind) == 1:
                found.append(("", first, inner))
            else:
                found += [(first, second, body) for second, body in inner.entries().items()]
    return found

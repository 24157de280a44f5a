"""A configuration as a tree in which every key and value knows where it stands.

YAML and JSON are read into the same tree, so that a vendor format is read once whatever it was
written in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_DEPTH = 48
"""Deepest nesting read."""

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the exhibit: line and column from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value this file does not hold: a variable, a template, a tag the reader does not know.

    `default` is what replaces it where the text says so (`${VAR:-yes}`), or None.
    """

    text: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One value.

    Attributes:
        value: a scalar, an unknown, a tuple of nodes or a dict of nodes by key as written.
        raw: a scalar as written, without quotes; empty for collections.
        mark: where the value begins.
        key_mark: where its key begins, for an entry of a mapping.
        literal: True for a YAML block scalar whose lines are in the file as they are (`|`).
        size: how many values it holds with every alias written out, itself included.
    """

    value: Scalar | Unknown | tuple[Node, ...] | dict[str, Node]
    raw: str
    mark: Mark
    key_mark: Mark | None = None
    literal: bool = False
    size: int = 1

    @property
    def at(self) -> Mark:
        """Where a report points to: the key where there is one, else the value."""
        return self.key_mark or self.mark

    def entries(self) -> dict[str, Node]:
        """The entries of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> tuple[Node, ...]:
        """The items of a sequence; empty for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    def get(self, *path: str) -> Node | None:
        """The value at `path`; None where there is none, or where it is written as nothing."""
        node: Node | None = self
        for key in path:
            node = node.entries().get(key) if node is not None else None
        return None if node is None or node.value is None else node

    def number(self) -> float | None:
        """The value as a number, also where it was quoted; None where it is none or no end."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float | str):
            return None
        try:
            number = float(self.raw if isinstance(self.value, str) else self.value)
        except ValueError:
            return None
        return number if math.isfinite(number) else None

    def text(self) -> str:
        """The value as written; empty for collections and unknowns."""
        return self.raw if isinstance(self.value, str | int | float | bool) else ""

    def walk(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node]]:
        """This node and every node below it, with their paths, parents first."""
        yield path, self
        for key, child in self.entries().items():
            yield from child.walk((*path, key))
        for index, child in enumerate(self.items()):
            yield from child.walk((*path, f"[{index}]"))


def dotted(path: tuple[str, ...]) -> str:
    """A key path as reports print it: `cameras.gate.inputs[0].path`."""
    return ".".join(path).replace(".[", "[")


class Switch(StrEnum):
    """A yes/no setting as read: `unknown` is neither on nor off."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


_ON = frozenset({"true", "yes", "on", "y", "t", "1"})
_OFF = frozenset({"false", "no", "off", "n", "f", "0"})


def switch(node: Node) -> Switch:
    """A yes/no setting in any spelling: YAML 1.1 or 1.2, quoted or not, 1 or 0.

    A variable with a default (`${VAR:-no}`) counts as its default; any other is unknown.
    """
    word = node.raw
    if isinstance(node.value, Unknown):
        word = node.value.default or ""
    word = word.strip().lower()
    if word in _ON:
        return Switch.ON
    return Switch.OFF if word in _OFF else Switch.UNKNOWN


_VARIABLE = re.compile(
    r"\{[A-Z][A-Z0-9_]*\}|\$\{(?P<body>[^{}]*)\}|\$[A-Za-z_]\w*|\{\{.*\}\}|<[^<>]*>|%\w+%",
    re.DOTALL,
)


def variable(text: str) -> Unknown | None:
    """`text` as an unknown where the whole of it is a variable or a placeholder."""
    found = _VARIABLE.fullmatch(text.strip())
    if found is None:
        return None
    default = re.search(r":?-(.*)", found.group("body") or "", re.DOTALL)
    return Unknown(text, default.group(1) if default else None)

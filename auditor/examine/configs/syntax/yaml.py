"""Vendors' YAML, read leniently and safely, with the place of every key and value.

Nothing is constructed: the parser's events are turned into a tree. Unknown tags (`!secret`,
`!include`) stay opaque, aliases and merges are followed, both YAML 1.1 and 1.2 spellings are taken.
What a hostile file could blow up is counted before it is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from auditor.core.errors import ExhibitError, Place
from auditor.examine.configs.syntax.tree import MAX_DEPTH, Mark, Node, Scalar, Unknown, variable

MAX_CHARACTERS = 256 * 1024
"""Longest YAML text read. A configuration of five hundred cameras is a third of it."""
MAX_EVENTS = 20_000
"""Most keys, values and brackets read; five hundred plain cameras have 15,000."""
MAX_EXPANDED_NODES = 200_000
"""Most values with every alias written out ("billion laughs" reaches a thousand million)."""
MAX_WARNINGS = 20
"""Most duplicate keys reported one by one."""

_CORE = "tag:yaml.org,2002:"
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
_INTEGER = re.compile(r"[-+]?\d{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d{1,3})?")
# The scanner's cost grows with the square of brackets opened at one place.
_BRACKETS = re.compile(rf"(?:[\[{{][ \t\n]*){{{MAX_DEPTH + 1}}}")
_PARSER_FAILURES = (
    YAMLError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    StopIteration,
)
"""What the parser library raises on damaged text: its own errors, and slips of its code."""


@dataclass(frozen=True)
class YamlReading:
    """The documents of a stream, empty ones left out, and what is odd about them."""

    documents: tuple[Node, ...]
    warnings: tuple[str, ...] = ()


_OPENCV_HEAD = re.compile(r"\A(?:\s*#.*\n)*%(?=YAML:)")
"""How OpenCV begins its YAML files: a directive with a colon, which YAML itself does not know."""


def read_yaml(text: str, name: str, at: Mark | None = None) -> YamlReading:
    """Read every document in `text`, called `name` in errors.

    `at` is the place everything is said to stand at, for text that was itself a value.

    Raises:
        ExhibitError: it is not YAML, or larger, deeper or more repetitive than the named limits.
    """
    text = _OPENCV_HEAD.sub(lambda found: found.group()[:-1] + "#", text, count=1)
    reader = _Reader(text, name, at)
    if len(text) > MAX_CHARACTERS:
        raise reader.error(f"is YAML of more than {MAX_CHARACTERS // 1024} thousand characters")
    if (brackets := _BRACKETS.search(text)) is not None:
        line = text.count("\n", 0, brackets.start()) + 1
        raise reader.error(f"is nested deeper than {MAX_DEPTH}", at or Mark(line, 1))
    try:
        documents = tuple(reader.documents())
    except ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise reader.error("holds a character that YAML does not allow", Mark(line, 1)) from problem
    except MarkedYAMLError as problem:
        raise reader.not_yaml(problem) from problem
    except _PARSER_FAILURES as problem:
        raise reader.error("is not valid YAML") from problem
    return YamlReading(documents, tuple(reader.warnings))


@dataclass
class _Reader:
    text: str
    name: str
    at: Mark | None
    warnings: list[str] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)
    events: int = 0

    def error(self, what: str, mark: Mark | None = None) -> ExhibitError:
        place = Place(self.name, mark.line, mark.column) if mark else Place(self.name)
        return ExhibitError(what, where=place, remedy="Hand in the file as the program reads it")

    def not_yaml(self, problem: MarkedYAMLError) -> ExhibitError:
        found = problem.problem_mark or problem.context_mark
        mark = self.at or (Mark(found.line + 1, found.column + 1) if found else None)
        said = " ".join(str(problem.problem or problem.context or "").split())
        return self.error(f"is not valid YAML: {said}", mark)

    def documents(self) -> Iterator[Node]:
        stream = iter(YAML(typ="safe", pure=True).parse(self.text))
        for event in stream:
            if isinstance(event, DocumentStartEvent):
                self.anchors.clear()
                node = self._node(next(stream), stream, 0)
                if node.value is not None:
                    yield node

    def _mark(self, event: Any) -> Mark:  # noqa: ANN401 - the library's events are untyped
        return self.at or Mark(event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Any, stream: Iterator[Any], depth: int) -> Node:  # noqa: ANN401
        self.events += 1
        mark = self._mark(event)
        if self.events > MAX_EVENTS:
            raise self.error(f"has more than {MAX_EVENTS} keys and values", mark)
        if depth > MAX_DEPTH:
            raise self.error(f"is nested deeper than {MAX_DEPTH}", mark)
        if isinstance(event, AliasEvent):
            return self._alias(str(event.anchor), mark)
        if event.anchor:
            # Known but unfinished, so that an alias to its own parent is told from a missing one.
            self.anchors[str(event.anchor)] = None
        node = self._built(event, stream, depth, mark)
        if node.size > MAX_EXPANDED_NODES:
            raise self.error(
                f"grows to more than {MAX_EXPANDED_NODES} values when its aliases are written out",
                mark,
            )
        if event.anchor:
            self.anchors[str(event.anchor)] = node
        return node

    def _built(self, event: Any, stream: Iterator[Any], depth: int, mark: Mark) -> Node:  # noqa: ANN401
        if isinstance(event, ScalarEvent):
            return _scalar(event, mark)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(stream, depth, mark)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, stream, depth, mark)
        raise self.error("is not valid YAML", mark)

    def _alias(self, anchor: str, mark: Mark) -> Node:
        if anchor not in self.anchors:
            raise self.error(f"uses the alias *{anchor[:40]}, which stands for nothing", mark)
        node = self.anchors[anchor]
        if node is None:
            raise self.error(f"uses the alias *{anchor[:40]} within itself", mark)
        return node

    def _sequence(self, stream: Iterator[Any], depth: int, mark: Mark) -> Node:
        items: list[Node] = []
        for event in stream:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, stream, depth + 1))
        return Node(tuple(items), "", mark, size=1 + sum(item.size for item in items))

    def _mapping(self, start: Any, stream: Iterator[Any], depth: int, mark: Mark) -> Node:  # noqa: ANN401
        entries: dict[str, Node] = {}
        merged: list[Node] = []
        size = 1
        templated = False
        for event in stream:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, stream, depth + 1)
            value = self._node(next(stream), stream, depth + 1)
            size += value.size
            if isinstance(key.value, dict | tuple | Unknown):
                templated = templated or not isinstance(key.value, tuple)
                continue
            if value.value is None and key.raw.endswith(":") and key.raw != ":":
                # `{gate:}` is a key without a value to most loaders, and a key `gate:` to this one.
                key = replace(key, raw=key.raw[:-1])
            if key.raw == "<<" and (sources := _merge_sources(value)):
                merged += sources
                continue
            if key.raw in entries:
                self._duplicate(key)
                # Taken out first, so that the entry stands where the value that counts stands.
                del entries[key.raw]
            entries[key.raw] = replace(value, key_mark=key.mark)
        if (unknown := _flow_variable(start, entries, templated)) is not None:
            return Node(unknown, unknown.text, mark, size=size)
        for source in merged:
            for name, value in source.entries().items():
                entries.setdefault(name, value)
        return Node(entries, "", mark, size=size)

    def _duplicate(self, key: Node) -> None:
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(
                f'Line {key.mark.line}: the key "{key.raw[:60]}" stands twice in one block; '
                "the last one counts here, and the program may refuse the file."
            )


def _merge_sources(value: Node) -> list[Node]:
    """What `<<:` merges, nearest first: one mapping or a list of them."""
    if isinstance(value.value, dict):
        return [value]
    return [item for item in value.items() if isinstance(item.value, dict)]


def _flow_variable(
    start: Any,  # noqa: ANN401 - the library's events are untyped
    entries: dict[str, Node],
    templated: bool,
) -> Unknown | None:
    """`{{ x }}` and `{NAME}` without quotes: YAML for a mapping, meant as a variable."""
    if not start.flow_style:
        return None
    if templated and not entries:
        return Unknown("{{ }}")
    if len(entries) == 1:
        name, value = next(iter(entries.items()))
        if value.value is None and value.raw == "":
            return variable("{" + name + "}")
    return None


def _scalar(event: Any, mark: Mark) -> Node:  # noqa: ANN401 - the library's events are untyped
    raw = str(event.value)
    tag = str(event.tag) if event.tag else ""
    if tag and not tag.startswith(_CORE) and tag != "!":
        return Node(Unknown(f"{tag} {raw}".strip()), raw, mark)
    if event.style is None and not tag:
        return Node(_plain(raw), raw, mark)
    return Node(variable(raw) or raw, raw, mark, literal=event.style == "|")


def _plain(raw: str) -> Scalar | Unknown:
    """An unquoted scalar, by YAML 1.2 and the booleans of 1.1."""
    if raw in _NULL:
        return None
    if raw.lower() in _BOOLEAN:
        return _BOOLEAN[raw.lower()]
    if _INTEGER.fullmatch(raw):
        return int(raw)
    if _FLOAT.fullmatch(raw):
        try:
            return float(raw.replace("_", ""))
        except ValueError:
            return raw
    return variable(raw) or raw

"""Vendors' YAML, read leniently and safely, with the place of every key and value.

Nothing is constructed: the parser's events are turned into a tree. Unknown tags (`!secret`,
`!include`) stay opaque, aliases and merges are followed, both YAML 1.1 and 1.2 spellings are taken.
What a hostile file could blow up is counted before it is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yaml.events import AliasEvent, Event, MappingStartEvent, ScalarEvent, SequenceStartEvent

from auditor.core.errors import ExhibitError, Place
from auditor.core.wording import wording
from auditor.core.yaml_events import (
    EventWalker,
    YamlSyntaxError,
    build_from_yaml,
    is_plain,
    place_of,
)
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
# The cost of either parser grows with the square of brackets opened at one place.
_BRACKETS = re.compile(rf"(?:[\[{{][ \t\n]*){{{MAX_DEPTH + 1}}}")


@dataclass(frozen=True)
class YamlReading:
    """The documents of a stream, empty ones left out, and what is odd about them."""

    documents: tuple[Node, ...]
    warnings: tuple[str, ...] = ()


_OPENCV_HEAD = re.compile(r"\A(?:\s*#.*\n)*%(?=YAML:)")
"""How OpenCV begins its YAML files: a directive with a colon, which YAML itself does not know."""


def read_yaml(text: str, name: str, at: Mark | None = None) -> YamlReading:
    """Read every document in `text`, called `name` in errors.

    `at` is the place that everything gets, for text that was itself a value.

    Raises:
        ExhibitError: it is not YAML, or larger, deeper or more repetitive than the named limits.
    """
    text = _OPENCV_HEAD.sub(lambda head: head.group()[:-1] + "#", text, count=1)
    if len(text) > MAX_CHARACTERS:
        what = f"is YAML of more than {MAX_CHARACTERS // 1024} thousand characters"
        raise _refused(name, what)
    if (brackets := _BRACKETS.search(text)) is not None:
        line = text.count("\n", 0, brackets.start()) + 1
        raise _refused(name, f"is nested deeper than {MAX_DEPTH}", at or Mark(line, 1))
    try:
        return _built(text, name, at)
    except YamlSyntaxError as problem:
        quoted = _TEMPLATED.sub(_quoted, text)
        if quoted == text:
            raise _not_yaml(name, problem, at) from problem
    # An unquoted template costs its own value, not the file.
    try:
        return _built(quoted, name, at)
    except YamlSyntaxError as problem:
        raise _not_yaml(name, problem, at) from problem


def _built(text: str, name: str, at: Mark | None) -> YamlReading:
    return build_from_yaml(text, lambda events: _VendorYamlWalker(name, at, events).reading())


def _quoted(value: re.Match[str]) -> str:
    return value.group(1) + '"' + value.group(2).replace("\\", "/").replace('"', "'") + '"'


_TEMPLATED = re.compile(
    r"(:[ \t]+|-[ \t]+)(\{\{[^{}\n]{0,500}\}\})(?=[ \t]*(?:#[^\n]*)?$)", re.MULTILINE
)
"""A value that is a template without quotes (Ansible, Helm, Jinja)."""


class OversizedError(ExhibitError):
    """A structured text that grows beyond the limits named above when it is read."""


def _refused(name: str, what: str, mark: Mark | None = None) -> ExhibitError:
    place = Place(name, mark.line, mark.column) if mark else Place(name)
    return ExhibitError(what, where=place, remedy="Hand in the file as the program reads it")


def _not_yaml(name: str, problem: YamlSyntaxError, at: Mark | None) -> ExhibitError:
    mark = at
    if mark is None and problem.line is not None and problem.column is not None:
        mark = Mark(problem.line, problem.column)
    if problem.character:
        return _refused(name, "holds a character that YAML does not allow", mark)
    what = "is not valid YAML"
    return _refused(name, f"{what}: {problem.problem}" if problem.problem else what, mark)


class _VendorYamlWalker(EventWalker[Node]):
    """Builds the tree of every document, and counts what it would grow to."""

    max_depth = MAX_DEPTH

    def __init__(self, name: str, at: Mark | None, events: Iterator[Event]) -> None:
        super().__init__(events)
        self._name = name
        self._at = at
        self._warnings: list[str] = []
        # None for a node that is not finished, so that an alias within itself is recognised.
        self._anchors: dict[str, Node | None] = {}
        self._visited = 0

    def reading(self) -> YamlReading:
        """Every document that is not empty."""
        documents: list[Node] = []
        for event in self.roots():
            self._anchors.clear()
            node = self.value(event)
            if node.value is not None:
                documents.append(node)
        return YamlReading(tuple(documents), tuple(self._warnings))

    def _mark(self, event: Event) -> Mark:
        return self._at or Mark(*place_of(event))

    def _error(self, what: str, event: Event) -> ExhibitError:
        return _refused(self._name, what, self._mark(event))

    def too_deep(self, event: Event) -> ExhibitError:
        return self._error(f"is nested deeper than {MAX_DEPTH}", event)

    def value(self, event: Event) -> Node:
        self._visited += 1
        if self._visited > MAX_EVENTS:
            raise self._error(f"has more than {MAX_EVENTS} keys and values", event)
        anchor = None if isinstance(event, AliasEvent) else event.anchor
        if anchor:
            self._anchors[anchor] = None
        node = super().value(event)
        if node.size > MAX_EXPANDED_NODES:
            mark = self._mark(event)
            raise OversizedError(
                f"grows to more than {MAX_EXPANDED_NODES} values when its aliases are written out",
                where=Place(self._name, mark.line, mark.column),
                remedy="Submit the file as the program reads it",
            )
        if anchor:
            self._anchors[anchor] = node
        return node

    def alias(self, event: AliasEvent) -> Node:
        name = event.anchor
        if name not in self._anchors:
            raise self._error(f"uses the alias *{name[:40]}, which stands for nothing", event)
        node = self._anchors[name]
        if node is None:
            raise self._error(f"uses the alias *{name[:40]} within itself", event)
        return node

    def scalar(self, event: ScalarEvent) -> Node:
        return _scalar(event, self._mark(event))

    def sequence(self, start: SequenceStartEvent, items: Iterator[Node]) -> Node:
        nodes = tuple(items)
        return Node(nodes, "", self._mark(start), size=1 + sum(node.size for node in nodes))

    def mapping(self, start: MappingStartEvent, keys: Iterator[Event]) -> Node:
        entries: dict[str, Node] = {}
        merged: list[Node] = []
        size = 1
        templated = False
        for event in keys:
            key = self.value(event)
            value = self.next_value()
            size += value.size
            if isinstance(key.value, dict | tuple | Unknown):
                templated = templated or not isinstance(key.value, tuple)
                continue
            if value.value is None and key.raw.endswith(":") and key.raw != ":":
                # `{gate:}` is a key without a value to most loaders, and a key `gate:` to YAML 1.2.
                key = replace(key, raw=key.raw[:-1])
            if key.raw == "<<" and (sources := _merge_sources(value)):
                merged += sources
                continue
            if key.raw in entries:
                self._note_duplicate(key)
                # Taken out first, so that the entry is where the value that counts is.
                del entries[key.raw]
            entries[key.raw] = replace(value, key_mark=key.mark)
        mark = self._mark(start)
        if (unknown := _flow_variable(start, entries, templated)) is not None:
            return Node(unknown, unknown.text, mark, size=size)
        for source in merged:
            for name, value in source.entries().items():
                entries.setdefault(name, value)
        return Node(entries, "", mark, size=size)

    def _note_duplicate(self, key: Node) -> None:
        if len(self._warnings) < MAX_WARNINGS:
            self._warnings.append(
                wording("syntax.key_twice_in_block", line=key.mark.line, key=key.raw[:60])
            )


def _merge_sources(value: Node) -> list[Node]:
    """What `<<:` merges, nearest first: one mapping or a list of them."""
    if isinstance(value.value, dict):
        return [value]
    return [item for item in value.items() if isinstance(item.value, dict)]


def _flow_variable(
    start: MappingStartEvent, entries: dict[str, Node], templated: bool
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


def _scalar(event: ScalarEvent, mark: Mark) -> Node:
    raw: str = event.value
    tag: str = event.tag or ""
    if tag and not tag.startswith(_CORE) and tag != "!":
        return Node(Unknown(f"{tag} {raw}".strip()), raw, mark)
    if is_plain(event):
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

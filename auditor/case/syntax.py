"""The text of a case file, and its YAML: everything that is wrong with either, at once.

A text that is not YAML because of punctuation from another keyboard is repaired line by line, so
that what else is wrong with it can be named, too; places stay those of the text as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yaml.events import Event

from auditor.case.problems import CaseProblem
from auditor.core.errors import CaseError, Place
from auditor.core.own_yaml import OwnYamlWalker, Spot
from auditor.core.yaml_events import YamlSyntaxError, build_from_yaml, place_of

KnownKey = Callable[[str], bool]
"""Whether a word is a key that a case file can have."""


@dataclass(frozen=True)
class CaseText:
    """A case file as parsed.

    Attributes:
        data: plain lists, dicts and scalars; None for an empty file.
        spot: where each value is; None for an empty file.
        problems: what is wrong with the text as YAML, in order of line.
        columns: for a repaired line (from 0), the column as written (from 0) of each of its
            characters and of its end.
    """

    data: Any
    spot: Spot | None
    problems: tuple[CaseProblem, ...] = ()
    columns: Mapping[int, Sequence[int]] | None = None

    def place(self, path: Sequence[str | int]) -> Place:
        """The place of the value at `path`, or of the nearest value around it.

        A list of one may be written without the list, so an index that the file does not have is
        passed over.
        """
        spot = self.spot
        if spot is None:
            return Place("case.yaml", 1, 1)
        for part in path:
            if (within := spot.parts.get(part)) is not None:
                spot = within
            elif not isinstance(part, int):
                break
        return _as_written(spot.mark.line, spot.mark.column, self.columns)


def _as_written(line: int, column: int, columns: Mapping[int, Sequence[int]] | None) -> Place:
    """A place of the repaired text, both from 0, in the text as written, both from 1."""
    if columns and line in columns:
        written = columns[line]
        column = written[min(column, len(written) - 1)]
    return Place("case.yaml", line + 1, column + 1)


def parse_case_text(text: str) -> CaseText:
    """Parse `text` as it is."""
    return _parse(text, None)


def parse_repaired(text: str, known_key: KnownKey, wrong_lines: Collection[int]) -> CaseText | None:
    """Parse `text` after repairing its punctuation; None where there is nothing to repair.

    Args:
        text: the text as written.
        known_key: knows the words before a colon that make it the colon of a key.
        wrong_lines: lines (from 1) with an error. Only there are Chinese quotes taken for those of
            YAML: they may as well belong to a text.
    """
    lines, slips, columns = [], [], {}
    for number, line, in_block in _lines(text):
        repair = _Repair(number, line)
        if not in_block:
            _repair_line(repair, known_key)
            if number + 1 in wrong_lines:
                _repair_quotes(repair)
        lines.append(repair.text)
        if repair.problems:
            slips += repair.problems
            columns[number] = repair.columns
    if not slips:
        return None
    parsed = _parse("\n".join(lines), columns)
    return CaseText(parsed.data, parsed.spot, (*slips, *parsed.problems), columns)


# --- YAML ----------------------------------------------------------------------------------------


class _CollectingWalker(OwnYamlWalker):
    """Collects what is refused, and continues without it."""

    def __init__(self, events: Iterator[Event]) -> None:
        super().__init__("case.yaml", CaseError, events)
        self.refused: list[tuple[str, dict[str, str], tuple[int, int]]] = []

    def refuse(self, event: Event, reason: str, **values: str) -> None:
        self.refused.append((reason, values, place_of(event)))

    def too_deep(self, event: Event) -> Exception:
        return _TooDeepError(place_of(event))


class _TooDeepError(Exception):
    def __init__(self, place: tuple[int, int]) -> None:
        super().__init__()
        self.place = place


def _parse(text: str, columns: Mapping[int, Sequence[int]] | None) -> CaseText:
    """All of `text`, or what can be read of each of its top-level blocks."""
    try:
        data, spot, problems = _parsed(text, columns)
    except _BrokenYamlError as broken:
        return _parse_blocks(text, columns, broken.problem)
    return CaseText(data, spot, problems, columns)


class _BrokenYamlError(Exception):
    def __init__(self, problem: CaseProblem) -> None:
        super().__init__()
        self.problem = problem


def _parsed(
    text: str, columns: Mapping[int, Sequence[int]] | None
) -> tuple[Any, Spot | None, tuple[CaseProblem, ...]]:
    def problem(place: tuple[int, int], name: str, values: dict[str, str]) -> CaseProblem:
        line, column = _within(text, *place)
        written = _as_written(line - 1, column - 1, columns)
        return CaseProblem(id=name, values=values, line=written.line, column=written.column)

    def build(
        events: Iterator[Event],
    ) -> tuple[Any, Spot | None, list[tuple[str, dict[str, str], tuple[int, int]]]]:
        walker = _CollectingWalker(events)
        data, spot = walker.root()
        return data, spot, walker.refused

    try:
        data, spot, refused = build_from_yaml(text, build)
    except YamlSyntaxError as error:
        name, values = "yaml_syntax", {"reason": error.problem or "it cannot be parsed"}
        if error.character and (code := _CODE_POINT.search(error.problem)):
            name, values = "bad_character", {"character": code[0]}
        place = error.line or 1, error.column or 1
        raise _BrokenYamlError(problem(place, name, values)) from error
    except (_TooDeepError, RecursionError) as error:
        place = error.place if isinstance(error, _TooDeepError) else (1, 1)
        raise _BrokenYamlError(problem(place, "nested_too_deep", {})) from error
    return data, spot, tuple(problem(place, name, values) for name, values, place in refused)


def _within(text: str, line: int, column: int) -> tuple[int, int]:
    """A place that is inside `text`: parsers report the end of a text one line further down."""
    lines = text.split("\n")
    line = min(line, len(lines))
    return line, min(column, len(lines[line - 1]) + 1)


_CODE_POINT = re.compile(r"U\+[0-9A-F]+")
_TOP_LEVEL = re.compile(r"[^\s#\-\]}]")


def _parse_blocks(
    text: str, columns: Mapping[int, Sequence[int]] | None, first: CaseProblem
) -> CaseText:
    """What can be read of each top-level block by itself; `first` is what broke the whole."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _TOP_LEVEL.match(line)]
    data: dict[str, Any] = {}
    parts: dict[str | int, Spot] = {}
    problems: list[CaseProblem] = []
    root: Spot | None = None
    for start, end in pairwise([*starts, len(lines)]):
        block = "\n" * start + "\n".join(lines[start:end])
        try:
            values, spot, refused = _parsed(block, columns)
        except _BrokenYamlError as broken:
            problems.append(broken.problem)
            continue
        if not isinstance(values, dict) or spot is None:
            continue
        problems += refused
        root = root or spot
        for key in values.keys() - data.keys():
            data[key], parts[key] = values[key], spot.parts[key]
    if not any(problem.id == first.id for problem in problems):
        # Every block can be read by itself: the error is between them.
        problems.append(first)
    if root is None:
        return CaseText(None, None, tuple(problems), columns)
    return CaseText(data, Spot(root.mark, parts), tuple(problems), columns)


# --- repair --------------------------------------------------------------------------------------

_BLOCK_SCALAR = re.compile(r"(?:^|[\s:\-])[|>][+-]?[1-9]?[+-]?\s*(?:#.*)?$")
_INDENT = re.compile(r"[ \t\u3000\xa0]*")


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Number from 0, line, and whether the line is part of a block scalar (`|` or `>`)."""
    block_indent: int | None = None
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and line.strip() and indent <= block_indent:
            block_indent = None
        yield number, line, block_indent is not None
        if block_indent is None and _BLOCK_SCALAR.search(line) and line.lstrip()[:1] != "#":
            block_indent = indent


class _Repair:
    """A line under repair, with the column as written of each of its characters."""

    def __init__(self, number: int, line: str) -> None:
        self.number = number
        self.text = line
        self.columns: list[int] = list(range(len(line) + 1))
        self.problems: list[CaseProblem] = []

    def replace(self, start: int, end: int, text: str, problem: str, /, **values: str) -> None:
        """Replace the characters from `start` to `end`, and note the problem."""
        column = self.columns[start]
        self.text = self.text[:start] + text + self.text[end:]
        self.columns[start:end] = [column] * len(text)
        self.problems.append(
            CaseProblem(id=problem, values=values, line=self.number + 1, column=column + 1)
        )


LIST_MARKER = re.compile(r"(\s*)([－–—•·])\s*")
"""A mark that looks like the hyphen of a list entry."""
_KEY = r"[\w.]+"
_KEY_COLON = re.compile(
    rf"(?:^\s*(?:-\s+)*|[{{,]\s*)([\"']?)({_KEY})\1\s*(：|:(?=[^\s:/]))[ \u3000]*"
)
_KEY_COMMA = re.compile(rf"\s*([，、])\s*(?=({_KEY})\s*[:：])")
_WIDE_QUOTED = re.compile(
    r"(?:(?<=: )|(?<=- )|(?<=\[)|(?<=, ))[“‘「]([^“”‘’「」\"]*)[”’」](?=\s*(?:[,\]}#]|$))"
)


def _repair_line(repair: _Repair, known_key: KnownKey) -> None:
    if repair.text.lstrip(" \t\u3000\xa0").startswith("#"):
        return
    _repair_indent(repair)
    if marker := LIST_MARKER.match(repair.text):
        start, end = marker.span(2)
        repair.replace(start, marker.end(), "- ", "list_marker", written=repair.text[start:end])
    while comma := next(
        (
            match
            for match in _KEY_COMMA.finditer(repair.text)
            if known_key(match[2]) and "{" in repair.text[: match.start()]
        ),
        None,
    ):
        start, end = comma.span()
        name = "chinese_comma_between_keys"
        repair.replace(start, end, ", ", name, written=comma[1], key=comma[2])
    while colon := next(
        (match for match in _KEY_COLON.finditer(repair.text) if known_key(match[2])), None
    ):
        name = "chinese_colon" if colon[3] == "：" else "no_space_after_colon"
        repair.replace(colon.start(3), colon.end(), ": ", name, key=colon[2])


def _repair_quotes(repair: _Repair) -> None:
    while quoted := _WIDE_QUOTED.search(repair.text):
        start, end = quoted.span()
        wanted = f'"{quoted[1]}"'
        repair.replace(start, end, wanted, "wide_quotes", written=quoted[0], wanted=wanted)


def _repair_indent(repair: _Repair) -> None:
    indent = _INDENT.match(repair.text)
    assert indent is not None  # noqa: S101 - the pattern matches the empty text
    if indent.end() == len(repair.text):
        return
    odd = next((c for c in indent[0] if c != " "), "")
    if not odd:
        return
    wanted = indent[0].replace("\t", "  ").replace("\u3000", "  ").replace("\xa0", " ")
    name = "tab_indentation" if odd == "\t" else "wide_space_indentation"
    repair.replace(0, indent.end(), wanted, name, character=f"U+{ord(odd):04X}")
    first = repair.problems[-1]
    column = indent[0].index(odd) + 1
    repair.problems[-1] = first.model_copy(update={"column": column})

"""YAML as a stream of parser events, and the walk that turns the events into values.

Nothing is constructed from tags. Two parsers give the same events: libyaml (PyYAML's `CParser`),
about fifteen times as fast, and ruamel's YAML 1.2 parser in Python. The second one reads where
libyaml is not installed, where the text has characters on which the two differ, and whatever
libyaml refuses: libyaml implements YAML 1.1 and rejects some texts of YAML 1.2 (`{gate:}`, `[::1]`,
an anchor in Chinese). So a text is refused only if both parsers refuse it, and data, places and
errors are the same on every machine.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

try:
    from yaml.cyaml import CParser
except ImportError:  # PyYAML was built without libyaml.
    CParser = None

Value = TypeVar("Value")
Built = TypeVar("Built")

_READ_DIFFERENTLY = re.compile(
    "[\t\x85\u2028\u2029\ufeff\ud800-\udfff]|" + r"(?:^|[\s\[{,])[&*][\w-]+[:?]", re.MULTILINE
)
"""Where libyaml accepts a text and reads it otherwise than YAML 1.2: tabs after a key or before a
comment, line breaks of YAML 1.1, a byte order mark within the text (which it skips), an anchor that
ends in a colon. It cannot be given surrogates at all."""
_PARSER_SLIPS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
)
"""What ruamel's parser raises on damaged text besides its own errors."""


class YamlSyntaxError(Exception):
    """The text is not YAML.

    Attributes:
        problem: what the parser says is wrong, in one line; empty where it does not say.
        line: the line of the problem, from 1; None where it has no place.
        column: the column, in characters from 1; None where it has no place.
        character: True where a character is the problem that YAML does not allow at all.
    """

    def __init__(
        self,
        problem: str = "",
        line: int | None = None,
        column: int | None = None,
        *,
        character: bool = False,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.column = column
        self.character = character


def build_from_yaml(text: str, build: Callable[[Iterator[Event]], Built]) -> Built:
    """What `build` makes of the events of `text`.

    `build` is called once for each parser that is tried, so it must start afresh each time. An
    error of its own is final.

    Raises:
        YamlSyntaxError: neither parser can read the text.
    """
    if CParser is not None and _READ_DIFFERENTLY.search(text) is None:
        try:
            return build(libyaml_events(text))
        except yaml.YAMLError:
            pass
    return build(python_events(text))


def libyaml_events(text: str) -> Iterator[Event]:
    """The events of `text` by libyaml, up to the first thing it refuses.

    Raises:
        yaml.YAMLError: libyaml refuses the text.
    """
    return iter(CParser(text).get_event, None)


def python_events(text: str) -> Iterator[Event]:
    """The events of `text` by ruamel's parser in Python, as the same classes.

    Raises:
        YamlSyntaxError: it refuses the text.
    """
    # Not needed for most files, and reading these modules takes as long as reading a small file.
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415
    from ruamel.yaml.reader import ReaderError  # noqa: PLC0415

    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            yield _as_pyyaml(event)
    except ReaderError as problem:
        raise _bad_character(text, problem.position) from problem
    except MarkedYAMLError as problem:
        words = " ".join(str(problem.problem or problem.context or "").split())
        mark = problem.problem_mark or problem.context_mark
        if mark is None:
            raise YamlSyntaxError(words) from problem
        raise YamlSyntaxError(words, mark.line + 1, mark.column + 1) from problem
    except (YAMLError, *_PARSER_SLIPS) as problem:
        raise YamlSyntaxError from problem


def _bad_character(text: str, position: int) -> YamlSyntaxError:
    start_of_line = text.rfind("\n", 0, position) + 1
    return YamlSyntaxError(
        f"character U+{ord(text[position]):04X} is not allowed",
        text.count("\n", 0, position) + 1,
        position - start_of_line + 1,
        character=True,
    )


def _as_pyyaml(event: Any) -> Event:  # noqa: ANN401 - ruamel's events are untyped
    """An event of ruamel's in PyYAML's class of the same name, with what the walk looks at."""
    kind = getattr(yaml.events, type(event).__name__)
    converted = kind.__new__(kind)
    converted.__dict__.update(
        (name, getattr(event, name))
        for name in ("anchor", "value", "style", "flow_style", "start_mark", "end_mark")
        if hasattr(event, name)
    )
    if hasattr(event, "tag"):
        converted.tag = str(event.tag) if event.tag else None
    return converted


class EventWalker(ABC, Generic[Value]):
    """Walks the events of a text and has a value made of each node, from the innermost outwards.

    Attributes:
        max_depth: the deepest node visited; the root is at 0.
    """

    max_depth: int

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._depth = 0

    def roots(self) -> Iterator[Event]:
        """The event that begins each document; the caller takes its value before the next."""
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                yield next(self._events)

    def value(self, event: Event) -> Value:
        """The value of the node that begins with `event`."""
        if self._depth > self.max_depth:
            raise self.too_deep(event)
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            return self.alias(event)
        self._depth += 1
        if kind is MappingStartEvent:
            value = self.mapping(event, self._until(MappingEndEvent))
        else:
            value = self.sequence(event, map(self.value, self._until(SequenceEndEvent)))
        self._depth -= 1
        return value

    def next_value(self) -> Value:
        """The value of the node that comes next: within a mapping, what belongs to the last key."""
        return self.value(next(self._events))

    def _until(self, end: type[Event]) -> Iterator[Event]:
        for event in self._events:
            if type(event) is end:
                return
            yield event

    @abstractmethod
    def too_deep(self, event: Event) -> Exception:
        """The error for a node below `max_depth`."""

    @abstractmethod
    def scalar(self, event: ScalarEvent) -> Value:
        """The value of a scalar."""

    @abstractmethod
    def alias(self, event: AliasEvent) -> Value:
        """The value that an alias refers to."""

    @abstractmethod
    def sequence(self, start: SequenceStartEvent, items: Iterator[Value]) -> Value:
        """The value of a sequence; every item must be taken."""

    @abstractmethod
    def mapping(self, start: MappingStartEvent, keys: Iterator[Event]) -> Value:
        """The value of a mapping; `next_value` must be called after each of its keys."""


def place_of(event: Event) -> tuple[int, int]:
    """Line and column where `event` begins, from 1, in characters."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def is_plain(event: ScalarEvent) -> bool:
    """Whether a scalar has neither quotes nor a tag, so that it may be other than text."""
    return not event.style and not event.tag

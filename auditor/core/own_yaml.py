"""YAML that we ourselves ask people to write: strict, and every error has a line and a column.

Vendor configurations are read elsewhere and leniently (`examine/configs`); here a duplicate key, an
unknown tag or an explosion of aliases is refused, because a person can fix the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from auditor.core.errors import FaceAuditError, Place
from auditor.core.yaml_events import (
    EventWalker,
    YamlSyntaxError,
    build_from_yaml,
    is_plain,
    place_of,
)

MAX_BYTES = 2 * 1024 * 1024
"""Largest file read, in bytes. A case file is a few kilobytes; a rule file less."""
MAX_DEPTH = 40
"""Deepest nesting read."""

Model = TypeVar("Model", bound=BaseModel)


class Spot(NamedTuple):
    """Where a value is in the file: of an entry of a mapping, where its key is.

    Attributes:
        mark: the parser's mark; its line and column count from 0.
        parts: the places within it, by key or index; empty for a scalar.
    """

    mark: Mark
    parts: Mapping[str | int, Spot]


@dataclass(frozen=True)
class YamlSource:
    """A parsed file.

    Attributes:
        name: the file, as errors name it.
        data: plain lists, dicts and scalars; dates as `YYYY-MM-DD` text.
        spot: where each value is; None for a file without any.
    """

    name: str
    data: Any
    spot: Spot | None

    def place(self, path: Sequence[str | int]) -> Place:
        """The place of the value at `path`, or of the nearest value around it that has one."""
        spot = self.spot
        if spot is None:
            return Place(self.name)
        for part in path:
            if (within := spot.parts.get(part)) is None:
                break
            spot = within
        return Place(self.name, spot.mark.line + 1, spot.mark.column + 1)

    def holds(self, path: Sequence[str | int]) -> bool:
        """Whether the file has a value at `path`."""
        spot = self.spot
        for part in path:
            if spot is not None:
                spot = spot.parts.get(part)
        return spot is not None


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint naming the known word nearest to `word`, never `word` itself; empty for none."""
    others = [candidate for candidate in known if candidate != word]
    matches = get_close_matches(word, others, n=1, cutoff=0.55)
    return f'did you mean "{matches[0]}"?' if matches else ""


def read_yaml(path: Path, name: str, error: type[FaceAuditError]) -> YamlSource:
    """Read one YAML document from the file at `path`; errors name it `name`.

    Raises:
        error: the file cannot be read, is not UTF-8, is not YAML, or uses what is refused here.
    """
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", where=name) from problem
    if len(raw) > MAX_BYTES:
        raise error(f"is larger than {MAX_BYTES // 1024 // 1024} MiB", where=name)
    return parse_yaml(raw, name, error)


def parse_yaml(raw: bytes, name: str, error: type[FaceAuditError]) -> YamlSource:
    """Parse `raw`; see `read_yaml`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise error(
            "is not UTF-8 text", where=name, remedy="Save it as UTF-8 and try again"
        ) from problem
    try:
        data, spot = build_from_yaml(text, lambda events: OwnYamlWalker(name, error, events).root())
    except YamlSyntaxError as problem:
        raise _not_yaml(problem, name, error) from problem
    return YamlSource(name, data, spot)


def _not_yaml(problem: YamlSyntaxError, name: str, error: type[FaceAuditError]) -> FaceAuditError:
    what = "is not valid YAML"
    if problem.problem:
        what += f": {problem.problem}"
    remedy = "Fix the line named; indentation is the usual cause"
    if problem.character:
        remedy = "Remove the character"
    return error(what, where=Place(name, problem.line, problem.column), remedy=remedy)


_Located = tuple[Any, Spot]
"""A value and its place."""
_NO_PARTS: Mapping[str | int, Spot] = {}


REFUSALS: dict[str, tuple[str, str]] = {
    "several_documents": ("contains more than one document", "Keep one of them"),
    "too_deep": (f"is nested deeper than {MAX_DEPTH}", ""),
    "alias": ("uses YAML aliases (*name)", "Write the values out instead"),
    "unknown_tag": ("the tag {tag} is not known here", ""),
    "key_not_text": ("has a key that is not a plain word", ""),
    "duplicate_key": ('the key "{key}" is in this block twice', "Keep one of them"),
}
"""What our own files must not contain, and what to do about it."""


class OwnYamlWalker(EventWalker[_Located]):
    """Builds plain data with its places, and refuses what our own files must not contain.

    A subclass whose `refuse` returns gets the data without the refused part.
    """

    max_depth = MAX_DEPTH

    def __init__(self, name: str, error: type[FaceAuditError], events: Iterator[Event]) -> None:
        super().__init__(events)
        self._name = name
        self._error = error

    def root(self) -> tuple[Any, Spot | None]:
        """The only document of the file; None without a place where it has none."""
        located: tuple[Any, Spot | None] = (None, None)
        for number, event in enumerate(self.roots()):
            if number > 0:
                self.refuse(event, "several_documents")
                break
            located = self.value(event)
        return located

    def refuse(self, event: Event, reason: str, **values: str) -> None:
        """Refuse what begins with `event`, for a key of `REFUSALS`."""
        raise self._refused(event, reason, **values)

    def _refused(self, event: Event, reason: str, **values: str) -> FaceAuditError:
        what, remedy = REFUSALS[reason]
        where = Place(self._name, *place_of(event))
        return self._error(what.format(**values), where=where, remedy=remedy)

    def too_deep(self, event: Event) -> Exception:
        """The error for a value nested too deeply."""
        return self._refused(event, "too_deep")

    def alias(self, event: AliasEvent) -> _Located:
        """Refuse an alias; it counts as no value."""
        self.refuse(event, "alias")
        return None, Spot(event.start_mark, _NO_PARTS)

    def scalar(self, event: ScalarEvent) -> _Located:
        """The value of a scalar: text, number, yes or no, or None."""
        if event.tag and event.tag not in _TEXT_TAGS:
            self.refuse(event, "unknown_tag", tag=event.tag)
        text = _whole_characters(event.value)
        value = _plain(text) if is_plain(event) else text
        return value, Spot(event.start_mark, _NO_PARTS)

    def sequence(self, start: SequenceStartEvent, items: Iterator[_Located]) -> _Located:
        """The values of a sequence, as a list."""
        values: list[Any] = []
        parts: dict[str | int, Spot] = {}
        for index, (value, spot) in enumerate(items):
            values.append(value)
            parts[index] = spot
        return values, Spot(start.start_mark, parts)

    def mapping(self, start: MappingStartEvent, keys: Iterator[Event]) -> _Located:
        """The entries of a mapping, as a dict; the first of two equal keys counts."""
        values: dict[str, Any] = {}
        parts: dict[str | int, Spot] = {}
        for event in keys:
            if not isinstance(event, ScalarEvent):
                self.refuse(event, "key_not_text")
                self.value(event)
                self.next_value()
                continue
            key = _whole_characters(event.value)
            if key in values:
                self.refuse(event, "duplicate_key", key=key)
                self.next_value()
                continue
            values[key], spot = self.next_value()
            parts[key] = Spot(event.start_mark, spot.parts)
        return values, Spot(start.start_mark, parts)


_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def _whole_characters(text: str) -> str:
    """`text` with the two escaped halves of a character, as JSON writes them, put together.

    A half without the other is replaced: it could not be saved.
    """
    if text.isascii() or _HALF_CHARACTER.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    # People answer a yes/no question with yes or no, which YAML 1.2 alone would keep as text.
    "true": True,
    "false": False,
    "yes": True,
    "no": False,
}
_NUMBER = re.compile(r"[-+]?[0-9]{1,100}(\.[0-9]{0,100})?")
"""A number of at most 100 digits: Python refuses to convert very long ones."""


def _plain(text: str) -> bool | int | float | str | None:
    """The value of an unquoted word; dates stay text, which the vocabulary and models check."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if (number := _NUMBER.fullmatch(text)) is not None:
        return float(text) if number.group(1) else int(text)
    return text


def validated(
    source: YamlSource, model: type[Model], data: object, error: type[FaceAuditError]
) -> Model:
    """`data` of `source` as a `model`.

    Raises:
        error: naming the first error, its line and column, and for an unknown key
            the nearest known one.
    """
    try:
        return model.model_validate(data)
    except ValidationError as problems:
        first = problems.errors()[0]
        path = tuple(part for part in first["loc"] if not _is_union_tag(part, source, first["loc"]))
        raise error(
            _describe(first), where=source.place(path), remedy=_remedy(first, model)
        ) from problems


def _is_union_tag(part: str | int, source: YamlSource, whole: tuple[str | int, ...]) -> bool:
    """Whether `part` of an error's path is pydantic's name for a branch, not a key in the file."""
    position = whole.index(part)
    return isinstance(part, str) and position > 0 and not source.holds(whole[: position + 1])


def _describe(problem: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    key = problem["loc"][-1] if problem["loc"] else ""
    if problem["type"] == "extra_forbidden":
        return f'unknown key "{key}"'
    if problem["type"] == "missing":
        return f'the key "{key}" is missing'
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    message = str(problem["msg"])
    return f'"{key}": {message[0].lower()}{message[1:]}' if key != "" else message


def _remedy(problem: Any, model: type[BaseModel]) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    if problem["type"] != "extra_forbidden":
        return ""
    known = _keys_at(model, tuple(problem["loc"][:-1]))
    hint = nearest(str(problem["loc"][-1]), known)
    return f"{hint[0].upper()}{hint[1:-1]}" if hint else f"Known here: {', '.join(known)}"


def _keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Names of the keys that `model` knows at `path`."""
    for part in path:
        if not isinstance(part, str) or part not in model.model_fields:
            continue
        inner = _model_in(model.model_fields[part].annotation)
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (inner := _model_in(argument)) is not None:
            return inner
    return None

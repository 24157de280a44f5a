"""YAML that we ourselves ask people to write: strict, and every error has a line and a column.

Vendor configurations are read elsewhere and leniently (`examine/configs`); here a duplicate key, an
unknown tag or an explosion of aliases is refused, because a person can mend the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from auditor.core.errors import FaceAuditError, Place

MAX_BYTES = 2 * 1024 * 1024
"""Largest file read, in bytes. A case file is a few kilobytes; a rule file less."""
MAX_DEPTH = 40
"""Deepest nesting read."""

Path_ = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class YamlSource:
    """A parsed file.

    Attributes:
        name: the file, as errors name it.
        data: plain lists, dicts and scalars; dates as `YYYY-MM-DD` text.
        places: where each key path stands; for an entry of a mapping, where its key stands.
    """

    name: str
    data: Any
    places: dict[Path_, Place]

    def place(self, path: Sequence[str | int]) -> Place:
        """Where `path` stands, or the nearest enclosing thing that stands anywhere."""
        for length in range(len(path), -1, -1):
            if (found := self.places.get(tuple(path[:length]))) is not None:
                return found
        return Place(self.name)


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint naming the known word nearest to `word`, or the empty string."""
    found = get_close_matches(word, known, n=1, cutoff=0.55)
    return f'did you mean "{found[0]}"?' if found else ""


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
    reader = _Reader(name, error)
    try:
        data = reader.document(YAML(typ="safe", pure=True).parse(text))
    except (YAMLError, RecursionError, ValueError) as problem:
        raise _not_yaml(problem, name, error) from problem
    return YamlSource(name, data, reader.places)


def _not_yaml(problem: Exception, name: str, error: type[FaceAuditError]) -> FaceAuditError:
    place = Place(name)
    said = "is nested too deeply"
    if isinstance(problem, MarkedYAMLError):
        said = f"is not valid YAML: {problem.problem or problem.context}"
        if (mark := problem.problem_mark) is not None:
            place = Place(name, mark.line + 1, mark.column + 1)
    elif not isinstance(problem, RecursionError):
        said = f"is not valid YAML: {str(problem).splitlines()[0]}"
    return error(said, where=place, remedy="Mend the line named; indentation is the usual cause")


class _Reader:
    """Builds plain data from the parser's events, and refuses while nothing is built yet."""

    def __init__(self, name: str, error: type[FaceAuditError]) -> None:
        self.name = name
        self.error = error
        self.places: dict[Path_, Place] = {}

    def document(self, events: Iterator[Any]) -> Any:  # noqa: ANN401 - YAML holds anything
        data, documents = None, 0
        for event in events:
            if isinstance(event, NodeEvent):
                documents += 1
                if documents > 1:
                    raise self.error("holds more than one document", where=self._at(event))
                data = self._value(event, events, ())
        return data

    def _at(self, event: Any) -> Place:  # noqa: ANN401 - the library's events are untyped
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _value(self, event: Any, events: Iterator[Any], path: Path_) -> Any:  # noqa: ANN401
        self.places.setdefault(path, self._at(event))
        if isinstance(event, AliasEvent):
            raise self.error(
                "uses YAML aliases (*name)",
                where=self._at(event),
                remedy="Write the values out instead",
            )
        if len(path) > MAX_DEPTH:
            raise self.error(f"is nested deeper than {MAX_DEPTH}", where=self._at(event))
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[Any], path: Path_) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self.error("has a key that is no plain word", where=self._at(event))
            key = str(event.value)
            if key in result:
                raise self.error(
                    f'the key "{key}" stands here twice',
                    where=self._at(event),
                    remedy="Keep one of them",
                )
            self.places[(*path, key)] = self._at(event)
            result[key] = self._value(next(events), events, (*path, key))
        return result

    def _scalar(self, event: Any) -> Any:  # noqa: ANN401 - YAML holds anything
        if event.ctag is not None and str(event.ctag) not in _TEXT_TAGS:
            raise self.error(f"the tag {event.ctag} is not known here", where=self._at(event))
        text = str(event.value)
        # `implicit` holds whether the plain form may be taken for something else than text.
        return _plain(text) if event.implicit[0] else text


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
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?")


def _plain(text: str) -> bool | int | float | str | None:
    """What an unquoted word stands for; dates stay text, which the vocabulary and models check."""
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
        error: naming the first thing that does not fit, its line and column, and for an unknown key
            the nearest known one.
    """
    try:
        return model.model_validate(data)
    except ValidationError as problems:
        first = problems.errors()[0]
        path = tuple(part for part in first["loc"] if not _is_union_tag(part, source, first["loc"]))
        raise error(
            _said(first), where=source.place(path), remedy=_remedy(first, model)
        ) from problems


def _is_union_tag(part: str | int, source: YamlSource, whole: tuple[str | int, ...]) -> bool:
    """Whether `part` of an error's path is pydantic's name for a branch, not a key in the file."""
    position = whole.index(part)
    return isinstance(part, str) and position > 0 and (*whole[: position + 1],) not in source.places


def _said(problem: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
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
        if (found := _model_in(argument)) is not None:
            return found
    return None

"""YAML that we ourselves ask people to write: strict, and every error has a line and a column.

Vendor configurations are read elsewhere and leniently (`examine/configs`); here a duplicate key, an
unknown tag or an explosion of aliases is refused, because a person can mend the file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from auditor.errors import FaceAuditError, Place

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
    try:
        _refuse_bombs(text, name, error)
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError, ValueError) as problem:
        raise _not_yaml(problem, name, error) from problem
    places: dict[Path_, Place] = {}
    data = None if root is None else _plain(root, (), _Reader(name, places, error))
    return YamlSource(name, data, places)


def _refuse_bombs(text: str, name: str, error: type[FaceAuditError]) -> None:
    """Refuse aliases and deep nesting while they are still a stream of events and cost nothing."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, AliasEvent):
            raise error(
                "uses YAML aliases (*name)", where=name, remedy="Write the values out instead"
            )
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise error(f"is nested deeper than {MAX_DEPTH}", where=name)


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


@dataclass(frozen=True)
class _Reader:
    name: str
    places: dict[Path_, Place]
    error: type[FaceAuditError]

    def at(self, node: Node) -> Place:
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1)


def _plain(node: Node, path: Path_, reader: _Reader) -> Any:  # noqa: ANN401 - YAML holds anything
    reader.places.setdefault(path, reader.at(node))
    if isinstance(node, ScalarNode):
        return _scalar(node, reader)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, index), reader) for index, item in enumerate(node.value)]
    if not isinstance(node, MappingNode):  # pragma: no cover - compose() yields no other node
        raise reader.error("holds something that is not data", where=reader.at(node))
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            raise reader.error(
                f'the key "{key}" stands here twice',
                where=reader.at(key_node),
                remedy="Keep one of them",
            )
        reader.places[(*path, key)] = reader.at(key_node)
        result[key] = _plain(value_node, (*path, key), reader)
    return result


_CORE = "tag:yaml.org,2002:"
_BOOL = {"true": True, "false": False, "yes": True, "no": False}


def _scalar(node: ScalarNode, reader: _Reader) -> Any:  # noqa: ANN401 - YAML holds anything
    text = str(node.value)
    # People answer a yes/no question with `yes` or `no`; YAML 1.2 alone would keep them text.
    if node.style is None and text.lower() in _BOOL:
        return _BOOL[text.lower()]
    kind = str(node.tag).removeprefix(_CORE)
    if kind not in _SCALARS:
        raise reader.error(f"the tag {node.tag} is not known here", where=reader.at(node))
    try:
        return _SCALARS[kind](text)
    except ValueError:
        return text


def _number(text: str) -> int | float:
    number = float(text.replace("_", ""))
    return int(number) if number.is_integer() and "." not in text else number


_SCALARS: dict[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "int": _number,
    "float": _number,
    "timestamp": lambda text: datetime.date.fromisoformat(text).isoformat(),
    "str": str,
    "bool": str,
}


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
            _said(first, model), where=source.place(path), remedy=_remedy(first, model)
        ) from problems


def _is_union_tag(part: str | int, source: YamlSource, whole: tuple[str | int, ...]) -> bool:
    """Whether `part` of an error's path is pydantic's name for a branch, not a key in the file."""
    position = whole.index(part)
    return isinstance(part, str) and position > 0 and (*whole[: position + 1],) not in source.places


def _said(problem: Any, model: type[BaseModel]) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
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

"""Sentences for people that know what they are made of: an id with values.

An examiner names a text by its id and gives its values; the words of both languages are in
`texts.yaml` next to the examiner. A wording is its English text, so that it is saved and printed as
one; with the id and values a report says the same in Chinese. Ids are `group.key`, where the group
is the folder that holds the texts, and `key` is the dotted path in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator

from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import LANGUAGES, Language, Text

EXAMINERS = Path(__file__).resolve().parent.parent / "examine"
FILE = "texts.yaml"
_FOLDERS = (EXAMINERS / "configs", EXAMINERS)
_COMMA = {"en": ", ", "zh": "、"}

Value: TypeAlias = "str | int | float | Wording | tuple[Value, ...]"
"""A value in a sentence: words of the exhibit, a number, other wordings, or a list of these."""


class WordingError(FaceAuditError):
    """A text that ships with the program is missing or damaged."""

    exit_code = ExitCode.INTERNAL_ERROR


class SavedWording(Frozen):
    """A wording in JSON. A value in it that is a wording has an `id` and `values`, and no text."""

    text: str
    id: str
    values: dict[str, Any] = Field(default_factory=dict)


class Wording(str):
    """An English text made from the text `id` with `values`.

    Attributes:
        id: `group.key` of the text.
        values: what is in its placeholders.
    """

    id: str
    values: Mapping[str, Value]

    def __new__(cls, text: str, id: str = "", values: Mapping[str, Value] | None = None) -> Wording:  # noqa: A002
        """`text` as made from the text `id` with `values`."""
        made = super().__new__(cls, text)
        made.id = id
        made.values = dict(values or {})
        return made


def wording(identifier: str, **values: Value) -> Wording:
    """The text `identifier` with `values` in its placeholders.

    Raises:
        WordingError: there is no such text, or a placeholder has no value.
    """
    return Wording(_filled(identifier, values, "en"), identifier, values)


def in_language(text: str, language: Language) -> str | None:
    """A wording in `language`; None for other text, or if this version does not know its text."""
    if not isinstance(text, Wording):
        return None
    try:
        return _filled(text.id, text.values, language)
    except WordingError:
        return None


@cache
def texts(group: str) -> Mapping[str, Text]:
    """The texts of one group by their dotted keys.

    Raises:
        WordingError: there is no such group, or its file is damaged.
    """
    path = next((f / group / FILE for f in _FOLDERS if (f / group / FILE).is_file()), None)
    if path is None or not group.isidentifier():
        raise WordingError(f'has no group "{group}" of texts', where=FILE)
    source = read_yaml(path, f"{group}/{FILE}", WordingError)
    return {
        key: validated(source, Text, words, WordingError)
        for key, words in _flat(source.data or {}, "")
    }


def groups() -> tuple[str, ...]:
    """Every group of texts, in order."""
    return tuple(sorted({path.parent.name for path in EXAMINERS.rglob(FILE)}))


def _flat(data: Mapping[str, Any], prefix: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in data.items():
        inner = isinstance(value, dict) and not set(value) & set(LANGUAGES)
        found += _flat(value, f"{prefix}{key}.") if inner else [(f"{prefix}{key}", value)]
    return found


def _filled(identifier: str, values: Mapping[str, Value], language: Language) -> str:
    group, _, key = identifier.partition(".")
    try:
        template = texts(group)[key][language]
        return template.format(**{name: _words(v, language) for name, v in values.items()})
    except (KeyError, IndexError, ValueError) as problem:
        raise WordingError(
            f"has no text {identifier}, or no value for {problem}", where=FILE
        ) from None


def _words(value: Value, language: Language) -> str:
    if isinstance(value, Wording):
        return _filled(value.id, value.values, language)
    if isinstance(value, tuple):
        return _COMMA[language].join(_words(part, language) for part in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


# --- saved ---------------------------------------------------------------------------------------


def _to_saved(text: str) -> str | SavedWording:
    if not isinstance(text, Wording):
        return text
    return SavedWording(text=str(text), **_value_to_saved(text))


def _value_to_saved(value: Value) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Wording):
        inner = {name: _value_to_saved(part) for name, part in value.values.items()}
        return {"id": value.id, "values": inner} if inner else {"id": value.id}
    if isinstance(value, tuple):
        return [_value_to_saved(part) for part in value]
    return value


def _from_saved(saved: object) -> str:
    if isinstance(saved, str):
        return saved
    if not isinstance(saved, dict) or not isinstance(saved.get("text"), str):
        raise ValueError("must be a text, or an object with its text, id and values")
    made = _value_from_saved(saved)
    return made if isinstance(made, str) else saved["text"]


def _value_from_saved(saved: object) -> Value:
    if isinstance(saved, dict):
        identifier, values = saved.get("id"), saved.get("values", {})
        if not isinstance(identifier, str) or not isinstance(values, dict):
            raise ValueError("a text in a sentence must have an id, and its values by name")
        inner = {str(name): _value_from_saved(part) for name, part in values.items()}
        return Wording(str(saved.get("text", "")), identifier, inner)
    if isinstance(saved, list | tuple):
        return tuple(_value_from_saved(part) for part in saved)
    if isinstance(saved, str | int | float):
        return saved
    raise ValueError("a value in a sentence must be a text, a number, or a list of these")


Worded = Annotated[
    str,
    PlainValidator(_from_saved, json_schema_input_type=str | SavedWording),
    PlainSerializer(_to_saved, return_type=str | SavedWording, when_used="json"),
]
"""A field with a sentence: text, or a wording that is saved with its id and values."""

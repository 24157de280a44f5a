"""The catalogue of less intrusive ways, by purpose; `rules/ways.yaml` says what each key means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Text
from auditor.vocabulary.vocabulary import definition

FILE_NAME = "ways.yaml"


class Way(Frozen):
    """A way to serve a purpose without the face, and what it asks of a person."""

    id: str
    title: Text
    asks: Text


class PurposeWays(Frozen):
    """A purpose: whether it requires telling people apart, why, and the ways to weigh."""

    purpose: str
    tells_apart: Literal["yes", "no", "depends"]
    why: Text
    ways: tuple[str, ...]


class _WaysFile(Frozen):
    ways: tuple[Way, ...]
    purposes: tuple[PurposeWays, ...]


@dataclass(frozen=True)
class WayCatalogue:
    """The ways by id and the purposes by their value of `purpose.told`."""

    ways: Mapping[str, Way]
    purposes: Mapping[str, PurposeWays]

    def with_more(self, other: WayCatalogue) -> WayCatalogue:
        """Both together; entries in both are as in `other`."""
        return WayCatalogue({**self.ways, **other.ways}, {**self.purposes, **other.purposes})


def load_ways(path: Path) -> WayCatalogue:
    """The catalogue at `path`.

    Raises:
        RuleError: the file is missing or wrong, a purpose is none of the vocabulary, or a way that
            a purpose names is not described.
    """
    source = read_yaml(path, path.name, RuleError)
    data = source.data
    for entry in data.get("purposes", ()) if isinstance(data, dict) else ():
        # YAML reads yes and no as booleans; here they are words like "depends".
        if isinstance(entry, dict) and isinstance(entry.get("tells_apart"), bool):
            entry["tells_apart"] = "yes" if entry["tells_apart"] else "no"
    read = validated(source, _WaysFile, data, RuleError)
    ways = {way.id: way for way in read.ways}
    for purpose in read.purposes:
        try:
            definition("purpose.told").parse((purpose.purpose,))
        except ValueError as problem:
            raise RuleError(str(problem), where=path.name) from None
        if missing := [way for way in purpose.ways if way not in ways]:
            raise RuleError(f'the way "{missing[0]}" is not described', where=path.name)
    return WayCatalogue(ways, {purpose.purpose: purpose for purpose in read.purposes})

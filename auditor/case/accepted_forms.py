"""Bring what people write in a case file into the form of its model.

Accepted besides the exact form: one value where a list is due, yes and no in quotes or in Chinese,
days without their zeros, a year or a month in place of a day. What cannot be accepted becomes a
problem with a suggestion, and the rest is still read.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from auditor.case.answers import AnswerReader
from auditor.case.file import (
    CaseFile,
    ExhibitEntry,
    NecessityEntry,
    OperatorEntry,
    PremisesEntry,
    SpeakerEntry,
    StatementEntry,
    WayEntry,
)
from auditor.case.syntax import LIST_MARKER
from auditor.case.values import UNREADABLE, KeyPath, last_key
from auditor.vocabulary.suggestions import suggest_key
from auditor.vocabulary.vocabulary import declarable, definition

_FACT_OF_KEY: dict[tuple[type[BaseModel], str], str] = {
    (PremisesEntry, "kind"): "premises.kind",
    (PremisesEntry, "country"): "premises.country",
    (OperatorEntry, "kind"): "operator.kind",
    (NecessityEntry, "purpose"): "purpose.told",
    (NecessityEntry, "serves"): "necessity.serves",
    (NecessityEntry, "costs_to_person"): "necessity.costs_to_person",
}
"""Keys whose words are the values of a fact."""
_SYNONYMS_OF_KEY: dict[tuple[type[BaseModel], str], str] = {
    (SpeakerEntry, "role"): "speaker_role",
    (ExhibitEntry, "role"): "document_role",
    (WayEntry, "ground"): "ground",
}


class FormReader(AnswerReader):
    """Reads the data of a whole case file.

    Attributes:
        indexes: by path of a list, the index in the file of each of its entries that was read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.indexes: dict[KeyPath, list[int]] = {}

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """`data` of the whole file in the form of `CaseFile`, without what cannot be read."""
        return self._model(data, CaseFile, ())

    def file_path(self, read: Sequence[str | int]) -> KeyPath:
        """A path of the data as read, as a path of the file: entries that were left out count."""
        path: KeyPath = ()
        for part in read:
            indexes = self.indexes.get(path)
            if isinstance(part, int) and indexes is not None and part < len(indexes):
                path = (*path, indexes[part])
            else:
                path = (*path, part)
        return path

    def _model(
        self, data: Mapping[str, Any], model: type[BaseModel], path: KeyPath
    ) -> dict[str, Any]:
        fields = model.model_fields
        result: dict[str, Any] = {}
        for key, written in data.items():
            here = (*path, key)
            if key not in fields:
                self._unknown_key(key, model, here)
            elif written is None:
                self._blank(key, fields[key].annotation, here)
            elif model is StatementEntry and key == "facts":
                facts = self.facts(written, here)
                if facts is not UNREADABLE:
                    result[key] = facts
            else:
                value = self._value(written, fields[key].annotation, here, model)
                if value is not UNREADABLE:
                    result[key] = value
        return result

    def _unknown_key(self, key: str, model: type[BaseModel], path: KeyPath) -> None:
        known = list(model.model_fields)
        values = {"key": key, "known": ", ".join(known)}
        if key in declarable():
            self.report(path, "unknown_key", "hint_fact_place", **values)
        elif suggested := suggest_key(key, known):
            self.report(path, "unknown_key", "hint_key", suggested=suggested, **values)
        elif owners := _owners(key, model):
            self.report(path, "unknown_key", "hint_key_place", suggested=owners[0], **values)
        else:
            self.report(path, "unknown_key", **values)

    def _blank(self, key: str, annotation: object, path: KeyPath) -> None:
        """A key without a value: a section may wait for its lines, anything else is a warning."""
        bare = _bare(annotation)
        section = isinstance(bare, type) and issubclass(bare, BaseModel)
        if len(path) == 1 and (section or get_origin(bare) is tuple):
            return
        self.report(path, "blank", key=key)

    def _value(
        self,
        written: object,
        annotation: object,
        path: KeyPath,
        model: type[BaseModel],
    ) -> object:
        bare = _bare(annotation)
        key = str(path[-1])
        fact = _FACT_OF_KEY.get((model, last_key(path)))
        if get_origin(bare) is tuple:
            return self._list(written, get_args(bare)[0], path, model)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            return self._section(written, bare, path)
        if fact is not None:
            return self.word(written, definition(fact), path)
        if isinstance(bare, type) and issubclass(bare, StrEnum):
            return self.enum(written, bare, path, _SYNONYMS_OF_KEY.get((model, key), ""))
        if bare is bool:
            return self.yes_or_no(written, key, path)
        if bare is date:
            return self.day(written, key, path)
        if bare is str:
            return self.text(written, path)
        return written

    def _section(self, written: object, model: type[BaseModel], path: KeyPath) -> object:
        if isinstance(written, dict):
            read = self._model(written, model, path)
            unanswered = model is StatementEntry and "facts" in written and "facts" not in read
            if unanswered and not any(known[: len(path)] == path for known in self.reported):
                self.report(path, "no_answer_yet")
                return UNREADABLE
            return read
        known = list(model.model_fields)
        values = {"key": last_key(path), "known": ", ".join(known)}
        if model is SpeakerEntry and isinstance(written, str):
            wanted = f"{{role: {written}}}"
            self.report(path, "wants_keys", "hint_write", wanted=wanted, **values)
        else:
            self.report(path, "wants_keys", **values)
        return UNREADABLE

    def _list(
        self,
        written: object,
        member: object,
        path: KeyPath,
        model: type[BaseModel],
    ) -> object:
        if get_origin(member) is Annotated:  # corners of a zone: read by the model itself
            return written
        if isinstance(written, str) and (marker := LIST_MARKER.match(written)):
            self.report(path, "list_marker", written=marker[2])
            return UNREADABLE
        entries = list(written) if isinstance(written, list) else [written]
        read: list[Any] = []
        indexes: list[int] = []
        for index, entry in enumerate(entries):
            here = (*path, index)
            if entry is None:
                self.report(here, "blank_entry")
                continue
            value = self._value(entry, member, here, model)
            if value is not UNREADABLE:
                read.append(value)
                indexes.append(index)
        self.indexes[path] = indexes
        return read


def _bare(annotation: object) -> object:
    """An annotation without "or None"."""
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        if len(members) == 1:
            return members[0]
    return annotation


def section_of(annotation: object) -> type[BaseModel] | None:
    """The model of a section, or of the entries of a list; None for anything else."""
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        bare = get_args(bare)[0]
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _owners(key: str, at: type[BaseModel]) -> list[str]:
    """Sections of the case file, other than `at`, that have the key `key`."""
    sections = {name: section_of(f.annotation) for name, f in CaseFile.model_fields.items()}
    return [
        name
        for name, section in sections.items()
        if section is not None and section is not at and key in section.model_fields
    ]

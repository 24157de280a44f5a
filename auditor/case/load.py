"""Load a case: the declarations, the files, and a digest of each before anything else reads it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.case.discover import CASE_FILE, find_files
from auditor.case.file import CaseFile, ExhibitEntry, StatementEntry
from auditor.case.model import (
    Camera,
    Case,
    Exhibit,
    ExhibitKind,
    LeftOut,
    Operator,
    Premises,
    Provenance,
    PurposeAnswers,
    Statement,
    Waiver,
)
from auditor.core.digest import Digest, digest_file
from auditor.core.errors import CaseError
from auditor.core.own_yaml import YamlSource, nearest, read_yaml, validated
from auditor.vocabulary.value import Speaker
from auditor.vocabulary.vocabulary import definition

RecogniseKind = Callable[[Path], tuple[ExhibitKind, str]]
"""Recognises the kind and the media type of a file by its content; raises OSError if unreadable."""


@dataclass(frozen=True)
class LoadedCase:
    """A case with the places of its files on this machine, which no saved step contains.

    Attributes:
        case: the case.
        files: the file of each exhibit, by exhibit id.
        case_file: the digest of `case.yaml` as it was read; None if there is none.
    """

    case: Case
    files: dict[str, Path]
    case_file: Digest | None = None


def load_case(
    folder: Path, recognise_kind: RecogniseKind, output: Path | None = None
) -> LoadedCase:
    """The case in `folder`; files in `output` are results, not exhibits.

    Raises:
        CaseError: there is no such folder, or `case.yaml` is wrong; with line and column.
    """
    if not folder.is_dir():
        raise CaseError(
            "is not a folder" if folder.exists() else "there is no such folder",
            where=folder,
            remedy="Name the folder that holds the material of the case",
        )
    file = folder / CASE_FILE
    case_file = digest_file(file) if file.is_file() else None
    source = read_yaml(file, CASE_FILE, CaseError) if case_file else None
    written = read_case_file(source) if source else CaseFile()
    files, left_out = find_files(folder, written.leave_out, output)
    declared = _declared(written, files, source)
    cameras = _cameras(written, source)
    exhibits, unreadable = _exhibits(files, declared, cameras, recognise_kind)
    by_path = {exhibit.path: exhibit.id for exhibit in exhibits}
    return LoadedCase(
        case=Case(
            title=written.title or written.premises.name or folder.resolve().name,
            premises=Premises(**written.premises.model_dump()),
            operator=Operator(**written.operator.model_dump()),
            start=written.period.start,
            end=written.period.end,
            as_of=written.as_of,
            decided_as=written.decided_as,
            statements=_statements(written, source, by_path),
            necessity=tuple(
                PurposeAnswers.model_validate(entry.model_dump()) for entry in written.necessity
            ),
            waivers=tuple(Waiver(**entry.model_dump()) for entry in written.waivers),
            exhibits=exhibits,
            cameras=cameras,
            left_out=(*left_out, *unreadable),
            compiled_by=written.compiled.name,
            compiled_on=written.compiled.on,
            largest_gap_allowed=written.largest_gap_allowed,
            declared=source is not None,
        ),
        files={exhibit.id: files[exhibit.path] for exhibit in exhibits},
        case_file=case_file,
    )


def read_case_file(source: YamlSource) -> CaseFile:
    """The validated content of a `case.yaml`.

    Raises:
        CaseError: naming the first error with its line and column.
    """
    data = source.data if source.data is not None else {}
    if not isinstance(data, dict):
        raise CaseError("does not contain keys and values", where=source.place(()))
    declared = _without_blanks(data)
    _check_fact_names(declared, source)
    return validated(source, CaseFile, declared, CaseError)


def _without_blanks(data: object) -> Any:  # noqa: ANN401 - YAML holds anything
    """`data` without blank keys: a blank answer is no answer."""
    if isinstance(data, dict):
        return {key: _without_blanks(value) for key, value in data.items() if value is not None}
    return [_without_blanks(item) for item in data] if isinstance(data, list) else data


def _check_fact_names(data: dict[str, object], source: YamlSource) -> None:
    """Refuse an unknown fact at its own line; the model could only name the statement it is in."""
    statements = data.get("statements")
    for index, statement in enumerate(statements if isinstance(statements, list) else ()):
        facts = statement.get("facts") if isinstance(statement, dict) else None
        for name, value in (facts if isinstance(facts, dict) else {}).items():
            where = source.place(("statements", index, "facts", name))
            try:
                definition(name).parse(value)
            except ValueError as problem:
                raise CaseError(str(problem), where=where) from None


def _declared(
    written: CaseFile, files: dict[str, Path], source: YamlSource | None
) -> dict[str, ExhibitEntry]:
    """The entry of each declared exhibit, by path; every path must be a file of the case."""
    declared: dict[str, ExhibitEntry] = {}
    for index, entry in enumerate(written.exhibits):
        if source is not None:
            _check_path(entry.path, files, source, ("exhibits", index, "path"))
        declared[entry.path] = entry
    return declared


def _check_path(
    path: str, files: Collection[str], source: YamlSource, key: tuple[str | int, ...]
) -> None:
    if path in files:
        return
    where = source.place(key)
    if Path(path).is_absolute() or ".." in Path(path).parts:
        raise CaseError(
            f'"{path}" leads out of the case folder',
            where=where,
            remedy="Copy the file into the case folder and name it there",
        )
    hint = nearest(path, list(files))
    raise CaseError(
        f'there is no file "{path}" in the case',
        where=where,
        remedy=f"{hint[0].upper()}{hint[1:-1]}"
        if hint
        else "Paths are relative to the case folder",
    )


def _cameras(written: CaseFile, source: YamlSource | None) -> tuple[Camera, ...]:
    """The cameras described, each once; a described camera must have recorded an exhibit."""
    if source is None:
        return ()
    named = [entry.camera for entry in written.exhibits if entry.camera]
    described: dict[str, Camera] = {}
    for index, entry in enumerate(written.cameras):
        where = source.place(("cameras", index, "name"))
        if entry.name in described:
            raise CaseError(
                f'the camera "{entry.name}" is described twice',
                where=where,
                remedy="Keep one of them",
            )
        installed = (entry.field, entry.distance) != (None, None)
        if entry.name not in named and (entry.purpose_zone or not installed):
            hint = nearest(entry.name, named)
            raise CaseError(
                f'no exhibit is from a camera "{entry.name}"',
                where=where,
                remedy=f"{hint[0].upper()}{hint[1:-1]}"
                if hint
                else "Name the camera under the exhibits that it recorded",
            )
        described[entry.name] = Camera(**entry.model_dump())
    return tuple(described.values())


def _exhibits(
    files: dict[str, Path],
    declared: dict[str, ExhibitEntry],
    cameras: tuple[Camera, ...],
    recognise_kind: RecogniseKind,
) -> tuple[tuple[Exhibit, ...], tuple[LeftOut, ...]]:
    """Every readable file as an exhibit, its digest taken before its content is read."""
    zones = {camera.name: camera.purpose_zone for camera in cameras}
    exhibits: list[Exhibit] = []
    unreadable: list[LeftOut] = []
    digits = max(2, len(str(len(files))))
    for number, (name, path) in enumerate(files.items(), start=1):
        entry = declared.get(name, ExhibitEntry(path=name))
        try:
            digest = digest_file(path)
            kind, media_type = recognise_kind(path)
            size = path.stat().st_size
        except OSError as problem:
            unreadable.append(LeftOut(path=name, reason=f"cannot be read: {problem.strerror}"))
            continue
        exhibits.append(
            Exhibit(
                id=f"E-{number:0{digits}d}",
                path=name,
                kind=kind,
                media_type=media_type,
                size=size,
                digest=digest,
                camera=entry.camera,
                role=entry.role,
                demonstrative=entry.demonstrative,
                provenance=Provenance(
                    recorded_by=entry.recorded_by,
                    recorded_on=entry.recorded_on,
                    original_kept_at=entry.original_kept_at,
                    note=entry.note,
                ),
                purpose_zone=zones.get(entry.camera, ()),
            )
        )
    return tuple(exhibits), tuple(unreadable)


def _statements(
    written: CaseFile, source: YamlSource | None, by_path: dict[str, str]
) -> tuple[Statement, ...]:
    if source is None:
        return ()
    statements = []
    for index, entry in enumerate(written.statements):
        if entry.read_in:
            _check_path(entry.read_in, by_path, source, ("statements", index, "read_in"))
        line = source.place(("statements", index)).line or 1
        statements.append(_statement(entry, line, by_path))
    return tuple(statements)


def _statement(entry: StatementEntry, line: int, by_path: dict[str, str]) -> Statement:
    return Statement(
        by=Speaker(role=entry.by.role, name=entry.by.name),
        on=entry.on,
        facts=entry.facts,
        read_in=by_path[entry.read_in] if entry.read_in else "",
        quote=entry.quote,
        note=entry.note,
        line=line,
    )

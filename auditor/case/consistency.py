"""Check what a case file states against itself and against the files of the case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath
from typing import Any, NamedTuple, Protocol

from auditor.case.model import LeftOut
from auditor.case.problems import CaseProblem
from auditor.case.values import KeyPath, printed
from auditor.vocabulary.suggestions import suggest_word
from auditor.vocabulary.vocabulary import FactType, declarable

Located = tuple[KeyPath, CaseProblem]
"""A problem without a place, and the path in the file that it is at."""
LineOf = Callable[[KeyPath], int]
"""The line of a path in the file, from 1."""


class ReadPaths(Protocol):
    """Knows the paths in the file of what was read from it."""

    reported: set[KeyPath]

    def file_path(self, read: Sequence[str | int]) -> KeyPath:
        """A path of the data as read, as a path of the file."""


def _entries(data: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    entries = data.get(section)
    if not isinstance(entries, list):
        return []
    return [entry if isinstance(entry, dict) else {} for entry in entries]


# --- answers -------------------------------------------------------------------------------------


class _Answer(NamedTuple):
    fact: str
    value: Any
    speaker: tuple[str, str]
    on: str
    read_in: str
    path: KeyPath


def check_answers(data: Mapping[str, Any], paths: ReadPaths, line_of: LineOf) -> list[Located]:
    """Answers of one person that cannot all hold.

    On the same day they are an error, unless each was read in an exhibit of its own; otherwise the
    difference may be a change, or a contradiction between documents, and is a warning.
    """
    by_question: dict[tuple[str, tuple[str, str]], list[_Answer]] = {}
    for answer in _answers(data, paths):
        by_question.setdefault((answer.fact, answer.speaker), []).append(answer)
    problems = []
    for answers in by_question.values():
        for first, second in combinations(answers, 2):
            if _opposite(first, second):
                problems.append((second.path, _difference(first, second, line_of)))
    return problems


def _answers(data: Mapping[str, Any], paths: ReadPaths) -> Iterator[_Answer]:
    for index, entry in enumerate(_entries(data, "statements")):
        by, facts = entry.get("by"), entry.get("facts")
        if not isinstance(by, dict) or not isinstance(facts, dict) or "on" not in entry:
            continue
        speaker = (str(by.get("role", "")), str(by.get("name", "")).strip().casefold())
        for fact, value in facts.items():
            path = paths.file_path(("statements", index, "facts", fact))
            on, read_in = str(entry["on"]), str(entry.get("read_in", ""))
            yield _Answer(fact, value, speaker, on, read_in, path)


def _opposite(first: _Answer, second: _Answer) -> bool:
    """Whether two answers exclude each other; texts and lists may complete each other."""
    kind = declarable()[first.fact].type
    if kind is FactType.SET:
        return bool(first.value) != bool(second.value)
    return kind is not FactType.TEXT and bool(first.value != second.value)


def _difference(first: _Answer, second: _Answer, line_of: LineOf) -> CaseProblem:
    values = {
        "key": first.fact,
        "first": printed(first.value),
        "second": printed(second.value),
        "line": str(line_of(first.path)),
        "on": second.on,
        "on_first": first.on,
    }
    if first.on != second.on:
        return CaseProblem(id="changed_answers", values=values)
    if first.read_in and second.read_in and first.read_in != second.read_in:
        return CaseProblem(id="differing_documents", values=values)
    return CaseProblem(id="opposite_answers", values=values)


# --- cameras -------------------------------------------------------------------------------------


def check_cameras(data: Mapping[str, Any], paths: ReadPaths) -> list[Located]:
    """Cameras described twice, or with a zone and no exhibit that they recorded."""
    exhibits = _entries(data, "exhibits")
    recorded = [str(entry["camera"]) for entry in exhibits if entry.get("camera")]
    some_unread = any(path[:1] == ("exhibits",) for path in paths.reported)
    problems: list[Located] = []
    described: set[str] = set()
    for index, entry in enumerate(_entries(data, "cameras")):
        name = entry.get("name")
        if not isinstance(name, str) or not name:
            continue
        path = paths.file_path(("cameras", index, "name"))
        if name in described:
            values = {"name": name}
            problems.append((path, CaseProblem(id="camera_described_twice", values=values)))
        described.add(name)
        installed = "field" in entry or "distance" in entry
        needed = bool(entry.get("purpose_zone")) or not installed
        if needed and name not in recorded and not some_unread:
            suggested = suggest_word(name, recorded, {})
            hint = "hint_did_you_mean" if suggested else ""
            values = {"name": name, "suggested": suggested}
            problem = CaseProblem(id="camera_without_exhibit", hint=hint, values=values)
            problems.append((path, problem))
    return problems


# --- files ---------------------------------------------------------------------------------------


def check_paths(
    data: Mapping[str, Any],
    paths: ReadPaths,
    line_of: LineOf,
    files: Collection[str],
    left_out: Sequence[LeftOut],
) -> list[Located]:
    """Paths of the case file that are not those of exhibits, and numbers given twice."""
    reasons = {item.path: item for item in left_out}
    problems: list[Located] = []
    for section, key in (("exhibits", "path"), ("statements", "read_in")):
        for index, entry in enumerate(_entries(data, section)):
            path = entry.get(key)
            if isinstance(path, str) and path and path not in files:
                where = paths.file_path((section, index, key))
                problems.append((where, _no_such_file(path, files, reasons.get(path))))
    problems += _quoted_from(data, paths, files, reasons)
    problems += _described_twice(data, paths, line_of)
    for index, path in enumerate(data.get("leave_out") or ()):
        if isinstance(path, str) and path not in reasons:
            where = paths.file_path(("leave_out", index))
            problems.append((where, CaseProblem(id="not_left_out", values={"path": path})))
    return problems


class FilesAndMembers(list[str]):
    """Paths of files where archives are not unpacked: a path inside a file may be a member's."""

    def __contains__(self, path: object) -> bool:
        parents = PurePosixPath(str(path)).parents
        return super().__contains__(path) or any(
            super(FilesAndMembers, self).__contains__(str(parent)) for parent in parents
        )


def _quoted_from(
    data: Mapping[str, Any],
    paths: ReadPaths,
    files: Collection[str],
    left_out: Mapping[str, LeftOut],
) -> Iterator[Located]:
    """Paths of quotes that are not those of exhibits."""
    for index, statement in enumerate(_entries(data, "statements")):
        for number, quote in enumerate(_entries(statement, "quotes")):
            path = quote.get("read_in")
            if isinstance(path, str) and path and path not in files:
                where = paths.file_path(("statements", index, "quotes", number, "read_in"))
                yield where, _no_such_file(path, files, left_out.get(path))


def _no_such_file(path: str, files: Collection[str], left_out: LeftOut | None) -> CaseProblem:
    if left_out is not None:
        values = {"path": path, "reason": left_out.reason, "reason_zh": left_out.because("zh")}
        return CaseProblem(id="file_left_out", values=values)
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or path[1:3] in (":\\", ":/"):
        return CaseProblem(id="leads_out", values={"path": path})
    same_name = [name for name in files if PurePosixPath(name).name == pure.name]
    if str(pure) in files:
        suggested = str(pure)
    else:
        names = {name: (PurePosixPath(name).name,) for name in files}
        suggested = same_name[0] if len(same_name) == 1 else suggest_word(path, files, names)
    hint = "hint_did_you_mean" if suggested and suggested != path else ""
    values = {"path": path, "suggested": suggested}
    return CaseProblem(id="no_such_file", hint=hint, values=values)


def _described_twice(data: Mapping[str, Any], paths: ReadPaths, line_of: LineOf) -> list[Located]:
    problems: list[Located] = []
    for key, name in (("path", "file_described_twice"), ("id", "number_twice")):
        first: dict[str, KeyPath] = {}
        for index, entry in enumerate(_entries(data, "exhibits")):
            written = entry.get(key)
            if not isinstance(written, str) or not written:
                continue
            # E-3 and E-03 are one number.
            same = written if key == "path" else written.removeprefix("E-").lstrip("0")
            path = paths.file_path(("exhibits", index, key))
            if same in first:
                values = {key: written, "line": str(line_of(first[same]))}
                problems.append((path, CaseProblem(id=name, values=values)))
            first.setdefault(same, path)
    return problems

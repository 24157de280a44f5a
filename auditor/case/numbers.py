"""Numbers of exhibits: once given, they stay.

Where a number comes from, first to last:

1. `id` of the file's entry in `case.yaml`.
2. The output folder: the observations of the last audit into it are the memory. A file keeps the
   number it had there under its path; a file that was moved or renamed keeps it by its digest. The
   memory is used only if it shares a file with the case, so that an output folder used for another
   case does not lend its numbers.
3. The next number that was never used. Numbers of files that have left the case stay with them.

Without either memory, numbers follow the order of paths. Where the memory of the output folder
makes a difference, an audit into another folder gives other numbers; a note of the case says so.
"""

from __future__ import annotations

import json
import re
import stat
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor.case.model import RetiredExhibit

_MEMORY = "observations.json"
_FORMAT = "face-audit/observations"
MOST_MEMORY_BYTES = 512_000_000
"""Largest file of observations that numbers are read from, in bytes."""
_LEAST_DIGITS = 2


@dataclass(frozen=True)
class NumberedFile:
    """A file that had a number: its path and its digest (SHA-256, hexadecimal)."""

    path: str
    digest: str


@dataclass(frozen=True)
class RememberedNumbers:
    """Numbers of an earlier audit, by id: of the files in the case then, and of earlier ones."""

    current: Mapping[str, NumberedFile] = field(default_factory=dict)
    retired: Mapping[str, NumberedFile] = field(default_factory=dict)


@dataclass(frozen=True)
class ExhibitNumbers:
    """Ids by path, and the numbers of files that are no longer in the case.

    `from_memory`: without the output folder's memory the numbers would be different.
    """

    ids: Mapping[str, str]
    retired: tuple[RetiredExhibit, ...]
    from_memory: bool = False


def number_exhibits(
    digests: Mapping[str, str], declared: Mapping[str, str], memory: RememberedNumbers
) -> ExhibitNumbers:
    """Number the files of a case.

    Args:
        digests: SHA-256 (hexadecimal) of each file, by path.
        declared: ids that the case file gives, by path; each number once.
        memory: numbers of an earlier audit.
    """
    numbers = _numbers(digests, declared, _of_this_case(memory, digests))
    without_memory = _numbers(digests, declared, {})
    differ = numbers.ids != without_memory.ids or bool(numbers.retired)
    return replace(numbers, from_memory=differ)


def _numbers(
    digests: Mapping[str, str], declared: Mapping[str, str], known: Mapping[str, NumberedFile]
) -> ExhibitNumbers:
    ids = {path: number for path, number in declared.items() if path in digests}
    taken = {_value(number) for number in ids.values()}
    for path, number in _remembered(digests, known).items():
        if path not in ids and _value(number) not in taken:
            ids[path] = number
            taken.add(_value(number))
    used = [*ids.values(), *declared.values(), *known]
    width = max((len(number) - 2 for number in used), default=len(str(len(digests))))
    following = max((_value(number) for number in used), default=0)
    for path in sorted(digests):
        if path not in ids:
            following += 1
            ids[path] = f"E-{following:0{max(width, _LEAST_DIGITS)}d}"
    present = {_value(number) for number in ids.values()}
    retired = [
        RetiredExhibit(id=number, path=file.path, digest=file.digest)
        for number, file in sorted(known.items(), key=lambda item: _value(item[0]))
        if _value(number) not in present
    ]
    return ExhibitNumbers(ids, tuple(retired))


def exhibit_order(number: str) -> int:
    """The value by which exhibits are sorted."""
    return _value(number)


def _value(number: str) -> int:
    return int(number.removeprefix("E-"))


def _of_this_case(memory: RememberedNumbers, digests: Mapping[str, str]) -> dict[str, NumberedFile]:
    """Every number of the memory, by id; none if it shares no file with the case."""
    present = set(digests.values())
    if not any(file.digest in present for file in memory.current.values()):
        return {}
    return {**memory.retired, **memory.current}


def _remembered(digests: Mapping[str, str], known: Mapping[str, NumberedFile]) -> dict[str, str]:
    """The earlier number of each file that had one: by its path, else by its digest."""
    ids = {file.path: number for number, file in known.items() if file.path in digests}
    gone = {number: file for number, file in known.items() if file.path not in digests}
    copies = Counter(digests.values())
    for number, file in gone.items():
        moved = [path for path, digest in digests.items() if digest == file.digest]
        if len(moved) == 1 and copies[file.digest] == 1 and moved[0] not in ids:
            ids[moved[0]] = number
    return ids


def read_numbers(output: Path | None) -> RememberedNumbers:
    """The numbers that the last audit into the folder `output` gave; none if it cannot be read."""
    if output is None:
        return RememberedNumbers()
    path = output / _MEMORY
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_MEMORY_BYTES:
            return RememberedNumbers()
        saved = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return RememberedNumbers()
    if not isinstance(saved, dict) or saved.get("format") != _FORMAT:
        return RememberedNumbers()
    case = saved.get("case")
    case = case if isinstance(case, dict) else {}
    return RememberedNumbers(_files(case.get("exhibits")), _files(case.get("retired")))


def _files(saved: Any) -> dict[str, NumberedFile]:  # noqa: ANN401 - whatever the JSON holds
    files: dict[str, NumberedFile] = {}
    for entry in saved if isinstance(saved, list) else ():
        if not isinstance(entry, dict):
            continue
        number, path, digest = entry.get("id"), entry.get("path"), entry.get("digest")
        if isinstance(digest, dict):
            digest = digest.get("value")
        if not (isinstance(number, str) and isinstance(path, str) and isinstance(digest, str)):
            continue
        if re.fullmatch(r"E-[0-9]{2,9}", number):
            files[number] = NumberedFile(path, digest)
    return files

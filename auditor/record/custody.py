"""The custody log: which command touched an output folder, when, on what, and what it left.

One JSON object to a line in `custody.jsonl`. Every entry holds the SHA-256 digest of the line
before it, line feed included, so that `sed -n 3p custody.jsonl | sha256sum` gives what the fourth
entry must name. An entry that was altered, removed or put in between breaks the chain there.

A chain does not show that the log is the one first written: who holds the folder can write all of
it anew, and nothing follows the last entry. That takes a copy or a signature held by another.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from auditor import __version__
from auditor.core.digest import Digest, Named, digest_bytes
from auditor.core.errors import IntegrityError
from auditor.core.frozen import Frozen
from auditor.core.saved import write_whole
from auditor.record.run_record import now

FILE_NAME = "custody.jsonl"
OBSERVATIONS = "observations.json"
STILLS = "stills/"

MOST_BYTES = 64_000_000
"""Largest log that is read, in bytes: far more than a folder's handling can fill."""


class Entry(Frozen):
    """One command run on the folder.

    `sequence` counts from 1. `time` is when the command ended, in UTC, to the second. `command` is
    as typed. `previous` is the digest of the line before, None in the first entry.
    """

    sequence: int = Field(ge=1)
    time: datetime
    command: tuple[str, ...]
    tool_version: str
    inputs: tuple[Named, ...]
    outputs: tuple[Named, ...]
    exit_code: int
    previous: Digest | None


class BrokenChainError(IntegrityError):
    """The log is not one unbroken chain."""


def read_log(path: Path, after: Sequence[Entry] = ()) -> tuple[Entry, ...]:
    """The entries of the log at `path`, once the chain has been checked; none where there is none.

    Args:
        path: the log.
        after: the entries of the log that this one goes on from.

    Raises:
        BrokenChainError: naming the first entry that does not follow from the one before.
        OSError: the file cannot be read.
    """
    if path.is_symlink() or not path.exists():
        if path.is_symlink():
            raise _broken(path, "is a link and not a log")
        return ()
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise _broken(path, f"is no file of at most {MOST_BYTES} bytes")
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        raise _broken(path, "breaks off in the middle of its last entry")
    entries: list[Entry] = []
    previous = _digest_of(after[-1]) if after else None
    for number, line in enumerate(data.split(b"\n")[:-1], start=len(after) + 1):
        entry = _entry(path, number, line)
        if entry.sequence != number:
            raise _broken(path, f"has entry {entry.sequence} where entry {number} belongs")
        if entry.previous != previous:
            raise _broken(
                path,
                f"entry {number} does not follow from the entry before it",
                why="one of them was altered, removed or put in",
            )
        entries.append(entry)
        previous = digest_bytes(line + b"\n")
    return tuple(entries)


def _entry(path: Path, number: int, line: bytes) -> Entry:
    try:
        entry = Entry.model_validate_json(line)
        same = _line(entry) == line + b"\n"
    except (ValidationError, UnicodeError, ValueError) as problem:
        raise _broken(path, f"holds no readable entry {number}") from problem
    if not same:
        raise _broken(path, f"entry {number} is not in the form this program writes")
    return entry


def append(
    path: Path,
    *,
    command: Sequence[str],
    inputs: Iterable[Named],
    outputs: Iterable[Named],
    exit_code: int,
    after: Sequence[Entry] = (),
) -> Entry:
    """Add an entry to the log at `path`. The log afterwards holds it whole, or is as it was.

    Raises:
        BrokenChainError: the log is broken; nothing is added to it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.parent):
        before = (*after, *read_log(path, after))
        entry = Entry(
            sequence=len(before) + 1,
            time=now(),
            command=tuple(command),
            tool_version=__version__,
            inputs=tuple(inputs),
            outputs=tuple(outputs),
            exit_code=int(exit_code),
            previous=_digest_of(before[-1]) if before else None,
        )
        written = path.read_bytes() if path.exists() else b""
        write_whole(written + _line(entry), path)
    return entry


def copy_entry(entry: Entry, path: Path) -> None:
    """Begin another log at `path` with `entry`, which goes on from a log that lies elsewhere."""
    write_whole(_line(entry), path)


def last_left(entries: Iterable[Entry]) -> dict[str, Digest]:
    """The digest each file of the folder had when a command last left it, by name.

    An examination removes the stills of the one before it.
    """
    left: dict[str, Digest] = {}
    for entry in entries:
        if any(one.name == OBSERVATIONS for one in entry.outputs):
            left = {name: digest for name, digest in left.items() if not name.startswith(STILLS)}
        left |= {
            one.name: one.digest for one in entry.outputs if not one.name.startswith("bundle/")
        }
    return left


def _line(entry: Entry) -> bytes:
    data = entry.model_dump(mode="json")
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _digest_of(entry: Entry) -> Digest:
    return digest_bytes(_line(entry))


def _broken(path: Path, what: str, why: str = "") -> BrokenChainError:
    return BrokenChainError(
        f"the custody log is broken: {what}" if not what.startswith("is ") else what,
        where=path,
        why=why,
        remedy="Keep the folder as it is, and use another folder for what comes next",
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep two commands from adding to one log at the same time, where the system has locks."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)

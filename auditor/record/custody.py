"""The custody log: which command used an output folder, when, on what, and what it wrote.

One JSON object per line in `custody.jsonl`. Every entry contains the SHA-256 digest of the line
before it, line feed included, so that `sed -n 3p custody.jsonl | sha256sum` gives the digest that
the fourth entry must name. An altered, removed or inserted entry breaks the chain there.

A chain does not show that the log is the original one: somebody who has the folder can rewrite all
of it, and nothing follows the last entry. A copy or a signature kept by another person shows that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from auditor import __version__
from auditor.core.digest import Digest, NamedDigest, digest_bytes
from auditor.core.errors import IntegrityError
from auditor.core.folder_lock import folder_lock
from auditor.core.frozen import Frozen
from auditor.core.saved import write_whole
from auditor.record.run_record import now

FILE_NAME = "custody.jsonl"
OBSERVATIONS = "observations.json"
STILLS = "stills/"
UNFINISHED = "unfinished/"

MOST_BYTES = 64_000_000
"""Largest log that is read, in bytes: far more than the use of a folder can fill."""


class CustodyEntry(Frozen):
    """One command that ran on the folder: that it began, what it kept on the way, or that it ended.

    `sequence` counts from 1. `time` is when the entry was made, in UTC, to the second. `command` is
    as typed. `previous` is the digest of the line before, None in the first entry.

    `state` is empty where the command ended, with its `exit_code`, and `closes` is the entry of its
    beginning; it is None in logs of earlier versions, which have no entry for a beginning. A
    command that has an entry `opened` and none that closes it was killed, or is still running.
    `kept` lists finished parts of an examination that goes on.
    """

    sequence: int = Field(ge=1)
    time: datetime
    command: tuple[str, ...]
    tool_version: str
    inputs: tuple[NamedDigest, ...]
    outputs: tuple[NamedDigest, ...]
    exit_code: int | None
    previous: Digest | None
    state: Literal["", "opened", "kept"] = ""
    closes: int | None = None


class BrokenChainError(IntegrityError):
    """The log is not an unbroken chain."""


def read_log(path: Path, after: Sequence[CustodyEntry] = ()) -> tuple[CustodyEntry, ...]:
    """The entries of the log at `path` after checking the chain; empty if there is no log.

    Args:
        path: the log.
        after: the entries of the log that this log continues.

    Raises:
        BrokenChainError: naming the first entry that does not follow from the one before.
        OSError: the file cannot be read.
    """
    if path.is_symlink() or not path.exists():
        if path.is_symlink():
            raise _broken(path, "is a link, not a log")
        return ()
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise _broken(path, f"is not a file of at most {MOST_BYTES} bytes")
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        raise _broken(path, "ends in the middle of its last entry")
    entries: list[CustodyEntry] = []
    previous = _digest_of(after[-1]) if after else None
    for number, line in enumerate(data.split(b"\n")[:-1], start=len(after) + 1):
        entry = _entry(path, number, line)
        if entry.sequence != number:
            raise _broken(path, f"has entry {entry.sequence} in place of entry {number}")
        if entry.previous != previous:
            raise _broken(
                path,
                f"entry {number} does not follow from the entry before it",
                why="an entry was altered, removed or inserted",
            )
        entries.append(entry)
        previous = digest_bytes(line + b"\n")
    return tuple(entries)


def _entry(path: Path, number: int, line: bytes) -> CustodyEntry:
    try:
        entry = CustodyEntry.model_validate_json(line)
        same = _line(entry) == line + b"\n"
    except (ValidationError, UnicodeError, ValueError) as problem:
        raise _broken(path, f"has an unreadable entry {number}") from problem
    if not same:
        raise _broken(path, f"entry {number} does not have the form this program writes")
    return entry


def append(
    path: Path,
    *,
    command: Sequence[str],
    inputs: Iterable[NamedDigest],
    outputs: Iterable[NamedDigest],
    exit_code: int | None,
    after: Sequence[CustodyEntry] = (),
    state: Literal["", "opened", "kept"] = "",
    closes: int | None = None,
) -> CustodyEntry:
    """Add an entry to the log at `path`; the log then contains all of it, or is unchanged.

    Raises:
        BrokenChainError: the log is broken; nothing was added to it.
    """
    with folder_lock(path.parent):
        before = (*after, *read_log(path, after))
        entry = CustodyEntry(
            sequence=len(before) + 1,
            time=now(),
            command=tuple(command),
            tool_version=__version__,
            inputs=tuple(inputs),
            outputs=tuple(outputs),
            exit_code=None if exit_code is None else int(exit_code),
            previous=_digest_of(before[-1]) if before else None,
            state=state,
            closes=closes,
        )
        written = path.read_bytes() if path.exists() else b""
        write_whole(written + _line(entry), path)
    return entry


def copy_entry(entry: CustodyEntry, path: Path) -> None:
    """Start a log at `path` with `entry`, which continues a log in another folder."""
    write_whole(_line(entry), path)


def last_written(entries: Iterable[CustodyEntry]) -> dict[str, Digest]:
    """The digest of each file of the folder as a command last wrote it, by name.

    An examination removes the stills of the one before it.
    """
    written: dict[str, Digest] = {}
    for entry in entries:
        if any(output.name == OBSERVATIONS for output in entry.outputs):
            written = {
                name: digest for name, digest in written.items() if not name.startswith(STILLS)
            }
        written |= {
            output.name: output.digest
            for output in entry.outputs
            if not output.name.startswith(("bundle/", UNFINISHED))
        }
    return written


def unclosed(entries: Sequence[CustodyEntry]) -> tuple[CustodyEntry, ...]:
    """Beginnings without an end: commands that were killed, or that are still running."""
    closed = {entry.closes for entry in entries if not entry.state}
    return tuple(e for e in entries if e.state == "opened" and e.sequence not in closed)


def kept_parts(entries: Iterable[CustodyEntry]) -> dict[str, Digest]:
    """The digest of each unfinished part of an examination that the log vouches for, by name.

    A completed examination leaves none.
    """
    parts: dict[str, Digest] = {}
    for entry in entries:
        if any(output.name == OBSERVATIONS for output in entry.outputs):
            parts.clear()
        parts |= {o.name: o.digest for o in entry.outputs if o.name.startswith(UNFINISHED)}
    return parts


def _line(entry: CustodyEntry) -> bytes:
    # What earlier versions did not write is left out where it says nothing, so that a line of
    # theirs keeps its digest.
    unsaid = {name for name in ("state", "closes") if not getattr(entry, name)}
    data = entry.model_dump(mode="json", exclude=unsaid)
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _digest_of(entry: CustodyEntry) -> Digest:
    return digest_bytes(_line(entry))


def _broken(path: Path, what: str, why: str = "") -> BrokenChainError:
    return BrokenChainError(
        f"the custody log is broken: {what}" if not what.startswith("is ") else what,
        where=path,
        why=why,
        remedy="Keep the folder as it is, and use another output folder from now on",
    )

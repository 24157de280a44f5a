"""Read a bag that may be hostile: what is in it, and what its manifests list.

Only regular files inside the bag are opened. A path from a manifest is never joined to a folder: it
is only compared with the paths of the files in the bag.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from auditor.case.discover import display_path
from auditor.core.frozen import Frozen

MOST_FILES = 200_000
"""Most files read from a bag; a case has fewer."""
MOST_MANIFEST_BYTES = 64_000_000
"""Largest manifest or tag file that is read into memory, in bytes."""
MOST_DEPTH = 64
"""Deepest folder that is entered."""

_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(\S.*)")
_ESCAPE = re.compile(r"%(0[AaDd]|25)")

Fault = Literal[
    "structure",
    "manifest",
    "missing",
    "altered",
    "unlisted",
    "link",
    "custody",
    "original",
    "step",
    "signature",
]
"""What is wrong: the form of the bag, a line of a manifest, a listed file that is missing, one that
differs from its digest, one that is not listed, one that is not a regular file, the custody log, an
original that is not the examined file, a step that does not match the step before it, a
signature."""


class BagProblem(Frozen):
    """One failed check, in one sentence. `path` is relative to the bag."""

    fault: Fault
    path: str
    says: str


@dataclass
class BagTree:
    """The regular files of a bag by display path, and what else is in it."""

    files: dict[str, Path] = field(default_factory=dict)
    problems: list[BagProblem] = field(default_factory=list)


def tree(bag: Path) -> BagTree:
    """Everything in `bag`. Links are reported and not followed."""
    contents = BagTree()
    for path, mode in _walk(bag, contents.problems):
        name = display_path(path.relative_to(bag))
        if len(contents.files) >= MOST_FILES:
            says = f"holds more than {MOST_FILES} files; the rest was not read"
            contents.problems.append(BagProblem(fault="structure", path="", says=says))
            break
        if stat.S_ISLNK(mode):
            problem = BagProblem(fault="link", path=name, says="is a link and was not followed")
            contents.problems.append(problem)
        elif not stat.S_ISREG(mode):
            problem = BagProblem(fault="link", path=name, says="is not a regular file")
            contents.problems.append(problem)
        else:
            contents.files[name] = path
    return contents


def _walk(bag: Path, problems: list[BagProblem]) -> Iterator[tuple[Path, int]]:
    """Every entry below `bag` that is not a folder, with its mode, in order of name."""
    pending = [(bag, 0)]
    while pending:
        folder, depth = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
            for entry in entries:
                mode = entry.stat(follow_symlinks=False).st_mode
                if not stat.S_ISDIR(mode):
                    yield Path(entry.path), mode
                elif depth < MOST_DEPTH:
                    pending.append((Path(entry.path), depth + 1))
                else:
                    raise OSError(0, f"is nested deeper than {MOST_DEPTH} folders")
        except OSError as problem:
            says = f"cannot be opened: {problem.strerror}"
            name = display_path(folder.relative_to(bag))
            problems.append(BagProblem(fault="structure", path=name, says=says))


def tag_text(bag: BagTree, name: str) -> tuple[str, list[BagProblem]]:
    """The text of a tag file, and the problems in reading it; empty if it cannot be read."""
    path = bag.files.get(name)
    if path is None:
        return "", [BagProblem(fault="structure", path=name, says="is missing")]
    try:
        if path.stat().st_size > MOST_MANIFEST_BYTES:
            says = f"is larger than {MOST_MANIFEST_BYTES} bytes and was not read"
            return "", [BagProblem(fault="structure", path=name, says=says)]
        return path.read_bytes().decode("utf-8"), []
    except UnicodeDecodeError:
        return "", [BagProblem(fault="structure", path=name, says="is not UTF-8")]
    except OSError as problem:
        says = f"cannot be read: {problem.strerror}"
        return "", [BagProblem(fault="structure", path=name, says=says)]


def listed(text: str, name: str) -> tuple[dict[str, str], list[BagProblem]]:
    """The digests a manifest lists by path, and its invalid lines.

    Args:
        text: the manifest.
        name: its name; a `manifest-...` may list only payload files, a `tagmanifest-...` only
            other files.
    """
    payload = name.startswith("manifest-")
    entries: dict[str, str] = {}
    problems: list[BagProblem] = []
    # Not `splitlines`, which splits at characters that a file name may contain.
    for number, line in enumerate(text.split("\n"), start=1):
        entry = line.removesuffix("\r")
        if not entry:
            continue
        match = _LINE.fullmatch(entry)
        says = ""
        path = ""
        if match is None:
            says = "is not a digest and a path"
        else:
            path = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), match[2])
            says = _fault_of(path, payload=payload)
            if not says and path in entries:
                says = f"lists {_short(path)} a second time"
        if says:
            problems.append(BagProblem(fault="manifest", path=name, says=f"line {number} {says}"))
        else:
            assert match is not None  # noqa: S101 - a line without a fault matched
            entries[path] = match[1].lower()
    return entries, problems


def _fault_of(path: str, *, payload: bool) -> str:
    parts = path.split("/")
    if path.startswith(("/", "~")) or "\\" in path or re.match(r"[A-Za-z]:", path):
        return f"names {_short(path)}, which is not a path inside the bag"
    if {"", ".", ".."} & set(parts):
        return f"names {_short(path)}, which leads outside the bag"
    if payload != (parts[0] == "data" and len(parts) > 1):
        return f"names {_short(path)}, which does not belong in this list"
    return ""


def _short(path: str) -> str:
    """A path from a hostile file, made safe to print."""
    short = path if len(path) <= 120 else path[:117] + "..."  # noqa: PLR2004 - a line's worth
    return f'"{short}"' if short.isprintable() else ascii(short)

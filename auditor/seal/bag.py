"""Read a bag that may have been made to do harm: what lies in it, and what its manifests list.

Nothing is opened before it is known to be a regular file inside the bag, and no path of a manifest
is ever joined to a folder: it is only compared with the paths that were found.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from auditor.case.discover import shown_path
from auditor.core.frozen import Frozen

MOST_FILES = 200_000
"""Most files a bag is read with; a case holds fewer."""
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
"""What does not hold: the form of the bag, a manifest's line, a file that is listed and not there,
one that is not as listed, one that is there and not listed, one that is no regular file, the
custody log, an original that is not the one examined, a step that does not rest on the one before,
a signature."""


class Problem(Frozen):
    """One thing that does not hold, in one sentence. `path` is relative to the bag."""

    fault: Fault
    path: str
    says: str


@dataclass
class Tree:
    """The regular files of a bag by their shown path, and what else lay there."""

    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def tree(bag: Path) -> Tree:
    """Everything in `bag`. Links are reported and not followed."""
    found = Tree()
    for path, mode in _walk(bag, found.problems):
        shown = shown_path(path.relative_to(bag))
        if len(found.files) >= MOST_FILES:
            says = f"holds more than {MOST_FILES} files; the rest was not looked at"
            found.problems.append(Problem(fault="structure", path="", says=says))
            break
        if stat.S_ISLNK(mode):
            problem = Problem(fault="link", path=shown, says="is a link, and was not followed")
            found.problems.append(problem)
        elif not stat.S_ISREG(mode):
            problem = Problem(fault="link", path=shown, says="is no regular file")
            found.problems.append(problem)
        else:
            found.files[shown] = path
    return found


def _walk(bag: Path, problems: list[Problem]) -> Iterator[tuple[Path, int]]:
    """Every entry below `bag` that is no folder, with its mode, in the order of their names."""
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
                    raise OSError(0, f"lies deeper than {MOST_DEPTH} folders")
        except OSError as problem:
            says = f"cannot be looked into: {problem.strerror}"
            shown = shown_path(folder.relative_to(bag))
            problems.append(Problem(fault="structure", path=shown, says=says))


def tag_text(found: Tree, name: str) -> tuple[str, list[Problem]]:
    """The text of a tag file, and what keeps it from being read; empty where it cannot be."""
    path = found.files.get(name)
    if path is None:
        return "", [Problem(fault="structure", path=name, says="is not there")]
    try:
        if path.stat().st_size > MOST_MANIFEST_BYTES:
            says = f"is larger than {MOST_MANIFEST_BYTES} bytes, and was not read"
            return "", [Problem(fault="structure", path=name, says=says)]
        return path.read_bytes().decode("utf-8"), []
    except UnicodeDecodeError:
        return "", [Problem(fault="structure", path=name, says="is not UTF-8")]
    except OSError as problem:
        says = f"cannot be read: {problem.strerror}"
        return "", [Problem(fault="structure", path=name, says=says)]


def listed(text: str, name: str) -> tuple[dict[str, str], list[Problem]]:
    """The digests a manifest lists by path, and the lines that cannot count.

    Args:
        text: the manifest.
        name: its name; the one named `manifest-...` may list only the payload, the other only what
            is none.
    """
    payload = name.startswith("manifest-")
    entries: dict[str, str] = {}
    problems: list[Problem] = []
    # Not `splitlines`, which breaks at characters that a file's name may hold.
    for number, line in enumerate(text.split("\n"), start=1):
        read = line.removesuffix("\r")
        if not read:
            continue
        found = _LINE.fullmatch(read)
        says = ""
        path = ""
        if found is None:
            says = "is no digest and path"
        else:
            path = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found[2])
            says = _fault_of(path, payload=payload)
            if not says and path in entries:
                says = f"lists {_short(path)} a second time"
        if says:
            problems.append(Problem(fault="manifest", path=name, says=f"line {number} {says}"))
        else:
            assert found is not None  # noqa: S101 - a line without a fault was read
            entries[path] = found[1].lower()
    return entries, problems


def _fault_of(path: str, *, payload: bool) -> str:
    parts = path.split("/")
    if path.startswith(("/", "~")) or "\\" in path or re.match(r"[A-Za-z]:", path):
        return f"names {_short(path)}, which is no path inside the bag"
    if {"", ".", ".."} & set(parts):
        return f"names {_short(path)}, which leads elsewhere"
    if payload != (parts[0] == "data" and len(parts) > 1):
        return f"names {_short(path)}, which does not belong in this list"
    return ""


def _short(path: str) -> str:
    """A path that may be anything, fit to be printed."""
    shown = path if len(path) <= 120 else path[:117] + "..."  # noqa: PLR2004 - a line's worth
    return f'"{shown}"' if shown.isprintable() else ascii(shown)

"""Find the exhibits of a case folder, in the same order in every run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.case.model import LeftOut
from auditor.core.errors import CaseError

CASE_FILE = "case.yaml"
SCHEMA_FILE = "case.schema.json"
MAX_FILES = 20_000
"""Largest number of files in one case; a folder with more is a mistake rather than a case."""

_OWN = (CASE_FILE, SCHEMA_FILE)


def find_files(
    folder: Path, leave_out: Sequence[str], output: Path | None
) -> tuple[dict[str, Path], tuple[LeftOut, ...]]:
    """Files of the case by display path, sorted, and what is not an exhibit with the reason.

    A display path is relative to the case, with forward slashes, and always valid text: a name that
    is not UTF-8 is decoded as GB18030. Links that lead out of the case are never followed.

    Raises:
        CaseError: there are more files than `MAX_FILES`.
    """
    files: dict[str, Path] = {}
    left_out: list[LeftOut] = []
    root = folder.resolve()
    for path in _walk(folder, output):
        name = display_path(path.relative_to(folder))
        if name in _OWN:
            continue
        if name in leave_out:
            left_out.append(LeftOut(path=name, reason=f"left out by {CASE_FILE}"))
        elif not path.resolve().is_relative_to(root):
            left_out.append(LeftOut(path=name, reason="a link that leads out of the case folder"))
        elif not path.is_file():
            left_out.append(LeftOut(path=name, reason="not a regular file, or a broken link"))
        else:
            files[name] = path
        if len(files) > MAX_FILES:
            raise CaseError(
                f"holds more than {MAX_FILES} files", where=folder, remedy="Name a smaller folder"
            )
    return dict(sorted(files.items())), tuple(sorted(left_out, key=lambda file: file.path))


def _walk(folder: Path, output: Path | None) -> Iterator[Path]:
    """Every file below `folder` except hidden ones and those of the output folder."""
    skip = output.resolve() if output else None
    for base, folders, files in os.walk(folder):
        here = Path(base)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() != skip
        )
        # os.walk lists a link to a folder as a folder and does not enter it.
        links = [name for name in folders if (here / name).is_symlink()]
        yield from (here / name for name in sorted(files + links) if not name.startswith("."))


def display_path(path: Path) -> str:
    """`path` as valid text with forward slashes."""
    raw = os.fsencode(path.as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")

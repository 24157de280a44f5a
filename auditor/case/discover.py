"""Find the exhibits of a case folder, in the same order in every run."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.model import LeftOut, left_out
from auditor.case.own_output import own_outputs
from auditor.core.errors import CaseError

CASE_FILE = "case.yaml"
SCHEMA_FILE = "case.schema.json"
MAX_FILES = 20_000
"""Largest number of files in one case; a folder with more is a mistake rather than a case."""
REQUESTS_FILE = "case.requests.yaml"

_OWN = (CASE_FILE, SCHEMA_FILE, ANSWERS_FILE, REQUESTS_FILE)
_HIDDEN_FILES_READ = (".env*", "*.env")
"""Hidden files that are exhibits: settings that a deployment's other files refer to."""
_HIDDEN_FOLDERS_READ = (".storage",)
"""Hidden folders whose files are exhibits: Home Assistant keeps its settings in `.storage`."""
_SYSTEM_FILES = (".DS_Store", "._*", "Thumbs.db", "ehthumbs.db", "desktop.ini", ".~lock.*#", "~$*")
_SYSTEM_FOLDERS = (
    "__MACOSX",
    "$RECYCLE.BIN",
    "System Volume Information",
    ".Spotlight-V100",
    ".Trashes",
    ".Trash-*",
    ".fseventsd",
)


@dataclass(frozen=True)
class _FolderEntry:
    """A file, or a folder that is not entered; `cause` says why it is not an exhibit."""

    path: Path
    cause: str = ""
    detail: str = ""


def find_files(
    folder: Path,
    leave_out: Collection[str],
    output: Path | None,
    named: Collection[str] = (),
) -> tuple[dict[str, Path], tuple[LeftOut, ...]]:
    """Files of the case by display path, sorted, and what is not an exhibit with the reason.

    A display path is relative to the case, with forward slashes, and always valid text: a name that
    is not UTF-8 is decoded as GB18030. Links that lead out of the case are never followed.

    Args:
        folder: the case.
        leave_out: display paths that the case file leaves out.
        output: a folder that is not part of the case; None for none.
        named: display paths that the case file names as exhibits; they count even if hidden.

    Raises:
        CaseError: there are more files than `MAX_FILES`.
    """
    files: dict[str, Path] = {}
    others: list[LeftOut] = []
    root = folder.resolve()
    for entry in _walk(folder, output, named):
        name = display_path(entry.path.relative_to(folder))
        if name in _OWN:
            continue
        if cause := _cause(entry, name, root, leave_out, named):
            others.append(left_out(name, cause, entry.detail))
        elif not os.access(entry.path, os.R_OK):
            others.append(left_out(name, "left_unreadable", os.strerror(errno.EACCES)))
        else:
            files[name] = entry.path
        if len(files) > MAX_FILES:
            raise CaseError(
                f"contains more than {MAX_FILES} files",
                where=folder,
                remedy="Name a smaller folder",
            )
    for name in own_outputs(files):
        del files[name]
        others.append(left_out(name, "left_own_output"))
    return dict(sorted(files.items())), tuple(sorted(others, key=lambda file: file.path))


def _cause(
    entry: _FolderEntry, name: str, root: Path, leave_out: Collection[str], named: Collection[str]
) -> str:
    """Why a file is not an exhibit; empty if it is one."""
    if name in leave_out:
        return "left_by_case_file"
    if entry.cause and name not in named:
        return entry.cause
    if not entry.path.resolve().is_relative_to(root):
        return "left_link_outside"
    return "" if entry.path.is_file() else "left_not_regular"


def _walk(folder: Path, output: Path | None, named: Collection[str]) -> Iterator[_FolderEntry]:
    """Every file below `folder`, and every folder that is not entered."""
    skip = output.resolve() if output else None
    entered = {str(parent) for path in named for parent in PurePosixPath(path).parents}
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield _FolderEntry(here, "left_folder_unreadable", error.strerror or "")
            continue
        for entry in entries:
            path = Path(entry.path)
            if not _is_folder(entry):
                yield _FolderEntry(path, _cause_by_name(entry.name))
            elif skip is not None and path.resolve() == skip:
                continue
            elif display_path(path.relative_to(folder)) in entered:
                pending.append(path)
            elif cause := _folder_cause_by_name(entry.name):
                yield _FolderEntry(path, cause)
            else:
                pending.append(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _matches(name: str, patterns: Collection[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _cause_by_name(name: str) -> str:
    if _matches(name, _SYSTEM_FILES):
        return "left_system"
    if name.startswith(".") and not _matches(name, _HIDDEN_FILES_READ):
        return "left_hidden"
    return ""


def _folder_cause_by_name(name: str) -> str:
    if _matches(name, _SYSTEM_FOLDERS):
        return "left_system"
    if name.startswith(".") and not _matches(name, _HIDDEN_FOLDERS_READ):
        return "left_hidden_folder"
    return ""


def display_path(path: Path) -> str:
    """`path` as valid text with forward slashes."""
    raw = os.fsencode(path.as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")

"""Archives in a case: their members are exhibits with the path that they have inside."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from auditor.case.discover import CASE_FILE, SCHEMA_FILE, find_files
from auditor.case.model import LeftOut, left_out


@dataclass(frozen=True)
class UnpackedArchive:
    """The files of an archive in `folder`, and members that are not: path, cause and detail."""

    folder: Path
    left_out: tuple[tuple[str, str, str], ...] = ()


Unpack = Callable[[Path, str, Callable[[], Path]], UnpackedArchive | None]
"""Unpacks the archive at a path, with a display name, into the empty folder that the function
gives; None if it is no archive."""


class UnpackedFolder:
    """A temporary folder only this user can enter, removed with the object or the program's end.

    It is made when the first folder inside it is asked for.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._count = 0

    def next(self) -> Path:
        """A new empty folder inside it."""
        if self._path is None:
            self._path = Path(tempfile.mkdtemp(prefix="face-audit-"))
            self._remove = weakref.finalize(self, shutil.rmtree, self._path, ignore_errors=True)
        self._count += 1
        folder = self._path / f"{self._count:04d}"
        folder.mkdir()
        return folder

    def close(self) -> None:
        """Remove it with all that is in it."""
        if self._path is not None:
            self._remove()


@dataclass
class ArchiveMembers:
    """Members of the archives of a case.

    Attributes:
        files: the file of each member by display path.
        archives: the display path of the archive of each member.
        left_out: members that are not exhibits, and why.
        folder: where they are; None if there is no archive.
    """

    files: dict[str, Path] = field(default_factory=dict)
    archives: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    folder: UnpackedFolder | None = None


def members_of(
    files: dict[str, Path], unpack: Unpack, leave_out: Collection[str], named: Collection[str]
) -> ArchiveMembers:
    """Unpack every archive among `files`, and every archive inside one of them."""
    members = ArchiveMembers()
    folder = UnpackedFolder()
    pending = [(name, path, False) for name, path in files.items()]
    try:
        for name, path, nested in pending:
            unpacked = unpack(path, name, folder.next)
            if unpacked is None:
                continue
            inner, left = _members(name, unpacked, leave_out, named)
            members.files |= inner
            members.archives |= dict.fromkeys(inner, name)
            members.left_out += left
            members.folder = folder
            if not nested:
                pending += [(inside, file, True) for inside, file in inner.items()]
    except BaseException:
        folder.close()
        raise
    return members


def _members(
    name: str, unpacked: UnpackedArchive, leave_out: Collection[str], named: Collection[str]
) -> tuple[dict[str, Path], list[LeftOut]]:
    """Members by display path, chosen as the files of a case folder are."""
    prefix = f"{name}/"
    inside = [path.removeprefix(prefix) for path in leave_out if path.startswith(prefix)]
    wanted = [path.removeprefix(prefix) for path in named if path.startswith(prefix)]
    found, others = find_files(unpacked.folder, inside, None, wanted)
    left = [entry.model_copy(update={"path": f"{prefix}{entry.path}"}) for entry in others]
    left += [
        left_out(f"{prefix}{path}", cause, detail) for path, cause, detail in unpacked.left_out
    ]
    # A case file in an archive is that of another case, and material of this one.
    for own in (CASE_FILE, SCHEMA_FILE):
        if (unpacked.folder / own).is_file():
            found[own] = unpacked.folder / own
    return {f"{prefix}{inner}": file for inner, file in found.items()}, left

"""Write files so that each is there whole or not at all, even if the power fails.

A file is written under a name that nothing else has, brought to the disk, and then renamed; the
folder is brought to the disk after that. Links are never followed: neither at the file's own name,
nor in the folders between an output folder and the file.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from auditor.core.errors import FaceAuditError

_TOKEN_BYTES = 8
_LONGEST_STEM = 100
"""Characters of a name that its unfinished file keeps; names may have 255 bytes."""
_UNFINISHED = re.compile(r"\..*\.[0-9a-f]{16}\.part", re.DOTALL)
_HAS_DESCRIPTORS = {os.open, os.mkdir, os.unlink} <= os.supports_dir_fd and hasattr(os, "O_PATH")
"""Whether the system opens files relative to an open folder, so that no path is walked twice."""


class PlantedLinkError(FaceAuditError):
    """A folder to write in is a link."""


def write_whole(data: bytes, path: Path, root: Path | None = None) -> None:
    """Write `data` to `path`; the file appears complete or not at all.

    Args:
        data: the content.
        path: the file; folders above it are made if they are missing.
        root: an output folder that contains `path`. No folder below it may be a link; without it,
            the folder of `path` may be one.

    Raises:
        PlantedLinkError: a folder below `root` is a link.
        OSError: it cannot be written. Nothing is left, and an earlier file is as it was.
    """
    try:
        with _folder_of(path, root) as folder:
            _write_in(folder, path.name, data)
    except OSError as problem:
        # Names are relative to an open folder; a message needs the whole path.
        if problem.filename is None or not Path(os.fsdecode(problem.filename)).is_absolute():
            problem.filename = str(path)
        raise


def unfinished_name(name: str) -> str:
    """A name that no other file has, for what will be called `name`."""
    return f".{name[:_LONGEST_STEM]}.{secrets.token_hex(_TOKEN_BYTES)}.part"


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed run did not finish in `folder` itself; nobody may be writing there."""
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            if _UNFINISHED.fullmatch(entry.name):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    Path(entry.path).unlink()


def check_real_folder(folder: Path) -> None:
    """Refuse a folder of an output folder that is a link.

    Raises:
        PlantedLinkError: it is one.
    """
    if folder.is_symlink():
        raise _planted(folder)


def sync_tree(folder: Path) -> None:
    """Bring every file and folder below `folder`, and itself, to the disk."""
    for inner, _, files in os.walk(folder, topdown=False):
        for name in files:
            _sync_path(str(Path(inner, name)))
        _sync_path(inner)


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk."""
    _sync_path(str(folder))


# --- in an open folder ---------------------------------------------------------------------------


@contextmanager
def _folder_of(path: Path, root: Path | None) -> Iterator[int | str]:
    """The open folder of `path`; its name where the system has no such thing."""
    top = root if root is not None else path.parent
    _make(top)
    below = path.parent.relative_to(top).parts
    if not _HAS_DESCRIPTORS:
        inner = top
        for part in below:
            inner = inner / part
            check_real_folder(inner)
            inner.mkdir(exist_ok=True)
        yield str(inner)
        return
    descriptor = os.open(top, os.O_PATH | os.O_DIRECTORY)
    try:
        for part in below:
            further = _below(descriptor, part, path)
            os.close(descriptor)
            descriptor = further
        yield descriptor
    finally:
        os.close(descriptor)


def _make(folder: Path) -> None:
    """Make a folder and those above it, each brought to the disk."""
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def _below(descriptor: int, name: str, path: Path) -> int:
    try:
        os.mkdir(name, dir_fd=descriptor)
    except FileExistsError:
        pass
    else:
        _sync(descriptor)
    try:
        flags = os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW
        return os.open(name, flags, dir_fd=descriptor)
    except OSError as problem:
        if problem.errno not in (errno.ELOOP, errno.ENOTDIR):
            raise
        found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
        if stat.S_ISLNK(found.st_mode):
            raise _planted(path.parent) from None
        raise


def _write_in(folder: int | str, name: str, data: bytes) -> None:
    temporary = unfinished_name(name)
    opened = {} if isinstance(folder, str) else {"dir_fd": folder}
    start, end = (str(Path(folder, n)) if isinstance(folder, str) else n for n in (temporary, name))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(start, flags | getattr(os, "O_BINARY", 0), 0o666, **opened)
    try:
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if isinstance(folder, str):
            Path(start).replace(end)
        else:
            os.rename(start, end, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(start, **opened)
        raise
    _sync(folder)


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _sync(folder: int | str) -> None:
    """Bring the names in an open folder to the disk, where the system can."""
    # A descriptor that only names the folder cannot be used for that. A worker that may write in
    # the folder, and not read the one above it, leaves that to the program.
    with suppress(OSError):
        opened = {} if isinstance(folder, str) else {"dir_fd": folder}
        descriptor = os.open(
            folder if isinstance(folder, str) else ".", os.O_RDONLY | os.O_DIRECTORY, **opened
        )
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sync_path(path: str) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _planted(folder: Path) -> PlantedLinkError:
    return PlantedLinkError(
        "is a link, and links in an output folder are not followed",
        where=folder,
        why="it could lead to files that this program must not touch",
        remedy="Remove the link, or name another output folder",
    )

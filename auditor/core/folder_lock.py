"""One run at a time in an output folder: the folder itself is locked while a run works in it.

The lock belongs to the process and ends with it, however it ends; nothing is written for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.core.errors import FaceAuditError

if sys.platform != "win32":
    import fcntl

_held: dict[tuple[int, int], int] = {}
"""Descriptors of the folders that this process holds, by device and inode."""


class FolderInUseError(FaceAuditError):
    """Another run is working in the folder."""


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process; it is made if it is missing. Holding it twice is no conflict.

    On Windows, and on file systems without locks, nothing is held.

    Raises:
        FolderInUseError: another process holds it; the message names that process if possible.
        OSError: the folder cannot be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    status = os.fstat(descriptor)
    key = (status.st_dev, status.st_ino)
    if key in _held:
        os.close(descriptor)
        yield
        return
    try:
        _take(descriptor, folder, status)
        _held[key] = descriptor
        try:
            yield
        finally:
            _held.pop(key, None)
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path, status: os.stat_result) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = _holder(status)
        raise FolderInUseError(
            "another run is working in it",
            where=folder,
            why=f"process {holder}" if holder else "",
            remedy="Wait until that run has ended, or name another output folder",
        ) from None
    except OSError:
        # A file system without locks, as some network file systems are.
        return


def _holder(status: os.stat_result) -> str:
    """The process that holds the folder, from what Linux lists; empty if it is not listed."""
    wanted = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    for line in lines:
        words = line.split()
        if wanted in words and "FLOCK" in words and "->" not in words:
            number = words[words.index(wanted) - 1]
            return number if number.isdecimal() and number != "0" else ""
    return ""


def _forget() -> None:
    """Leave the locks of the parent process to it: a copy of it must not keep them alive."""
    for descriptor in _held.values():
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)

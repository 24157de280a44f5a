"""Which archive a file is, by its content: ZIP, TAR, 7z, or a single compressed file."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any


class ArchiveForm(StrEnum):
    """The form of an archive, as its media type."""

    ZIP = "application/zip"
    TAR = "application/x-tar"
    SEVEN_ZIP = "application/x-7z-compressed"
    GZIP = "application/gzip"
    BZIP2 = "application/x-bzip2"
    XZ = "application/x-xz"


_STARTS = (
    (b"PK\x03\x04", ArchiveForm.ZIP),
    # An archive without members.
    (b"PK\x05\x06", ArchiveForm.ZIP),
    (b"7z\xbc\xaf\x27\x1c", ArchiveForm.SEVEN_ZIP),
    (b"\x1f\x8b\x08", ArchiveForm.GZIP),
    (b"BZh", ArchiveForm.BZIP2),
    (b"\xfd7zXZ\x00", ArchiveForm.XZ),
)
_USTAR, _USTAR_AT = b"ustar", 257
COMPRESSIONS: dict[ArchiveForm, Callable[[Path], Any]] = {
    ArchiveForm.GZIP: gzip.open,
    ArchiveForm.BZIP2: bz2.open,
    ArchiveForm.XZ: lzma.open,
}


def archive_form(path: Path, head: bytes) -> ArchiveForm | None:
    """The form of the archive at `path`, which begins with `head`; None for other files.

    A compressed TAR is `TAR`. What only begins like an archive is none.

    Raises:
        OSError: the file cannot be read.
    """
    form = next((form for start, form in _STARTS if head.startswith(start)), None)
    if form is ArchiveForm.ZIP:
        return form if zipfile.is_zipfile(path) else None
    if form is not None and form in COMPRESSIONS:
        return ArchiveForm.TAR if _is_tar(path) else form if _decompresses(path, form) else None
    if form is None and head[_USTAR_AT : _USTAR_AT + len(_USTAR)] == _USTAR:
        return ArchiveForm.TAR if _is_tar(path) else None
    return form


def _is_tar(path: Path) -> bool:
    try:
        with tarfile.open(path) as archive:
            return archive.next() is not None
    except Exception:  # what is no archive may raise anything inside the decompressors
        return False


def _decompresses(path: Path, form: ArchiveForm) -> bool:
    try:
        with COMPRESSIONS[form](path) as stream:
            return bool(stream.read(1))
    except Exception:  # as above
        return False

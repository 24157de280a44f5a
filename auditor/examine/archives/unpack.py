"""Unpack an archive into a folder: within limits, nothing outside of it, no links."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from auditor.case.archive import UnpackedArchive
from auditor.examine.archives.forms import COMPRESSIONS, ArchiveForm, archive_form
from auditor.examine.archives.limits import Budget, LimitError, safe_parts

_HEAD = 1024
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_ARCHIVE_AS_A_WHOLE = "…"
"""Stands for the members of an archive of which none, or no further ones, could be named."""
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


def unpack(path: Path, name: str, make_folder: Callable[[], Path]) -> UnpackedArchive | None:
    """Unpack the archive at `path`, called `name`, into a new folder; None for other files.

    What cannot be unpacked is in the result with the reason; nothing is raised for what is in the
    archive.
    """
    from auditor.examine.documents.forms import form_of  # noqa: PLC0415 - only for archives

    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        form = archive_form(path, head)
        # Office documents are archives too, and are read as documents.
        if form is None or form_of(head, path) is not None:
            return None
        budget = Budget(make_folder(), path.stat().st_size)
    except OSError:
        return None
    try:
        _unpack(path, name, form, budget)
    except LimitError as problem:
        budget.leave(_ARCHIVE_AS_A_WHOLE, problem.cause, problem.detail)
    except OSError as problem:
        budget.leave(_ARCHIVE_AS_A_WHOLE, "left_not_unpacked", problem.strerror or "")
    except Exception:  # a damaged archive may raise anything inside a decompressor
        budget.leave(_ARCHIVE_AS_A_WHOLE, "left_damaged_archive")
    return UnpackedArchive(budget.folder, tuple(budget.left_out))


def _unpack(path: Path, name: str, form: ArchiveForm, budget: Budget) -> None:
    match form:
        case ArchiveForm.ZIP:
            _unpack_zip(path, budget)
        case ArchiveForm.TAR:
            _unpack_tar(path, budget)
        case ArchiveForm.SEVEN_ZIP:
            _unpack_seven_zip(path, budget)
        case _:
            stem = Path(name).name
            inner = stem.rpartition(".")[0] or f"{stem}.unpacked"
            with COMPRESSIONS[form](path) as stream:
                budget.write(stream, budget.place(inner))


def _unpack_zip(path: Path, budget: Budget) -> None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            name = _zip_name(member)
            if member.is_dir():
                continue
            if member.flag_bits & _ENCRYPTED_FLAG:
                budget.leave(name, "left_encrypted")
            elif (member.external_attr >> 28) not in (0, 0o10):
                # The file type of Unix in the upper bits: anything but a regular file.
                budget.leave(name, "left_link_in_archive")
            else:
                _write_member(budget, name, lambda member=member: archive.open(member))


def _zip_name(member: zipfile.ZipInfo) -> str:
    """The name; without the mark of UTF-8 it is in the code page of the one who packed it."""
    if member.flag_bits & _UTF8_FLAG:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _unpack_tar(path: Path, budget: Budget) -> None:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isdir():
                continue
            if not member.isreg():
                budget.leave(member.name, "left_link_in_archive")
            else:
                _write_member(budget, member.name, lambda m=member: archive.extractfile(m))


def _write_member(budget: Budget, name: str, opened: Any) -> None:  # noqa: ANN401 - library streams
    try:
        target = budget.place(name)
        with opened() as source:
            budget.write(source, target)
    except LimitError as problem:
        if problem.cause in {"left_too_large_unpacked", "left_too_many_members"}:
            raise
        budget.leave(name, problem.cause, problem.detail)
    except _DAMAGED:
        target.unlink(missing_ok=True)
        budget.leave(name, "left_damaged_member")


def _unpack_seven_zip(path: Path, budget: Budget) -> None:
    """7z packs members together, so sizes are checked before anything is unpacked."""
    import py7zr  # noqa: PLC0415 - only for 7z

    with py7zr.SevenZipFile(path) as archive:
        if archive.needs_password():
            budget.leave(_ARCHIVE_AS_A_WHOLE, "left_encrypted")
            return
        wanted: list[str] = []
        total = 0
        for member in archive.list():
            if member.is_directory:
                continue
            try:
                if getattr(member, "is_symlink", False):
                    raise LimitError("left_link_in_archive")
                safe_parts(member.filename)
            except LimitError as problem:
                budget.leave(member.filename, problem.cause, problem.detail)
                continue
            total += member.uncompressed
            if total > budget.bytes_left:
                raise LimitError("left_too_large_unpacked")
            if len(wanted) >= budget.members_left:
                raise LimitError("left_too_many_members", str(budget.members_left))
            wanted.append(member.filename)
        if wanted:
            archive.extract(path=budget.folder, targets=wanted)

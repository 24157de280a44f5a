"""Files that come into a case: under which names they are kept, and that they never leave it.

The name of a file that a browser sends may be anything. It becomes a path below the folder of the
case: no part of it goes up, is hidden, is a name of the program's own, or cannot be a file name.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.discover import CASE_FILE, REQUESTS_FILE

MOST_FILES = 500
"""Most files of one request, and of one case put together here."""
LEAST_FREE = 1 << 30
"""Bytes of disk that must stay free."""
_LONGEST = 100
"""Characters of one part of a name; file systems allow 255 bytes, and Chinese takes three each."""
_LONGEST_ENDING = 8
_DEEPEST = 8
"""Most folders above a file."""
_OWN = {CASE_FILE, ANSWERS_FILE, REQUESTS_FILE, "case.schema.json"}
_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class RefusedFileError(Exception):
    """A file is not kept; the text is the key of the reason in the texts of the front end."""


def safe_name(sent: str) -> PurePosixPath:
    """The relative path under which a file sent as `sent` is kept.

    Raises:
        RefusedFileError: nothing of the name can be used, or it is one of the program's own.
    """
    parts = []
    for part in re.split(r"[/\\]+", unicodedata.normalize("NFC", sent)):
        cleaned = _NO_NAME.sub("_", part).strip().rstrip(". ")
        if cleaned in ("", ".", "..") or re.fullmatch(r"[A-Za-z]_", cleaned):
            continue
        stem, dot, ending = cleaned.rpartition(".")
        if dot and len(ending) <= _LONGEST_ENDING:
            cleaned = f"{stem[: _LONGEST - 1 - len(ending)]}.{ending}"
        cleaned = cleaned[:_LONGEST]
        parts.append(f"_{cleaned}" if _RESERVED.fullmatch(cleaned) else cleaned)
    if not parts:
        raise RefusedFileError("no_name")
    if parts[-1].lower() in _OWN:
        raise RefusedFileError("own_name")
    return PurePosixPath(*parts[-_DEEPEST:])


def store(folder: Path, sent: str, source: BinaryIO) -> Path:
    """Keep a file below `folder`, whole or not at all, never over another one.

    Raises:
        RefusedFileError: its name cannot be used, or the disk or the case is full.
        OSError: it cannot be written.
    """
    name = safe_name(sent)
    if shutil.disk_usage(folder).free < LEAST_FREE:
        raise RefusedFileError("disk_full")
    target = _free(folder / name)
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(f".{target.name}.part")
    try:
        with arriving.open("xb") as kept:
            shutil.copyfileobj(source, kept, 1 << 20)
        arriving.rename(target)
    finally:
        arriving.unlink(missing_ok=True)
    return target


def _free(path: Path) -> Path:
    """`path`, or the same name with a number where there is a file of that name."""
    number, free = 2, path
    while free.exists() or free.is_symlink():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free

"""Packages of Office Open XML are archives: how large they may get is checked before they are."""

from __future__ import annotations

import io
import zipfile

from auditor.core.errors import ExhibitError

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
"""Largest ratio of unpacked to packed size for a package above `_ALWAYS_BYTES`; text reaches 30."""
_ALWAYS_BYTES = 16 * 1024 * 1024
MAX_MEMBERS = 10_000


def check_package(raw: bytes) -> None:
    """Refuse a package that would fill the memory.

    Raises:
        ExhibitError: it is too large unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    allowed = max(_ALWAYS_BYTES, MAX_RATIO * len(raw))
    if unpacked > min(MAX_UNPACKED_BYTES, allowed) or len(members) > MAX_MEMBERS:
        raise ExhibitError(
            "is too large when unpacked",
            why="a document of that size can be made to fill the memory",
            remedy="Submit it as PDF or as plain text",
        )

"""Office files (Office Open XML, ECMA-376) with the same bytes on every run."""

from __future__ import annotations

import io
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a ZIP archive can give (APPNOTE.TXT 6.3.10, section 4.4.6)."""


def without_times(package: bytes) -> bytes:
    """The ZIP archive `package` with the time of every member fixed, in the same order."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return stream.getvalue()

"""The digest manifest: a text file that `sha256sum -c` checks without this program.

The form is that of GNU coreutils: digest, two spaces, path; a path with a line feed or a backslash
is escaped and its line begins with a backslash.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.case.model import Exhibit

FILE_NAME = "manifest-sha256.txt"


def manifest(exhibits: Sequence[Exhibit]) -> bytes:
    """The manifest of `exhibits`; run `sha256sum -c` on it from inside the case folder.

    Members of archives are not in it: the archive is the file, and its digest covers them.
    """
    return "".join(_line(exhibit) for exhibit in exhibits if not exhibit.inside).encode()


def _line(exhibit: Exhibit) -> str:
    escaped = exhibit.path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "\\" if escaped != exhibit.path else ""
    return f"{mark}{exhibit.digest.value}  {escaped}\n"

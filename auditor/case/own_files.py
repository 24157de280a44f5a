"""Read the files in a case folder that hold no evidence: the case file, answers, requests."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from auditor.case.problems import CaseProblem
from auditor.core.own_yaml import MAX_BYTES


class UnreadableCaseFileError(Exception):
    """A case file cannot be read; `problem` says why."""

    def __init__(self, problem: str, file: str, **values: str) -> None:
        super().__init__()
        self.problem = CaseProblem(id=problem, values=values, file=file)


def read_own_file(folder: Path, name: str) -> bytes | None:
    """The bytes of the file `name` in a case folder; None if there is none.

    Raises:
        UnreadableCaseFileError: it is no plain file of the folder, too large, or unreadable.
    """
    path = folder / name
    if not os.path.lexists(path):
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableCaseFileError("link_outside", name)
    try:
        status = path.stat()
        # Opening a pipe would wait for somebody to write to it.
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableCaseFileError("not_regular_file", name)
        if status.st_size > MAX_BYTES:
            limit = str(MAX_BYTES // 1024 // 1024)
            raise UnreadableCaseFileError("too_large", name, limit=limit)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        raise UnreadableCaseFileError("unreadable", name, reason=reason) from error

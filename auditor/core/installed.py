"""Files inside installed packages: models come in wheels of which no code is run."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from pathlib import Path


def file_of(package: str, wanted: Callable[[str], bool]) -> Path | None:
    """The first file of `package` with a name that is `wanted`; None where there is none.

    It is found through the wheel's list of files: importing the package could need more than the
    file does, or load what must not be loaded.
    """
    try:
        listed = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for entry in sorted(listed, key=str):
        if wanted(entry.name) and (path := Path(str(entry.locate()))).is_file():
            return path
    return None

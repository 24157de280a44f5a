"""Errors that explain themselves, and the exit codes of the command line.

Every error a user can cause says what is wrong, where, why it matters and what to do, in one
sentence each at most. Code that catches one prints it and continues with the rest of the audit;
only the command line turns one into an exit code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit codes of `face-audit`; `EXIT_CODE_MEANING` says what each means, as the README does."""

    CLEAN = 0
    INTERNAL_ERROR = 1
    USAGE = 2
    NOTHING_EXAMINED = 3
    INTEGRITY = 4
    INCONCLUSIVE = 5
    VERIFY_FAILED = 6
    OUTPUT_MISSING = 7
    WORST_LOW = 11
    WORST_MEDIUM = 12
    WORST_HIGH = 13
    WORST_CRITICAL = 14
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141


EXIT_CODE_MEANING: dict[ExitCode, str] = {
    ExitCode.CLEAN: "no finding at or above the threshold",
    ExitCode.INTERNAL_ERROR: "a defect of face-audit itself",
    ExitCode.USAGE: (
        "the command or the case file is wrong, or the system refuses (no space, no permission)"
    ),
    ExitCode.NOTHING_EXAMINED: "no exhibit could be examined",
    ExitCode.INTEGRITY: (
        "an exhibit, a saved step or a custody log changed during or after the examination"
    ),
    ExitCode.INCONCLUSIVE: "no finding at or above the threshold, but something is undecided",
    ExitCode.VERIFY_FAILED: "a sealed bundle or a signature does not hold",
    ExitCode.OUTPUT_MISSING: "an output asked for with --format could not be made",
    ExitCode.WORST_LOW: "the worst finding is of low severity",
    ExitCode.WORST_MEDIUM: "the worst finding is of medium severity",
    ExitCode.WORST_HIGH: "the worst finding is of high severity",
    ExitCode.WORST_CRITICAL: "the worst finding is of critical severity",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C); what is complete was kept",
    ExitCode.OUTPUT_CLOSED: "the reader of the output stopped reading (`head`, a pager)",
}


@dataclass(frozen=True)
class Place:
    """A place in a text. Lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class FaceAuditError(Exception):
    """Something the user can understand and fix.

    Args:
        what: what is wrong, a clause without a full stop.
        where: the file, or the place in it.
        why: why that stops this step; empty where the first clause says so.
        remedy: what to do about it, an imperative clause.
    """

    exit_code = ExitCode.USAGE

    def __init__(
        self, what: str, *, where: Place | Path | str = "", why: str = "", remedy: str = ""
    ) -> None:
        self.what = what
        self.where = str(where)
        self.why = why
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        if self.why:
            text += f" ({self.why})"
        return f"{text}. {self.remedy}." if self.remedy else f"{text}."


class CaseError(FaceAuditError):
    """The case folder or `case.yaml` cannot be used as it is."""


class ExhibitError(FaceAuditError):
    """One exhibit cannot be read; the audit continues without it and reports it."""


class RuleError(FaceAuditError):
    """A rule file, a pack or the authority register is wrong."""


class SavedStepError(FaceAuditError):
    """A saved step (`observations.json`, `findings.json`) cannot be read."""


class OutputError(FaceAuditError):
    """One output cannot be made on this machine; the others are made and the command reports it."""

    exit_code = ExitCode.OUTPUT_MISSING


class NothingExaminedError(FaceAuditError):
    """The case holds nothing that any examiner could read."""

    exit_code = ExitCode.NOTHING_EXAMINED


class IntegrityError(FaceAuditError):
    """An exhibit or a saved step does not match its digest."""

    exit_code = ExitCode.INTEGRITY

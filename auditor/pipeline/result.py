"""What each step returns to a front end; every result is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auditor.core.errors import ExitCode
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.pipeline.listener import Message


@dataclass(frozen=True)
class MissingOutput:
    """An output that could not be made on this machine, and why."""

    output: str
    reason: str
    exit_code: ExitCode


@dataclass(frozen=True)
class ExamineResult:
    """The observations of a case, saved at `written`.

    `altered` are the exhibits that changed while they were examined; `messages` is everything that
    the listener was notified of.
    """

    observations: Observations
    written: Path
    exit_code: ExitCode
    altered: tuple[str, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class JudgeResult:
    """The findings from saved observations, saved at `written`."""

    observations: Observations
    findings: Findings
    written: Path
    exit_code: ExitCode


@dataclass(frozen=True)
class ReportResult:
    """The outputs made from saved findings, in the order asked for."""

    written: tuple[Path, ...]
    missing: tuple[MissingOutput, ...]
    exit_code: ExitCode
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class AuditResult:
    """Everything an audit found and left.

    `written` are the outputs asked for, in that order; the saved steps are next to them.
    `altered` are the exhibits that changed while they were examined; `messages` is everything that
    the listener was notified of.
    """

    observations: Observations
    findings: Findings
    written: tuple[Path, ...]
    missing: tuple[MissingOutput, ...]
    exit_code: ExitCode
    altered: tuple[str, ...]
    messages: tuple[Message, ...]

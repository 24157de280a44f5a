"""Verdicts and severities, each in the order that matters for exit codes and reports."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What follows from a rule and the facts."""

    VIOLATION = "violation"
    LIKELY_VIOLATION = "likely_violation"
    CANNOT_TELL = "cannot_tell"
    ERROR = "error"
    WAIVED = "waived"
    SATISFIED = "satisfied"
    NOT_APPLICABLE = "not_applicable"

    @property
    def adverse(self) -> bool:
        """Whether the operator has something to correct."""
        return self in (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION)

    @property
    def rank(self) -> int:
        """Place in a report, what needs attention most first."""
        return list(Verdict).index(self)


class Severity(StrEnum):
    """How severe an adverse verdict is; each rule states why it has its severity."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for information up to 4 for critical."""
        return list(Severity).index(self)


def persuasive_at_most(verdict: Verdict) -> Verdict:
    """The verdict of reasoning alone: nothing violates a law that does not hold there."""
    return Verdict.LIKELY_VIOLATION if verdict is Verdict.VIOLATION else verdict

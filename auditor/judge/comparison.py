"""The saved form of a comparison of two audits, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from auditor.core.digest import Digest
from auditor.core.errors import ExitCode
from auditor.core.frozen import Frozen
from auditor.judge.compare.difference import Difference, differences
from auditor.judge.compare.transitions import FindingChange
from auditor.judge.decide.findings import Findings
from auditor.judge.exit_code import code_of


class ComparedAudit(Frozen):
    """One of the audits: what it was about, and what it was made from."""

    title: str
    as_of: date
    tool_version: str
    observations_digest: Digest


class AuditComparison(Frozen):
    """Every rule of two audits with what became of it.

    `exit_code` is that of the most severe finding that got worse; 0 if none did.
    """

    format: Literal["face-audit/comparison"] = "face-audit/comparison"
    version: Literal[1] = 1
    earlier: ComparedAudit
    later: ComparedAudit
    differences: tuple[Difference, ...]
    exit_code: int


def compare_audits(old: Findings, new: Findings) -> AuditComparison:
    """The comparison of an earlier audit with a later one."""
    changes = differences(old, new)
    return AuditComparison(
        earlier=_audit(old), later=_audit(new), differences=changes, exit_code=_worst(changes)
    )


def _audit(findings: Findings) -> ComparedAudit:
    return ComparedAudit(
        title=findings.case.title,
        as_of=findings.as_of,
        tool_version=findings.tool_version,
        observations_digest=findings.observations_digest,
    )


def _worst(changes: Iterable[Difference]) -> ExitCode:
    """The exit code: a finding that only became known sets none."""
    worse = (change.severity for change in changes if change.change is FindingChange.WORSE)
    severity = max(worse, key=lambda severity: severity.rank, default=None)
    return ExitCode.CLEAN if severity is None else code_of(severity)

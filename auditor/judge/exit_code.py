"""From findings to an exit code."""

from __future__ import annotations

from auditor.core.errors import ExitCode
from auditor.examine.model import FootageCoverage, Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Severity, Verdict

_WORST = {
    Severity.LOW: ExitCode.WORST_LOW,
    Severity.MEDIUM: ExitCode.WORST_MEDIUM,
    Severity.HIGH: ExitCode.WORST_HIGH,
    Severity.CRITICAL: ExitCode.WORST_CRITICAL,
}


def exit_code(findings: Findings, observations: Observations, threshold: Severity) -> ExitCode:
    """The exit code of an audit; `errors.EXIT_CODE_MEANING` says what each one means.

    An altered exhibit comes first, then an audit of nothing, then a waiver that fits nothing, then
    the worst adverse finding at or above `threshold`. Below that it is inconclusive, never clean,
    if a finding at or above `threshold` is in question and undecided, if an exhibit could not be
    examined, if coverage is below the floor, or if too little is known to put a rule in question.
    """
    if observations.altered:
        return ExitCode.INTEGRITY
    if nothing_examined(observations):
        return ExitCode.NOTHING_EXAMINED
    in_question = [finding for finding in findings.findings if finding.is_in_question]
    severe = [f for f in in_question if f.severity.rank >= max(threshold.rank, 1)]
    worst = max(
        (f.severity for f in severe if f.verdict.adverse), key=lambda s: s.rank, default=None
    )
    if any(not used.state.matches for used in findings.waivers):
        return ExitCode.USAGE
    if worst is not None:
        return _WORST[worst]
    open_ = (Verdict.CANNOT_TELL, Verdict.ERROR)
    if (
        any(f.verdict in open_ for f in severe)
        or (findings.not_looked_into and not in_question)
        or findings.exhibits_not_examined
        or below_floor(observations)
    ):
        return ExitCode.INCONCLUSIVE
    return ExitCode.CLEAN


def nothing_examined(observations: Observations) -> bool:
    """Whether no exhibit could be examined; a case of statements alone needs none."""
    if not observations.case.exhibits:
        return not observations.case.has_answers
    return all(examination.error for examination in observations.examinations)


def code_of(severity: Severity) -> ExitCode:
    """The exit code for a worst finding of `severity`."""
    return _WORST.get(severity, ExitCode.CLEAN)


def below_floor(observations: Observations) -> tuple[str, ...]:
    """Ids of the footage whose largest gap exceeds what the case allows, or that broke off."""
    allowed = observations.case.largest_gap_allowed
    return tuple(
        examination.exhibit
        for examination in observations.examinations
        if isinstance(examination.coverage, FootageCoverage)
        and (
            not examination.coverage.read_to_end
            or (allowed is not None and examination.coverage.largest_gap > allowed)
        )
    )

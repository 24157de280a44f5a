"""One case of a portfolio: audited, or judged again from what is saved; it fails for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.case.own_output import is_own_output
from auditor.core import saved
from auditor.core.errors import ExitCode
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.exit_code import exit_code
from auditor.judge.rules.rule import RuleBook
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.command_line import judge_command
from auditor.pipeline.file_names import OBSERVATIONS
from auditor.pipeline.judge import judge_step
from auditor.pipeline.listener import SILENCE, MessageLog
from auditor.pipeline.options import AuditOptions, JudgeOptions
from auditor.pipeline.portfolio_cases import PortfolioCase
from auditor.pipeline.recorder import Recorder
from auditor.pipeline.report import ReportTask, outputs_named, report_step
from auditor.pipeline.result import MissingOutput
from auditor.pipeline.rules import judged_as_of
from auditor.report.portfolio.collect import premises_audit
from auditor.report.portfolio.model import FailedAudit, PremisesAudit
from auditor.report.program_errors import exit_code_of, problem_text

AUDITS = "audits"
"""Folder in that of the portfolio with the output folder of each audit."""


@dataclass(frozen=True)
class CaseOptions:
    """How each case of a portfolio is audited; see `AuditOptions` for what the names mean."""

    out: Path
    as_of: date | None = None
    rules: tuple[Path, ...] = ()
    fail_on: Severity = Severity.LOW
    language: Language = "en"
    outputs: tuple[str, ...] = ()
    isolated: bool = True


@dataclass(frozen=True)
class PremisesResult:
    """The steps of one audit, the outputs written, and those that could not be made."""

    findings: Findings
    observations: Observations
    written: tuple[Path, ...]
    missing: tuple[MissingOutput, ...]


def audit_premises(
    case: PortfolioCase, options: CaseOptions, book: RuleBook
) -> PremisesAudit | FailedAudit:
    """Audit one case into `audits/NAME` of the portfolio; whatever goes wrong is its result."""
    try:
        if is_own_output(case.path / OBSERVATIONS):
            return _judged_again(case, options, book)
        return _audited(case, options, book)
    except Exception as problem:
        return failed_audit(case, problem)


def failed_audit(case: PortfolioCase, problem: Exception) -> FailedAudit:
    """A case that could not be audited because of `problem`."""
    return FailedAudit(
        name=case.name, reason=problem_text(problem), exit_code=exit_code_of(problem)
    )


def _audited(case: PortfolioCase, options: CaseOptions, book: RuleBook) -> PremisesAudit:
    # A portfolio of saved steps must load no examiner.
    from auditor.pipeline.audit import audit  # noqa: PLC0415

    audited = audit(
        case.path,
        AuditOptions(
            out=_folder(case, options),
            as_of=options.as_of,
            rules=options.rules,
            fail_on=options.fail_on,
            language=options.language,
            outputs=options.outputs,
            isolated=options.isolated,
        ),
        book=book,
    )
    result = PremisesResult(
        audited.findings, audited.observations, audited.written, audited.missing
    )
    return _premises(case, options, result, audited.exit_code)


def _judged_again(case: PortfolioCase, options: CaseOptions, book: RuleBook) -> PremisesAudit:
    observed_at, out = case.path / OBSERVATIONS, _folder(case, options)
    observations, digest = saved.read(observed_at, Observations)
    judging = JudgeOptions(
        out=out, as_of=options.as_of, rules=options.rules, fail_on=options.fail_on
    )
    with Recorder(out, judge_command(observed_at, judging)) as recorder:
        as_of = judged_as_of(options.as_of, observations.case)
        findings = judge_step(recorder, observations, digest, book, as_of)
        task = ReportTask(
            findings,
            observations,
            digest,
            case.path,
            options.language,
            outputs_named(options.outputs),
        )
        written, missing = report_step(recorder, task, MessageLog(SILENCE))
        code = (
            missing[-1].exit_code if missing else exit_code(findings, observations, options.fail_on)
        )
        recorder.enter(code)
    result = PremisesResult(findings, observations, written, missing)
    return _premises(case, options, result, code)


def _premises(
    case: PortfolioCase, options: CaseOptions, result: PremisesResult, code: ExitCode
) -> PremisesAudit:
    return premises_audit(
        case.name,
        result.findings,
        result.observations,
        code,
        reports=[path.relative_to(options.out).as_posix() for path in result.written],
        missing_outputs=[f"{output.output}: {output.reason}" for output in result.missing],
    )


def _folder(case: PortfolioCase, options: CaseOptions) -> Path:
    return options.out / AUDITS / case.name

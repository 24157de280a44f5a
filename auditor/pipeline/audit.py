"""A whole audit: examine every exhibit, judge the facts, write the outputs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from auditor.core.errors import ExitCode
from auditor.examine.footage.detect import check_detector_name
from auditor.examine.open_case import open_case
from auditor.judge.exit_code import exit_code
from auditor.judge.rules.rule import RuleBook
from auditor.pipeline.command_line import (
    audit_command,
    judge_command,
    repeat_audit,
    report_command,
)
from auditor.pipeline.examine import check_shown, examine_step
from auditor.pipeline.file_names import FINDINGS, OBSERVATIONS
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.judge import judge_step
from auditor.pipeline.listener import SILENCE, Listener, Message, MessageLog
from auditor.pipeline.options import AuditOptions, JudgeOptions, ReportOptions
from auditor.pipeline.recorder import Recorder
from auditor.pipeline.report import ReportTask, earlier_plan, outputs_named, report_step
from auditor.pipeline.result import AuditResult
from auditor.pipeline.rules import judged_as_of, rule_book


def audit(
    case: Path,
    options: AuditOptions,
    listener: Listener = SILENCE,
    book: RuleBook | None = None,
) -> AuditResult:
    """Audit the case in folder `case`, and leave every step and output in the output folder.

    `book` is the rule book if it is loaded already; it must be that of `options.rules`.

    Raises:
        CaseError: there is no such folder, or `case.yaml` is wrong.
        RuleError: a rule pack is wrong.
        FaceAuditError: an option does not fit the case or this machine.
        NothingExaminedError: the case holds nothing to examine.
        BrokenChainError: the custody log of the output folder is broken.
        InterruptedAudit: the user stopped it.
    """
    outputs = outputs_named(options.outputs)
    kept = earlier_plan(options.keep, options.outputs)
    # A mistake in a rule must not cost the time the examination takes.
    book = book or rule_book(options.rules)
    loaded = open_case(case, options.out)
    check_shown(options, loaded.case)
    as_of = judged_as_of(options.as_of, loaded.case)
    command = options.command or audit_command(case, options)
    check_detector_name(options.detector)
    with Recorder(options.out, command, repeat_audit(case, options, as_of)) as recorder:
        log = MessageLog(listener)
        observations, digest = examine_step(recorder, loaded, options, log)
        judging = JudgeOptions(as_of=as_of, rules=options.rules, fail_on=options.fail_on)
        next_step = judge_command(recorder.out / OBSERVATIONS, judging)
        with _interruptible("interrupted_after_examining", next_step):
            findings = judge_step(recorder, observations, digest, book, as_of)
        reporting = ReportOptions(
            language=options.language, outputs=options.outputs, keep=options.keep
        )
        next_step = report_command(recorder.out / FINDINGS, reporting)
        with _interruptible("interrupted_after_judging", next_step):
            task = ReportTask(
                findings,
                observations,
                digest,
                recorder.out,
                options.language,
                outputs,
                options.reader,
                kept,
            )
            written, missing = report_step(recorder, task, log)
            code = exit_code(findings, observations, options.fail_on)
            if missing:
                code = missing[-1].exit_code
            if recorder.changed_declarations:
                code = ExitCode.INTEGRITY
            recorder.close(code)
    return AuditResult(
        observations=observations,
        findings=findings,
        written=written,
        missing=missing,
        exit_code=code,
        altered=observations.altered,
        messages=tuple(log.messages),
    )


@contextmanager
def _interruptible(message: str, next_step: Sequence[str]) -> Iterator[None]:
    """State, if the user stops the audit here, the command that continues it."""
    try:
        yield
    except KeyboardInterrupt:
        raise InterruptedAudit(Message(message, {"command": shlex.join(next_step)})) from None

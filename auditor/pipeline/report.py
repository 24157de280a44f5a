"""The step from findings to outputs; it touches no exhibit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.core import saved
from auditor.core.digest import Digest
from auditor.core.errors import ExitCode, FaceAuditError, IntegrityError, OutputError
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.pipeline.command_line import report_command
from auditor.pipeline.file_names import FINDINGS, OBSERVATIONS
from auditor.pipeline.listener import SILENCE, Listener, Message, MessageLog
from auditor.pipeline.options import ReportOptions
from auditor.pipeline.recorder import Recorder
from auditor.pipeline.result import MissingOutput, ReportResult
from auditor.report.audited import Audited
from auditor.report.build import build_report
from auditor.report.kept_plan import KeptPlan, read_plan
from auditor.report.outputs.interface import Output
from auditor.report.outputs.registry import DEFAULT, outputs_called
from auditor.report.readers import Reader

PLAN_OUTPUTS = ("csv", "xlsx")
"""Outputs that hold the plan of action."""


@dataclass(frozen=True)
class EarlierPlan:
    """A plan of action that people worked in, and the file it was read from."""

    plan: KeptPlan
    file: str
    digest: Digest


@dataclass(frozen=True)
class ReportTask:
    """What to report: two saved steps that belong together, and where the stills are.

    `digest` is that of the saved observations; `stills` is the folder their stills are relative to.
    """

    findings: Findings
    observations: Observations
    digest: Digest
    stills: Path
    language: Language
    outputs: tuple[Output, ...]
    reader: Reader | None = None
    kept: EarlierPlan | None = None


def report_saved(
    findings: Path, options: ReportOptions, listener: Listener = SILENCE
) -> ReportResult:
    """Make the outputs from the findings saved at `findings` and their observations.

    Raises:
        FaceAuditError: there is no output of a name asked for.
        SavedStepError: a saved step cannot be read.
        IntegrityError: the findings were made from other observations.
        BrokenChainError: the custody log of the output folder is broken.
    """
    outputs = outputs_named(options.outputs)
    kept = earlier_plan(options.keep, options.outputs)
    judged, _ = saved.read(findings, Findings)
    observed_at = options.observations or findings.parent / OBSERVATIONS
    observations, digest = saved.read(observed_at, Observations)
    command = options.command or report_command(findings, options)
    log = MessageLog(listener)
    task = ReportTask(
        judged,
        observations,
        digest,
        observed_at.parent,
        options.language,
        outputs,
        reader=options.reader,
        kept=kept,
    )
    with Recorder(options.out or findings.parent, command) as recorder:
        written, missing = report_step(recorder, task, log)
        code = missing[-1].exit_code if missing else ExitCode.CLEAN
        recorder.enter(code)
    return ReportResult(
        written=written, missing=missing, exit_code=code, messages=tuple(log.messages)
    )


def outputs_named(names: Sequence[str]) -> tuple[Output, ...]:
    """The outputs called `names`, each once, in that order; without a name, the default.

    Raises:
        FaceAuditError: there is no output of such a name.
    """
    return tuple(
        output for name in dict.fromkeys(names or DEFAULT) for output in outputs_called(name)
    )


def earlier_plan(path: Path | None, outputs: Sequence[str]) -> EarlierPlan | None:
    """The plan of action at `path`; None where no earlier one is named.

    Raises:
        FaceAuditError: it cannot be read, holds no plan, or `outputs` name none that would hold it.
    """
    if path is None:
        return None
    if not set(outputs) & set(PLAN_OUTPUTS):
        raise FaceAuditError(
            "is not used, because no plan of action is written",
            where=path,
            remedy="Add --format csv or --format xlsx",
        )
    plan, digest = read_plan(path)
    return EarlierPlan(plan, path.name, digest)


def report_step(
    recorder: Recorder, task: ReportTask, log: MessageLog
) -> tuple[tuple[Path, ...], tuple[MissingOutput, ...]]:
    """Make every output within a run, and save each: the files, and the outputs left out.

    Raises:
        IntegrityError: the findings were made from other observations.
    """
    findings, observations = task.findings, task.observations
    if findings.observations_digest != task.digest:
        raise IntegrityError(
            "the findings rest on other observations than these",
            where=OBSERVATIONS,
            remedy="Run the judge step again on these observations",
        )
    recorder.reads(OBSERVATIONS, task.digest)
    recorder.reads(FINDINGS, recorder.digest_of(findings))
    if task.kept is not None:
        recorder.reads(task.kept.file, task.kept.digest)
    written: list[Path] = []
    missing: list[MissingOutput] = []
    with recorder.step("report"):
        record = (*recorder.described(), *_privacy(observations))
        again = recorder.reproduce(findings, task.digest)
        report = build_report(
            findings,
            observations,
            record,
            task.stills,
            task.language,
            reproduce=again,
            reader=task.reader,
        )
        kept = task.kept.plan if task.kept else None
        audited = Audited(report, findings, observations, kept)
        for form in task.outputs:
            try:
                written.append(recorder.write(form.file, form.render(audited)))
            except OutputError as problem:
                missing.append(MissingOutput(form.name, str(problem), problem.exit_code))
                values = {"output": form.name, "reason": str(problem)}
                log.notify(Message("output_missing", values))
    return tuple(written), tuple(missing)


def _privacy(observations: Observations) -> tuple[tuple[str, str], ...]:
    """What this program itself did with faces beyond finding and measuring them, for the report."""
    uncovered = sorted(
        {
            examination.exhibit
            for examination in observations.examinations
            for still in examination.stills
            if not still.redacted
        }
    )
    linking = observations.linking
    return (
        *((("faces_shown", ", ".join(uncovered)),) if uncovered else ()),
        *((("link_because", linking.reason),) if linking else ()),
    )

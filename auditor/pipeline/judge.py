"""The step from observations to findings; it touches no exhibit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from auditor.core import saved
from auditor.core.digest import Digest
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.exit_code import exit_code
from auditor.judge.rules.rule import RuleBook
from auditor.judge.run import judge
from auditor.pipeline.command_line import judge_command
from auditor.pipeline.file_names import FINDINGS, OBSERVATIONS
from auditor.pipeline.options import JudgeOptions
from auditor.pipeline.recorder import Recorder
from auditor.pipeline.result import JudgeResult
from auditor.pipeline.rules import judged_as_of, rule_book


def judge_saved(observations: Path, options: JudgeOptions) -> JudgeResult:
    """Judge the observations saved at `observations`, and save the findings.

    Raises:
        SavedStepError: the observations cannot be read.
        RuleError: a rule pack is wrong.
        BrokenChainError: the custody log of the output folder is broken.
    """
    step, digest = saved.read(observations, Observations)
    command = options.command or judge_command(observations, options)
    book = rule_book(options.rules)
    with Recorder(options.out or observations.parent, command) as recorder:
        findings = judge_step(recorder, step, digest, book, judged_as_of(options.as_of, step.case))
        code = exit_code(findings, step, options.fail_on)
        recorder.enter(code)
    return JudgeResult(
        observations=step,
        findings=findings,
        written=recorder.out / FINDINGS,
        exit_code=code,
    )


def judge_step(
    recorder: Recorder, observations: Observations, digest: Digest, book: RuleBook, as_of: date
) -> Findings:
    """Judge within a run, and save the findings; `digest` is that of the saved observations."""
    with recorder.step("judge"):
        findings = judge(observations, digest, book, as_of)
    recorder.reads(OBSERVATIONS, digest)
    for pack in findings.packs:
        recorder.reads(f"rules/{pack.id}", pack.digest)
    recorder.save(FINDINGS, findings)
    recorder.findings = findings
    return findings

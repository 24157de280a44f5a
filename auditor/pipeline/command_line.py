"""Command lines that are printed in reports and logs: what was run, and how to run it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from auditor.core.text import Language
from auditor.pipeline.options import (
    AuditOptions,
    ExamineOptions,
    JudgeOptions,
    ReportOptions,
)
from auditor.report.readers import Reader

PROGRAM = "face-audit"
OUT_AGAIN = "audit-again"


def repeat_examination(case: Path, options: ExamineOptions) -> tuple[str, ...]:
    """The command that gives the same observations, every choice spelled out.

    It is to be run in the folder that holds the case folder, which must keep its name: a case
    without a title is named after it.
    """
    name = case.resolve().name
    return (PROGRAM, "examine", name, "--out", OUT_AGAIN, *_examination(options))


def repeat_audit(case: Path, options: AuditOptions, as_of: date) -> tuple[str, ...]:
    """The command that gives the same results, every choice spelled out; run as the one above."""
    return (
        *(PROGRAM, "audit", case.resolve().name, "--out", OUT_AGAIN),
        *_judgment(as_of, options.rules),
        *_report(options.language, (), options.reader, None),
        *_examination(options),
    )


def examine_command(case: Path, options: ExamineOptions) -> tuple[str, ...]:
    """The command line of an examination that no command line asked for."""
    return (PROGRAM, "examine", str(case), "--out", str(options.out), *_examination(options))


def audit_command(case: Path, options: AuditOptions) -> tuple[str, ...]:
    """The command line of an audit that no command line asked for."""
    return (
        *(PROGRAM, "audit", str(case), "--out", str(options.out)),
        *_judgment(options.as_of, options.rules),
        *("--fail-on", options.fail_on.value),
        *_report(options.language, options.outputs, options.reader, options.keep),
        *_examination(options),
    )


def judge_command(observations: Path, options: JudgeOptions) -> tuple[str, ...]:
    """The command line of a judgment that no command line asked for."""
    return (
        *(PROGRAM, "judge", str(observations)),
        *(("--out", str(options.out)) if options.out else ()),
        *_judgment(options.as_of, options.rules),
        *("--fail-on", options.fail_on.value),
    )


def report_command(findings: Path, options: ReportOptions) -> tuple[str, ...]:
    """The command line of a report that no command line asked for."""
    return (
        *(PROGRAM, "report", str(findings)),
        *(("--observations", str(options.observations)) if options.observations else ()),
        *(("--out", str(options.out)) if options.out else ()),
        *_report(options.language, options.outputs, options.reader, options.keep),
    )


def _judgment(as_of: date | None, rules: Sequence[Path]) -> tuple[str, ...]:
    return (
        *(("--as-of", as_of.isoformat()) if as_of else ()),
        *(part for folder in rules for part in ("--rules", str(folder))),
    )


def _report(
    language: Language, outputs: Sequence[str], reader: Reader | None, keep: Path | None
) -> tuple[str, ...]:
    return (
        *("--lang", language),
        *(("--for", reader.value) if reader else ()),
        *(part for name in outputs for part in ("--format", name)),
        *(("--keep", str(keep)) if keep else ()),
    )


def _examination(options: ExamineOptions) -> tuple[str, ...]:
    because = options.link_because
    return (
        *("--detector", options.detector),
        *(("--exhaustive",) if options.exhaustive else ()),
        *(part for name in sorted(set(options.show_faces)) for part in ("--show-faces", name)),
        *(("--link", "--because", because) if because else ()),
    )

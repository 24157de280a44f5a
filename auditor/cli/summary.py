"""The few lines on stdout after judging: issues by status, what to do next, what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.console import result
from auditor.cli.texts import columns, in_words, language_in_use, padded, printable, text
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.report.readers import Reader

if TYPE_CHECKING:
    from auditor.report.case_summary import CaseSummary, IssueLine

MOST_LISTED = 3
"""Exhibits that could not be read, and waivers, that are listed; the report has all of them."""


def summary(
    findings: Findings,
    observations: Observations,
    reader: Reader | None = None,
    *,
    verbose: bool = False,
) -> str:
    """At most 23 lines: the headline, the issues, accounts that differ, and what to do next.

    Args:
        findings: the judgment.
        observations: what it rests on.
        reader: whose next steps it gives; None gives those that decide most.
        verbose: name the rules behind each issue, one line more for each.
    """
    # The words of the report are slow to load, and other commands take only words from here.
    from auditor.report.case_summary import case_summary  # noqa: PLC0415

    parts = case_summary(findings, observations, language_in_use(), reader)
    heading = text("summary.heading", title=findings.case.title, date=findings.as_of)
    lines = [heading, parts.headline, "", *_issues(parts, verbose=verbose), *_rest(parts)]
    return "\n".join(map(printable, [*lines, *_problems(findings, observations)]))


def verdict_words(verdict: Verdict) -> str:
    """A verdict in the language of the command."""
    return text(f"verdict.{verdict.value}")


def severity_words(severity: Severity) -> str:
    """A severity in the language of the command."""
    return text(f"severity.{severity.value}")


def _issues(parts: CaseSummary, *, verbose: bool) -> Iterator[str]:
    if not parts.issues:
        yield f"  {text('summary.nothing_in_question')}"
        return
    cells = [(line.status, line.severity, line.issue) for line in parts.issues]
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    for line in parts.issues:
        yield _issue(line, widths)
        if verbose:
            yield f"    {text('summary.rules', rules=', '.join(line.rules))}"


def _issue(line: IssueLine, widths: list[int]) -> str:
    cells = zip((line.status, line.severity, line.issue), widths, strict=True)
    row = "  ".join(padded(cell, width) for cell, width in cells)
    return f"  {row}  {line.point}".rstrip()


def _rest(parts: CaseSummary) -> Iterator[str]:
    lines = (parts.accounts, parts.not_in_question, parts.not_looked_into, parts.unknown)
    yield from filter(None, lines)
    yield from (f"- {step}" for step in parts.next_steps)


def _problems(findings: Findings, observations: Observations) -> Iterator[str]:
    failed = [e for e in observations.examinations if e.error]
    for examination in failed[:MOST_LISTED]:
        reason = in_words(examination.error)
        line = text("summary.exhibit", exhibit=examination.exhibit, reason=reason)
        yield f"{text('summary.not_examined')} {line}"
    if len(failed) > MOST_LISTED:
        yield text("summary.more_not_examined", count=len(failed) - MOST_LISTED)
    for used in findings.waivers[:MOST_LISTED]:
        state = text(f"waiver_state.{used.state.value}")
        waived = text("summary.waived", rule=used.waiver.rule, state=state)
        yield f"{text('summary.waiver')} {waived}"


def print_outputs(paths: Iterable[Path]) -> None:
    """Say where each output is, and what it is."""
    for path in paths:
        kind = path.stem.partition("-")[0]
        known = kind if kind in ("report", "record", "letter") else "other"
        result(f"output.{known}", file=path)

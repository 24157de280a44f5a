"""`face-audit diff`: what audits of one place found, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.core import saved
from auditor.core.errors import ExitCode, FaceAuditError, OutputError
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.judge.compare.difference import Difference, Turn, differences
from auditor.judge.decide.findings import Findings
from auditor.judge.exit_code import code_of
from auditor.judge.rules.verdict import Verdict
from auditor.pipeline.file_names import OBSERVATIONS
from auditor.report.difference import build_difference
from auditor.report.outputs.difference_page import render_difference
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


def diff(
    audits: Annotated[
        list[Path],
        typer.Argument(
            metavar="OLD... NEW", help="findings.json of two audits or more, the earliest first."
        ),
    ],
    lang: Lang = "en",
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the comparison as a page, too."),
    ] = None,
) -> None:
    """Say which findings are new, changed, cleared and unchanged, and by which facts.

    The first audit is compared with the last. The exit code is that of the worst new finding; 0
    where nothing is new.
    """
    with explained():
        read = [saved.read(path, Findings)[0] for path in _two_at_least(audits)]
        found = differences(read[0], read[-1])
        if html is not None:
            _write(read, lang, html, audits)
        for audit in read:
            result(f"{audit.as_of}: {audit.case.title} - {_tally(audit)}")
        for turn in Turn:
            members = [one for one in found if one.turn is turn]
            result(f"{turn.value}: {len(members)}")
            if turn is not Turn.UNCHANGED:
                for one in members:
                    _print(one, lang)
        worst = max(
            (one.severity for one in found if one.turn is Turn.NEW),
            key=lambda severity: severity.rank,
            default=None,
        )
        raise typer.Exit(code_of(worst) if worst is not None else ExitCode.CLEAN)


def _two_at_least(audits: Sequence[Path]) -> Sequence[Path]:
    if len(audits) > 1:
        return audits
    raise FaceAuditError(
        "one audit alone cannot be compared",
        where=audits[0],
        remedy="Name the findings.json of an earlier and of a later audit",
    )


def _write(read: Sequence[Findings], lang: Language, html: Path, audits: Sequence[Path]) -> None:
    if html.resolve() in {path.resolve() for path in audits}:
        raise FaceAuditError(
            "is one of the audits to compare", where=html, remedy="Name another file for --html"
        )
    observed = _observed(audits[0], read[0]), _observed(audits[-1], read[-1])
    page = render_difference(build_difference(read, lang, observed))
    try:
        saved.write_whole(page, html)
    except OSError as problem:
        raise OutputError(
            f"cannot be written: {problem.strerror}", where=html, remedy="Name another file"
        ) from None


def _observed(path: Path, findings: Findings) -> Observations | None:
    """The observations beside the findings, where they are the ones these rest on."""
    beside = path.parent / OBSERVATIONS
    if not beside.is_file():
        return None
    observations, digest = saved.read(beside, Observations)
    return observations if digest == findings.observations_digest else None


def _tally(audit: Findings) -> str:
    verdicts = [finding.verdict for finding in audit.findings]
    return ", ".join(
        f"{_verdict(verdict)} {verdicts.count(verdict)}"
        for verdict in Verdict
        if verdict in verdicts
    )


def _print(one: Difference, lang: Language) -> None:
    was, is_now = (_verdict(verdict) for verdict in (one.before, one.after))
    version = " (the rule was changed)" if one.rule_changed else ""
    result(f"  {one.rule} [{one.severity.value}]: {was} -> {is_now}{version}")
    for fact in one.facts:
        before, after = _value(fact.fact, fact.before, lang), _value(fact.fact, fact.after, lang)
        result(f"    {fact.fact}: {before} -> {after}")


def _verdict(verdict: Verdict | None) -> str:
    return verdict.value.replace("_", " ") if verdict else "not asked"


def _value(fact: str, value: FactValue | None, lang: Language) -> str:
    return "unknown" if value is None else definition(fact).say(value, lang)

"""Audits of one place compared, from their saved findings; nothing is examined or judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.core import saved
from auditor.core.errors import FaceAuditError
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.judge.comparison import AuditComparison, compare_audits
from auditor.judge.decide.findings import Findings
from auditor.pipeline.file_names import OBSERVATIONS
from auditor.report.difference import build_difference
from auditor.report.outputs.difference_page import render_difference


@dataclass(frozen=True)
class CompareOptions:
    """How to compare audits; `page` is the file for the comparison as a page, None writes none."""

    language: Language = "en"
    page: Path | None = None


@dataclass(frozen=True)
class CompareResult:
    """The audits in the order given, and the first compared with the last."""

    audits: tuple[Findings, ...]
    comparison: AuditComparison


def compare_saved(findings: Sequence[Path], options: CompareOptions) -> CompareResult:
    """Compare the first saved findings with the last, and write the page if one is asked for.

    Raises:
        FaceAuditError: fewer than two audits are given, or the page would replace one of them.
        SavedStepError: saved findings cannot be read.
    """
    if len(findings) < 2:  # noqa: PLR2004 - an earlier and a later one
        raise FaceAuditError(
            "one audit alone cannot be compared",
            where=findings[0] if findings else "",
            remedy="Name the findings.json of an earlier and of a later audit",
        )
    audits = tuple(saved.read(path, Findings)[0] for path in findings)
    if options.page is not None:
        _write_page(options.page, options.language, findings, audits)
    return CompareResult(audits=audits, comparison=compare_audits(audits[0], audits[-1]))


def _write_page(
    page: Path, language: Language, paths: Sequence[Path], audits: Sequence[Findings]
) -> None:
    if page.resolve() in {path.resolve() for path in paths}:
        raise FaceAuditError(
            "is one of the audits to compare", where=page, remedy="Name another file"
        )
    observed = _observations(paths[0], audits[0]), _observations(paths[-1], audits[-1])
    saved.write_whole(render_difference(build_difference(audits, language, observed)), page)


def _observations(path: Path, findings: Findings) -> Observations | None:
    """The observations next to saved findings, if they are the ones these rest on."""
    neighbour = path.parent / OBSERVATIONS
    if not neighbour.is_file():
        return None
    observations, digest = saved.read(neighbour, Observations)
    return observations if digest == findings.observations_digest else None

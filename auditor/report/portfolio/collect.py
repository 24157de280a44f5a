"""One audit reduced to what a portfolio keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.core.digest import NamedDigest
from auditor.core.errors import ExitCode
from auditor.establish.inventory import inventory
from auditor.examine.model import Label, Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.exit_code import below_floor
from auditor.report.portfolio.model import (
    CameraTotals,
    OpenQuestion,
    PremisesAudit,
    PremisesIssue,
    UnreadExhibit,
)


def premises_audit(
    name: str,
    findings: Findings,
    observations: Observations | None,
    exit_code: ExitCode,
    *,
    reports: Sequence[str] = (),
    missing_outputs: Sequence[str] = (),
) -> PremisesAudit:
    """What a portfolio keeps of the case `name`.

    Args:
        name: the case in the portfolio.
        findings: its judgment.
        observations: what the judgment rests on; None where they are not at hand, so that nothing
            is known of its cameras and of what was read.
        exit_code: that of its audit.
        reports: its pages, relative to the folder of the portfolio.
        missing_outputs: outputs that could not be made.
    """
    case = findings.case
    statuses = sorted(
        findings.issues, key=lambda s: (s.state.rank, -(s.severity.rank if s.severity else 0))
    )
    unknown = [s.issue for s in statuses if s.state is IssueState.NOT_LOOKED_INTO]
    return PremisesAudit(
        name=name,
        title=case.title,
        premises=case.premises.name,
        kind=case.premises.kind,
        city=case.premises.city,
        as_of=findings.as_of,
        observations=findings.observations_digest,
        packs=tuple(
            NamedDigest(name=f"{pack.id} {pack.version}", digest=pack.digest)
            for pack in findings.packs
        ),
        issues=tuple(
            PremisesIssue(issue=s.issue, state=s.state, severity=s.severity)
            for s in statuses
            if not s.state.silent
        ),
        unknown=tuple(unknown),
        exhibits=len(case.exhibits),
        unread=_unread(findings, observations),
        below_floor=below_floor(observations) if observations else (),
        altered=observations.altered if observations else (),
        questions=tuple(
            OpenQuestion(fact=asked.fact, issues=asked.issues, ask=asked.ask)
            for asked in findings.questions
        ),
        cameras=camera_totals(observations) if observations else CameraTotals(),
        reports=tuple(reports),
        missing_outputs=tuple(missing_outputs),
        exit_code=exit_code,
    )


def _unread(findings: Findings, observations: Observations | None) -> tuple[UnreadExhibit, ...]:
    paths = {exhibit.id: exhibit.path for exhibit in findings.case.exhibits}
    reasons = {e.exhibit: str(e.error) for e in (observations.examinations if observations else ())}
    return tuple(
        UnreadExhibit(exhibit=name, path=paths.get(name, ""), reason=reasons.get(name, ""))
        for name in findings.exhibits_not_examined
    )


def camera_totals(observations: Observations) -> CameraTotals:
    """The cameras and services of a case, counted."""
    entries = inventory(observations)
    kinds = Counter(entry.kind for entry in entries)
    labels: Counter[Label | None] = Counter(entry.label for entry in entries)
    formats = Counter(
        name for entry in entries for name in sorted({s.format for s in entry.sources if s.format})
    )
    ordered: tuple[Label | None, ...] = (*Label, None)
    return CameraTotals(
        cameras=kinds["camera"],
        services=kinds["service"],
        labels=tuple((label, labels[label]) for label in ordered if labels[label]),
        formats=tuple(sorted(formats.items())),
    )

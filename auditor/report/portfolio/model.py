"""A portfolio: the audits of many premises, each reduced to what the summary needs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from auditor.core.digest import Digest, NamedDigest
from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.examine.model import Label
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.verdict import Severity
from auditor.vocabulary.value import SpeakerRole


class PremisesIssue(Frozen):
    """An issue of one audit that is not silent; `severity` is the highest of its rules."""

    issue: Issue
    state: IssueState
    severity: Severity | None = None


class UnreadExhibit(Frozen):
    """An exhibit that could not be examined, and why; `reason` is an English sentence."""

    exhibit: str
    path: str
    reason: str


class OpenQuestion(Frozen):
    """A fact that would help to decide open issues, and who can state it."""

    fact: str
    issues: tuple[Issue, ...]
    ask: tuple[SpeakerRole, ...]


class CameraTotals(Frozen):
    """Cameras and services of one audit.

    `labels` counts them by the strongest label a configuration gives them; None counts those that
    no configuration names. `formats` counts those that a configuration of each format names; one
    may be in several.
    """

    cameras: int = 0
    services: int = 0
    labels: tuple[tuple[Label | None, int], ...] = ()
    formats: tuple[tuple[str, int], ...] = ()


class PremisesAudit(Frozen):
    """The audit of one case.

    Attributes:
        name: the case in this portfolio, which identifies it from one portfolio to the next.
        title: title of the case.
        premises: name, kind and city of the premises, as the case states them.
        kind: kind of premises, a value of `premises.kind`; empty if not stated.
        city: city of the premises; empty if not stated.
        as_of: the date judged by.
        observations: digest of the saved observations.
        packs: the rule packs, with their digests.
        issues: the issues that are in question, what needs attention most first.
        unknown: issues that were not looked into, because it is unknown whether they arise.
        exhibits: number of exhibits.
        unread: exhibits that could not be examined.
        below_floor: footage that was not read to the end, or with too long a gap.
        altered: exhibits that changed while they were examined.
        questions: what would decide open issues, what settles most first.
        cameras: cameras and services.
        reports: pages written for it, relative to the folder of the portfolio.
        missing_outputs: outputs that could not be made, with the reason.
        exit_code: exit code of its audit.
    """

    name: str
    title: str
    premises: str = ""
    kind: str = ""
    city: str = ""
    as_of: date
    observations: Digest
    packs: tuple[NamedDigest, ...] = ()
    issues: tuple[PremisesIssue, ...] = ()
    unknown: tuple[Issue, ...] = ()
    exhibits: int = 0
    unread: tuple[UnreadExhibit, ...] = ()
    below_floor: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    cameras: CameraTotals = CameraTotals()
    reports: tuple[str, ...] = ()
    missing_outputs: tuple[str, ...] = ()
    exit_code: int


class FailedAudit(Frozen):
    """A case that could not be audited: why, and the exit code of its own audit."""

    name: str
    reason: Text
    exit_code: int


class Portfolio(Frozen):
    """All audits of a portfolio, in the order of the list or of the folder."""

    format: Literal["face-audit/portfolio"] = "face-audit/portfolio"
    version: Literal[1] = 1
    tool_version: str
    audits: tuple[PremisesAudit, ...] = ()
    failed: tuple[FailedAudit, ...] = ()

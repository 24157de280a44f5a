"""Findings: the saved result of `face-audit judge`, complete enough to report from alone."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import model_validator

from auditor.case.model import Case, Waiver
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.decide.decide import RuleStep
from auditor.judge.decide.issue_status import IssueQuestion, IssueStatus, NotLookedInto
from auditor.judge.decide.necessity import Necessity
from auditor.judge.rules.authority import Authority, Reading, with_reading
from auditor.judge.rules.condition import Trace
from auditor.judge.rules.figure import Figure
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.penalties import PenaltySeen
from auditor.judge.rules.period import Period
from auditor.judge.rules.transitions import TimeRule, Transition
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.vocabulary.fact import Contradiction, Fact, Strength
from auditor.vocabulary.value import FactValue, SpeakerRole


class Change(Frozen):
    """One fact, as it is and as it would have to be."""

    fact: str
    now: FactValue | None
    then: FactValue


class Flip(Frozen):
    """A smallest set of changes after which the finding is no longer adverse.

    Every change is one an operator can make from now on. `burden` (0 to 2) is the heaviest of the
    changes' burdens on the people captured. `verdict` is what re-judging the changed facts gave.
    """

    changes: tuple[Change, ...]
    burden: int
    verdict: Verdict


class Plan(Frozen):
    """The smallest set of changes of conduct that clears every finding it can clear at once.

    `changes` None: none was found that clears any without a new finding. `left` are the adverse
    findings that rest on what can no longer be changed, or cannot be cleared together with the
    others. `burden` as in `Flip`.
    """

    changes: tuple[Change, ...] | None
    burden: int
    clears: tuple[str, ...]
    left: tuple[str, ...]


class Decider(Frozen):
    """A smallest set of facts that, once known, settle a "cannot tell".

    `always` says that every answer settles it; otherwise only some answers do. `ask` is who to ask.
    """

    facts: tuple[str, ...]
    always: bool
    ask: tuple[SpeakerRole, ...]


class CitedAuthority(Frozen):
    """An authority as cited by a rule. `in_force` is the part of the finding's period it covers.

    `reading` says what was read of the place cited.
    """

    authority: Authority
    pinpoint: Text
    supports: Text | None
    reading: Reading = "read"
    in_force: Period

    @model_validator(mode="before")
    @classmethod
    def _older(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        return with_reading(data)


class Finding(Frozen):
    """One rule on the facts of one case.

    `period` is the conduct the finding covers, None where the rule does not reach it. `confidence`
    is the weakest source the verdict hangs on, apart from the severity. `applies`, `steps` and
    `exceptions` are the trace. `reason` says why a rule does not apply or failed. `persuasive`: the
    premises are where the law of the rule does not hold, and only its reasoning was followed.
    `basis` is the digest of the rule and its facts, `waived_from` the verdict that a waiver
    accepted. `transitions` are rules on time, where the conduct began before the law cited.
    `in_question`: what triggers the rule is established; where it is not, and could be,
    `open_triggers` are the unknown facts. `not_shown` are the facts by which an undecided rule
    would be adverse if the operator does not prove them; none where the burden is not on it. These
    and `issue` are of minor version 1.
    """

    rule: str
    rule_version: int
    pack: str
    issue: Issue | None = None
    tests: tuple[str, ...]
    title: Text
    question: Text
    rule_text: Text
    rationale: Text
    verdict: Verdict
    severity: Severity
    severity_reason: Text
    confidence: Strength | None
    period: Period | None
    because: Text | None
    reason: Text | None = None
    possible: tuple[Verdict, ...] = ()
    open_in_law: bool = False
    applies: Trace | None = None
    steps: tuple[RuleStep, ...] = ()
    exceptions: tuple[RuleStep, ...] = ()
    authorities: tuple[CitedAuthority, ...] = ()
    remedy: Text
    unsettled: Text | None = None
    flips: tuple[Flip, ...] = ()
    deciders: tuple[Decider, ...] = ()
    persuasive: bool = False
    basis: Digest | None = None
    waived_from: Verdict | None = None
    transitions: tuple[Transition, ...] = ()
    in_question: bool = True
    open_triggers: tuple[str, ...] = ()
    not_shown: tuple[str, ...] = ()

    @property
    def is_in_question(self) -> bool:
        """Whether the rule applies to the case, so that its verdict counts."""
        return self.in_question and self.verdict is not Verdict.NOT_APPLICABLE

    @property
    def is_undecided(self) -> bool:
        """Whether the rule is in question and more facts, or a repaired rule, would decide it."""
        open_verdicts = (Verdict.CANNOT_TELL, Verdict.ERROR)
        return self.in_question and self.verdict in open_verdicts and not self.open_in_law


class HoldingAgreement(Frozen):
    """A holding of the decided case next to the results of the rules."""

    holding: str
    authority: str
    pinpoint: Text
    on: date
    issue: Text
    held: Text
    rules: tuple[str, ...]
    results: tuple[str, ...]
    status: Literal["reached", "cannot_tell", "contradicted", "no_rule", "not_yet", "superseded"]
    note: Text | None = None


class Comparison(Frozen):
    """The decided case the audited one is compared with."""

    case: str
    title: Text
    agreements: tuple[HoldingAgreement, ...]


class PackUsed(Frozen):
    """A pack as used: its digest is over its files and the authorities it cites."""

    id: str
    version: str
    title: Text
    digest: Digest


class DeletionDuty(Frozen):
    """Data to delete by a finding.

    `items` are values of `collection.items`; `held` are those of them that are known to be held or
    taken. `since` is the day from which the duty runs, None where no day is known.
    """

    rule: str
    items: tuple[str, ...]
    held: tuple[str, ...]
    since: date | None
    why: Text


class WaiverState(StrEnum):
    """What became of a waiver."""

    APPLIED = "applied"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    EVIDENCE_CHANGED = "evidence_changed"
    NOTHING_TO_WAIVE = "nothing_to_waive"
    NO_SUCH_RULE = "no_such_rule"

    @property
    def matches(self) -> bool:
        """Whether it is about a finding that this case has; otherwise it is an error."""
        return self not in (WaiverState.NOTHING_TO_WAIVE, WaiverState.NO_SUCH_RULE)


class WaiverUsed(Frozen):
    """A waiver, what became of it, and the verdict without it (None for no finding)."""

    waiver: Waiver
    state: WaiverState
    verdict: Verdict | None


MINOR = 2
"""Minor version of the form: 1 added the issues, and whether a rule is in question; 2 says of each
authority what was read of it, and its kind by the hierarchy of Chinese law."""


class Findings(Frozen):
    """The saved result of `face-audit judge`.

    A file of an earlier minor version has no `issues`, `questions` or `not_looked_into`, and all of
    its rules count as in question. `burden_on_operator`: Fa Shi (2021) No. 15 art 6 applies.
    """

    format: Literal["face-audit/findings"] = "face-audit/findings"
    version: Literal[1] = 1
    minor: int = 0
    tool_version: str
    as_of: date
    observations_digest: Digest
    case: Case
    packs: tuple[PackUsed, ...]
    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...]
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    necessity: tuple[Necessity, ...] = ()
    plan: Plan | None = None
    deletions: tuple[DeletionDuty, ...] = ()
    waivers: tuple[WaiverUsed, ...] = ()
    penalties_seen: tuple[PenaltySeen, ...] = ()
    penalty_time_rules: tuple[TimeRule, ...] = ()
    comparison: Comparison | None = None
    exhibits_not_examined: tuple[str, ...] = ()
    issues: tuple[IssueStatus, ...] = ()
    questions: tuple[IssueQuestion, ...] = ()
    not_looked_into: tuple[NotLookedInto, ...] = ()
    burden_on_operator: bool = False

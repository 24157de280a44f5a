"""The form of the report for programs, version 1: `auditor/schemas/report-v1.schema.json`.

`findings.json` is the saved judgment, with every trace; it is for this program. This form is for
others: flat lists that refer to each other by id, and no layout.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from auditor.case.model import ExhibitKind, Operator, Premises
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.locator import Locator
from auditor.core.text import Language
from auditor.judge.decide.findings import WaiverState
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.authority import Reading
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.period import Period
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.vocabulary.fact import Strength
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole


class ExhibitV1(Frozen):
    """An exhibit. `not_examined` is the reason, in words, or empty."""

    id: str
    path: str
    kind: ExhibitKind
    media_type: str
    size: int
    digest: Digest
    demonstrative: bool
    altered: bool
    not_examined: str


class EvidenceV1(Frozen):
    """One source of one fact: a place in an exhibit, or a statement.

    `exhibit`, `digest` and `locator` are set where something was read or seen, `by` and `on` where
    somebody said it. `value` is what this source supports, which may differ from what was judged.
    """

    id: str
    fact: str
    strength: Strength
    value: FactValue
    exhibit: str = ""
    digest: Digest | None = None
    locator: Locator | None = None
    by: Speaker | None = None
    on: date | None = None


class FactV1(Frozen):
    """A fact as established; `value` None is unknown. `evidence` are ids, strongest first."""

    id: str
    question: str
    value: FactValue | None
    said: str
    complete: bool
    strength: Strength | None
    contradicted: bool
    evidence: tuple[str, ...]


class AuthorityV1(Frozen):
    """An authority at a place. `reading` says what was read there.

    `status` confirmed: the text of the law or the decision itself, not only a report of it.
    """

    id: str
    kind: str
    title: str
    pinpoint: str
    in_force: Period
    status: Literal["confirmed", "unconfirmed"]
    reading: Reading
    url: str


class ChangeV1(Frozen):
    """A fact as it stands and as it would have to be; `said` in words."""

    fact: str
    now: FactValue | None
    then: FactValue
    said: str


class FlipV1(Frozen):
    """A smallest set of changes that clears the finding; `burden` 0 to 2, as the report says."""

    changes: tuple[ChangeV1, ...]
    burden: int
    verdict: Verdict


class DeciderV1(Frozen):
    """Facts that would settle the question. `always`: whatever the answer is."""

    facts: tuple[str, ...]
    questions: tuple[str, ...]
    ask: tuple[SpeakerRole, ...]
    always: bool


class FindingV1(Frozen):
    """One rule on the facts of the case.

    `in_question`: what triggers the rule is established; where it is not, `open_triggers` are the
    unknown facts, and the finding is not counted. `not_shown` are facts that the operator has to
    prove and that would make an undecided finding adverse if it does not.
    `severity` is how severe a breach would be, whatever the verdict. `confidence` is the kind of
    the weakest source the verdict rests on, None where none did. `facts` are those that gave its
    conditions their truth values, `evidence` the ids of their sources. `basis` is the digest that a
    waiver has to name.
    """

    id: str
    pack: str
    issue: Issue | None
    rule_version: int
    title: str
    question: str
    in_question: bool
    open_triggers: tuple[str, ...]
    not_shown: tuple[str, ...]
    verdict: Verdict
    verdict_words: str
    conclusion: str
    severity: Severity
    severity_words: str
    confidence: Strength | None
    period: Period | None
    persuasive: bool
    open_in_law: bool
    possible: tuple[Verdict, ...]
    waived_from: Verdict | None
    authorities: tuple[AuthorityV1, ...]
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    remedy: str
    flips: tuple[FlipV1, ...]
    deciders: tuple[DeciderV1, ...]
    basis: Digest | None


class IssueV1(Frozen):
    """One issue: what people ask about, with the rules of several laws that concur on it.

    `rules` give the state, the strongest first; `supported_by` only repeat what those found.
    `open_facts` would decide an undecided issue, `shown_by` names the documents that would show
    them. `persuasive`: the law does not hold where the premises are.
    """

    id: Issue
    title: str
    state: IssueState
    state_words: str
    severity: Severity | None
    rules: tuple[str, ...]
    supported_by: tuple[str, ...]
    undecided: tuple[str, ...]
    open_facts: tuple[str, ...]
    shown_by: tuple[str, ...]
    waived: bool
    persuasive: bool


class QuestionV1(Frozen):
    """A question whose answer decides undecided issues, the one that decides most first."""

    fact: str
    question: str
    rules: tuple[str, ...]
    issues: tuple[Issue, ...]
    ask: tuple[SpeakerRole, ...]


class NotLookedIntoV1(Frozen):
    """Rules that are not in question because it is unknown whether `fact`, their trigger, is so."""

    fact: str
    question: str
    rules: tuple[str, ...]


class PlanV1(Frozen):
    """The changes that clear the case; None where no set of changes clears all of `clears`."""

    changes: tuple[ChangeV1, ...] | None
    burden: int
    clears: tuple[str, ...]
    left: tuple[str, ...]


class DeletionV1(Frozen):
    """Data to delete by a finding, as values of the fact `collection.items`."""

    finding: str
    items: tuple[str, ...]
    held: tuple[str, ...]
    since: date | None


class WaiverV1(Frozen):
    """A finding accepted on purpose, and whether that counts."""

    finding: str
    state: WaiverState
    reason: str
    approved_by: str
    on: date
    expires: date


class PackV1(Frozen):
    """A pack of rules as used."""

    id: str
    version: str
    digest: Digest


class ReportV1(Frozen):
    """The whole report. Words are in `language`; codes and ids are the same in every language.

    `counts` leaves out the findings that are not in question. Minor version 1 added the issues.
    """

    format: Literal["face-audit/report"] = "face-audit/report"
    version: Literal[1] = 1
    minor: int = 1
    tool_version: str
    language: Language
    title: str
    premises: Premises
    operator: Operator
    conduct: Period
    as_of: date
    observations_digest: Digest
    findings_digest: Digest
    packs: tuple[PackV1, ...]
    counts: dict[Verdict, int]
    issues: tuple[IssueV1, ...]
    questions: tuple[QuestionV1, ...]
    not_looked_into: tuple[NotLookedIntoV1, ...]
    findings: tuple[FindingV1, ...]
    plan: PlanV1 | None
    deletions: tuple[DeletionV1, ...]
    waivers: tuple[WaiverV1, ...]
    facts: tuple[FactV1, ...]
    evidence: tuple[EvidenceV1, ...]
    exhibits: tuple[ExhibitV1, ...]

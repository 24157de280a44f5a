"""The report for programs: codes, ids, places and digests, with the words a reader is shown.

`findings.json` is the saved judgment, with every trace; it is for this program. This form is for
others: flat lists that refer to each other by id, and no layout. Its schema is
`auditor/schemas/report-v1.schema.json`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from auditor import saved
from auditor.case.model import ExhibitKind, FactValue, Operator, Premises, Speaker, SpeakerRole
from auditor.evidence.digest import Digest, digest_bytes
from auditor.examine.model import Locator
from auditor.facts.model import Strength
from auditor.frozen import Frozen
from auditor.judge.model import DeletionDuty, Finding, Findings, WaiverState
from auditor.judge.period import Period
from auditor.judge.verdict import Severity, Verdict
from auditor.report.evidence import facts_behind
from auditor.report.model import FindingView
from auditor.report.outputs.interface import Audited
from auditor.report.words import Words
from auditor.text import Language


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
    """An authority at a place. `status` unconfirmed: its text was not read there."""

    id: str
    kind: str
    title: str
    pinpoint: str
    in_force: Period
    status: Literal["confirmed", "unconfirmed"]
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

    `severity` is how grave a breach would be, whatever the verdict. `confidence` is the kind of the
    weakest source the verdict hangs on, None where no fact decided. `facts` are those that gave its
    conditions their truth values, `evidence` the ids of their sources. `basis` is the digest that a
    waiver has to name.
    """

    id: str
    pack: str
    rule_version: int
    title: str
    question: str
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
    """The whole report. Words are in `language`; codes and ids are the same in every language."""

    format: Literal["face-audit/report"] = "face-audit/report"
    version: Literal[1] = 1
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
    findings: tuple[FindingV1, ...]
    plan: PlanV1 | None
    deletions: tuple[DeletionV1, ...]
    waivers: tuple[WaiverV1, ...]
    facts: tuple[FactV1, ...]
    evidence: tuple[EvidenceV1, ...]
    exhibits: tuple[ExhibitV1, ...]


class JsonV1:
    """The report for programs."""

    name = "json"
    file = "report.json"
    says = "the report for programs, with a published schema"

    def render(self, audited: Audited) -> bytes:
        """The report as JSON, in the form that every saved step has."""
        return saved.encode(report_v1(audited))


def report_v1(audited: Audited) -> ReportV1:
    """The report in the form that other programs read."""
    judged, report = audited.findings, audited.report
    words = Words(report.language, judged.case.exhibits)
    evidence = _evidence(judged)
    of_fact: dict[str, list[str]] = {}
    for one in evidence:
        of_fact.setdefault(one.fact, []).append(one.id)
    views = {view.id: view for view in report.findings}
    silent = {row.id: row.reason for row in report.not_applicable}
    case = judged.case
    return ReportV1(
        tool_version=judged.tool_version,
        language=report.language,
        title=report.title.text,
        premises=case.premises,
        operator=case.operator,
        conduct=Period(start=case.start, end=case.end),
        as_of=judged.as_of,
        observations_digest=judged.observations_digest,
        findings_digest=digest_bytes(saved.encode(judged)),
        packs=tuple(
            PackV1(id=pack.id, version=pack.version, digest=pack.digest) for pack in judged.packs
        ),
        counts={
            verdict: sum(finding.verdict is verdict for finding in judged.findings)
            for verdict in Verdict
        },
        findings=tuple(
            _finding(words, finding, views.get(finding.rule), silent, of_fact)
            for finding in judged.findings
        ),
        plan=_plan(words, judged),
        deletions=tuple(map(_deletion, judged.deletions)),
        waivers=tuple(
            WaiverV1(
                finding=used.waiver.rule,
                state=used.state,
                reason=used.waiver.reason,
                approved_by=used.waiver.approved_by,
                on=used.waiver.on,
                expires=used.waiver.expires,
            )
            for used in judged.waivers
        ),
        facts=_facts(words, judged, of_fact),
        evidence=evidence,
        exhibits=_exhibits(audited),
    )


def _evidence(judged: Findings) -> tuple[EvidenceV1, ...]:
    digests = {exhibit.id: exhibit.digest for exhibit in judged.case.exhibits}
    sources = [(fact.id, source) for fact in judged.facts for source in fact.sources]
    return tuple(
        EvidenceV1(
            id=f"S-{number:04d}",
            fact=fact,
            strength=source.strength,
            value=source.value,
            exhibit=source.exhibit,
            digest=digests.get(source.exhibit),
            locator=source.locator,
            by=source.by,
            on=source.on,
        )
        for number, (fact, source) in enumerate(sources, 1)
    )


def _facts(words: Words, judged: Findings, of_fact: dict[str, list[str]]) -> tuple[FactV1, ...]:
    contradicted = {contradiction.fact for contradiction in judged.contradictions}
    return tuple(
        FactV1(
            id=fact.id,
            question=words.question(fact.id),
            value=fact.value,
            said=words.value(fact.id, fact.value, complete=fact.complete),
            complete=fact.complete,
            strength=fact.strength,
            contradicted=fact.id in contradicted,
            evidence=tuple(of_fact.get(fact.id, ())),
        )
        for fact in judged.facts
    )


def _exhibits(audited: Audited) -> tuple[ExhibitV1, ...]:
    failed = {failure.exhibit: failure.reason.text for failure in audited.report.not_examined}
    return tuple(
        ExhibitV1(
            id=exhibit.id,
            path=exhibit.path,
            kind=exhibit.kind,
            media_type=exhibit.media_type,
            size=exhibit.size,
            digest=exhibit.digest,
            demonstrative=exhibit.demonstrative,
            altered=exhibit.id in audited.observations.altered,
            not_examined=failed.get(exhibit.id, ""),
        )
        for exhibit in audited.observations.case.exhibits
    )


def _finding(
    words: Words,
    finding: Finding,
    view: FindingView | None,
    silent: dict[str, str],
    of_fact: dict[str, list[str]],
) -> FindingV1:
    behind = facts_behind(finding)
    return FindingV1(
        id=finding.rule,
        pack=finding.pack,
        rule_version=finding.rule_version,
        title=words.text(finding.title),
        question=words.text(finding.question),
        verdict=finding.verdict,
        verdict_words=words.say(f"verdict.{finding.verdict.value}"),
        conclusion=(view.because or view.reason) if view else silent.get(finding.rule, ""),
        severity=finding.severity,
        severity_words=words.say(f"severity.{finding.severity.value}"),
        confidence=finding.confidence,
        period=finding.period,
        persuasive=finding.persuasive,
        open_in_law=finding.open_in_law,
        possible=finding.possible,
        waived_from=finding.waived_from,
        authorities=tuple(
            AuthorityV1(
                id=cited.authority.id,
                kind=cited.authority.kind,
                title=words.text(cited.authority.title),
                pinpoint=words.text(cited.pinpoint),
                in_force=cited.authority.window,
                status=cited.status if cited.authority.status == "confirmed" else "unconfirmed",
                url=cited.authority.url,
            )
            for cited in finding.authorities
        ),
        facts=behind,
        evidence=tuple(one for fact in behind for one in of_fact.get(fact, ())),
        remedy=words.text(finding.remedy),
        flips=tuple(
            FlipV1(
                changes=tuple(
                    ChangeV1(fact=one.fact, now=one.now, then=one.then, said=words.change(one))
                    for one in flip.changes
                ),
                burden=flip.burden,
                verdict=flip.verdict,
            )
            for flip in finding.flips
        ),
        deciders=tuple(
            DeciderV1(
                facts=decider.facts,
                questions=tuple(map(words.question, decider.facts)),
                ask=decider.ask,
                always=decider.always,
            )
            for decider in finding.deciders
        ),
        basis=finding.basis,
    )


def _plan(words: Words, judged: Findings) -> PlanV1 | None:
    plan = judged.plan
    if plan is None:
        return None
    changes = plan.changes
    return PlanV1(
        changes=None
        if changes is None
        else tuple(
            ChangeV1(fact=one.fact, now=one.now, then=one.then, said=words.change(one))
            for one in changes
        ),
        burden=plan.burden,
        clears=plan.clears,
        left=plan.left,
    )


def _deletion(duty: DeletionDuty) -> DeletionV1:
    return DeletionV1(finding=duty.rule, items=duty.items, held=duty.held, since=duty.since)

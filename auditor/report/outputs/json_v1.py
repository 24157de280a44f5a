"""The report for programs: codes, ids, places and digests, with the words a reader is shown."""

from __future__ import annotations

from auditor.core import saved
from auditor.judge.decide.findings import Change, DeletionDuty, Finding, Findings
from auditor.judge.decide.issue_status import IssueStatus
from auditor.judge.rules.period import Period
from auditor.judge.rules.verdict import Verdict
from auditor.report.audited import Audited
from auditor.report.conclusions import conclusion
from auditor.report.outputs.exhibit_records import facts_behind
from auditor.report.outputs.identity import findings_digest
from auditor.report.outputs.json_model import (
    AuthorityV1,
    ChangeV1,
    DeciderV1,
    DeletionV1,
    EvidenceV1,
    ExhibitV1,
    FactV1,
    FindingV1,
    FlipV1,
    IssueV1,
    NotLookedIntoV1,
    PackV1,
    PlanV1,
    QuestionV1,
    ReportV1,
    WaiverV1,
)
from auditor.report.words import Words


class JsonV1:
    """The report for programs."""

    name = "json"
    file = "report.json"

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
        findings_digest=findings_digest(audited),
        packs=tuple(
            PackV1(id=pack.id, version=pack.version, digest=pack.digest) for pack in judged.packs
        ),
        counts={
            verdict: sum(f.verdict is verdict and not f.open_triggers for f in judged.findings)
            for verdict in Verdict
        },
        issues=tuple(_issue(words, status) for status in judged.issues),
        questions=tuple(
            QuestionV1(
                fact=asked.fact,
                question=words.question(asked.fact),
                rules=asked.rules,
                issues=asked.issues,
                ask=asked.ask,
            )
            for asked in judged.questions
        ),
        not_looked_into=tuple(
            NotLookedIntoV1(
                fact=waiting.fact, question=words.question(waiting.fact), rules=waiting.rules
            )
            for waiting in judged.not_looked_into
        ),
        findings=tuple(_finding(words, finding, of_fact) for finding in judged.findings),
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


def _finding(words: Words, finding: Finding, of_fact: dict[str, list[str]]) -> FindingV1:
    behind = facts_behind(finding)
    return FindingV1(
        id=finding.rule,
        pack=finding.pack,
        issue=finding.issue,
        in_question=finding.is_in_question,
        open_triggers=finding.open_triggers,
        not_shown=finding.not_shown,
        rule_version=finding.rule_version,
        title=words.text(finding.title),
        question=words.text(finding.question),
        verdict=finding.verdict,
        verdict_words=words.verdict(finding),
        conclusion=conclusion(words, finding),
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
                status="unconfirmed" if cited.reading in ("report", "not_read") else "confirmed",
                reading=cited.reading,
                url=cited.authority.url,
            )
            for cited in finding.authorities
        ),
        facts=behind,
        evidence=tuple(one for fact in behind for one in of_fact.get(fact, ())),
        remedy=words.text(finding.remedy),
        flips=tuple(
            FlipV1(
                changes=tuple(_change(words, one) for one in flip.changes),
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


def _issue(words: Words, status: IssueStatus) -> IssueV1:
    return IssueV1(
        id=status.issue,
        title=words.say(f"issue.{status.issue.value}"),
        state=status.state,
        state_words=words.status(status),
        severity=status.severity,
        rules=status.rules,
        supported_by=tuple(support.rule for support in status.supported_by),
        undecided=status.undecided,
        open_facts=status.open_facts,
        shown_by=tuple(map(words.text, status.shown_by)),
        waived=status.waived,
        persuasive=status.persuasive,
    )


def _plan(words: Words, judged: Findings) -> PlanV1 | None:
    plan = judged.plan
    if plan is None:
        return None
    return PlanV1(
        changes=None
        if plan.changes is None
        else tuple(_change(words, one) for one in plan.changes),
        burden=plan.burden,
        clears=plan.clears,
        left=plan.left,
    )


def _change(words: Words, change: Change) -> ChangeV1:
    said = words.change(change)
    return ChangeV1(fact=change.fact, now=change.now, then=change.then, said=said)


def _deletion(duty: DeletionDuty) -> DeletionV1:
    return DeletionV1(finding=duty.rule, items=duty.items, held=duty.held, since=duty.since)

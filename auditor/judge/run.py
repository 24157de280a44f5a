"""Judge a case: every rule of every pack, on the facts, for the period that matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor import __version__
from auditor.evidence.digest import Digest
from auditor.examine.model import Observations
from auditor.facts.establish import establish
from auditor.facts.model import Fact
from auditor.judge.authority import Authority
from auditor.judge.compare import compare
from auditor.judge.decide import decide
from auditor.judge.figure import Figure, work_out
from auditor.judge.flips import deciders, flips
from auditor.judge.model import CitedAuthority, Finding, Findings, PackUsed
from auditor.judge.period import Period
from auditor.judge.rule import Pack, Rule, RuleBook
from auditor.judge.verdict import Verdict
from auditor.text import Text

NOT_IN_FORCE = Text(
    en="The rule was not in force at the time of the conduct.",
    zh="行为发生时该规则尚未生效或已失效。",
)
OTHER_PREMISES = Text(
    en="The rule is not about this case: what it asks for is not so here.",
    zh="该规则不适用于本案情形。",
)
LATER_CONDUCT = Text(
    en="The conduct began after the day the case is judged by.",
    zh="行为始于评判基准日之后。",
)


def judge(
    observations: Observations, observations_digest: Digest, book: RuleBook, as_of: date
) -> Findings:
    """The findings of every rule in `book` on `observations`, as of the day `as_of`.

    A rule that fails is its own finding with the verdict `error`; the others go on.
    """
    established = establish(observations)
    facts = established.by_id()
    findings: list[Finding] = []
    figures: list[Figure] = []
    for pack in book.packs:
        for rule in pack.rules:
            finding = judge_rule(rule, pack, book.authorities, facts, as_of)
            if rule.figure is None:
                findings.append(finding)
            elif finding.verdict is not Verdict.NOT_APPLICABLE:
                figures.append(work_out(rule.id, rule.title, rule.figure, facts))
    findings.sort(key=lambda f: (f.verdict.rank, -f.severity.rank, f.rule))
    return Findings(
        tool_version=__version__,
        as_of=as_of,
        observations_digest=observations_digest,
        case=observations.case,
        packs=tuple(
            PackUsed(id=p.head.id, version=p.head.version, title=p.head.title, digest=p.digest)
            for p in book.packs
        ),
        facts=established.facts,
        contradictions=established.contradictions,
        findings=tuple(findings),
        figures=tuple(figures),
        comparison=compare(observations.case.decided_as, book, findings, figures, as_of),
        exhibits_not_examined=tuple(e.exhibit for e in observations.examinations if e.error),
    )


def judge_rule(
    rule: Rule,
    pack: Pack,
    authorities: Mapping[str, Authority],
    facts: Mapping[str, Fact],
    as_of: date,
) -> Finding:
    """The finding of one rule."""
    period, reason = _period(rule, facts, as_of)
    blank = Finding(
        rule=rule.id,
        rule_version=rule.version,
        pack=pack.head.id,
        tests=rule.tests,
        title=rule.title,
        question=rule.question,
        rule_text=rule.rule,
        rationale=rule.rationale,
        verdict=Verdict.NOT_APPLICABLE,
        severity=rule.severity,
        severity_reason=rule.severity_reason,
        confidence=None,
        period=period,
        because=None,
        reason=reason,
        authorities=_cited(rule, authorities, period, as_of) if period else (),
        remedy=rule.remedy,
        unsettled=rule.unsettled,
    )
    if period is None:
        return blank
    try:
        decision = decide(rule, facts)
        adverse = decision.verdict.adverse
        unsettled = decision.verdict is Verdict.CANNOT_TELL and not decision.open_in_law
        return blank.model_copy(
            update={
                "verdict": decision.verdict,
                "confidence": decision.confidence,
                "because": decision.because,
                "reason": (
                    OTHER_PREMISES
                    if decision.verdict is Verdict.NOT_APPLICABLE and not decision.because
                    else None
                ),
                "possible": decision.possible,
                "open_in_law": decision.open_in_law,
                "applies": decision.applies,
                "steps": decision.steps,
                "exceptions": decision.exceptions,
                "flips": flips(rule, facts) if adverse else (),
                "deciders": deciders(rule, facts) if unsettled else (),
            }
        )
    except (ValueError, TypeError, KeyError) as problem:
        said = f"{type(problem).__name__}: {problem}"
        return blank.model_copy(
            update={
                "verdict": Verdict.ERROR,
                "reason": Text(
                    en=f"The rule could not be judged ({said}).", zh=f"该规则无法评判（{said}）。"
                ),
            }
        )


def _period(
    rule: Rule, facts: Mapping[str, Fact], as_of: date
) -> tuple[Period | None, Text | None]:
    """The conduct the rule reaches, or None and why it reaches none."""
    recognised = rule.applies.recognised
    if recognised is not None and as_of < recognised.from_:
        return None, recognised.before
    act = _day(facts, rule.applies.governed_by) if rule.applies.governed_by else None
    start = act or _day(facts, "deployment.start")
    end = act or min(as_of, _day(facts, "deployment.end") or as_of)
    if start is not None and start > as_of:
        return None, LATER_CONDUCT
    if start is None and not rule.applies.window.overlap(Period(start=end, end=end)):
        return None, NOT_IN_FORCE
    period = Period(start=start, end=end).overlap(rule.applies.window)
    return (period, None) if period else (None, NOT_IN_FORCE)


def _day(facts: Mapping[str, Fact], name: str) -> date | None:
    value = facts[name].value if name in facts else None
    return date.fromisoformat(value) if isinstance(value, str) else None


def _cited(
    rule: Rule, authorities: Mapping[str, Authority], period: Period, as_of: date
) -> tuple[CitedAuthority, ...]:
    """The citations in force in the period.

    A judgment or a penalty explains law older than itself, so it is cited whatever the period, but
    not before it was given.
    """
    cited = []
    for citation in rule.authorities:
        authority = authorities[citation.authority]
        if authority.kind in ("judgment", "penalty"):
            overlap = period if authority.from_ <= as_of else None
        else:
            overlap = authority.window.overlap(period)
        if overlap is not None:
            cited.append(
                CitedAuthority(
                    authority=authority,
                    pinpoint=citation.pinpoint,
                    supports=citation.supports,
                    in_force=overlap,
                )
            )
    return tuple(cited)

"""Judge a case: every rule of every pack, on the facts, for the period that matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor import __version__
from auditor.core.digest import Digest
from auditor.core.text import Text
from auditor.establish.establish import establish
from auditor.examine.model import Observations
from auditor.judge.compare.holdings import compare
from auditor.judge.decide.bench import Bench, is_abroad
from auditor.judge.decide.burden import is_burden_on_operator
from auditor.judge.decide.decide import RuleDecision
from auditor.judge.decide.deletion import deletion_duties
from auditor.judge.decide.findings import MINOR, CitedAuthority, Finding, Findings, PackUsed
from auditor.judge.decide.in_question import open_triggers
from auditor.judge.decide.issues import issue_statuses
from auditor.judge.decide.necessity import facts_of_necessity, weigh_necessity
from auditor.judge.decide.questions import issue_questions, not_looked_into
from auditor.judge.decide.waivers import apply_waivers, basis
from auditor.judge.remedy.flips import deciders, facts_of, flips
from auditor.judge.remedy.not_shown import facts_operator_has_to_show
from auditor.judge.remedy.plan import plan
from auditor.judge.rules.figure import Figure, work_out
from auditor.judge.rules.period import Period
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.judge.rules.transitions import Transition
from auditor.judge.rules.verdict import Verdict, persuasive_at_most
from auditor.vocabulary.fact import Fact

NOT_LOOKED_INTO = Text(
    en="Not in question: it is not known whether what triggers the rule is so.",
    zh="不在审查之列：触发该规则的情形是否存在尚不清楚。",
)
OTHER_PREMISES = Text(
    en="The rule is not about this case: what it asks for is not so here.",
    zh="该规则不适用于本案情形。",
)


def judge(
    observations: Observations, observations_digest: Digest, book: RuleBook, as_of: date
) -> Findings:
    """The findings of every rule in `book` on `observations`, as of the day `as_of`.

    A rule that fails is its own finding with the verdict `error`; the others go on.
    """
    bench = Bench(book, as_of)
    established = establish(observations)
    known = established.by_id()
    necessity = weigh_necessity(observations.case.necessity, known, book.ways)
    known |= facts_of_necessity(necessity, known)
    facts = bench.seen_by(known)
    findings: list[Finding] = []
    figures: list[Figure] = []
    for pack in book.packs:
        for rule in pack.rules:
            finding = judge_rule(rule, bench, facts)
            if rule.figure is None:
                findings.append(finding)
            elif finding.is_in_question:
                figures.append(work_out(rule.id, rule.title, rule.figure, facts))
    changes = plan(bench, facts, findings)
    deletions = deletion_duties(findings, book, facts)
    judged, waivers = apply_waivers(findings, observations.case.waivers, as_of)
    ordered = sorted(judged, key=lambda f: (f.verdict.rank, -f.severity.rank, f.rule))
    burden = is_burden_on_operator(facts, as_of)
    issues = issue_statuses(ordered, book, burden_on_operator=burden)
    kind = facts["premises.kind"].value if "premises.kind" in facts else None
    return Findings(
        minor=MINOR,
        tool_version=__version__,
        as_of=as_of,
        observations_digest=observations_digest,
        case=observations.case,
        packs=tuple(
            PackUsed(id=p.head.id, version=p.head.version, title=p.head.title, digest=p.digest)
            for p in book.packs
        ),
        facts=tuple(known[name] for name in sorted(known)),
        contradictions=established.contradictions,
        findings=tuple(ordered),
        figures=tuple(figures),
        necessity=necessity,
        plan=changes,
        deletions=deletions,
        waivers=waivers,
        penalties_seen=tuple(seen for seen in book.penalties if kind in seen.kinds),
        penalty_time_rules=book.transitions.penalties,
        comparison=compare(observations.case.decided_as, book, findings, figures, as_of),
        exhibits_not_examined=tuple(e.exhibit for e in observations.examinations if e.error),
        issues=issues,
        questions=issue_questions(ordered, issues, facts),
        not_looked_into=not_looked_into(ordered),
        burden_on_operator=burden,
    )


def judge_rule(rule: Rule, bench: Bench, facts: Mapping[str, Fact]) -> Finding:
    """The finding of one rule."""
    period, reason = bench.period(rule, facts)
    head = bench.book.pack_of(rule.id).head
    blank = Finding(
        rule=rule.id,
        rule_version=rule.version,
        pack=head.id,
        issue=rule.issue,
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
        authorities=_cited(rule, bench, period) if period else (),
        persuasive=is_abroad(facts),
        basis=basis(rule, facts_of((rule, *bench.asked_by(rule))), facts),
        transitions=_transitions(bench, facts, rule, period),
        remedy=rule.remedy,
        unsettled=rule.unsettled,
        in_question=False,
    )
    if period is None:
        return blank
    try:
        decision = bench.decision(rule, facts)
        asked = bench.asked_by(rule)
        adverse = decision.verdict.adverse
        triggers = open_triggers(rule, decision, facts, bench.book)
        undecided = (
            decision.verdict is Verdict.CANNOT_TELL and not triggers and not decision.open_in_law
        )
        verdict = persuasive_at_most(decision.verdict) if blank.persuasive else decision.verdict
        return blank.model_copy(
            update={
                "verdict": verdict,
                "in_question": decision.verdict is not Verdict.NOT_APPLICABLE and not triggers,
                "open_triggers": triggers,
                "confidence": decision.confidence,
                "because": decision.because,
                "reason": _reason(decision, triggers),
                "possible": decision.possible,
                "open_in_law": decision.open_in_law,
                "applies": decision.applies,
                "steps": decision.steps,
                "exceptions": decision.exceptions,
                "flips": flips(rule, facts, bench, asked) if adverse else (),
                "deciders": deciders(rule, facts, bench, asked) if undecided else (),
                "not_shown": (
                    facts_operator_has_to_show(rule, facts, bench, asked)
                    if undecided and is_burden_on_operator(facts, bench.as_of)
                    else ()
                ),
            }
        )
    except (ValueError, TypeError, KeyError) as problem:
        problem_text = f"{type(problem).__name__}: {problem}"
        return blank.model_copy(
            update={
                "verdict": Verdict.ERROR,
                "in_question": True,
                "reason": Text(
                    en=f"The rule could not be judged ({problem_text}).",
                    zh=f"该规则无法评判（{problem_text}）。",
                ),
            }
        )


def _reason(decision: RuleDecision, triggers: tuple[str, ...]) -> Text | None:
    """Why a rule is not in question; None where it is."""
    if triggers:
        return NOT_LOOKED_INTO
    silent = decision.verdict is Verdict.NOT_APPLICABLE and decision.because is None
    return OTHER_PREMISES if silent else None


def _cited(rule: Rule, bench: Bench, period: Period) -> tuple[CitedAuthority, ...]:
    """The citations in force in the period.

    A judgment or another decision explains law older than itself, so it is cited whatever the
    period, but not before it was given.
    """
    cited = []
    for citation in rule.authorities:
        authority = bench.book.authorities[citation.authority]
        if authority.is_practice:
            given = authority.from_ is None or authority.from_ <= bench.as_of
            overlap = period if given else None
        else:
            overlap = authority.window.overlap(period)
        if overlap is not None:
            cited.append(
                CitedAuthority(
                    authority=authority,
                    pinpoint=citation.pinpoint,
                    supports=citation.supports,
                    reading=citation.reading or authority.reading,
                    in_force=overlap,
                )
            )
    return tuple(cited)


def _transitions(
    bench: Bench, facts: Mapping[str, Fact], rule: Rule, period: Period | None
) -> tuple[Transition, ...]:
    """The rules on time for conduct that the law cited found already under way."""
    began = facts["deployment.start"].value if "deployment.start" in facts else None
    if period is None or period.start is None or not isinstance(began, str):
        return ()
    if period.start.isoformat() <= began:
        return ()
    return bench.book.transitions.for_instruments(c.authority for c in rule.authorities)

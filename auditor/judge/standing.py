"""The state of every issue without reasons: quick enough to try what answers would change.

The verdicts are those of `auditor.judge.run.judge`; what would change them and why is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from auditor.judge.decide.bench import Bench, is_abroad
from auditor.judge.decide.burden import is_burden_on_operator
from auditor.judge.decide.decide import verdict_and_openness
from auditor.judge.decide.in_question import open_triggers_of
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.decide.issues import issue_states
from auditor.judge.remedy.not_shown import facts_operator_has_to_show
from auditor.judge.rules.condition import truth, weigh
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.judge.rules.verdict import Severity, Verdict, persuasive_at_most
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import FINDING


@dataclass(frozen=True)
class QuickFinding:
    """The verdict of one rule and what its issue needs of it; the fields are those of `Finding`."""

    rule: str
    issue: Issue | None
    severity: Severity
    verdict: Verdict = Verdict.NOT_APPLICABLE
    in_question: bool = False
    open_in_law: bool = False
    open_triggers: tuple[str, ...] = ()
    not_shown: tuple[str, ...] = ()
    waived_from: Verdict | None = None

    @property
    def is_in_question(self) -> bool:
        """Whether the rule applies to the case, so that its verdict counts."""
        return self.in_question and self.verdict is not Verdict.NOT_APPLICABLE

    @property
    def is_undecided(self) -> bool:
        """Whether the rule is in question and more facts would decide it."""
        open_verdicts = (Verdict.CANNOT_TELL, Verdict.ERROR)
        return self.in_question and self.verdict in open_verdicts and not self.open_in_law

    @property
    def waits_for_facts(self) -> bool:
        """Whether more facts could change what the rule gives."""
        return self.is_undecided or bool(self.open_triggers)


def quick_findings(
    bench: Bench,
    facts: Mapping[str, Fact],
    rules: Iterable[Rule],
    others: Mapping[str, QuickFinding] = MappingProxyType({}),
) -> dict[str, QuickFinding]:
    """The findings of `rules` by rule, without those that only work out a figure.

    `others` are findings of further rules, which these may ask about. Every rule is judged once.
    """
    chosen = {rule.id: rule for rule in rules if rule.figure is None}
    findings: dict[str, QuickFinding] = {}
    known = dict(facts)
    asked_about = {n.removeprefix(FINDING) for rule in chosen.values() for n in rule.findings}
    for name in asked_about & others.keys() - chosen.keys():
        known[f"{FINDING}{name}"] = _as_fact(others[name])

    def judge(rule: Rule) -> None:
        for asked in rule.findings:
            name = asked.removeprefix(FINDING)
            if name in chosen and name not in findings:
                judge(chosen[name])
        findings[rule.id] = _quick_finding(bench, known, rule)
        if rule.id in asked_about:
            known[f"{FINDING}{rule.id}"] = _as_fact(findings[rule.id])

    for rule in chosen.values():
        if rule.id not in findings:
            judge(rule)
    return {name: findings[name] for name in chosen}


def quick_states(
    bench: Bench, facts: Mapping[str, Fact], findings: Collection[QuickFinding]
) -> dict[Issue, IssueState]:
    """The state of every issue from the findings of all rules; as a full judgment gives it.

    Whether an undecided issue is "not shown by the operator" is worked out here, for it is slow.
    """
    burden = is_burden_on_operator(facts, bench.as_of)
    if burden:
        findings = [_with_burden(bench, facts, finding) for finding in findings]
    return issue_states(findings, bench.book, burden_on_operator=burden)


def undecided_states(bench: Bench, findings: Collection[QuickFinding]) -> dict[Issue, IssueState]:
    """The states without asking who has to prove what: "not shown" is `open` here."""
    return issue_states(findings, bench.book, burden_on_operator=False)


def _quick_finding(bench: Bench, facts: Mapping[str, Fact], rule: Rule) -> QuickFinding:
    blank = QuickFinding(rule.id, rule.issue, rule.severity)
    if bench.period(rule, facts)[0] is None:
        return blank
    known = bench.with_findings(rule, facts) if rule.findings else facts
    try:
        verdict, open_in_law = verdict_and_openness(rule, known)
        triggers = _open_triggers(rule, verdict, known, bench.book)
    except (ValueError, TypeError, KeyError):
        return replace(blank, verdict=Verdict.ERROR, in_question=True)
    return replace(
        blank,
        verdict=persuasive_at_most(verdict) if is_abroad(facts) else verdict,
        in_question=verdict is not Verdict.NOT_APPLICABLE and not triggers,
        open_in_law=open_in_law,
        open_triggers=triggers,
    )


def _open_triggers(
    rule: Rule, verdict: Verdict, facts: Mapping[str, Fact], book: RuleBook
) -> tuple[str, ...]:
    # A trace is slow to make, and only a rule that may not apply needs it.
    if verdict is not Verdict.CANNOT_TELL and truth(rule.applies.whole, facts) is not Truth.UNKNOWN:
        return ()
    return open_triggers_of(rule, weigh(rule.applies.whole, facts), verdict, facts, book)


def _as_fact(finding: QuickFinding) -> Fact:
    """A verdict as the fact that other rules ask about; unknown where it is undecided."""
    decided = finding.verdict not in (Verdict.CANNOT_TELL, Verdict.ERROR)
    return Fact(id=f"{FINDING}{finding.rule}", value=finding.verdict.value if decided else None)


def _with_burden(bench: Bench, facts: Mapping[str, Fact], finding: QuickFinding) -> QuickFinding:
    rule = bench.book.rule(finding.rule)
    if rule is None or not finding.is_undecided or finding.verdict is Verdict.ERROR:
        return finding
    shown = facts_operator_has_to_show(rule, facts, bench, bench.asked_by(rule))
    return replace(finding, not_shown=shown)

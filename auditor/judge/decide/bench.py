"""What every judging in one run shares: the rules, the day, and how one rule looks to another."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from auditor.core.text import Text
from auditor.judge.decide.decide import (
    RuleDecision,
    attainable,
    can_settle,
    decide,
    is_settled,
    verdict_of,
)
from auditor.judge.rules.period import Period
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import FINDING

ABROAD = "elsewhere"
"""Value of `premises.country` for premises where the law of the packs does not hold."""
NOT_IN_FORCE = Text(
    en="The rule was not in force at the time of the conduct.",
    zh="行为发生时该规则尚未生效或已失效。",
)
LATER_CONDUCT = Text(
    en="The conduct began after the day the case is judged by.",
    zh="行为始于评判基准日之后。",
)
OTHER_COUNTRY = Text(
    en="The law this rule states does not hold where the premises are.",
    zh="该规则所依据的法律不适用于场所所在地。",
)


@dataclass(frozen=True)
class Bench:
    """The rules a case is judged by, and the day it is judged by."""

    book: RuleBook
    as_of: date

    def seen_by(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        """`facts` with the day of judging among them."""
        day = Fact(id="judging.as_of", value=self.as_of.isoformat())
        return {**facts, day.id: day}

    def period(self, rule: Rule, facts: Mapping[str, Fact]) -> tuple[Period | None, Text | None]:
        """The conduct that `rule` reaches, or None and why it reaches none.

        Abroad a rule of reasoning is asked whatever the day: no law in it is applied.
        """
        start, end = _day(facts, "deployment.start"), _day(facts, "deployment.end")
        if (act := rule.applies.governed_by) and (day := _day(facts, act)):
            start = end = day
        end = min(self.as_of, end or self.as_of)
        if start is not None and start > self.as_of:
            return None, LATER_CONDUCT
        if is_abroad(facts):
            if not self.book.pack_of(rule.id).head.persuasive:
                return None, OTHER_COUNTRY
            return Period(start=start, end=end), None
        recognised = rule.applies.recognised
        if recognised is not None and self.as_of < recognised.from_:
            return None, recognised.before
        if start is None and not rule.applies.window.overlap(Period(start=end, end=end)):
            return None, NOT_IN_FORCE
        period = Period(start=start, end=end).overlap(rule.applies.window)
        return (period, None) if period else (None, NOT_IN_FORCE)

    def decision(self, rule: Rule, facts: Mapping[str, Fact]) -> RuleDecision:
        """The decision of `rule` on `facts`, with the findings of the rules it asks about."""
        return decide(rule, self.with_findings(rule, facts))

    def verdict(self, rule: Rule, facts: Mapping[str, Fact]) -> Verdict:
        """The verdict of `decision`, without its trace."""
        return verdict_of(rule, self.with_findings(rule, facts) if rule.findings else facts)

    def verdict_in_force(self, rule: Rule, facts: Mapping[str, Fact]) -> Verdict:
        """The verdict of `rule`, or "not applicable" where the conduct lies outside its dates."""
        reached, _ = self.period(rule, facts)
        return self.verdict(rule, facts) if reached else Verdict.NOT_APPLICABLE

    def is_settled(self, rule: Rule, facts: Mapping[str, Fact]) -> bool:
        """Whether `rule` is decided on `facts`, or open in law though no fact is missing."""
        return is_settled(rule, self.with_findings(rule, facts) if rule.findings else facts)

    def can_settle(self, rule: Rule, facts: Mapping[str, Fact], known: Set[str]) -> bool:
        """Whether `rule` may be settled once the facts in `known` are; False is certain."""
        kept, open_findings = self._without_open_findings(rule, facts, known)
        return can_settle(rule, kept, {*known, *open_findings})

    def attainable(
        self, rule: Rule, facts: Mapping[str, Fact], free: Set[str]
    ) -> frozenset[Verdict]:
        """Every verdict `rule` can give when the facts in `free` may be anything, or unknown.

        The verdict of another rule may then be anything, too, where it depends on one of them and
        is not given among `facts`.
        """
        kept, open_findings = self._without_open_findings(rule, facts, free)
        return attainable(rule, kept, {*free, *open_findings})

    def _without_open_findings(
        self, rule: Rule, facts: Mapping[str, Fact], free: Set[str]
    ) -> tuple[Mapping[str, Fact], Set[str]]:
        """The facts with the findings that `rule` asks about, but those that hang on `free`."""
        if not rule.findings:
            return facts, frozenset()
        open_findings = {
            name
            for other in self.asked_by(rule)
            if (name := f"{FINDING}{other.id}") in free
            or (name not in facts and free & set(other.facts))
        }
        known = self.with_findings(rule, facts)
        return {n: fact for n, fact in known.items() if n not in open_findings}, open_findings

    def with_findings(self, rule: Rule, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        """`facts` with the verdicts of the rules that `rule` asks about.

        A finding given among `facts` is kept, so that a rule's examples can state it.
        """
        known = dict(facts)
        for name in rule.findings:
            if name not in known:
                known[name] = self._finding(name, facts)
        return known

    def behind(self, finding: str, facts: Mapping[str, Fact]) -> Rule | None:
        """The rule whose verdict `finding` is; None where it does not reach the conduct."""
        other = self.book.rule(finding.removeprefix(FINDING))
        return other if other is not None and self.period(other, facts)[0] is not None else None

    def asked_by(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules whose findings `rule` asks about, and those that these ask about."""
        reached: dict[str, Rule] = {}
        waiting = list(rule.findings)
        while waiting:
            other = self.book.rule(waiting.pop().removeprefix(FINDING))
            if other is not None and other.id not in reached:
                reached[other.id] = other
                waiting += other.findings
        return tuple(reached.values())

    def _finding(self, name: str, facts: Mapping[str, Fact]) -> Fact:
        """The verdict of another rule as a fact; unknown where it is undecided."""
        other = self.behind(name, facts)
        if other is None:
            return Fact(id=name, value=Verdict.NOT_APPLICABLE.value)
        decision = self.decision(other, facts)
        decided = decision.verdict not in (Verdict.CANNOT_TELL, Verdict.ERROR)
        return Fact(
            id=name,
            value=decision.verdict.value if decided else None,
            strength=decision.confidence,
        )


def is_abroad(facts: Mapping[str, Fact]) -> bool:
    """Whether the premises are where the law of the packs does not hold."""
    return "premises.country" in facts and facts["premises.country"].value == ABROAD


def _day(facts: Mapping[str, Fact], name: str) -> date | None:
    value = facts[name].value if name in facts else None
    return date.fromisoformat(value) if isinstance(value, str) else None

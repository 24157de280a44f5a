"""What each answer to a question would change, by judging again quickly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from auditor.case.model import PurposeAnswers
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.decide.necessity import PURPOSES, facts_of_necessity, weigh_necessity
from auditor.judge.remedy.candidate_values import all_tests, values_to_try
from auditor.judge.rules.condition import Test
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.rule import Rule
from auditor.judge.standing import QuickFinding, quick_findings, quick_states, undecided_states
from auditor.vocabulary.fact import Fact, Strength
from auditor.vocabulary.implied import implications, with_implied
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, declarable, definition

MOST_TRIED = 10
"""Most answers tried for one question: the values of the longest choice."""
OTHER_TEXT = "-"
"""Stands for any text that no rule names."""
_REACH = frozenset({"deployment.start", "deployment.end", "premises.country", "premises.kind"})
"""Facts on which it depends whether a rule reaches the conduct at all."""


class RuleIndex:
    """The rules of a book by the facts they depend on, also through the rules they ask about."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.rules = tuple(r for pack in bench.book.packs for r in pack.rules if r.figure is None)
        self.facts_of: dict[str, frozenset[str]] = {}
        self._tests: dict[str, list[Test]] = {}
        self._by_fact: dict[str, list[str]] = {}
        for rule in self.rules:
            self._enter(rule)

    def _enter(self, rule: Rule) -> None:
        together = (rule, *self.bench.asked_by(rule))
        acts = {part.applies.governed_by for part in together if part.applies.governed_by}
        facts = frozenset({fact for part in together for fact in part.facts} | acts)
        self.facts_of[rule.id] = facts
        for fact in facts:
            self._by_fact.setdefault(fact, []).append(rule.id)
        for test in all_tests(rule):
            for fact in dict.fromkeys(filter(None, (test.fact, test.other))):
                self._tests.setdefault(fact, []).append(test)

    def affected(self, facts: Collection[str]) -> tuple[Rule, ...]:
        """The rules that may give something else once `facts` change."""
        if _REACH & set(facts):
            return self.rules
        named = {rule for fact in facts for rule in self._by_fact.get(fact, ())}
        return tuple(rule for rule in self.rules if rule.id in named)

    def values(self, fact: str, facts: Mapping[str, Fact]) -> tuple[FactValue, ...]:
        """Answers to a question that the rules tell apart, at most `MOST_TRIED`."""
        tests = self._tests.get(fact, [])
        if definition(fact).type is not FactType.TEXT:
            return values_to_try(fact, tests, facts)[:MOST_TRIED]
        named = [test.value for test in tests if test.test == "named" and test.fact == fact]
        words = dict.fromkeys(str(v[0] if isinstance(v, tuple) else v) for v in named if v)
        return (*words, OTHER_TEXT) if words else ()


@dataclass(frozen=True)
class AnswerEffect:
    """What one answer would change: issues with their states afterwards, and rules settled."""

    states: Mapping[Issue, IssueState]
    settled: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """The established facts of a case, with the result of every rule and issue on them."""

    index: RuleIndex
    facts: Mapping[str, Fact]
    necessity: tuple[PurposeAnswers, ...] = ()

    @cached_property
    def known(self) -> dict[str, Fact]:
        """The facts with those of the necessity procedure and the day of judging."""
        return self._with_necessity(self.facts)

    @cached_property
    def findings(self) -> dict[str, QuickFinding]:
        """The finding of every rule."""
        return quick_findings(self.index.bench, self.known, self.index.rules)

    @cached_property
    def states(self) -> dict[Issue, IssueState]:
        """The state of every issue, as a full judgment gives it."""
        return quick_states(self.index.bench, self.known, self.findings.values())

    @cached_property
    def open_facts(self) -> tuple[str, ...]:
        """The facts that are not known and on which a rule waits."""
        names: dict[str, None] = {}
        for rule in self.index.rules:
            if self.findings[rule.id].waits_for_facts:
                names |= dict.fromkeys(self.index.facts_of[rule.id])
        return tuple(name for name in declarable() if name in names and not self.is_known(name))

    def is_known(self, fact: str) -> bool:
        """Whether the whole value of a fact is known."""
        known = self.known.get(fact)
        return known is not None and known.value is not None and known.complete

    def if_answered(self, fact: str, value: FactValue) -> AnswerEffect | None:
        """What the answer would change; None where it cannot be true with what is known."""
        stated = {**self.facts, fact: Fact(id=fact, value=value, strength=Strength.DECLARED)}
        changed = {fact}
        if fact in _premises():
            stated, clashes = with_implied(stated)
            if any(contradiction.fact not in self._clashing for contradiction in clashes):
                return None
            changed |= {name for name in stated if stated[name] is not self.facts.get(name)}
        known = {**self.known, **stated}
        if any(name in PURPOSES or name.startswith("necessity.") for name in changed):
            known = self._with_necessity(stated)
            changed |= {name for name in known if known[name] != self.known.get(name)}
        rules = self.index.affected(changed)
        return self._effect(quick_findings(self.index.bench, known, rules, self.findings))

    @cached_property
    def _undecided(self) -> dict[Issue, IssueState]:
        return undecided_states(self.index.bench, self.findings.values())

    @cached_property
    def _clashing(self) -> frozenset[str]:
        """The facts that differ already from what follows from others."""
        return frozenset(contradiction.fact for contradiction in with_implied(dict(self.facts))[1])

    def _with_necessity(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        weighed = weigh_necessity(self.necessity, facts, self.index.bench.book.ways)
        return self.index.bench.seen_by({**facts, **facts_of_necessity(weighed, facts)})

    def _effect(self, again: Mapping[str, QuickFinding]) -> AnswerEffect:
        changed = {name: new for name, new in again.items() if new != self.findings[name]}
        issues = {new.issue for new in changed.values()}
        findings = {**self.findings, **changed}
        touched = [finding for finding in findings.values() if finding.issue in issues]
        states = undecided_states(self.index.bench, touched)
        return AnswerEffect(
            states={
                issue: state
                for issue, state in states.items()
                if issue in issues and state is not self._undecided[issue]
            },
            settled=tuple(_settled(self.findings, changed)),
        )

    def state_before(self, issue: Issue) -> IssueState:
        """The state of an issue now, "not shown by the operator" counted as open."""
        return self._undecided[issue]


def _settled(
    before: Mapping[str, QuickFinding], after: Mapping[str, QuickFinding]
) -> Iterable[str]:
    return (
        name
        for name, finding in after.items()
        if before[name].waits_for_facts and not finding.waits_for_facts
    )


@cache
def _premises() -> frozenset[str]:
    """The facts from which others follow."""
    parts = (
        premise
        for implication in implications()
        for premise in (*implication.premises.all_of, *implication.premises.any_of)
    )
    return frozenset(premise.fact for premise in parts)

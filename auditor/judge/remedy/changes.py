"""Least-cost changes of facts after which given rules come out as wanted.

Which facts to change, so that as little as possible is asked of the people captured, is a weighted
MaxSAT problem: each fact keeps its value (free) or takes another (at a cost), and every rule
forbids the combinations on which it still finds something. What a rule forbids is not written out
beforehand but learned by judging: the cheapest candidate is judged, each rule that objects adds a
clause that rules out its reason, and the search goes on until nobody objects. The result is exact
for the values tried, and every answer has been judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF, IDPool

from auditor.judge.remedy.candidate_values import members_to_try, with_values
from auditor.judge.remedy.conduct import conduct_values, is_conduct
from auditor.judge.rules.condition import Test
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.implied import implications
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FINDING, FactType, definition, vocabulary

MOST_ROUNDS = 1000
"""Candidates judged before a search is given up."""
_TIES = 8
"""Room in a cost for the order among the values of one choice."""
_ALL_VERDICTS = frozenset(Verdict)
_NOT_TOLD = frozenset({Verdict.CANNOT_TELL, Verdict.ERROR})


class Judge(Protocol):
    """The decision of a rule."""

    def verdict(self, rule: Rule, facts: Mapping[str, Fact]) -> Verdict:
        """The verdict of `rule` on `facts`."""

    def attainable(
        self, rule: Rule, facts: Mapping[str, Fact], free: Set[str]
    ) -> frozenset[Verdict]:
        """Every verdict `rule` can give when the facts in `free` may be anything, or unknown.

        `free` may name findings; a finding among `facts` and not in `free` is kept.
        """

    def with_findings(self, rule: Rule, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
        """`facts` with the findings that `rule` itself asks about."""

    def behind(self, finding: str, facts: Mapping[str, Fact]) -> Rule | None:
        """The rule whose verdict a finding is; None where it does not reach the conduct."""


Changes = dict[str, FactValue]
"""New values, by fact, in the order of the vocabulary."""


@dataclass(frozen=True)
class Goal:
    """A rule, the facts it depends on, and the verdicts that it may give."""

    rule: Rule
    facts: tuple[str, ...]
    wanted: frozenset[Verdict]


@dataclass(frozen=True)
class Pinned:
    """A fact as a reason has it. `partly`: a set with these members, and without what it lacks."""

    fact: Fact
    partly: bool = False


Reason = dict[str, Pinned]


def least_changes(
    goals: Sequence[Goal], tests: Sequence[Test], facts: Mapping[str, Fact], judge: Judge
) -> Iterator[Changes]:
    """Sets of changes that bring every goal about, cheapest first.

    A change that asks more of the people captured (`burden` in the vocabulary) costs more than any
    number that ask less; then the fewest changes; then the order of the vocabulary. No set changes
    all the facts that an earlier one changed. `tests` are those of the rules: they say which values
    can matter.
    """
    named = dict.fromkeys(fact for goal in goals for fact in goal.facts)
    space = _Space(facts, tests, [n for n in named if definition(n).change != "fixed"])
    verdicts: dict[tuple[str, ...], Verdict] = {}
    with RC2(space.formula) as solver:
        for _ in range(MOST_ROUNDS):
            model = solver.compute()
            if model is None:
                return
            changes = space.changes(frozenset(model))
            changed = with_values(facts, changes)
            objections = []
            for goal in goals:
                seen = (goal.rule.id, *(repr(changes.get(name)) for name in goal.facts))
                if seen not in verdicts:
                    verdicts[seen] = judge.verdict(goal.rule, changed)
                if verdicts[seen] not in goal.wanted:
                    objections.append(goal)
            for goal in objections:
                solver.add_clause(space.unlike(_reason(goal, changed, space.open, judge)))
            if objections:
                continue
            yield changes
            if not changes:
                return
            solver.add_clause([-space.changed(name) for name in changes])


def _reason(
    goal: Goal, facts: Mapping[str, Fact], open_facts: Sequence[str], judge: Judge
) -> Reason:
    """What of the facts open to change keeps a rule from what is wanted: as little as suffices.

    A fact is left out where the rule gives nothing wanted whatever that fact is; of a set, those
    members are left out of which the same is true. A finding is replaced by what makes the rule
    behind it give that verdict.
    """
    reason: Reason = {}
    for name, pinned in _own_reason(goal, facts, open_facts, judge).items():
        if not name.startswith(FINDING):
            _join(reason, name, pinned, facts)
        elif (other := judge.behind(name, facts)) is not None:
            elsewhere = Goal(other, other.facts, _ALL_VERDICTS - _verdicts(pinned.fact))
            for below, part in _reason(elsewhere, facts, open_facts, judge).items():
                _join(reason, below, part, facts)
    return reason


def _verdicts(finding: Fact) -> frozenset[Verdict]:
    """The verdicts that show as this finding."""
    return frozenset({Verdict(str(finding.value))}) if finding.value is not None else _NOT_TOLD


def _join(reason: Reason, name: str, pinned: Pinned, facts: Mapping[str, Fact]) -> None:
    """Add a part to a reason; a fact pinned in two ways is pinned as it is."""
    if reason.get(name, pinned) != pinned:
        pinned = Pinned(facts.get(name, Fact(id=name, value=None)))
    reason[name] = pinned


def _own_reason(
    goal: Goal, facts: Mapping[str, Fact], open_facts: Sequence[str], judge: Judge
) -> Reason:
    """The reason in terms of what the rule itself names: facts, and findings of other rules."""
    seen = judge.with_findings(goal.rule, facts)
    # Findings are tried first: one fewer of them spares a whole rule.
    names = [*goal.rule.findings, *(name for name in goal.rule.facts if name in open_facts)]
    rest = {name: fact for name, fact in seen.items() if name not in names}

    def holds(kept: Reason) -> bool:
        free = {name for name in names if name not in kept or kept[name].partly}
        known = {name: pinned.fact for name, pinned in kept.items()}
        return not judge.attainable(goal.rule, {**rest, **known}, free) & goal.wanted

    reason = {name: Pinned(seen.get(name, Fact(id=name, value=None))) for name in names}
    for name in names:
        without = {other: pinned for other, pinned in reason.items() if other != name}
        if holds(without):
            reason = without
            continue
        for weaker in _weaker_sets(reason[name].fact):
            if holds({**reason, name: weaker}):
                reason[name] = _fewest_members(weaker, without, holds)
                break
    return reason


def _weaker_sets(fact: Fact) -> Iterator[Pinned]:
    """The set known only by its members; and only by its members and what it lacks."""
    if isinstance(fact.value, tuple) and fact.complete:
        in_part = fact.model_copy(update={"complete": False})
        yield Pinned(in_part, partly=True)
        lacks = tuple(word for word in definition(fact.id).values if word not in fact.value)
        yield Pinned(in_part.model_copy(update={"lacks": lacks}), partly=True)


def _fewest_members(pinned: Pinned, others: Reason, holds: Callable[[Reason], bool]) -> Pinned:
    """A set known in part, reduced to the members, and the lacks, that are needed."""
    for key in ("value", "lacks"):
        for member in getattr(pinned.fact, key):
            fewer = tuple(other for other in getattr(pinned.fact, key) if other != member)
            weaker = Pinned(pinned.fact.model_copy(update={key: fewer}), partly=True)
            if holds({**others, pinned.fact.id: weaker}):
                pinned = weaker
    return pinned


@dataclass
class _Space:
    """The facts that may change and the values they may take, as a weighted formula."""

    facts: Mapping[str, Fact]
    tests: Sequence[Test]
    open: Sequence[str]
    formula: WCNF = field(default_factory=WCNF)
    pool: IDPool = field(default_factory=IDPool)
    values: dict[str, tuple[FactValue | None, ...]] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        room = sum(len(definition(name).values) + 2 for name in self.open)
        for name in self.open:
            # Each level of burden outweighs every change below it, and any change every tie.
            cost = _TIES * room * (2 * room + 2) ** (definition(name).burden or 0)
            if definition(name).type is FactType.SET:
                self._add_set(name, cost)
            else:
                self._add_values(name, cost)
        self._add_implications()

    def changed(self, name: str) -> int:
        """A literal that is true wherever the fact is changed."""
        if name in self.values:
            return -self._takes(name, self._now(name))
        return int(self.pool.id(("changed", name)))

    def changes(self, model: frozenset[int]) -> Changes:
        """The new values in a model of the formula."""
        changes: Changes = {}
        for name in vocabulary():
            if name in self.values:
                value = next(v for v in self.values[name] if self._takes(name, v) in model)
                if value is not None and value != self._now(name):
                    changes[name] = value
            elif name in self.members and self._settled(name) in model:
                held = tuple(m for m in self.members[name] if self._has(name, m) in model)
                if not (self._whole(name) and held == self._now(name)):
                    changes[name] = held
        return changes

    def unlike(self, reason: Reason) -> list[int]:
        """A clause that some fact is otherwise than in `reason`."""
        clause: list[int] = []
        for name, pinned in reason.items():
            fact = pinned.fact
            if name in self.values:
                clause.append(-self._takes(name, fact.value))
                continue
            held = set(fact.value) if isinstance(fact.value, tuple) else set()
            whole = fact.value is not None and fact.complete
            if not whole and not pinned.partly:
                clause.append(self._settled(name))
                continue
            lacking = set(self.members[name]) - held if whole else set(fact.lacks)
            clause += [-self._has(name, member) for member in sorted(held)]
            clause += [self._has(name, m) for m in self.members[name] if m in lacking]
            if lacking or whole:
                clause.append(-self._settled(name))
        return clause

    # --- variables ------------------------------------------------------------------------------

    def _takes(self, name: str, value: FactValue | None) -> int:
        return int(self.pool.id(("takes", name, repr(value))))

    def _has(self, name: str, member: str) -> int:
        return int(self.pool.id(("has", name, member)))

    def _settled(self, name: str) -> int:
        return int(self.pool.id(("settled", name)))

    def _now(self, name: str) -> FactValue | None:
        return self.facts[name].value if name in self.facts else None

    def _whole(self, name: str) -> bool:
        return self._now(name) is not None and self.facts[name].complete

    # --- clauses --------------------------------------------------------------------------------

    def _add_values(self, name: str, cost: int) -> None:
        others = conduct_values(name, self.tests, self.facts)
        options = tuple(dict.fromkeys((self._now(name), *others)))
        self.values[name] = options
        chosen = [self._takes(name, value) for value in options]
        self.formula.append(chosen)
        for place, literal in enumerate(chosen):
            for other in chosen[place + 1 :]:
                self.formula.append([-literal, -other])
        # The vocabulary lists the values of a choice from the least done to people to the most.
        listed = list(definition(name).values)
        for value in options[1:]:
            further = listed.index(str(value)) if value in listed else 0
            weight = cost + min(further, _TIES - 1)
            self.formula.append([-self._takes(name, value)], weight=weight)

    def _add_set(self, name: str, cost: int) -> None:
        now = self._now(name)
        base = set(now) if isinstance(now, tuple) else set()
        self.members[name] = tuple(sorted(base | members_to_try(name, self.tests, self.facts)))
        settled, changed = self._settled(name), self.changed(name)
        otherwise = [
            -self._has(name, member) if member in base else self._has(name, member)
            for member in self.members[name]
        ]
        if self._whole(name):
            self.formula.append([settled])
        else:
            self.formula.append([-settled], weight=cost)
            self.formula.append([-settled, changed])
            if base or not is_conduct(name, None, ()):
                # To learn what else is in a set is no conduct.
                self.formula.append([-settled, *otherwise])
        for member, literal in zip(self.members[name], otherwise, strict=True):
            if (member in base) != (definition(name).change == "less"):
                # To take up another purpose, or to take more, is no remedy; nor is to tell less.
                self.formula.append([-literal])
            self.formula.append([-literal], weight=cost)
            self.formula.append([-literal, settled])
            self.formula.append([-literal, changed])

    def _add_implications(self) -> None:
        """No plan holds what cannot be so together by the meaning of the words."""
        for implication in implications():
            # Of several premises, which one changes is open, so they bind no single change.
            if len(implication.premises.all_of) != 1 or implication.premises.any_of:
                continue
            (premise,) = implication.premises.all_of
            name, carries = premise.fact, premise.values
            if premise.includes:
                continue
            for value in self.values.get(name, ()):
                if value is None or (carries is not None and value not in carries):
                    continue
                for then, implied_value in implication.then.items():
                    self._keep_together(name, value, then, implied_value)

    def _keep_together(
        self, name: str, value: FactValue, then: str, implied_value: FactValue
    ) -> None:
        """Where `name` has `value`, `then` is as that implies; a clash of today may remain."""
        clash = {self._now(then)} if value == self._now(name) else set()
        allowed = [
            option
            for option in self.values.get(then, ())
            if option is None or option == implied_value or option in clash
        ]
        if allowed:
            literals = [self._takes(then, option) for option in allowed]
            self.formula.append([-self._takes(name, value), *literals])

"""Two audits of one place: what was fixed, what is worse, what is newly known and what is open.

A finding that is adverse now and was not before says nothing about conduct by itself: an answer may
only have shown what was so all along. It is worse only where the rule is the same, the earlier
verdict was decided, or at least the step that counts now, and every fact that carried it and
changed was read again from the same thing on a later day (`succession`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.compare.succession import Succession, states_other
from auditor.judge.compare.transitions import (
    TRANSITIONS,
    FindingChange,
    VerdictStanding,
    carrying_facts,
    is_firmer,
    standing_of,
)
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.decide.traces import facts_named, looked_at
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.vocabulary.fact import Source
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FINDING, definition

_OF_THE_AUDIT = "judging."
"""Family of facts about the audit itself, such as its day; they differ without any conduct."""


class Differs(StrEnum):
    """What differs between two findings on one rule."""

    FACTS = "facts"
    RULE = "rule"
    LAW = "law"
    WAIVER = "waiver"
    ASKED = "asked"


class FactChanged(Frozen):
    """A fact that a finding looks at, before and after; None where it is unknown.

    A set that is not complete says "at least these". The sources are all that the audit had,
    strongest first. `on_site`: a later reading of the same thing shows the change.
    """

    fact: str
    before: FactValue | None
    after: FactValue | None
    before_complete: bool = True
    after_complete: bool = True
    before_sources: tuple[Source, ...] = ()
    after_sources: tuple[Source, ...] = ()
    on_site: bool = False


class Difference(Frozen):
    """One rule in two audits.

    A verdict is None where the audit did not ask the rule, or could not know whether it arises.
    `differs` is everything that differs behind the two verdicts. If only one of these differs, the
    change of verdict is due to it; if several do, which of them made the change was not tested.
    """

    rule: str
    issue: Issue | None
    title: Text
    severity: Severity
    change: FindingChange
    before: Verdict | None
    after: Verdict | None
    facts: tuple[FactChanged, ...]
    differs: tuple[Differs, ...]

    @property
    def rule_changed(self) -> bool:
        """Whether the rule itself was another one."""
        return Differs.RULE in self.differs


def differences(old: Findings, new: Findings) -> tuple[Difference, ...]:
    """Every rule that either audit asked, what is worse first, the most severe before the others.

    A rule that waited for its trigger in both is left out.
    """
    compared = _Comparison(old, new)
    asked = {f.rule for f in (*old.findings, *new.findings) if not f.open_triggers}
    rows = [compared.difference(rule) for rule in compared.rules if rule in asked]
    order = list(FindingChange)
    return tuple(sorted(rows, key=lambda d: (order.index(d.change), -d.severity.rank, d.rule)))


class _Facts:
    """What one audit knew."""

    def __init__(self, findings: Findings) -> None:
        self.by_id = {fact.id: fact for fact in findings.facts}

    def state(
        self, name: str, finding: Finding | None
    ) -> tuple[FactValue | None, bool, tuple[str, ...]]:
        """A fact's value, whether it is complete, and what it lacks.

        The verdict of a rule is a fact that only the trace holds.
        """
        fact = self.by_id.get(name)
        if fact is None:
            return _in_trace(finding).get(name), True, ()
        return fact.value, fact.complete, fact.lacks

    def sources(self, name: str) -> tuple[Source, ...]:
        """Every source of a fact, those against its value too."""
        return self.by_id[name].sources if name in self.by_id else ()


class _Comparison:
    """Two audits, rule by rule; the change of a rule can depend on that of another."""

    def __init__(self, old: Findings, new: Findings) -> None:
        self.before = {finding.rule: finding for finding in old.findings}
        self.after = {finding.rule: finding for finding in new.findings}
        self.rules = tuple({**self.before, **self.after})
        self.knew, self.knows = _Facts(old), _Facts(new)
        self.succession = Succession(old.case, new.case)
        self._changes: dict[str, FindingChange] = {}

    def difference(self, rule: str) -> Difference:
        """What became of `rule`, which one of the audits asked at least."""
        before, after = self.before.get(rule), self.after.get(rule)
        either = after or before
        if either is None:
            raise ValueError("a difference is between two findings, of which one may be missing")
        facts = tuple(self._facts_changed(before, after))
        return Difference(
            rule=rule,
            issue=either.issue,
            title=either.title,
            severity=either.severity,
            change=self.change(rule),
            before=_askedverdict_of(before),
            after=_askedverdict_of(after),
            facts=facts,
            differs=tuple(_differs(before, after, facts)),
        )

    def change(self, rule: str) -> FindingChange:
        """What became of the finding on `rule`."""
        if rule not in self._changes:
            # A rule whose own change is in question while it is worked out shows no conduct.
            self._changes[rule] = FindingChange.SAME
            self._changes[rule] = self._change(self.before.get(rule), self.after.get(rule))
        return self._changes[rule]

    def _change(self, before: Finding | None, after: Finding | None) -> FindingChange:
        was, is_now = standing_of(before), standing_of(after)
        change = TRANSITIONS[was, is_now]
        if change is FindingChange.WORSE:
            if (
                before is not None
                and was is VerdictStanding.ADVERSE
                and not is_firmer(before, after)
            ):
                return FindingChange.STILL_OPEN
            worse = self._by_conduct(before, after, change, self._shows_change)
            accepted = after is not None and after.verdict is Verdict.WAIVED
            return change if worse and not accepted else FindingChange.NEWLY_KNOWN
        if change is FindingChange.FIXED:
            if self._by_conduct(before, after, change, self._is_replaced):
                return change
            gone = is_now is VerdictStanding.NOT_ASKED
            return FindingChange.NO_LONGER_ASKED if gone else FindingChange.NEWLY_KNOWN
        return change

    def _by_conduct(
        self,
        before: Finding | None,
        after: Finding | None,
        same: FindingChange,
        shown: Callable[[FactChanged], bool],
    ) -> bool:
        """Whether conduct alone changed what carried the earlier verdict.

        Args:
            before: the earlier finding.
            after: the later one.
            same: what a rule whose verdict is one of the facts must have become itself.
            shown: whether the sources of a changed fact show that conduct changed.
        """
        if before is None or after is None or _rule(before) != _rule(after):
            return False
        in_time = before.period is not None and after.period is not None
        if not in_time or before.open_triggers or after.open_triggers:
            return False
        changed = {fact.fact: fact for fact in self._facts_changed(before, after)}
        carried = [
            changed[name]
            for name in carrying_facts(before, after)
            # What is unknown now cannot have made the later verdict.
            if name in changed
            and changed[name].after is not None
            and not name.startswith(_OF_THE_AUDIT)
        ]
        return bool(carried) and all(
            self.change(fact.fact.removeprefix(FINDING)) is same
            if fact.fact.startswith(FINDING)
            else shown(fact)
            for fact in carried
        )

    def _shows_change(self, fact: FactChanged) -> bool:
        """Whether a later reading of the same thing shows that a known fact changed."""
        return _was_other(fact) and _any_pair(fact, self.succession.shows_change)

    def _is_replaced(self, fact: FactChanged) -> bool:
        """Whether no source gives the earlier value any more, and one of its sources changed."""
        if self._shows_change(fact):
            return True
        persists = any(not states_other(source, fact.before) for source in fact.after_sources)
        return _was_other(fact) and not persists and _any_pair(fact, self.succession.replaces)

    def _facts_changed(
        self, before: Finding | None, after: Finding | None
    ) -> Iterator[FactChanged]:
        """Facts that either finding tested and that differ between the audits."""
        for name in {**_in_trace(before), **_in_trace(after)}:
            was, is_now = self.knew.state(name, before), self.knows.state(name, after)
            if was != is_now:
                fact = FactChanged(
                    fact=name,
                    before=was[0],
                    after=is_now[0],
                    before_complete=was[1],
                    after_complete=is_now[1],
                    before_sources=self.knew.sources(name),
                    after_sources=self.knows.sources(name),
                )
                yield fact.model_copy(update={"on_site": self._shows_change(fact)})


def _askedverdict_of(finding: Finding | None) -> Verdict | None:
    """The verdict; None where the rule was not asked, or nobody knows whether it arises."""
    if finding is None or (finding.verdict is Verdict.CANNOT_TELL and not finding.in_question):
        return None
    return finding.verdict


def _was_other(fact: FactChanged) -> bool:
    """Whether the fact was known, was otherwise, and is one that conduct can change.

    A set of which only more became known was not otherwise.
    """
    if fact.before is None or fact.after is None or fact.before == fact.after:
        return False
    if definition(fact.fact).change == "fixed":
        return False
    if isinstance(fact.before, tuple) and isinstance(fact.after, tuple):
        return fact.before_complete or not set(fact.before) <= set(fact.after)
    return True


def _any_pair(fact: FactChanged, follows: Callable[[Source, Source], bool]) -> bool:
    """Whether a source of either value was followed by, or follows, a reading that says otherwise.

    Of several systems one may carry the earlier value and another the later one.
    """
    return any(
        follows(earlier, later)
        for earlier in fact.before_sources
        for later in fact.after_sources
        if (not states_other(earlier, fact.before) and states_other(later, fact.before))
        or (not states_other(later, fact.after) and states_other(earlier, fact.after))
    )


def _differs(
    before: Finding | None, after: Finding | None, facts: tuple[FactChanged, ...]
) -> Iterator[Differs]:
    if before is None or after is None:
        yield Differs.ASKED
        return
    if facts:
        yield Differs.FACTS
    if _rule(before) != _rule(after):
        yield Differs.RULE
    elif _law(before) != _law(after):
        yield Differs.LAW
    if before.waived_from != after.waived_from:
        yield Differs.WAIVER


def _rule(finding: Finding) -> tuple[object, ...]:
    """What a rule asks, as far as a finding shows it; a pack need not count its versions."""
    return finding.rule_version, finding.question, finding.rule_text


def _law(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The places of law that were in force for the conduct and that the finding cites."""
    return tuple((cited.authority.id, cited.pinpoint.en) for cited in finding.authorities)


def _in_trace(finding: Finding | None) -> Mapping[str, FactValue | None]:
    """The facts that a finding tested, with their values."""
    if finding is None:
        return {}
    values_by_fact: dict[str, FactValue | None] = {}
    for leaf in looked_at(finding):
        values = (leaf.found, leaf.other_found)
        values_by_fact |= dict(zip(facts_named(leaf), values, strict=False))
    return values_by_fact

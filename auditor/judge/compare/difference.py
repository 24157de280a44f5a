"""Two audits of one place: what is new, cleared, changed or the same, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.decide.traces import facts_named, looked_at
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.vocabulary.fact import Source
from auditor.vocabulary.value import FactValue


class Turn(StrEnum):
    """What became of a finding between two audits, what needs attention first.

    `DROPPED` was adverse and is not any more, without the rule being satisfied: it is undecided,
    does not apply, was waived or was not asked. Only `CLEARED` says that the rule is satisfied.
    """

    NEW = "new"
    CHANGED = "changed"
    DROPPED = "dropped"
    CLEARED = "cleared"
    UNCHANGED = "unchanged"


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
    strongest first.
    """

    fact: str
    before: FactValue | None
    after: FactValue | None
    before_complete: bool = True
    after_complete: bool = True
    before_sources: tuple[Source, ...] = ()
    after_sources: tuple[Source, ...] = ()


class Difference(Frozen):
    """One rule in two audits. A verdict is None where the audit did not ask the rule.

    `differs` is everything that differs behind the two verdicts. Where it is one thing, the change
    of verdict is due to it; where it is several, which of them made the change was not tested.
    """

    rule: str
    title: Text
    severity: Severity
    turn: Turn
    before: Verdict | None
    after: Verdict | None
    facts: tuple[FactChanged, ...]
    differs: tuple[Differs, ...]

    @property
    def rule_changed(self) -> bool:
        """Whether the rule itself was another one."""
        return Differs.RULE in self.differs


def differences(old: Findings, new: Findings) -> tuple[Difference, ...]:
    """Every rule that either audit asked, what is new first, the most severe before the others.

    A rule that waited for its trigger in both is left out.
    """
    before = {finding.rule: finding for finding in old.findings}
    after = {finding.rule: finding for finding in new.findings}
    asked = {f.rule for f in (*old.findings, *new.findings) if not f.open_triggers}
    facts = _Facts(old), _Facts(new)
    compared = [
        _difference(before.get(rule), after.get(rule), *facts)
        for rule in {**before, **after}
        if rule in asked
    ]
    order = list(Turn)
    return tuple(sorted(compared, key=lambda d: (order.index(d.turn), -d.severity.rank, d.rule)))


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
        return self.by_id[name].sources if name in self.by_id else ()


def _difference(
    before: Finding | None, after: Finding | None, knew: _Facts, knows: _Facts
) -> Difference:
    either = after or before
    if either is None:
        raise ValueError("a difference is between two findings, of which one may be missing")
    was, is_now = (finding.verdict if finding else None for finding in (before, after))
    facts = tuple(_facts_changed(before, after, knew, knows))
    return Difference(
        rule=either.rule,
        title=either.title,
        severity=either.severity,
        turn=_turn(was, is_now),
        before=was,
        after=is_now,
        facts=facts,
        differs=tuple(_differs(before, after, facts)),
    )


def _turn(was: Verdict | None, is_now: Verdict | None) -> Turn:
    adverse, now_adverse = (verdict is not None and verdict.adverse for verdict in (was, is_now))
    if now_adverse and not adverse:
        return Turn.NEW
    if adverse and not now_adverse:
        return Turn.CLEARED if is_now is Verdict.SATISFIED else Turn.DROPPED
    return Turn.UNCHANGED if was is is_now else Turn.CHANGED


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
    """What a rule asks, as far as a finding tells it; a pack need not count its versions."""
    return finding.rule_version, finding.question, finding.rule_text


def _law(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The places of law that were in force for the conduct and that the finding cites."""
    return tuple((cited.authority.id, cited.pinpoint.en) for cited in finding.authorities)


def _facts_changed(
    before: Finding | None, after: Finding | None, knew: _Facts, knows: _Facts
) -> Iterator[FactChanged]:
    """Facts that either finding tested and that differ between the audits."""
    for name in {**_in_trace(before), **_in_trace(after)}:
        was, is_now = knew.state(name, before), knows.state(name, after)
        if was != is_now:
            yield FactChanged(
                fact=name,
                before=was[0],
                after=is_now[0],
                before_complete=was[1],
                after_complete=is_now[1],
                before_sources=knew.sources(name),
                after_sources=knows.sources(name),
            )


def _in_trace(finding: Finding | None) -> Mapping[str, FactValue | None]:
    """The facts that a finding tested, with what it found."""
    if finding is None:
        return {}
    values_by_fact: dict[str, FactValue | None] = {}
    for leaf in looked_at(finding):
        values = (leaf.found, leaf.other_found)
        values_by_fact |= dict(zip(facts_named(leaf), values, strict=False))
    return values_by_fact

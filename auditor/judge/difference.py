"""Two audits of one place: what is new, gone, changed or the same, and by which facts."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from auditor.case.model import FactValue
from auditor.frozen import Frozen
from auditor.judge.condition import LeafTrace, Trace
from auditor.judge.model import Finding, Findings
from auditor.judge.verdict import Severity, Verdict
from auditor.text import Text


class Turn(StrEnum):
    """What became of a finding between two audits, what needs attention first."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    UNCHANGED = "unchanged"


class FactChanged(Frozen):
    """A fact that a finding rests on, before and after; None where it is unknown."""

    fact: str
    before: FactValue | None
    after: FactValue | None


class Difference(Frozen):
    """One rule in two audits. A verdict is None where the audit did not ask the rule.

    `rule_changed` says that the rule itself was another version.
    """

    rule: str
    title: Text
    severity: Severity
    turn: Turn
    before: Verdict | None
    after: Verdict | None
    facts: tuple[FactChanged, ...]
    rule_changed: bool


def differences(old: Findings, new: Findings) -> tuple[Difference, ...]:
    """Every rule that either audit asked, what is new first, the gravest before the others."""
    before = {finding.rule: finding for finding in old.findings}
    after = {finding.rule: finding for finding in new.findings}
    found = [
        _difference(before.get(rule), after.get(rule), old, new) for rule in {**before, **after}
    ]
    order = list(Turn)
    return tuple(sorted(found, key=lambda d: (order.index(d.turn), -d.severity.rank, d.rule)))


def _difference(
    before: Finding | None, after: Finding | None, old: Findings, new: Findings
) -> Difference:
    either = after or before
    if either is None:
        raise ValueError("a difference is between two findings, of which one may be missing")
    was, is_now = (one.verdict if one else None for one in (before, after))
    return Difference(
        rule=either.rule,
        title=either.title,
        severity=either.severity,
        turn=_turn(was, is_now),
        before=was,
        after=is_now,
        facts=tuple(_facts_changed(before, after, old, new)),
        rule_changed=bool(before and after and before.rule_version != after.rule_version),
    )


def _turn(before: Verdict | None, after: Verdict | None) -> Turn:
    was, is_now = (verdict is not None and verdict.adverse for verdict in (before, after))
    if is_now and not was:
        return Turn.NEW
    if was and not is_now:
        return Turn.GONE
    return Turn.UNCHANGED if before is after else Turn.CHANGED


def _facts_changed(
    before: Finding | None, after: Finding | None, old: Findings, new: Findings
) -> Iterator[FactChanged]:
    """Facts that either finding looked at and that differ between the audits."""
    was = {fact.id: fact.value for fact in old.facts}
    is_now = {fact.id: fact.value for fact in new.facts}
    named = (name for finding in (before, after) if finding for name in _looked_at(finding))
    for name in dict.fromkeys(named):
        if was.get(name) != is_now.get(name):
            yield FactChanged(fact=name, before=was.get(name), after=is_now.get(name))


def _looked_at(finding: Finding) -> Iterator[str]:
    traces = [step.trace for step in (*finding.steps, *finding.exceptions)]
    for trace in (finding.applies, *traces):
        if trace is not None:
            yield from _facts_in(trace)


def _facts_in(trace: Trace) -> Iterator[str]:
    if isinstance(trace, LeafTrace):
        yield trace.fact
        if trace.other:
            yield trace.other
    else:
        for part in trace.parts:
            yield from _facts_in(part)

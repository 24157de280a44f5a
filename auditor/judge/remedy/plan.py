"""The whole case: what would clear every finding at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.judge.decide.bench import Bench
from auditor.judge.decide.findings import Finding, Plan
from auditor.judge.remedy.candidate_values import all_tests
from auditor.judge.remedy.changes import Changes, Goal, least_changes
from auditor.judge.remedy.flips import CLEARED, NOT_ADVERSE, facts_of, flip_of
from auditor.judge.rules.condition import Test
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact


@dataclass(frozen=True)
class _PlannedGoal:
    """What a finding has to become, and the tests of its rule and of those it asks about."""

    finding: Finding
    goal: Goal
    tests: tuple[Test, ...]


def plan(bench: Bench, facts: Mapping[str, Fact], findings: Sequence[Finding]) -> Plan | None:
    """The cheapest changes of conduct after which no finding is adverse; None where none is now.

    A finding that no change open to the operator clears is left as it is. So are those, the least
    severe first, that cannot be cleared together with the others. No change may make another rule
    adverse.
    """
    adverse = [finding for finding in findings if finding.verdict.adverse]
    if not adverse:
        return None
    goals = [
        planned
        for finding in findings
        if not finding.verdict.adverse or finding.flips
        if (planned := _planned(bench, finding)) is not None
    ]
    wanted = [planned for planned in goals if planned.finding.verdict.adverse]
    kept = [planned for planned in goals if planned not in wanted]
    changes = _together([*kept, *wanted], facts, bench) if wanted else None
    if wanted and changes is None:
        wanted, changes = _as_many_as_possible(kept, wanted, facts, bench)
    flip = flip_of(changes, facts, Verdict.SATISFIED) if changes else None
    clears = {planned.finding.rule for planned in wanted}
    return Plan(
        changes=flip.changes if flip else None,
        burden=flip.burden if flip else 0,
        clears=tuple(finding.rule for finding in adverse if finding.rule in clears),
        left=tuple(finding.rule for finding in adverse if finding.rule not in clears),
    )


def _planned(bench: Bench, finding: Finding) -> _PlannedGoal | None:
    rule = bench.book.rule(finding.rule)
    if rule is None or finding.period is None:
        return None
    rules = (rule, *bench.asked_by(rule))
    clears = bool(finding.flips) and finding.flips[0].verdict in CLEARED
    return _PlannedGoal(
        finding=finding,
        goal=Goal(rule, facts_of(rules), CLEARED if clears else NOT_ADVERSE | {Verdict.ERROR}),
        tests=tuple(test for asked_rule in rules for test in all_tests(asked_rule)),
    )


def _together(
    goals: Sequence[_PlannedGoal], facts: Mapping[str, Fact], bench: Bench
) -> Changes | None:
    """The cheapest changes that reach all of `goals`; None where none do."""
    tests = [test for planned in goals for test in planned.tests]
    return next(least_changes([planned.goal for planned in goals], tests, facts, bench), None)


def _as_many_as_possible(
    kept: Sequence[_PlannedGoal],
    wanted: Sequence[_PlannedGoal],
    facts: Mapping[str, Fact],
    bench: Bench,
) -> tuple[list[_PlannedGoal], Changes | None]:
    """Goals that can be reached together, taken by severity, and the changes that reach them."""
    reached: list[_PlannedGoal] = []
    best: Changes | None = None
    for planned in sorted(wanted, key=_most_severe_first):
        changes = _together([*kept, *reached, planned], facts, bench)
        if changes is not None:
            reached.append(planned)
            best = changes
    return reached, best


def _most_severe_first(planned: _PlannedGoal) -> tuple[int, int, str]:
    finding = planned.finding
    return finding.verdict.rank, -finding.severity.rank, finding.rule

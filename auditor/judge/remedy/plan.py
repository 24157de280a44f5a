"""The whole case: what would clear every finding at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.judge.decide.bench import Bench
from auditor.judge.decide.findings import Finding, Plan
from auditor.judge.remedy.candidate_values import all_tests
from auditor.judge.remedy.changes import Goal, least_changes
from auditor.judge.remedy.flips import CLEARED, facts_of, flip_of
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact

_NOT_ADVERSE = frozenset(verdict for verdict in Verdict if not verdict.adverse)


def plan(bench: Bench, facts: Mapping[str, Fact], findings: Sequence[Finding]) -> Plan | None:
    """The cheapest changes after which no finding is adverse; None where none is now.

    A finding that no change open to the operator clears is left as it is. No change may make
    another rule adverse.
    """
    adverse = [finding for finding in findings if finding.verdict.adverse]
    if not adverse:
        return None
    clearable = {finding.rule for finding in adverse if finding.flips}
    not_clearable = tuple(finding.rule for finding in adverse if not finding.flips)
    goals = []
    tests = []
    for finding in findings:
        rule = bench.book.rule(finding.rule)
        if rule is None or finding.period is None or finding.rule in not_clearable:
            continue
        rules = (rule, *bench.asked_by(rule))
        wanted = CLEARED if finding.rule in clearable else _NOT_ADVERSE
        goals.append(Goal(rule, facts_of(rules), wanted))
        tests += [test for asked_rule in rules for test in all_tests(asked_rule)]
    changes = next(least_changes(goals, tests, facts, bench), None) if clearable else None
    flip = flip_of(changes, facts, Verdict.SATISFIED) if changes is not None else None
    return Plan(
        changes=flip.changes if flip else None,
        burden=flip.burden if flip else 0,
        clears=tuple(finding.rule for finding in adverse if finding.rule in clearable),
        left=not_clearable,
    )

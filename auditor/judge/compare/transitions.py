"""What a pair of verdicts on one rule means, and which facts carried the earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from auditor.judge.decide.decide import RuleStep
from auditor.judge.decide.findings import Finding
from auditor.judge.decide.traces import bearing, facts_named
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.verdict import Verdict


class FindingChange(StrEnum):
    """What became of a finding between two audits, what needs attention first.

    `WORSE` and `FIXED` say that conduct changed; `NEWLY_KNOWN` that a verdict changed with what is
    known, in whichever direction; `NEWLY_OPEN` that a question arose. `NO_LONGER_ASKED`: the rule
    does not arise any more, or nobody knows whether it does. `SAME` is not in question or satisfied
    in both.
    """

    WORSE = "worse"
    NEWLY_KNOWN = "newly_known"
    NEWLY_OPEN = "newly_open"
    STILL_OPEN = "still_open"
    FIXED = "fixed"
    NO_LONGER_ASKED = "no_longer_asked"
    SAME = "same"


class VerdictStanding(StrEnum):
    """A verdict by what it means for a comparison; a waiver accepts what stays adverse."""

    ADVERSE = "adverse"
    UNDECIDED = "undecided"
    SATISFIED = "satisfied"
    NOT_ASKED = "not_asked"


def verdict_of(finding: Finding) -> Verdict:
    """The verdict without a waiver."""
    return finding.waived_from or finding.verdict


def is_firmer(before: Finding, after: Finding | None) -> bool:
    """Whether a likely violation became a violation."""
    return after is not None and verdict_of(after).rank < verdict_of(before).rank


def standing_of(finding: Finding | None) -> VerdictStanding:
    """The standing of a finding; one that is missing or not in question was not asked."""
    if finding is None or not finding.is_in_question:
        return VerdictStanding.NOT_ASKED
    verdict = verdict_of(finding)
    if verdict.adverse or verdict is Verdict.WAIVED:
        return VerdictStanding.ADVERSE
    return VerdictStanding.SATISFIED if verdict is Verdict.SATISFIED else VerdictStanding.UNDECIDED


TRANSITIONS: Mapping[tuple[VerdictStanding, VerdictStanding], FindingChange] = {
    (VerdictStanding.NOT_ASKED, VerdictStanding.NOT_ASKED): FindingChange.SAME,
    (VerdictStanding.NOT_ASKED, VerdictStanding.UNDECIDED): FindingChange.NEWLY_OPEN,
    (VerdictStanding.NOT_ASKED, VerdictStanding.SATISFIED): FindingChange.NEWLY_KNOWN,
    (VerdictStanding.NOT_ASKED, VerdictStanding.ADVERSE): FindingChange.WORSE,
    (VerdictStanding.UNDECIDED, VerdictStanding.NOT_ASKED): FindingChange.NO_LONGER_ASKED,
    (VerdictStanding.UNDECIDED, VerdictStanding.UNDECIDED): FindingChange.STILL_OPEN,
    (VerdictStanding.UNDECIDED, VerdictStanding.SATISFIED): FindingChange.NEWLY_KNOWN,
    (VerdictStanding.UNDECIDED, VerdictStanding.ADVERSE): FindingChange.WORSE,
    (VerdictStanding.SATISFIED, VerdictStanding.NOT_ASKED): FindingChange.NO_LONGER_ASKED,
    (VerdictStanding.SATISFIED, VerdictStanding.UNDECIDED): FindingChange.NEWLY_OPEN,
    (VerdictStanding.SATISFIED, VerdictStanding.SATISFIED): FindingChange.SAME,
    (VerdictStanding.SATISFIED, VerdictStanding.ADVERSE): FindingChange.WORSE,
    (VerdictStanding.ADVERSE, VerdictStanding.NOT_ASKED): FindingChange.FIXED,
    (VerdictStanding.ADVERSE, VerdictStanding.UNDECIDED): FindingChange.STILL_OPEN,
    (VerdictStanding.ADVERSE, VerdictStanding.SATISFIED): FindingChange.FIXED,
    (VerdictStanding.ADVERSE, VerdictStanding.ADVERSE): FindingChange.WORSE,
}
"""What a pair of verdicts means where conduct changed."""


def carrying_facts(before: Finding, after: Finding) -> tuple[str, ...]:
    """The facts that carried the earlier verdict, each once.

    Of an earlier verdict that was open, only the step is decided that makes the later one adverse:
    the facts by which that step did not hold then. There are none if it was open itself.
    """
    traces = [step.trace for step in (*before.steps, *before.exceptions)]
    if standing_of(before) is VerdictStanding.UNDECIDED:
        place = next((n for n, s in enumerate(after.steps) if _makes_adverse(s)), None)
        earlier = before.steps[place : place + 1] if place is not None else ()
        traces = [step.trace for step in earlier if step.result is Truth.FALSE]
    else:
        traces.append(before.applies)
    return tuple(
        dict.fromkeys(
            name
            for trace in traces
            if trace is not None
            for leaf in bearing(trace)
            for name in facts_named(leaf)
        )
    )


def _makes_adverse(step: RuleStep) -> bool:
    return step.result is Truth.TRUE and step.verdict.adverse

"""One rule, one set of facts, one decision. Pure: the same facts always give the same decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.rules.condition import (
    NodeTrace,
    Trace,
    attainable_truths,
    strength,
    truth,
    weigh,
)
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.rule import Outcome, Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact, Strength, weakest


class RuleStep(Frozen):
    """One step of a rule as weighed. `trace` None: the step asks nothing ("otherwise")."""

    verdict: Verdict
    because: Text
    result: Truth
    trace: Trace | None


@dataclass(frozen=True)
class RuleDecision:
    """The decision of a rule.

    Attributes:
        verdict: the verdict.
        because: the conclusion of the step that decided, which is true; None where none did.
        possible: for "cannot tell", the verdicts still open, in the order of the steps.
        open_in_law: "cannot tell" because the rule itself says the law is open, whatever facts are
            still unknown.
        applies: whether the rule applies, as weighed.
        steps: the steps weighed, up to the one that decided.
        exceptions: the exceptions weighed; only where an adverse verdict was in question.
        confidence: the weakest source the verdict hangs on, apart from the kind of premises; None
            where no fact decided.
    """

    verdict: Verdict
    because: Text | None
    possible: tuple[Verdict, ...]
    open_in_law: bool
    applies: Trace
    steps: tuple[RuleStep, ...]
    exceptions: tuple[RuleStep, ...]
    confidence: Strength | None


def decide(rule: Rule, facts: Mapping[str, Fact]) -> RuleDecision:
    """The decision of `rule` on `facts`. Its dates are not examined here.

    Steps are tried in order. A step whose condition is unknown leaves its verdict possible; the
    first whose condition is true ends the search. Where every possible verdict is the same, that is
    the verdict; where all of them are adverse, the weakest of them; otherwise it is undecided.
    """
    applies = weigh(rule.applies.whole, facts)
    if applies.result is Truth.FALSE:
        return RuleDecision(
            verdict=Verdict.NOT_APPLICABLE,
            because=None,
            possible=(),
            open_in_law=False,
            applies=applies,
            steps=(),
            exceptions=(),
            confidence=None,
        )
    steps = _steps(rule.outcomes, facts)
    possible = _possible([(step.verdict, step.result) for step in steps])
    exceptions: tuple[RuleStep, ...] = ()
    if any(verdict.adverse for verdict in possible):
        exceptions = _steps(rule.exceptions, facts)
        possible = _after_exceptions(possible, [(step.verdict, step.result) for step in exceptions])
    if applies.result is Truth.UNKNOWN:
        possible.append(Verdict.NOT_APPLICABLE)
    verdict = _one_of(possible)
    deciding = _deciding(verdict, (*exceptions, *steps)) if _agreed(verdict, possible) else None
    return RuleDecision(
        verdict=verdict,
        because=deciding.because if deciding else None,
        possible=tuple(dict.fromkeys(possible)) if verdict is Verdict.CANNOT_TELL else (),
        open_in_law=verdict is Verdict.CANNOT_TELL and deciding is not None,
        applies=applies,
        steps=steps,
        exceptions=exceptions,
        confidence=_confidence(verdict, applies, (*exceptions, *steps), facts),
    )


def verdict_of(rule: Rule, facts: Mapping[str, Fact]) -> Verdict:
    """The verdict of `decide` without its trace, for searches that judge thousands of times."""
    applies = truth(rule.applies.whole, facts)
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE
    return _verdict(applies, _weighed(rule.outcomes, facts), _weighed(rule.exceptions, facts))


def verdict_and_openness(rule: Rule, facts: Mapping[str, Fact]) -> tuple[Verdict, bool]:
    """The verdict and `open_in_law` of `decide`, without a trace, for quick judging."""
    applies = truth(rule.applies.whole, facts)
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE, False
    steps = _weighed(rule.outcomes, facts)
    adverse = any(verdict.adverse for verdict in _possible(steps))
    exceptions = _weighed(rule.exceptions, facts) if adverse else []
    possible = _all_possible(applies, steps, exceptions)
    verdict = _one_of(possible)
    open_step = (Verdict.CANNOT_TELL, Truth.TRUE) in (*steps, *exceptions)
    undecided = verdict is Verdict.CANNOT_TELL
    return verdict, undecided and open_step and _agreed(verdict, possible)


def is_settled(rule: Rule, facts: Mapping[str, Fact]) -> bool:
    """Whether `rule` gives a verdict, or "cannot tell" because the law itself is open."""
    applies = truth(rule.applies.whole, facts)
    return _settled(applies, _weighed(rule.outcomes, facts), _weighed(rule.exceptions, facts))


def attainable(rule: Rule, facts: Mapping[str, Fact], free: Collection[str]) -> frozenset[Verdict]:
    """Every verdict that `rule` can give when the facts in `free` may be anything, or unknown.

    It may hold verdicts that cannot come about together; it leaves none out.
    """
    return frozenset(
        _verdict(whole, steps, exceptions)
        for whole in attainable_truths(rule.applies.whole, facts, free)
        for steps in _attainable_ways(rule.outcomes, facts, free)
        for exceptions in _attainable_ways(rule.exceptions, facts, free)
    )


def can_settle(rule: Rule, facts: Mapping[str, Fact], known: Collection[str]) -> bool:
    """Whether `rule` may be settled once the facts in `known` are; False is certain."""
    known_truths = frozenset({Truth.TRUE, Truth.FALSE})
    steps = _attainable_ways(rule.outcomes, facts, known, known_truths)
    exceptions = _attainable_ways(rule.exceptions, facts, known, known_truths)
    return any(
        _settled(whole, weighed, excused)
        for whole in attainable_truths(rule.applies.whole, facts, known, known_truths)
        for weighed in steps
        for excused in exceptions
    )


Weighed = tuple[tuple[Verdict, Truth], ...]
"""Steps with what became of them: those that are false left out, up to the first that is true."""


def _attainable_ways(
    outcomes: tuple[Outcome, ...],
    facts: Mapping[str, Fact],
    free: Collection[str],
    among: frozenset[Truth] = frozenset(Truth),
) -> frozenset[Weighed]:
    """Every way that the steps can be weighed, of those that differ in what they leave possible.

    A verdict that an unknown step leaves possible is named once, for a second adds nothing.
    """
    open_ways: set[Weighed] = {()}
    ended: set[Weighed] = set()
    for outcome in outcomes:
        results = (
            attainable_truths(outcome.when, facts, free, among)
            if outcome.when is not None
            else {Truth.TRUE}
        )
        following: set[Weighed] = set()
        for way in open_ways:
            if Truth.TRUE in results:
                ended.add((*way, (outcome.verdict, Truth.TRUE)))
            if Truth.UNKNOWN in results:
                undecided = {*way, (outcome.verdict, Truth.UNKNOWN)}
                following.add(tuple(sorted(undecided)))
            if Truth.FALSE in results:
                following.add(way)
        open_ways = following
    return frozenset(open_ways | ended)


def _verdict(
    applies: Truth,
    steps: Sequence[tuple[Verdict, Truth]],
    exceptions: Sequence[tuple[Verdict, Truth]],
) -> Verdict:
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE
    return _one_of(_all_possible(applies, steps, exceptions))


def _all_possible(
    applies: Truth,
    steps: Sequence[tuple[Verdict, Truth]],
    exceptions: Sequence[tuple[Verdict, Truth]],
) -> list[Verdict]:
    """The verdicts still open of a rule that applies, or may."""
    possible = _possible(steps)
    if any(verdict.adverse for verdict in possible):
        possible = _after_exceptions(possible, exceptions)
    if applies is Truth.UNKNOWN:
        possible.append(Verdict.NOT_APPLICABLE)
    return possible


def _settled(
    applies: Truth,
    steps: Sequence[tuple[Verdict, Truth]],
    exceptions: Sequence[tuple[Verdict, Truth]],
) -> bool:
    """Whether more facts would change nothing: there is a verdict, or the law itself is open."""
    if applies is Truth.FALSE:
        return True
    possible = _all_possible(applies, steps, exceptions)
    if _one_of(possible) is not Verdict.CANNOT_TELL:
        return True
    open_in_law = (Verdict.CANNOT_TELL, Truth.TRUE) in (*steps, *exceptions)
    return open_in_law and _agreed(Verdict.CANNOT_TELL, possible)


def _agreed(verdict: Verdict, possible: Sequence[Verdict]) -> bool:
    """Whether "cannot tell" is what every possible step says; any other verdict is agreed on."""
    return verdict is not Verdict.CANNOT_TELL or set(possible) == {Verdict.CANNOT_TELL}


def _weighed(
    outcomes: tuple[Outcome, ...], facts: Mapping[str, Fact]
) -> list[tuple[Verdict, Truth]]:
    weighed: list[tuple[Verdict, Truth]] = []
    for outcome in outcomes:
        result = truth(outcome.when, facts) if outcome.when is not None else Truth.TRUE
        weighed.append((outcome.verdict, result))
        if result is Truth.TRUE:
            break
    return weighed


def _possible(steps: Sequence[tuple[Verdict, Truth]]) -> list[Verdict]:
    """The verdicts still open after the steps weighed."""
    possible = [verdict for verdict, result in steps if result is not Truth.FALSE]
    if not any(result is Truth.TRUE for _, result in steps):
        # The steps ran out: nothing the rule names is so, and the rule says no more.
        possible.append(Verdict.CANNOT_TELL)
    return possible


def _steps(outcomes: tuple[Outcome, ...], facts: Mapping[str, Fact]) -> tuple[RuleStep, ...]:
    weighed: list[RuleStep] = []
    for outcome in outcomes:
        trace = weigh(outcome.when, facts) if outcome.when is not None else None
        result = trace.result if trace is not None else Truth.TRUE
        weighed.append(
            RuleStep(verdict=outcome.verdict, because=outcome.because, result=result, trace=trace)
        )
        if result is Truth.TRUE:
            break
    return tuple(weighed)


def _after_exceptions(
    possible: list[Verdict], exceptions: Sequence[tuple[Verdict, Truth]]
) -> list[Verdict]:
    """`possible` with every adverse verdict replaced, or joined, by what the exceptions say."""
    if exceptions and exceptions[-1][1] is Truth.TRUE:
        excused = [verdict for verdict, result in exceptions if result is not Truth.FALSE]
        return [verdict for verdict in possible if not verdict.adverse] + excused
    return possible + [verdict for verdict, result in exceptions if result is Truth.UNKNOWN]


def _one_of(possible: list[Verdict]) -> Verdict:
    distinct = set(possible)
    if len(distinct) == 1:
        return possible[0]
    if all(verdict.adverse for verdict in distinct):
        return Verdict.LIKELY_VIOLATION
    return Verdict.CANNOT_TELL


def _deciding(verdict: Verdict, steps: tuple[RuleStep, ...]) -> RuleStep | None:
    """The step whose conclusion is printed: one that is true, so that nothing unknown is asserted.

    The weakest of several adverse verdicts may come from a step that is unknown; then the step that
    is true and adverse says more, and all of it is known.
    """
    true = [step for step in steps if step.result is Truth.TRUE]
    fitting = [step for step in true if step.verdict is verdict]
    if not fitting and verdict.adverse:
        fitting = [step for step in true if step.verdict.adverse]
    return fitting[0] if fitting else None


def _confidence(
    verdict: Verdict, applies: Trace, steps: tuple[RuleStep, ...], facts: Mapping[str, Fact]
) -> Strength | None:
    if verdict is Verdict.CANNOT_TELL:
        return None
    # The kind of premises, first in `applies`, is left out: it is the heading of the whole case,
    # and counted here it would make every verdict one that merely rests on what was declared.
    reach = applies.parts[1:] if isinstance(applies, NodeTrace) else ()
    hung_on = [*reach, *(step.trace for step in steps if step.trace is not None)]
    return weakest(strength(trace, facts) for trace in hung_on)

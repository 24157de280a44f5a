"""What a trace looks at, and what in it bears the result."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.decide.findings import Finding
from auditor.judge.rules.condition import LeafTrace, Trace
from auditor.judge.rules.logic import Truth


def leaves(trace: Trace) -> Iterator[LeafTrace]:
    """Every test in `trace`, in order."""
    if isinstance(trace, LeafTrace):
        yield trace
    else:
        for part in trace.parts:
            yield from leaves(part)


def bearing(trace: Trace) -> Iterator[LeafTrace]:
    """The tests that give `trace` its result: those with the same result as the whole."""
    if isinstance(trace, LeafTrace):
        yield trace
    elif trace.operator == "not":
        yield from bearing(trace.parts[0])
    else:
        for part in trace.parts:
            if part.result is trace.result:
                yield from bearing(part)


def looked_at(finding: Finding) -> Iterator[LeafTrace]:
    """Every test that a finding made."""
    traces = [step.trace for step in (*finding.steps, *finding.exceptions)]
    for trace in (finding.applies, *traces):
        if trace is not None:
            yield from leaves(trace)


def facts_named(leaf: LeafTrace) -> tuple[str, ...]:
    """The fact a test is about, and the one it is held against, if any."""
    return (leaf.fact, leaf.other) if leaf.other else (leaf.fact,)


def rests_on(finding: Finding) -> tuple[str, ...]:
    """The facts that bear the conclusion of an adverse finding, each once.

    Those that only say that the rule applies to the case are not among them.
    """
    facts = [
        fact
        for step in finding.steps
        if step.trace is not None and step.result is Truth.TRUE and step.verdict.adverse
        for leaf in bearing(step.trace)
        for fact in facts_named(leaf)
    ]
    return tuple(dict.fromkeys(facts))

"""Which facts that findings rest on an exhibit itself shows."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.rules.condition import LeafTrace, NodeTrace, Trace
from auditor.vocabulary.fact import Fact, Source


def shown_by(findings: Findings, exhibit: str) -> dict[str, Source]:
    """What `exhibit` itself states on facts that adverse findings rest on, by fact.

    A source is left out where the fact was judged otherwise: the exhibit does not show that then.
    """
    asked = {
        fact for finding in findings.findings if finding.verdict.adverse for fact in _asked(finding)
    }
    sources: dict[str, Source] = {}
    for fact in findings.facts:
        if fact.id in asked:
            for source in fact.sources:
                if source.exhibit == exhibit and _agrees(source, fact):
                    sources.setdefault(fact.id, source)
    return sources


def _agrees(source: Source, fact: Fact) -> bool:
    if isinstance(source.value, tuple) and isinstance(fact.value, tuple):
        return set(source.value) <= set(fact.value)
    return source.value == fact.value


def _asked(finding: Finding) -> Iterator[str]:
    for step in (*finding.steps, *finding.exceptions):
        if step.trace is not None:
            yield from _leaves(step.trace)


def _leaves(trace: Trace) -> Iterator[str]:
    if isinstance(trace, LeafTrace):
        yield trace.fact
    elif isinstance(trace, NodeTrace):
        for part in trace.parts:
            yield from _leaves(part)

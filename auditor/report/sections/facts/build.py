"""Every fact with its sources, and the facts that are not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.judge.decide.findings import (
    Finding,
    Findings,
)
from auditor.judge.decide.traces import leaves
from auditor.report.parts import Link
from auditor.report.sections.facts.view import FactRow
from auditor.report.sources import PLACES_IN_TABLE, groups
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import definition, vocabulary


def fact_rows(words: Words, facts: Iterable[Fact]) -> tuple[FactRow, ...]:
    """Every fact that a source states, with all of its sources, in the vocabulary's order."""
    order = {name: place for place, name in enumerate(vocabulary())}
    return tuple(
        FactRow(
            id=fact.id,
            anchor=anchor("fact", fact.id),
            question=words.question(fact.id),
            value=words.value(fact.id, fact.value, complete=fact.complete),
            strength=words.strength(fact.strength),
            groups=groups(words, fact.id, fact.sources, fact.value, PLACES_IN_TABLE, in_table=True),
        )
        for fact in sorted(facts, key=lambda fact: order[fact.id])
    )


def _asked(finding: Finding) -> Iterator[str]:
    """Facts whose lack a finding met, by its trace and its deciders."""
    traces = [step.trace for step in (*finding.steps, *finding.exceptions)]
    for trace in (finding.applies, *traces):
        if trace is not None:
            for leaf in leaves(trace):
                if leaf.found is None:
                    yield leaf.fact
                if leaf.other and leaf.other_found is None:
                    yield leaf.other
    for decider in finding.deciders:
        yield from decider.facts


def unknown_rows(words: Words, findings: Findings) -> tuple[FactRow, ...]:
    """Facts that rules asked for and no source states, with the rules that asked."""
    spoken_of = {fact.id for fact in findings.facts}
    asked: dict[str, dict[str, Link]] = {}
    for finding in findings.findings:
        for fact in _asked(finding):
            link = Link(anchor=anchor("rule", finding.rule), text=finding.rule)
            asked.setdefault(fact, {})[finding.rule] = link
    for figure in findings.figures:
        for fact in figure.missing:
            link = Link(anchor=anchor("rule", figure.rule), text=figure.rule)
            asked.setdefault(fact, {})[figure.rule] = link
    return tuple(
        FactRow(
            id=fact,
            anchor=anchor("fact", fact),
            question=words.question(fact),
            value="",
            evidence=words.text(definition(fact).evidence),
            asked_by=tuple(links.values()),
            ask=words.roles(definition(fact).ask),
        )
        for fact, links in asked.items()
        if fact not in spoken_of
    )

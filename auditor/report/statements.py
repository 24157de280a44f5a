"""Facts as sentences with the places where a reader can check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.judge.decide.findings import Finding
from auditor.judge.decide.traces import bearing, facts_named
from auditor.judge.rules.condition import Trace
from auditor.judge.rules.logic import Truth
from auditor.report.sources import differs
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Source
from auditor.vocabulary.value import FactValue, SpeakerRole

PLACES = 2
"""Places printed behind one sentence; the record has them all."""

_SAME: Mapping[str, tuple[tuple[str, FactValue], ...]] = {
    "consent.timing": (("consent.obtained", False),),
    "consent.separate": (("consent.obtained", False),),
    "capture.function": (("configuration.recognition_enabled", True),),
}
"""Facts whose sentence adds nothing where another fact with that value is stated next to it."""

_BACKGROUND = ("premises.", "operator.", "judging.", "deployment.", "people.", "finding.")
"""Families of facts that say where a rule applies; they are no reasons in a sentence."""


def cite(words: Words, source: Source) -> str:
    """Where a source is: the exhibit with the place in it, or who stated it and when."""
    if source.exhibit:
        return words.within((source.exhibit, words.short_place(source.locator)))
    who = words.say(f"speaker.{source.by.role.value}") if source.by else ""
    who = words.reported(who, source)
    if source.by is None:
        return ""
    decided = source.by.role in (SpeakerRole.COURT, SpeakerRole.AUTHORITY)
    verb = "found" if decided else "by"
    if source.on:
        return words.say(f"statement.{verb}_on", who=who, on=words.day(source.on))
    return words.say(f"statement.{verb}", who=who)


def agreeing(fact: Fact) -> tuple[Source, ...]:
    """The sources that state the value the fact is judged by, strongest first."""
    if fact.value is None:
        return ()
    value = fact.value
    return tuple(source for source in fact.sources if not differs(source, value))


def stated(words: Words, fact: Fact) -> str:
    """The fact as a sentence with its places; empty where it is unknown or has no sentence."""
    if fact.value is None:
        return ""
    text = words.sentence(fact.id, fact.value, complete=fact.complete)
    if not text:
        return ""
    places = list(dict.fromkeys(filter(None, (cite(words, s) for s in agreeing(fact)))))[:PLACES]
    if not places:
        return words.say("statement.plain", sentence=text)
    return words.say("statement.sourced", sentence=text, places=words.series(places))


def reasons(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The facts that carry the results of `findings`, each once, those of the first one first.

    Facts that only say that a rule applies come last, and those about the place not at all.
    """
    return tuple(dict.fromkeys((*deciding(findings), *triggers(findings))))


def deciding(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The facts that make the results of `findings` what they are, each once."""
    traces = (
        step.trace for finding in findings for step in finding.steps if step.result is Truth.TRUE
    )
    return _facts_of(traces)


def triggers(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The facts that make the rules of `findings` apply, each once."""
    return _facts_of(finding.applies for finding in findings)


def _facts_of(traces: Iterable[Trace | None]) -> tuple[str, ...]:
    leaves = (leaf for trace in traces if trace is not None for leaf in bearing(trace))
    names = dict.fromkeys(name for leaf in leaves for name in facts_named(leaf))
    return tuple(name for name in names if not name.startswith(_BACKGROUND))


def sentences_of(
    words: Words, names: Iterable[str], facts: Mapping[str, Fact], most: int
) -> tuple[str, ...]:
    """At most `most` sentences for the known facts among `names`, in their order, each once."""
    known = [name for name in names if name in facts]
    stated_facts = {name: facts[name].value for name in known}
    texts = (
        stated(words, facts[name])
        for name in known
        if not any(stated_facts.get(other) == value for other, value in _SAME.get(name, ()))
    )
    return tuple(dict.fromkeys(filter(None, texts)))[:most]

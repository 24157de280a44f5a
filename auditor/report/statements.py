"""Facts as sentences with the places where a reader can check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.core.locator import FileLocator, MediaLocator, TextLocator
from auditor.judge.decide.findings import Finding
from auditor.judge.decide.traces import bearing, facts_named
from auditor.judge.rules.logic import Truth
from auditor.report.sources import differs
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Source

PLACES = 2
"""Places printed behind one sentence; the record has them all."""

_BACKGROUND = ("premises.", "operator.", "judging.", "deployment.", "people.", "finding.")
"""Families of facts that say where a rule applies; they are no reasons in a sentence."""


def cite(words: Words, source: Source) -> str:
    """Where a source is: the exhibit with the place in it, or who stated it and when."""
    if source.exhibit:
        return words.join(part for part in (source.exhibit, _short_place(words, source)) if part)
    who = words.say(f"speaker.{source.by.role.value}") if source.by else ""
    who = words.reported(who, source)
    if who and source.on:
        return words.say("statement.by_on", who=who, on=words.day(source.on))
    return words.say("statement.by", who=who) if who else ""


def _short_place(words: Words, source: Source) -> str:
    """The place in an exhibit without what only a machine needs: no column, frame or box."""
    match source.locator:
        case None | FileLocator():
            return ""
        case MediaLocator() as media:
            return words.clock(media.start)
        case TextLocator() as text:
            return words.say("place.line", line=text.line)


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


def reasons(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The facts that carry the results of `findings`, each once, those of the first one first.

    Facts that only say that a rule applies come last, and those about the place not at all.
    """
    deciding: dict[str, None] = {}
    triggers: dict[str, None] = {}
    for finding in findings:
        for step in finding.steps:
            if step.trace is not None and step.result is Truth.TRUE:
                for leaf in bearing(step.trace):
                    deciding |= dict.fromkeys(facts_named(leaf))
        if finding.applies is not None:
            for leaf in bearing(finding.applies):
                triggers |= dict.fromkeys(facts_named(leaf))
    order = dict.fromkeys((*deciding, *triggers))
    return tuple(name for name in order if not name.startswith(_BACKGROUND))


def sentences_of(
    words: Words, names: Iterable[str], facts: Mapping[str, Fact], most: int
) -> tuple[str, ...]:
    """At most `most` sentences for the known facts among `names`, in their order, each once."""
    texts = (stated(words, facts[name]) for name in names if name in facts)
    return tuple(dict.fromkeys(filter(None, texts)))[:most]

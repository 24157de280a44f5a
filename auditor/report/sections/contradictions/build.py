"""Where the accounts of one fact differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.judge.decide.findings import Findings
from auditor.report.sections.contradictions.view import ContradictionView, OtherSide
from auditor.report.sources import PLACES_IN_CONTRADICTION, SourceGroup, _key, groups
from auditor.report.words import Words
from auditor.vocabulary.fact import Contradiction, Fact, Source


def contradiction_views(words: Words, findings: Findings) -> tuple[ContradictionView, ...]:
    """Every contradiction, with what was made of it."""
    facts = {fact.id: fact for fact in findings.facts}
    views = []
    for number, contradiction in enumerate(findings.contradictions, 1):
        owners = sources_by_fact(contradiction, facts)
        settled = contradiction.judged is not None
        value = words.value(contradiction.fact, contradiction.judged)
        judged = words.say("contradiction.judged", value=value) if settled else ""
        views.append(
            ContradictionView(
                anchor=f"contradiction-{number}",
                number=f"D{number}",
                question=words.question(contradiction.fact),
                judged=judged or words.say("contradiction.left_open"),
                settled=settled,
                groups=groups(
                    words,
                    contradiction.fact,
                    owners.pop(contradiction.fact, []),
                    contradiction.judged,
                    PLACES_IN_CONTRADICTION,
                ),
                against=tuple(
                    OtherSide(question=words.question(fact), groups=_some(words, fact, sources))
                    for fact, sources in owners.items()
                ),
            )
        )
    return tuple(views)


def _some(words: Words, fact: str, sources: Iterable[Source]) -> tuple[SourceGroup, ...]:
    return groups(words, fact, sources, None, PLACES_IN_CONTRADICTION)


def sources_by_fact(
    contradiction: Contradiction, facts: Mapping[str, Fact]
) -> dict[str, list[Source]]:
    """The sources of a contradiction by the fact they are about: two facts can contradict, too."""
    named = facts.get(contradiction.fact)
    own = set(map(_key, named.sources)) if named else set()
    elsewhere = {_key(source): fact.id for fact in facts.values() for source in fact.sources}
    owners: dict[str, list[Source]] = {}
    for source in contradiction.sources:
        key = _key(source)
        fact = contradiction.fact if key in own or not own else elsewhere.get(key)
        owners.setdefault(fact or contradiction.fact, []).append(source)
    return owners

"""The headline: what the system does with faces, and what that means, each from facts."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.judge.decide.issue_status import IssueState, IssueStatus
from auditor.report.headline_clauses import CLAUSES, SYSTEMS
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Strength

RECOGNITION = ("identify_one_to_many", "identify_repeat_visitor", "verify_one_to_one")
"""Values of `capture.function` that compare faces, which settings switch on."""


_DECIDING = (
    *("capture.function", "configuration.recognition_enabled", "capture.analyses"),
    *("collection.items", "capture.faces_detected"),
)
"""Facts that say what the system does, the most specific first."""
_MEMBERS = {"capture.analyses": "recognition", "collection.items": "face"}
"""Of a fact with several members, the one that decides."""


def headline(words: Words, facts: Mapping[str, Fact], issues: tuple[IssueStatus, ...]) -> str:
    """One sentence: what the cameras do, and what follows where something does."""
    system = words.say(f"headline.{_system(facts)}")
    meaning = _meaning(facts, issues)
    if not meaning:
        return words.say("headline.alone", system=system)
    return words.say("headline.and", system=system, meaning=words.say(f"headline_and.{meaning}"))


def deciding_fact(facts: Mapping[str, Fact]) -> Fact | None:
    """The fact that the headline takes from: what the system does, else whether faces are seen."""
    known = (facts[name] for name in _DECIDING if name in facts)
    return next((fact for fact in known if _decides(fact)), None)


def _decides(fact: Fact) -> bool:
    """Whether a fact is known; of several members, whether the deciding one is among them."""
    if isinstance(fact.value, tuple):
        return _MEMBERS[fact.id] in fact.value
    return fact.value is not None


def _system(facts: Mapping[str, Fact]) -> str:
    """The key of what the system does; what is not known is not said."""
    fact = deciding_fact(facts)
    if fact is None:
        return "unknown"
    match fact.id:
        case "capture.function":
            return SYSTEMS[str(fact.value)]
        case "configuration.recognition_enabled":
            return "recognises" if fact.value else "switched_off"
        case "capture.analyses":
            return "recognises"
        case "collection.items":
            return "collects"
        case _:
            return _faces(fact)


def _faces(fact: Fact) -> str:
    """Footage shows faces or none; other sources say only that they are captured, or not."""
    seen = any(source.strength is Strength.SEEN_IN_FOOTAGE for source in fact.sources)
    if fact.value:
        return "faces_seen" if seen else "captures"
    return "no_face_seen" if seen else "unknown"


def _meaning(facts: Mapping[str, Fact], issues: tuple[IssueStatus, ...]) -> str:
    statuses = {entry.issue: entry.state for entry in issues}
    for issue, name, value, clause in CLAUSES:
        holds = not name or (name in facts and facts[name].value == value)
        if holds and statuses.get(issue) is IssueState.BREACH:
            return clause
    present = set(statuses.values())
    if IssueState.BREACH in present:
        return "other_breach"
    if IssueState.LIKELY_BREACH in present:
        return "likely"
    decided = {state for state in present if not state.silent}
    if decided == {IssueState.MET}:
        return "met"
    return "met_or_open_in_law" if decided == {IssueState.MET, IssueState.OPEN_IN_LAW} else ""

"""Whether a rule is in question: only where what triggers it is established.

The trigger is what `applies` says: the kind of premises, the time, `when`, and `raised_if`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.judge.decide.decide import RuleDecision
from auditor.judge.decide.traces import bearing
from auditor.judge.rules.condition import Trace, facts_named, truth
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import FINDING


def open_triggers(
    rule: Rule, decision: RuleDecision, facts: Mapping[str, Fact], book: RuleBook
) -> tuple[str, ...]:
    """The unknown facts that keep `rule` from being in question; empty where it is, or never is.

    A rule that waits for the verdict of another waits for the facts of that one.
    """
    return open_triggers_of(rule, decision.applies, decision.verdict, facts, book)


def open_triggers_of(
    rule: Rule, applies: Trace, verdict: Verdict, facts: Mapping[str, Fact], book: RuleBook
) -> tuple[str, ...]:
    """As `open_triggers`, of a rule with `verdict` whose reach was weighed as `applies`."""
    if applies.result is Truth.UNKNOWN:
        return tuple(dict.fromkeys(_unknown_facts(applies, facts, book)))
    raised_if = rule.applies.raised_if
    if verdict is not Verdict.CANNOT_TELL or raised_if is None:
        return ()
    if truth(raised_if, facts) is Truth.TRUE:
        return ()
    return tuple(fact for fact in facts_named(raised_if) if not _is_whole(facts, fact))


def _unknown_facts(trace: Trace, facts: Mapping[str, Fact], book: RuleBook) -> Iterator[str]:
    for leaf in bearing(trace):
        for name in (leaf.fact, leaf.other):
            if name.startswith(FINDING):
                other = book.rule(name.removeprefix(FINDING))
                yield from _unknown_named(other.facts if other else (), facts)
            elif name and not _is_whole(facts, name):
                yield name


def _unknown_named(names: tuple[str, ...], facts: Mapping[str, Fact]) -> Iterator[str]:
    yield from (n for n in names if not n.startswith(FINDING) and not _is_whole(facts, n))


def _is_known(facts: Mapping[str, Fact], name: str) -> bool:
    return name in facts and facts[name].value is not None


def _is_whole(facts: Mapping[str, Fact], name: str) -> bool:
    return _is_known(facts, name) and facts[name].complete

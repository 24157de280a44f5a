"""A card for each issue in question: what holds, why, by which law, and what would change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from auditor.judge.decide.findings import CitedAuthority, Finding, Findings
from auditor.judge.decide.issue_status import IssueState, IssueStatus
from auditor.judge.rules.authority import Authority
from auditor.report.parts import Link
from auditor.report.sections.cards.view import Card, LawLine, SilentIssues
from auditor.report.statements import deciding, sentences_of, triggers
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Fact

_LISTED = re.compile(r"; |；|、")
"""Between the places of one pinpoint."""

WHY = 5
"""Sentences that say why."""
WHY_AT_LEAST = 2
"""Sentences up to which what makes the rules apply is added to what decides."""
WAYS_OUT = 2
"""Ways out of one breach; the record has all of them."""
UNKNOWN = 4
"""Questions of one card; the list of questions has those that settle most."""
"""Kinds of authorities that show practice and are no law."""
_ADVERSE = (IssueState.BREACH, IssueState.LIKELY_BREACH)


def cards(words: Words, findings: Findings, numbers: Mapping[str, str]) -> tuple[Card, ...]:
    """The cards in the order of the issues, breaches first.

    Args:
        words: of the report.
        findings: the saved judgment.
        numbers: the number of each finding in the record, by rule.
    """
    order = list(IssueState)
    entries = [e for e in findings.issues if e.rules and not e.state.silent]
    entries.sort(key=lambda entry: order.index(entry.state))
    facts = {fact.id: fact for fact in findings.facts}
    by_rule = {finding.rule: finding for finding in findings.findings}
    return tuple(_card(words, entry, facts, by_rule, numbers) for entry in entries)


def _card(
    words: Words,
    entry: IssueStatus,
    facts: Mapping[str, Fact],
    by_rule: Mapping[str, Finding],
    numbers: Mapping[str, str],
) -> Card:
    rules = [by_rule[rule] for rule in entry.rules]
    supporting = [by_rule[support.rule] for support in entry.supported_by]
    lead = rules[0]
    adverse = entry.state in _ADVERSE
    law, practice = _law(words, [*rules, *supporting])
    return Card(
        anchor=anchor("issue", entry.issue.value),
        issue=words.say(f"issue.{entry.issue.value}"),
        status=entry.state.value,
        status_word=words.say(f"status.{entry.state.value}"),
        conclusion=_conclusion(words, entry, lead),
        # What triggers an open question is on page one; a card repeats only reasons.
        why=() if entry.state is IssueState.OPEN else _why(words, rules, facts),
        unknown=tuple(words.question(fact) for fact in entry.open_facts[:UNKNOWN]),
        law=law,
        practice=practice,
        changes=_changes(words, lead) if adverse else (),
        remedy=words.text(lead.remedy) if adverse else "",
        burden=words.say("card.burden") if entry.state is IssueState.NOT_SHOWN else "",
        shown_by=_shown_by(words, entry) if entry.state is IssueState.NOT_SHOWN else (),
        rests_on=words.say("card.rests_on", strength=words.strength(lead.confidence))
        if lead.confidence and adverse
        else "",
        persuasive=words.say("finding.persuasive") if lead.persuasive else "",
        record=tuple(
            Link(anchor=anchor("rule", rule), text=numbers[rule])
            for rule in sorted(
                {*entry.rules, *(support.rule for support in entry.supported_by)} & set(numbers),
                key=lambda rule: int(numbers[rule]),
            )
        ),
    )


def _why(words: Words, rules: Sequence[Finding], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """What decides; where that is short, also what makes the rules apply."""
    names = deciding(rules)
    why = sentences_of(words, names, facts, WHY)
    if len(why) >= WHY_AT_LEAST:
        return why
    return sentences_of(words, (*names, *triggers(rules)), facts, WHY_AT_LEAST)


def _conclusion(words: Words, entry: IssueStatus, lead: Finding) -> str:
    if entry.state in (*_ADVERSE, IssueState.MET, IssueState.OPEN_IN_LAW):
        return words.text(lead.because) or words.text(lead.question)
    return words.say(f"card.{entry.state.value}", question=words.text(lead.question))


def _law(words: Words, rules: Sequence[Finding]) -> tuple[tuple[LawLine, ...], tuple[LawLine, ...]]:
    """All concurring authorities, law before practice, each once with its pinpoints."""
    cited: dict[str, list[CitedAuthority]] = {}
    for finding in rules:
        for authority in finding.authorities:
            cited.setdefault(authority.authority.id, []).append(authority)
    order = get_args(Authority.model_fields["kind"].annotation)
    lines = [(places[0].authority, _line(words, places)) for places in cited.values()]
    lines.sort(key=lambda line: order.index(line[0].kind))
    return (
        tuple(line for authority, line in lines if not authority.is_practice),
        tuple(line for authority, line in lines if authority.is_practice),
    )


def _line(words: Words, places: Sequence[CitedAuthority]) -> LawLine:
    authority = places[0].authority
    pinpoints = _each_once(words.text(place.pinpoint) for place in places)
    readings = dict.fromkeys(words.say(f"reading.{place.reading}") for place in places)
    return LawLine(
        anchor=anchor("authority", authority.id),
        cited=words.cited(words.title(authority), words.series(pinpoints)),
        kind=words.say(f"authority.{authority.kind}"),
        reading=words.series(readings),
    )


def _each_once(pinpoints: Iterable[str]) -> list[str]:
    """The places cited, without those that another one lists among others."""
    cited = list(dict.fromkeys(pinpoints))
    listed = {part for pinpoint in cited for part in _LISTED.split(pinpoint) if part != pinpoint}
    return [pinpoint for pinpoint in cited if pinpoint not in listed]


def _changes(words: Words, lead: Finding) -> tuple[str, ...]:
    """The ways out of the strongest rule, the least burdensome first: each a set of conduct."""
    ways = (words.series(filter(None, map(words.conduct, flip.changes))) for flip in lead.flips)
    return tuple(dict.fromkeys(filter(None, ways)))[:WAYS_OUT]


def _shown_by(words: Words, entry: IssueStatus) -> tuple[str, ...]:
    """The documents that would show what the operator has to prove."""
    return tuple(words.text(text) for text in entry.shown_by[:UNKNOWN])


def silent_issues(words: Words, findings: Findings) -> Iterator[SilentIssues]:
    """The issues that no rule raises: for each reason, one line."""
    for state in (IssueState.NOT_LOOKED_INTO, IssueState.NOT_IN_QUESTION):
        entries = [entry.issue.value for entry in findings.issues if entry.state is state]
        if entries:
            named = words.join(words.say(f"issue.{issue}") for issue in entries)
            yield SilentIssues(
                anchors=tuple(anchor("issue", issue) for issue in entries),
                text=words.say(f"card.{state.value}", issues=named),
            )

"""The plan of action: what to change, to delete and to find out, the most severe first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.core.digest import digest_bytes
from auditor.core.text import Text
from auditor.judge.decide.findings import Change, DeletionDuty, Finding, Findings
from auditor.judge.decide.traces import bearing
from auditor.judge.rules.condition import LeafTrace
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.verdict import Verdict
from auditor.report.action_view import ActionRow
from auditor.report.words import Words
from auditor.vocabulary.value import SpeakerRole
from auditor.vocabulary.vocabulary import definition

_ID_DIGITS = 8
"""Hexadecimal digits of an id: two of a thousand actions share one in a chance of 1 to 8,600."""


def action_rows(words: Words, findings: Findings) -> tuple[ActionRow, ...]:
    """Steps for every adverse finding, then duties to delete, then the open questions.

    A step that answers several findings has one row, at the place of the most severe.
    """
    return tuple(_Rows(words, findings).all())


class _Rows:
    def __init__(self, words: Words, findings: Findings) -> None:
        self.words = words
        self.findings = findings
        plan = findings.plan
        self.planned = set(map(_key, plan.changes or ())) if plan else set()

    def all(self) -> Iterator[ActionRow]:
        rows = (*self._steps(), *self._deletions(), *self._questions())
        for rank, row in enumerate(rows, 1):
            yield row.model_copy(update={"rank": rank})

    def _steps(self) -> Iterator[ActionRow]:
        words = self.words
        gathered: dict[tuple[str, str], list[tuple[Finding, Change | None]]] = {}
        adverse = [f for f in self.findings.findings if f.verdict.adverse]
        adverse.sort(key=lambda f: (-f.severity.rank, f.verdict.rank, f.rule))
        for finding in adverse:
            for change in self._changes(finding):
                key = _key(change) if change else ("", finding.remedy.en)
                gathered.setdefault(key, []).append((finding, change))
        for key, members in gathered.items():
            change = members[0][1]
            remedies = words.lines(dict.fromkeys(words.text(f.remedy) for f, _ in members))
            conduct = words.conduct(change) if change else ""
            yield self._row(
                "step",
                key if change else (_issue(members[0][0]), *key),
                [finding for finding, _ in members],
                what=words.say("statement.plain", sentence=conduct) if conduct else remedies,
                remedies=remedies if conduct else "",
                change=words.change(change) if change else "",
                in_plan=change is not None and _key(change) in self.planned,
                who=words.say(f"speaker.{SpeakerRole.OPERATOR.value}"),
                due=self._due([finding for finding, _ in members]),
                evidence=words.text(definition(change.fact).evidence)
                if change
                else words.lines(dict.fromkeys(e for f, _ in members for e in self._shown_by(f))),
            )

    def _changes(self, finding: Finding) -> tuple[Change, ...] | tuple[None]:
        """The changes that clear a finding: those of the plan where they do, else the smallest."""
        if not finding.flips:
            return (None,)
        in_plan = (f for f in finding.flips if self.planned.issuperset(map(_key, f.changes)))
        return next(in_plan, finding.flips[0]).changes

    def _shown_by(self, finding: Finding) -> Iterator[str]:
        """What would show the facts that a finding without a change hangs on."""
        for step in finding.steps:
            if step.trace is not None and step.result is Truth.TRUE:
                for leaf in bearing(step.trace):
                    yield self.words.text(definition(leaf.fact).evidence)

    def _due(self, findings: list[Finding]) -> date | None:
        """The first day that a rule tested a fact against, with the span the rule gives."""
        days = [
            leaf.plus.after(date.fromisoformat(leaf.other_found))
            for finding in findings
            for leaf in _tested(finding)
            if leaf.plus is not None and isinstance(leaf.other_found, str)
        ]
        return min(days, default=None)

    def _deletions(self) -> Iterator[ActionRow]:
        """One row for the same data, whichever rules ask for it; the earliest day counts."""
        words = self.words
        by_rule = {finding.rule: finding for finding in self.findings.findings}
        gathered: dict[tuple[str, ...], list[DeletionDuty]] = {}
        for duty in self.findings.deletions:
            gathered.setdefault(duty.items, []).append(duty)
        for items, duties in gathered.items():
            since = min((duty.since for duty in duties if duty.since), default=None)
            yield self._row(
                "deletion",
                items,
                [by_rule[duty.rule] for duty in duties],
                what=words.say("actions.delete", items=self._items(items)),
                who=words.say(f"speaker.{SpeakerRole.OPERATOR.value}"),
                deadline=words.say("actions.since", day=words.day(since)) if since else "",
                due=since,
                evidence=words.say("actions.deletion_evidence"),
            )

    def _items(self, items: tuple[str, ...]) -> str:
        return definition("collection.items").say(items, self.words.language)

    def _questions(self) -> Iterator[ActionRow]:
        words = self.words
        open_ = [finding for finding in self.findings.findings if finding.is_undecided]
        open_.sort(key=lambda f: (-f.severity.rank, f.verdict.rank, not f.deciders, f.rule))
        gathered: dict[tuple[str, ...], list[Finding]] = {}
        for finding in open_:
            facts = finding.deciders[0].facts if finding.deciders else ()
            gathered.setdefault(facts or (f"rule:{finding.rule}",), []).append(finding)
        for facts, members in gathered.items():
            first = members[0]
            decider = first.deciders[0] if first.deciders else None
            yield self._row(
                "question",
                facts,
                members,
                what=words.lines(words.question(fact) for fact in facts)
                if decider
                else self._undecided(first),
                who=words.roles(decider.ask) if decider else "",
                evidence=words.lines(words.text(definition(fact).evidence) for fact in facts)
                if decider
                else "",
            )

    def _undecided(self, finding: Finding) -> str:
        words = self.words
        if finding.verdict is Verdict.ERROR:
            return words.text(finding.reason)
        return words.say("finding.no_decider")

    def _row(
        self,
        kind: str,
        key: tuple[str, ...],
        findings: list[Finding],
        *,
        what: str,
        who: str,
        evidence: str,
        change: str = "",
        remedies: str = "",
        in_plan: bool = False,
        deadline: str = "",
        due: date | None = None,
    ) -> ActionRow:
        words = self.words
        worst = max(findings, key=lambda f: f.severity.rank)
        # What a question turns on may be half the law; its findings name it.
        cited = {
            (c.authority.id, str(c.pinpoint)): self._cited(c.authority.title, c.pinpoint)
            for finding in findings
            for c in finding.authorities
            if kind != "question"
        }
        return ActionRow.model_validate(
            {
                "id": _identifier(kind, key),
                "rank": 0,
                "kind": kind,
                "kind_word": words.say(f"action_kind.{kind}"),
                "findings": tuple(f.rule for f in findings),
                "about": tuple(words.text(f.title) for f in findings),
                "issues": tuple(
                    dict.fromkeys(
                        words.say(f"issue.{f.issue.value}") for f in findings if f.issue is not None
                    )
                ),
                "verdict_word": words.verdict(findings[0]),
                "severity_word": words.say(f"severity.{worst.severity.value}"),
                "what": what,
                "change": change,
                "remedies": remedies,
                "in_plan": in_plan,
                "who": who,
                "deadline": deadline or (words.day(due) if due else ""),
                "due": due.isoformat() if due else "",
                "evidence": evidence,
                "authorities": tuple(cited.values()),
            }
        )

    def _cited(self, title: Text, pinpoint: Text) -> str:
        return self.words.cited(self.words.text(title), self.words.text(pinpoint))


def _identifier(kind: str, key: tuple[str, ...]) -> str:
    """A short id made from what is to be done: no order, language or wording of a report in it."""
    digest = digest_bytes("\n".join((kind, *key)).encode()).value
    return f"{kind[0].upper()}-{digest[:_ID_DIGITS]}"


def _issue(finding: Finding) -> str:
    return finding.issue.value if finding.issue else finding.rule


def _key(change: Change) -> tuple[str, str]:
    return change.fact, str(change.then)


def _tested(finding: Finding) -> Iterator[LeafTrace]:
    """The leaves that made the steps of a finding true."""
    for step in finding.steps:
        if step.trace is not None and step.result is Truth.TRUE:
            yield from bearing(step.trace)

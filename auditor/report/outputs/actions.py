"""The plan of action: what to change, what to delete, and what to find out, gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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


def action_rows(words: Words, findings: Findings) -> tuple[ActionRow, ...]:
    """Steps for every adverse finding, then duties to delete, then the open questions.

    A step that answers several findings stands once, at the place of the gravest.
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
                key = _key(change) if change else ("", words.text(finding.remedy))
                gathered.setdefault(key, []).append((finding, change))
        for members in gathered.values():
            change = members[0][1]
            yield self._row(
                "step",
                [finding for finding, _ in members],
                what=words.lines(dict.fromkeys(words.text(f.remedy) for f, _ in members)),
                change=words.change(change) if change else "",
                in_plan=change is not None and _key(change) in self.planned,
                who=words.say(f"speaker.{SpeakerRole.OPERATOR.value}"),
                deadline=self._deadline([finding for finding, _ in members]),
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

    def _deadline(self, findings: list[Finding]) -> str:
        """The first day that a rule tested a fact against, with the span the rule gives."""
        days = [
            leaf.plus.after(date.fromisoformat(leaf.other_found))
            for finding in findings
            for leaf in _tested(finding)
            if leaf.plus is not None and isinstance(leaf.other_found, str)
        ]
        return self.words.day(min(days)) if days else ""

    def _deletions(self) -> Iterator[ActionRow]:
        words = self.words
        by_rule = {finding.rule: finding for finding in self.findings.findings}
        for duty in self.findings.deletions:
            yield self._row(
                "deletion",
                [by_rule[duty.rule]],
                what=words.say("actions.delete", items=self._items(duty)),
                who=words.say(f"speaker.{SpeakerRole.OPERATOR.value}"),
                deadline=words.say("actions.since", day=words.day(duty.since))
                if duty.since
                else "",
                evidence=words.say("actions.deletion_evidence"),
            )

    def _items(self, duty: DeletionDuty) -> str:
        return definition("collection.items").say(duty.items, self.words.language)

    def _questions(self) -> Iterator[ActionRow]:
        words = self.words
        unsettled = (Verdict.CANNOT_TELL, Verdict.ERROR)
        in_question = (f for f in self.findings.findings if f.is_in_question)
        open_ = [finding for finding in in_question if finding.verdict in unsettled]
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
        if finding.open_in_law:
            return words.say("finding.law_open_because", because=words.text(finding.because))
        return words.say("finding.no_decider")

    def _row(
        self,
        kind: str,
        findings: list[Finding],
        *,
        what: str,
        who: str,
        evidence: str,
        change: str = "",
        in_plan: bool = False,
        deadline: str = "",
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
                "in_plan": in_plan,
                "who": who,
                "deadline": deadline,
                "evidence": evidence,
                "authorities": tuple(cited.values()),
            }
        )

    def _cited(self, title: Text, pinpoint: Text) -> str:
        return self.words.cited(self.words.text(title), self.words.text(pinpoint))


def _key(change: Change) -> tuple[str, str]:
    return change.fact, str(change.then)


def _tested(finding: Finding) -> Iterator[LeafTrace]:
    """The leaves that made the steps of a finding true."""
    for step in finding.steps:
        if step.trace is not None and step.result is Truth.TRUE:
            yield from bearing(step.trace)

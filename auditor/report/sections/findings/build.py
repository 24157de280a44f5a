"""Findings as a reader follows them: question, rule, application, conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.core.text import Text
from auditor.judge.decide.decide import RuleStep
from auditor.judge.decide.findings import (
    CitedAuthority,
    Comparison,
    Decider,
    Finding,
    Flip,
    HoldingAgreement,
)
from auditor.judge.decide.traces import bearing
from auditor.judge.rules.condition import LeafTrace, Trace
from auditor.judge.rules.figure import Figure
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.verdict import Verdict
from auditor.report.conclusions import because, not_in_question
from auditor.report.condition_words import test_words
from auditor.report.parts import Link
from auditor.report.sections.authorities.build import _in_force
from auditor.report.sections.comparison.view import ComparisonView, HoldingRow
from auditor.report.sections.figures.view import FigureView, TermView
from auditor.report.sections.findings.view import (
    AuthorityView,
    DeciderView,
    FindingView,
    FlipView,
    NotApplicableRow,
    StepView,
    TraceNode,
)
from auditor.report.sources import PLACES_IN_FINDING, SourceGroup, groups
from auditor.report.subjects import subject_of
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import definition

GROUPS_IN_FINDING = 4
"""Origins of a fact printed with a finding, the strongest first; the table of facts has all."""


class Reasoning:
    """Turns findings into views. One per report."""

    def __init__(self, words: Words, facts: Iterable[Fact]) -> None:
        self.words = words
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in facts}
        self._groups: dict[str, tuple[SourceGroup, ...]] = {}

    def finding(self, finding: Finding, number: int) -> FindingView:
        """One finding with its trace."""
        words = self.words
        printed: set[str] = set()
        because_words = because(words, finding)
        # A conclusion that names what is still possible is not followed by a list of it.
        listed = finding.possible if because_words == words.text(finding.because) else ()
        return FindingView(
            id=finding.rule,
            anchor=anchor("rule", finding.rule),
            number=number,
            pack=finding.pack,
            version=finding.rule_version,
            tests=finding.tests,
            subject=words.say(f"subject.{subject_of(finding)}"),
            title=words.text(finding.title),
            question=words.text(finding.question),
            rule_text=words.text(finding.rule_text),
            rationale=words.text(finding.rationale),
            authorities=tuple(self._authority(cited) for cited in finding.authorities),
            applies=self._trace(finding.applies, printed) if finding.applies else None,
            steps=tuple(self._step(step, printed) for step in finding.steps),
            exceptions=tuple(self._step(step, printed) for step in finding.exceptions),
            verdict=finding.verdict.value,
            verdict_word=words.verdict(finding),
            because=because_words,
            severity=finding.severity.value,
            severity_word=words.say(f"severity.{finding.severity.value}"),
            severity_reason=words.text(finding.severity_reason),
            adverse=finding.verdict.adverse,
            confidence=words.strength(finding.confidence),
            period=words.period(finding.period),
            reason=words.text(finding.reason),
            possible=tuple(words.say(f"verdict.{v.value}") for v in listed),
            open_in_law=finding.open_in_law,
            unsettled=words.text(finding.unsettled),
            flips=tuple(self.flip(flip) for flip in finding.flips),
            deciders=tuple(self.decider(finding, decider) for decider in finding.deciders),
            remedy=words.text(finding.remedy),
            persuasive=finding.persuasive,
            waived_from=(
                words.say(f"verdict.{finding.waived_from.value}") if finding.waived_from else ""
            ),
            transitions=tuple(
                words.say(
                    "finding.transition",
                    says=words.text(one.says),
                    authority=one.authority,
                    pinpoint=words.text(one.pinpoint),
                )
                for one in finding.transitions
            ),
            basis=str(finding.basis) if finding.basis and finding.verdict.adverse else "",
        )

    def not_applicable(self, finding: Finding) -> NotApplicableRow:
        """A rule that does not speak, with the reason or the facts that show it."""
        words = self.words
        against = list(_deciding(finding.applies)) if finding.applies else []
        return NotApplicableRow(
            id=finding.rule,
            anchor=anchor("rule", finding.rule),
            title=words.text(finding.title),
            reason=not_in_question(words, finding),
            facts=tuple(
                dict.fromkeys(
                    [
                        *(words.fact(leaf.fact, leaf.found) for leaf in against),
                        *map(words.question, finding.open_triggers),
                    ]
                )
            ),
        )

    def figure(self, figure: Figure) -> FigureView:
        """An amount with its working."""
        words = self.words
        amount = "" if figure.amount is None else self._yuan(figure.amount)
        return FigureView(
            id=figure.rule,
            anchor=anchor("rule", figure.rule),
            title=words.text(figure.title),
            amount=amount,
            terms=tuple(
                TermView(
                    label=words.text(term.label),
                    working=term.working,
                    amount=self._yuan(term.amount),
                )
                for term in figure.terms
            ),
            missing=tuple(words.question(fact) for fact in figure.missing),
        )

    def comparison(self, comparison: Comparison, titles: Mapping[str, Text]) -> ComparisonView:
        """The decided case, holding by holding; `titles` are those of the rules, by id."""
        words = self.words
        rows = tuple(self._holding(agreement, titles) for agreement in comparison.agreements)
        statuses = [agreement.status for agreement in comparison.agreements]
        tally = tuple(
            words.say("comparison.tally", word=words.say(f"agreement.{s}"), count=statuses.count(s))
            for s in dict.fromkeys(statuses)
        )
        return ComparisonView(
            case=comparison.case, title=words.text(comparison.title), rows=rows, tally=tally
        )

    # --- parts ---------------------------------------------------------------------------------

    def _yuan(self, amount: int) -> str:
        return self.words.say("figure.yuan", amount=f"{amount:,}")

    def _holding(self, agreement: HoldingAgreement, titles: Mapping[str, Text]) -> HoldingRow:
        words = self.words
        return HoldingRow(
            id=agreement.holding,
            pinpoint=words.text(agreement.pinpoint),
            on=words.day(agreement.on),
            issue=words.text(agreement.issue),
            held=words.text(agreement.held),
            results=tuple(
                Link(
                    # A figure that does not apply stands nowhere in the report.
                    anchor=anchor("rule", rule) if rule in titles else "",
                    text=words.say(
                        "comparison.result",
                        rule=words.text(titles.get(rule)) or rule,
                        result=self._result(result),
                    ),
                )
                for rule, result in zip(agreement.rules, agreement.results, strict=True)
            ),
            status=agreement.status,
            status_word=words.say(f"agreement.{agreement.status}"),
            note=words.text(agreement.note),
        )

    def _result(self, result: str) -> str:
        key = f"verdict.{result}"
        if self.words.catalogue.has(key):
            return self.words.say(key)
        return self._yuan(int(result)) if result.isdecimal() else result

    def _authority(self, cited: CitedAuthority) -> AuthorityView:
        words, authority = self.words, cited.authority
        return AuthorityView(
            anchor=anchor("authority", authority.id),
            title=words.title(authority),
            kind=words.say(f"authority.{authority.kind}"),
            pinpoint=words.text(cited.pinpoint),
            supports=words.text(cited.supports),
            in_force=_in_force(words, authority),
            reading=cited.reading,
            reading_words=words.say(f"reading.{cited.reading}"),
        )

    def _step(self, step: RuleStep, printed: set[str]) -> StepView:
        return StepView(
            verdict=step.verdict.value,
            verdict_word=self.words.say(f"verdict.{step.verdict.value}"),
            because=self.words.text(step.because),
            truth=step.result.value,
            truth_word=self.words.say(f"truth.{step.result.value}"),
            trace=self._trace(step.trace, printed) if step.trace is not None else None,
        )

    def _trace(self, trace: Trace, printed: set[str]) -> TraceNode:
        words = self.words
        truth, truth_word = trace.result.value, words.say(f"truth.{trace.result.value}")
        if not isinstance(trace, LeafTrace):
            if trace.operator != "not" and len(trace.parts) == 1:
                return self._trace(trace.parts[0], printed)
            return TraceNode(
                operator=trace.operator,
                label=words.say(f"node.{trace.operator}"),
                truth=truth,
                truth_word=truth_word,
                parts=tuple(self._trace(part, printed) for part in trace.parts),
            )
        fact = self.facts.get(trace.fact)
        complete = fact.complete if fact else True
        repeated = trace.fact in printed
        printed.add(trace.fact)
        value = words.value(trace.fact, trace.found, complete=complete)
        return TraceNode(
            label=self._test(trace),
            truth=truth,
            truth_word=truth_word,
            fact=trace.fact,
            anchor=anchor("fact", trace.fact),
            question=words.question(trace.fact),
            value=value or words.say("fact.unknown"),
            known=trace.found is not None,
            groups=() if repeated or fact is None else self._sources(fact)[:GROUPS_IN_FINDING],
            more_groups=0
            if repeated or fact is None
            else max(0, len(self._sources(fact)) - GROUPS_IN_FINDING),
            repeated=repeated and fact is not None and bool(fact.sources),
        )

    def _sources(self, fact: Fact) -> tuple[SourceGroup, ...]:
        """The sources of a fact, cut to what a finding prints; worked out once."""
        if fact.id not in self._groups:
            self._groups[fact.id] = groups(
                self.words, fact.id, fact.sources, fact.value, PLACES_IN_FINDING
            )
        return self._groups[fact.id]

    def _test(self, leaf: LeafTrace) -> str:
        words = self.words
        found = words.value(leaf.other, leaf.other_found) if leaf.other else ""
        return test_words(words, leaf, found or words.say("fact.unknown"))

    def flip(self, flip: Flip) -> FlipView:
        """Changes that clear a finding."""
        words = self.words
        return FlipView(
            changes=tuple(map(words.change, flip.changes)),
            burden=words.say(f"burden.{flip.burden}"),
            verdict_word=words.say(f"verdict.{flip.verdict.value}"),
        )

    def decider(self, finding: Finding, decider: Decider) -> DeciderView:
        """What would settle a question, whom to ask, and whether the operator has to prove it."""
        words = self.words
        return DeciderView(
            questions=tuple(words.question(fact) for fact in decider.facts),
            evidence=tuple(words.text(definition(fact).evidence) for fact in decider.facts),
            ask=words.roles(decider.ask),
            always=decider.always,
            proof=_proof(words, decider.facts) if finding.not_shown else (),
        )


def _proof(words: Words, facts: Iterable[str]) -> tuple[str, ...]:
    """The note that the operator has to prove these facts, where that is so of all of them."""
    all_its = all(definition(fact).proof == "operator" for fact in facts)
    return (words.say("proof.operator"),) if all_its else ()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that apply to the case, in the order in which the report numbers them."""
    speaking = [one for one in findings if one.verdict is not Verdict.NOT_APPLICABLE]
    return tuple(sorted(speaking, key=lambda f: (f.verdict.rank, -f.severity.rank, f.rule)))


def _deciding(trace: Trace) -> Iterator[LeafTrace]:
    """The leaves that make a false condition false; none where it is not."""
    if trace.result is Truth.FALSE:
        yield from bearing(trace)

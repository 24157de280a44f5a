"""The list of evidence: every exhibit, what it shows where, and which findings rest on that."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.case.model import Exhibit
from auditor.core.locator import FileLocator, Locator
from auditor.examine.model import (
    Examination,
    FootageCoverage,
    Observation,
    Observations,
    TextCoverage,
)
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.decide.traces import bearing
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.verdict import Verdict
from auditor.report.exhibit_view import EvidenceRow, ExhibitRecord
from auditor.report.sections.exhibits.build import failures
from auditor.report.words import Words
from auditor.vocabulary.vocabulary import FactType, definition


def facts_behind(finding: Finding) -> tuple[str, ...]:
    """The known facts that give the conditions of a finding their truth values."""
    steps = (step.trace for step in (*finding.steps, *finding.exceptions))
    named: dict[str, None] = {}
    for trace in (finding.applies, *steps):
        if trace is None or trace.result is Truth.UNKNOWN:
            continue
        for leaf in bearing(trace):
            named |= dict.fromkeys(name for name in (leaf.fact, leaf.other) if name)
    return tuple(named)


class Reliance:
    """Which findings rest on what is to be seen at a place in an exhibit.

    A finding rests on a place where a fact behind it has a source there. Rules that do not apply to
    the case, and those that nothing decided, are left out.
    """

    _UNDECIDED = (Verdict.NOT_APPLICABLE, Verdict.CANNOT_TELL, Verdict.ERROR)

    def __init__(self, findings: Findings) -> None:
        by_fact: dict[str, list[str]] = {}
        for finding in findings.findings:
            if finding.verdict not in self._UNDECIDED:
                for name in facts_behind(finding):
                    by_fact.setdefault(name, []).append(finding.rule)
        self._at: dict[tuple[str, Locator | None], dict[str, None]] = {}
        self._on: dict[str, dict[str, None]] = {}
        for fact in findings.facts:
            rules = dict.fromkeys(by_fact.get(fact.id, ()))
            for source in fact.sources:
                if source.exhibit:
                    self._at.setdefault((source.exhibit, source.locator), {}).update(rules)
                    self._on.setdefault(source.exhibit, {}).update(rules)

    def at(self, exhibit: str, locator: Locator) -> tuple[str, ...]:
        """Ids of the findings that rest on this place, sorted."""
        return tuple(sorted(self._at.get((exhibit, locator), ())))

    def on(self, exhibit: str) -> tuple[str, ...]:
        """Ids of the findings that rest on any place in this exhibit, sorted."""
        return tuple(sorted(self._on.get(exhibit, ())))


def exhibit_records(
    words: Words, findings: Findings, observations: Observations
) -> tuple[ExhibitRecord, ...]:
    """Every exhibit, in the order of the case."""
    reliance = Reliance(findings)
    reasons = {one.exhibit: one.reason.text for one in failures(words, observations)}
    return tuple(
        _record(words, exhibit, observations, reliance, reasons)
        for exhibit in observations.case.exhibits
    )


def _record(
    words: Words,
    exhibit: Exhibit,
    observations: Observations,
    reliance: Reliance,
    reasons: Mapping[str, str],
) -> ExhibitRecord:
    own = [e for e in observations.examinations if e.exhibit == exhibit.id]
    stated = exhibit.provenance
    labelled = (
        ("provenance.recorded_by", stated.recorded_by),
        ("provenance.recorded_on", words.day(stated.recorded_on) if stated.recorded_on else ""),
        ("provenance.original_kept_at", stated.original_kept_at),
        ("provenance.note", stated.note),
    )
    remarks = []
    if exhibit.id in observations.altered:
        remarks.append(words.say("exhibits.altered"))
    if exhibit.demonstrative:
        remarks.append(words.say("exhibits.demonstrative"))
    if exhibit.id in reasons:
        remarks.append(words.say("evidence.not_examined", reason=reasons[exhibit.id]))
    return ExhibitRecord(
        id=exhibit.id,
        path=exhibit.path,
        kind=words.say(f"kind.{exhibit.kind.value}"),
        media_type=exhibit.media_type,
        size=exhibit.size,
        algorithm=exhibit.digest.algorithm,
        digest=exhibit.digest.value,
        provenance=words.series(
            words.say("evidence.pair", label=words.say(key), value=value)
            for key, value in labelled
            if value
        ),
        read_by=words.series(
            " ".join(part for part in (words.examiner(one.examiner).text, one.format) if part)
            for one in own
            if not one.error
        ),
        coverage=words.series(said for one in own if (said := _coverage(words, one))),
        remarks=tuple(remarks),
        findings=reliance.on(exhibit.id),
        rows=tuple(_row(words, seen, reliance) for one in own for seen in one.observations),
    )


def _coverage(words: Words, examination: Examination) -> str:
    coverage = examination.coverage
    if isinstance(coverage, TextCoverage):
        return words.say("evidence.lines", lines=f"{coverage.lines:,}")
    if not isinstance(coverage, FootageCoverage):
        return ""
    return words.say(
        "evidence.frames",
        decoded=f"{coverage.decoded:,}",
        sampled=f"{coverage.sampled:,}",
        faces=f"{coverage.with_detection:,}",
        gap=f"{coverage.largest_gap:.2f}",
        end=words.say("coverage.yes" if coverage.read_to_end else "coverage.broke_off"),
    )


def _row(words: Words, seen: Observation, reliance: Reliance) -> EvidenceRow:
    return EvidenceRow(
        exhibit=seen.exhibit,
        place=words.place(seen.locator),
        quote="" if isinstance(seen.locator, FileLocator) else seen.locator.quote,
        subject=seen.subject,
        shows=words.examiner(seen.note),
        facts=tuple(
            words.fact(
                fact, value, complete=seen.complete or definition(fact).type is not FactType.SET
            )
            for fact, value in seen.says.items()
        ),
        findings=reliance.at(seen.exhibit, seen.locator),
    )

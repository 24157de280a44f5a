"""Audits of one place side by side, as a page prints them. Nothing is concluded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.examine.model import FootageCoverage, Observations
from auditor.judge.compare.difference import Difference, FactChanged, Turn, differences
from auditor.judge.compare.inputs import (
    InputChange,
    MaterialChanged,
    PackChanged,
    material_changes,
    pack_changes,
)
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.rules.verdict import Verdict
from auditor.report.parts import Said
from auditor.report.sections.findings.build import in_order
from auditor.report.sources import PLACES_IN_CONTRADICTION, SourceGroup, groups
from auditor.report.words import Words
from auditor.vocabulary.fact import Source


class AuditColumn(Frozen):
    """One of the audits: its label, what it looked at, and how many findings have each verdict."""

    label: str
    title: Said
    as_of: str
    version: str
    digest: str
    counts: tuple[str, ...]


class Standing(Frozen):
    """A verdict; `code` empty where the audit did not ask the rule."""

    code: str
    word: str


class FactRowChanged(Frozen):
    """A fact that differs, with what each audit rested it on."""

    question: str
    before: str
    after: str
    before_groups: tuple[SourceGroup, ...]
    after_groups: tuple[SourceGroup, ...]


class DifferenceRow(Frozen):
    """One rule: its verdicts, and a sentence on what differs behind them."""

    id: str
    title: str
    severity: str
    severity_word: str
    before: Standing
    after: Standing
    why: str
    facts: tuple[FactRowChanged, ...]


class TurnView(Frozen):
    """The rules of which the same became."""

    turn: str
    word: str
    means: str
    rows: tuple[DifferenceRow, ...]


class InputRow(Frozen):
    """A piece of material or a pack: what it is, what became of it, and how it stood in each."""

    name: str
    kept: str
    word: str
    before: str
    after: str


class ProgressRow(Frozen):
    """One rule over all of the audits."""

    id: str
    title: str
    standings: tuple[Standing, ...]


class DifferenceModel(Frozen):
    """Everything the page prints, in the order it prints it.

    `turns` compare the first audit with the last; `progress` is there for more than two audits.
    """

    language: Language
    title: Said
    foot: str
    version: str
    alerts: tuple[str, ...]
    audits: tuple[AuditColumn, ...]
    turns: tuple[TurnView, ...]
    unchanged: tuple[DifferenceRow, ...]
    silent: str
    progress: tuple[ProgressRow, ...]
    material: tuple[InputRow, ...]
    packs: tuple[InputRow, ...]


def build_difference(
    audits: Sequence[Findings],
    language: Language,
    observed: tuple[Observations | None, Observations | None] = (None, None),
) -> DifferenceModel:
    """The first audit beside the last, and all of them in a table where there are more than two.

    Args:
        audits: saved judgments, the earliest first; two at least.
        language: the language of the page.
        observed: the observations of the first and of the last audit, where they are at hand; what
            was looked at is told from them.
    """
    old, new = audits[0], audits[-1]
    page = _Page(old, new, language, observed)
    words = page.now
    found = differences(old, new)
    unchanged = [one for one in found if one.turn is Turn.UNCHANGED]
    loud = [one for one in unchanged if one.after and _open(one.after)]
    return DifferenceModel(
        language=language,
        title=words.said(new.case.title or words.say("page.untitled")),
        foot=words.say(
            "difference.foot", before=old.observations_digest, after=new.observations_digest
        ),
        version=new.tool_version,
        alerts=(*_alerts(words, audits), *page.alerts()),
        audits=tuple(_column(words, audit, number) for number, audit in enumerate(audits, 1)),
        turns=tuple(
            TurnView(
                turn=turn.value,
                word=words.say(f"turn.{turn.value}"),
                means=words.say(f"turn_means.{turn.value}"),
                rows=tuple(page.row(one) for one in found if one.turn is turn),
            )
            for turn in Turn
            if turn is not Turn.UNCHANGED
        ),
        unchanged=tuple(page.row(one) for one in loud),
        silent=words.say("difference.silent", count=len(unchanged) - len(loud)),
        progress=tuple(_progress(words, audits)) if len(audits) > 2 else (),  # noqa: PLR2004
        material=tuple(page.material(one) for one in page.materials),
        packs=tuple(page.pack(one) for one in pack_changes(old, new)),
    )


def _open(verdict: Verdict) -> bool:
    """Whether a verdict needs attention: adverse, or not decided."""
    return verdict.adverse or verdict in (Verdict.CANNOT_TELL, Verdict.ERROR, Verdict.WAIVED)


class _Page:
    """Two audits, each with the words for its own exhibits."""

    def __init__(
        self,
        old: Findings,
        new: Findings,
        language: Language,
        observed: tuple[Observations | None, Observations | None],
    ) -> None:
        self.materials = material_changes(old, new)
        self.looked_then, self.looked_now = (_coverage(one) for one in observed)
        self.without = not all(observed)
        self.then = Words(language, old.case.exhibits)
        self.now = Words(language, new.case.exhibits)

    def alerts(self) -> Iterator[str]:
        """Where less of the same material was looked at later, or that this is not known."""
        if self.without:
            yield self.now.say("difference.no_coverage")
        for one in self.materials:
            before = self.looked_then.get(one.before.id) if one.before else None
            after = self.looked_now.get(one.after.id) if one.after else None
            if before and after and _less(before, after):
                yield self.now.say("difference.less_seen", file=one.after.path if one.after else "")

    def row(self, one: Difference) -> DifferenceRow:
        words = self.now
        return DifferenceRow(
            id=one.rule,
            title=words.text(one.title),
            severity=one.severity.value,
            severity_word=words.say(f"severity.{one.severity.value}"),
            before=_standing(words, one.before),
            after=_standing(words, one.after),
            why=_why(words, one),
            facts=tuple(self.fact(fact) for fact in one.facts),
        )

    def fact(self, one: FactChanged) -> FactRowChanged:
        before = self.then.value(one.fact, one.before, complete=one.before_complete)
        after = self.now.value(one.fact, one.after, complete=one.after_complete)
        unknown = self.now.say("fact.unknown")
        return FactRowChanged(
            question=self.now.question(one.fact),
            before=before or unknown,
            after=after or unknown,
            before_groups=_groups(self.then, one, one.before_sources),
            after_groups=_groups(self.now, one, one.after_sources),
        )

    def material(self, one: MaterialChanged) -> InputRow:
        words, either = self.now, one.after or one.before
        return InputRow(
            name=either.path if either else "",
            kept=one.kept.value,
            word=words.say(f"kept.{one.kept.value}"),
            before=self._exhibit(one, later=False),
            after=self._exhibit(one, later=True),
        )

    def _exhibit(self, one: MaterialChanged, *, later: bool) -> str:
        exhibit = one.after if later else one.before
        unread = one.unread_after if later else one.unread_before
        if exhibit is None:
            return self.now.say("difference.not_there")
        key = "difference.unread" if unread else "difference.read"
        said = self.now.say(key, id=exhibit.id, file=exhibit.path, digest=exhibit.digest)
        seen = (self.looked_now if later else self.looked_then).get(exhibit.id)
        if seen is None or unread:
            return said
        counts = {
            "sampled": self.now.number(seen.sampled),
            "decoded": self.now.number(seen.decoded),
            "faces": self.now.number(seen.with_detection),
            "gap": f"{seen.largest_gap:.1f}",
        }
        return self.now.say("difference.with_coverage", said=said, **counts)

    def pack(self, one: PackChanged) -> InputRow:
        words = self.now
        absent = words.say("difference.not_there")
        return InputRow(
            name=f"{words.text(one.title)} ({one.id})",
            kept=one.kept.value,
            word=words.say(f"kept.{one.kept.value}"),
            before=f"{one.before} {one.before_digest}" if one.before_digest else absent,
            after=f"{one.after} {one.after_digest}" if one.after_digest else absent,
        )


def _coverage(observed: Observations | None) -> Mapping[str, FootageCoverage]:
    """How footage was covered, by exhibit; nothing where the observations are not at hand."""
    examinations = observed.examinations if observed else ()
    return {
        one.exhibit: one.coverage
        for one in examinations
        if isinstance(one.coverage, FootageCoverage)
    }


def _less(before: FootageCoverage, after: FootageCoverage) -> bool:
    """Whether the same footage was looked at less closely, or not to its end."""
    cut_short = before.read_to_end and not after.read_to_end
    return cut_short or after.sampled < before.sampled or after.largest_gap > before.largest_gap


def _groups(words: Words, one: FactChanged, sources: tuple[Source, ...]) -> tuple[SourceGroup, ...]:
    """The sources of a fact. No link leads from one audit into the report of another."""
    made = groups(words, one.fact, sources, None, PLACES_IN_CONTRADICTION)
    return tuple(group.model_copy(update={"anchor": ""}) for group in made)


def _standing(words: Words, verdict: Verdict | None) -> Standing:
    if verdict is None:
        return Standing(code="", word=words.say("difference.not_asked"))
    return Standing(code=verdict.value, word=words.say(f"verdict.{verdict.value}"))


def _why(words: Words, one: Difference) -> str:
    """What the change is owed to, as far as the saved findings tell."""
    if one.turn is Turn.UNCHANGED and not one.differs:
        return ""
    parts = [words.say(f"differs.{what.value}") for what in one.differs]
    if one.turn is Turn.UNCHANGED:
        return words.say("difference.all_the_same", parts=words.join(parts))
    if not parts:
        return words.say("difference.no_cause")
    if len(parts) == 1:
        return words.say(f"differs_alone.{one.differs[0].value}")
    return words.say("difference.several", parts=words.join(parts))


def _alerts(words: Words, audits: Sequence[Findings]) -> Iterator[str]:
    """What makes the comparison itself doubtful."""
    if len({(one.case.premises.name, one.case.premises.kind) for one in audits}) > 1:
        yield words.say("difference.other_premises")
    if any(later.as_of < earlier.as_of for earlier, later in pairwise(audits)):
        yield words.say("difference.backwards")
    if len({one.tool_version for one in audits}) > 1:
        yield words.say("difference.other_version")
    if any(one.kept is not InputChange.SAME for one in pack_changes(audits[0], audits[-1])):
        yield words.say("difference.other_packs")
    lost = [
        one
        for one in material_changes(audits[0], audits[-1])
        if one.kept is InputChange.REMOVED or (one.unread_after and not one.unread_before)
    ]
    if lost:
        yield words.say("difference.less_material", count=len(lost))


def _column(words: Words, audit: Findings, number: int) -> AuditColumn:
    verdicts = [finding.verdict for finding in audit.findings]
    return AuditColumn(
        label=words.say("difference.audit", number=number),
        title=words.said(audit.case.title or words.say("page.untitled")),
        as_of=words.day(audit.as_of),
        version=audit.tool_version,
        digest=str(audit.observations_digest),
        counts=tuple(
            words.say(
                "difference.count",
                word=words.say(f"verdict.{verdict.value}"),
                count=verdicts.count(verdict),
            )
            for verdict in Verdict
            if verdict in verdicts
        ),
    )


def _progress(words: Words, audits: Sequence[Findings]) -> Iterator[ProgressRow]:
    """Every rule that was adverse or open in one of the audits, over all of them."""
    by_rule = [{finding.rule: finding for finding in audit.findings} for audit in audits]
    latest: dict[str, Finding] = {}
    for audit in reversed(audits):
        for finding in in_order(audit.findings):
            latest.setdefault(finding.rule, finding)
    for rule, finding in latest.items():
        verdicts = [found[rule].verdict if rule in found else None for found in by_rule]
        if any(verdict is not None and _open(verdict) for verdict in verdicts):
            yield ProgressRow(
                id=rule,
                title=words.text(finding.title),
                standings=tuple(_standing(words, verdict) for verdict in verdicts),
            )

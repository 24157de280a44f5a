"""Audits of one place side by side, as a page prints them. Nothing is concluded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.examine.model import FootageCoverage, Observations
from auditor.judge.compare.difference import (
    Difference,
    FactChanged,
    differences,
)
from auditor.judge.compare.inputs import (
    InputChange,
    MaterialChanged,
    PackChanged,
    material_changes,
    pack_changes,
)
from auditor.judge.compare.transitions import FindingChange
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.rules.verdict import Verdict
from auditor.report.parts import Said
from auditor.report.sections.findings.build import in_order
from auditor.report.sources import PLACES_IN_CONTRADICTION, SourceGroup, groups
from auditor.report.words import Words
from auditor.vocabulary.fact import Source


class AuditColumn(Frozen):
    """One of the audits: its label, its case, and how many findings have each verdict."""

    label: str
    title: Said
    as_of: str
    version: str
    digest: str
    counts: tuple[str, ...]


class VerdictShown(Frozen):
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
    before: VerdictShown
    after: VerdictShown
    why: str
    facts: tuple[FactRowChanged, ...]


class ChangeGroup(Frozen):
    """The rules of which the same became."""

    change: str
    word: str
    means: str
    rows: tuple[DifferenceRow, ...]


class InputRow(Frozen):
    """A piece of material or a pack: what it is, what became of it, and what each audit had."""

    name: str
    kept: str
    word: str
    before: str
    after: str


class ProgressRow(Frozen):
    """One rule over all of the audits."""

    id: str
    title: str
    verdicts: tuple[VerdictShown, ...]


class DifferenceModel(Frozen):
    """Everything the page prints, in the order it prints it.

    `groups` compare the first audit with the last; `still_open` has what is open in both;
    `progress` is filled for more than two audits.
    """

    language: Language
    title: Said
    foot: str
    version: str
    alerts: tuple[str, ...]
    audits: tuple[AuditColumn, ...]
    groups: tuple[ChangeGroup, ...]
    still_open: tuple[DifferenceRow, ...]
    silent: str
    progress: tuple[ProgressRow, ...]
    material: tuple[InputRow, ...]
    packs: tuple[InputRow, ...]


def build_difference(
    audits: Sequence[Findings],
    language: Language,
    observed: tuple[Observations | None, Observations | None] = (None, None),
) -> DifferenceModel:
    """The first audit next to the last, and all of them in a table if there are more than two.

    Args:
        audits: saved judgments, the earliest first; two at least.
        language: the language of the page.
        observed: the observations of the first and of the last audit, where they are at hand; what
            was examined is known from them alone.
    """
    old, new = audits[0], audits[-1]
    page = _Page(old, new, language, observed)
    words = page.now
    compared = differences(old, new)
    still_open = [row for row in compared if row.change is FindingChange.STILL_OPEN]
    same = [row for row in compared if row.change is FindingChange.SAME]
    return DifferenceModel(
        language=language,
        title=words.said(new.case.title or words.say("page.untitled")),
        foot=words.say(
            "difference.foot", before=old.observations_digest, after=new.observations_digest
        ),
        version=new.tool_version,
        alerts=(*_alerts(words, audits), *page.alerts()),
        audits=tuple(_column(words, audit, number) for number, audit in enumerate(audits, 1)),
        groups=tuple(
            ChangeGroup(
                change=change.value,
                word=words.say(f"finding_change.{change.value}"),
                means=words.say(f"finding_change_means.{change.value}"),
                rows=tuple(page.row(row) for row in compared if row.change is change),
            )
            for change in FindingChange
            if change not in (FindingChange.STILL_OPEN, FindingChange.SAME)
        ),
        still_open=tuple(page.row(row) for row in still_open),
        silent=words.say("difference.silent", count=len(same)),
        progress=tuple(_progress(words, audits)) if len(audits) > 2 else (),  # noqa: PLR2004
        material=tuple(page.material(change) for change in page.materials),
        packs=tuple(page.pack(change) for change in pack_changes(old, new)),
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
        self.examined_then, self.examined_now = (_coverage(seen) for seen in observed)
        self.without = not all(observed)
        self.then = Words(language, old.case.exhibits)
        self.now = Words(language, new.case.exhibits)

    def alerts(self) -> Iterator[str]:
        """Where less of the same material was examined later, or that this is not known."""
        if self.without:
            yield self.now.say("difference.no_coverage")
        for change in self.materials:
            before = self.examined_then.get(change.before.id) if change.before else None
            after = self.examined_now.get(change.after.id) if change.after else None
            if before and after and change.after and _less(before, after):
                yield self.now.say("difference.less_seen", file=change.after.path)

    def row(self, difference: Difference) -> DifferenceRow:
        words = self.now
        return DifferenceRow(
            id=difference.rule,
            title=words.text(difference.title),
            severity=difference.severity.value,
            severity_word=words.say(f"severity.{difference.severity.value}"),
            before=_shown(words, difference.before),
            after=_shown(words, difference.after),
            why=_why(words, difference),
            facts=tuple(self.fact(changed) for changed in difference.facts),
        )

    def fact(self, changed: FactChanged) -> FactRowChanged:
        before = self.then.value(changed.fact, changed.before, complete=changed.before_complete)
        after = self.now.value(changed.fact, changed.after, complete=changed.after_complete)
        unknown = self.now.say("fact.unknown")
        return FactRowChanged(
            question=self.now.question(changed.fact),
            before=before or unknown,
            after=after or unknown,
            before_groups=_groups(self.then, changed, changed.before_sources),
            after_groups=_groups(self.now, changed, changed.after_sources),
        )

    def material(self, change: MaterialChanged) -> InputRow:
        words, either = self.now, change.after or change.before
        return InputRow(
            name=either.path if either else "",
            kept=change.kept.value,
            word=words.say(f"kept.{change.kept.value}"),
            before=self._exhibit(change, later=False),
            after=self._exhibit(change, later=True),
        )

    def _exhibit(self, change: MaterialChanged, *, later: bool) -> str:
        exhibit = change.after if later else change.before
        unread = change.unread_after if later else change.unread_before
        if exhibit is None:
            return self.now.say("difference.not_there")
        key = "difference.unread" if unread else "difference.read"
        text = self.now.say(key, id=exhibit.id, file=exhibit.path, digest=exhibit.digest)
        seen = (self.examined_now if later else self.examined_then).get(exhibit.id)
        if seen is None or unread:
            return text
        counts = {
            "sampled": self.now.number(seen.sampled),
            "decoded": self.now.number(seen.decoded),
            "faces": self.now.number(seen.with_detection),
            "gap": f"{seen.largest_gap:.1f}",
        }
        return self.now.say("difference.with_coverage", text=text, **counts)

    def pack(self, change: PackChanged) -> InputRow:
        words = self.now
        absent = words.say("difference.not_there")
        return InputRow(
            name=f"{words.text(change.title)} ({change.id})",
            kept=change.kept.value,
            word=words.say(f"kept.{change.kept.value}"),
            before=f"{change.before} {change.before_digest}" if change.before_digest else absent,
            after=f"{change.after} {change.after_digest}" if change.after_digest else absent,
        )


def _coverage(observed: Observations | None) -> Mapping[str, FootageCoverage]:
    """How footage was covered, by exhibit; nothing where the observations are not at hand."""
    examinations = observed.examinations if observed else ()
    return {
        examination.exhibit: examination.coverage
        for examination in examinations
        if isinstance(examination.coverage, FootageCoverage)
    }


def _less(before: FootageCoverage, after: FootageCoverage) -> bool:
    """Whether the same footage was examined less closely, or not to its end."""
    cut_short = before.read_to_end and not after.read_to_end
    return cut_short or after.sampled < before.sampled or after.largest_gap > before.largest_gap


def _groups(
    words: Words, changed: FactChanged, sources: tuple[Source, ...]
) -> tuple[SourceGroup, ...]:
    """The sources of a fact. No link leads from changed audit into the report of another."""
    made = groups(words, changed.fact, sources, None, PLACES_IN_CONTRADICTION)
    return tuple(group.model_copy(update={"anchor": ""}) for group in made)


def _shown(words: Words, verdict: Verdict | None) -> VerdictShown:
    if verdict is None:
        return VerdictShown(code="", word=words.say("difference.not_asked"))
    return VerdictShown(code=verdict.value, word=words.say(f"verdict.{verdict.value}"))


def _why(words: Words, difference: Difference) -> str:
    """What caused the change, as far as the saved findings show."""
    same_verdict = difference.before is difference.after
    if same_verdict and not difference.differs:
        return ""
    parts = [words.say(f"differs.{what.value}") for what in difference.differs]
    if same_verdict:
        return words.say("difference.all_the_same", parts=words.join(parts))
    if not parts:
        return words.say("difference.no_cause")
    if len(parts) == 1:
        return words.say(f"differs_alone.{difference.differs[0].value}")
    return words.say("difference.several", parts=words.join(parts))


def _alerts(words: Words, audits: Sequence[Findings]) -> Iterator[str]:
    """What makes the comparison itself doubtful."""
    if len({(audit.case.premises.name, audit.case.premises.kind) for audit in audits}) > 1:
        yield words.say("difference.other_premises")
    if any(later.as_of < earlier.as_of for earlier, later in pairwise(audits)):
        yield words.say("difference.backwards")
    if len({audit.tool_version for audit in audits}) > 1:
        yield words.say("difference.other_version")
    if any(change.kept is not InputChange.SAME for change in pack_changes(audits[0], audits[-1])):
        yield words.say("difference.other_packs")
    lost = [
        change
        for change in material_changes(audits[0], audits[-1])
        if change.kept is InputChange.REMOVED or (change.unread_after and not change.unread_before)
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
        verdicts = [findings[rule].verdict if rule in findings else None for findings in by_rule]
        if any(verdict is not None and _open(verdict) for verdict in verdicts):
            yield ProgressRow(
                id=rule,
                title=words.text(finding.title),
                verdicts=tuple(_shown(words, verdict) for verdict in verdicts),
            )

"""Exhibits with digests, and method, limits and verification in one screen."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.case.model import Exhibit
from auditor.case.problems import CaseProblem
from auditor.examine.model import Examination, FootageCoverage, Observations, TextCoverage
from auditor.judge.decide.findings import Findings
from auditor.report.parts import Said
from auditor.report.sections.basis.view import BasisView, MaterialRow
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Strength

_LIMITS = ("capability", "low_tier", "unknown", "stated", "law")


def basis_view(words: Words, findings: Findings, observations: Observations) -> BasisView:
    """The closing section."""
    by_exhibit = {examination.exhibit: examination for examination in observations.examinations}
    left_out = len(observations.case.left_out)
    return BasisView(
        exhibits=tuple(
            _row(words, exhibit, by_exhibit.get(exhibit.id), observations)
            for exhibit in observations.case.exhibits
        ),
        left_out=words.say("basis.left_out", count=left_out) if left_out else "",
        notes=tuple(_note(words, problem) for problem in observations.case.notes),
        method=tuple(_method(words, findings, observations)),
        limits=tuple(words.say(f"limits.{name}") for name in _LIMITS),
        verify=(
            words.say("basis.verify_files"),
            words.say("basis.verify_again", version=findings.tool_version),
            words.say("basis.verify_digest"),
        ),
    )


def _row(
    words: Words, exhibit: Exhibit, examination: Examination | None, observations: Observations
) -> MaterialRow:
    remarks = []
    if exhibit.demonstrative:
        remarks.append(words.say("exhibits.demonstrative"))
    if exhibit.id in observations.altered:
        remarks.append(words.say("exhibits.altered"))
    return MaterialRow(
        id=exhibit.id,
        anchor=anchor("exhibit", exhibit.id),
        path=exhibit.path,
        kind=words.say(f"kind.{exhibit.kind.value}"),
        digest=exhibit.digest.value,
        read=_read(words, examination),
        remarks=tuple(remarks),
    )


def _note(words: Words, problem: CaseProblem) -> str:
    """A warning about the case file, after the place it is about."""
    line = words.say("place.line", line=problem.line) if problem.line else ""
    place = words.within((problem.file, line))
    what = words.say("statement.plain", sentence=problem.what(words.language))
    return f"{place}{words.say('page.colon')}{what}"


def _read(words: Words, examination: Examination | None) -> Said:
    """What of the exhibit was read; what was not read is never said to be empty."""
    if examination is None:
        return Said(text=words.say("not_examined.no_examiner"))
    if examination.error:
        reason = words.examiner(examination.error)
        return Said(text=words.say("basis.not_read", reason=reason.text), language=reason.language)
    match examination.coverage:
        case FootageCoverage(read_to_end=True, duration=0):
            return Said(text=words.say("basis.read_picture"))
        case FootageCoverage() as footage:
            key = "basis.read_footage" if footage.read_to_end else "basis.read_in_part"
            return Said(
                text=words.say(
                    key,
                    duration=words.moment(footage.duration),
                    sampled=words.number(footage.sampled),
                    gap=words.number(round(footage.largest_gap, 1)),
                )
            )
        case TextCoverage() as text:
            key = "basis.read_text_in_part" if text.not_understood else "basis.read_text"
            return Said(text=words.say(key, count=words.number(text.lines)))
        case _:
            return Said(text=words.say("basis.read_otherwise"))


def _method(words: Words, findings: Findings, observations: Observations) -> Iterable[str]:
    yield words.say("basis.method_examine", version=findings.tool_version)
    if any(isinstance(e.coverage, FootageCoverage) for e in observations.examinations):
        yield words.say("basis.method_footage")
    if uncovered := _uncovered(observations):
        yield words.say("basis.faces_uncovered", exhibits=words.join(uncovered))
    yield words.say("basis.method_facts", strengths=words.join(_strengths(words)))
    yield words.say(
        "basis.method_judge", day=words.day(findings.as_of), rules=len(findings.findings)
    )
    if observations.linking:
        yield words.say("basis.method_linking", reason=observations.linking.reason)


def _uncovered(observations: Observations) -> list[str]:
    """The exhibits whose stills show faces as recorded."""
    shown = {e.exhibit for e in observations.examinations for s in e.stills if not s.redacted}
    return sorted(shown)


def _strengths(words: Words) -> Iterable[str]:
    return (words.strength(strength) for strength in reversed(Strength))

"""The exhibits with digests, what was left out, and what could not be examined."""

from __future__ import annotations

from auditor.case.model import Exhibit, ExhibitKind
from auditor.examine.model import Observations
from auditor.report.parts import Pair, Said
from auditor.report.sections.exhibits.view import ExhibitRow, Failure
from auditor.report.words import Words, anchor


def exhibit_rows(words: Words, observations: Observations) -> tuple[ExhibitRow, ...]:
    """Every exhibit with its digest and where it comes from."""
    return tuple(
        ExhibitRow(
            id=exhibit.id,
            anchor=anchor("exhibit", exhibit.id),
            path=exhibit.path,
            kind=f"{words.say(f'kind.{exhibit.kind.value}')} ({exhibit.media_type})",
            size=words.size(exhibit.size),
            role=words.say(f"document.{exhibit.role.value}")
            if exhibit.kind is ExhibitKind.TEXT
            else "",
            camera=exhibit.camera,
            digest=str(exhibit.digest),
            provenance=_provenance(words, exhibit),
            demonstrative=exhibit.demonstrative,
            altered=exhibit.id in observations.altered,
        )
        for exhibit in observations.case.exhibits
    )


def _provenance(words: Words, exhibit: Exhibit) -> tuple[Pair, ...]:
    stated = exhibit.provenance
    pairs = (
        ("provenance.recorded_by", stated.recorded_by),
        ("provenance.recorded_on", words.day(stated.recorded_on) if stated.recorded_on else ""),
        ("provenance.original_kept_at", stated.original_kept_at),
        ("provenance.note", stated.note),
    )
    return tuple(words.pair(words.say(key), value) for key, value in pairs if value)


def left_out(words: Words, observations: Observations) -> tuple[Pair, ...]:
    """Files of the case folder that are no exhibits, and why."""
    return tuple(
        words.pair(item.path, item.because(words.language)) for item in observations.case.left_out
    )


def failures(words: Words, observations: Observations) -> tuple[Failure, ...]:
    """What was not examined, each with the reason; an exhibit nobody read is one too."""
    found = [
        _failure(words, e.exhibit, e.examiner, words.examiner(e.error))
        for e in observations.examinations
        if e.error
    ]
    touched = {examination.exhibit for examination in observations.examinations}
    nobody = Said(text=words.say("not_examined.no_examiner"))
    found += [
        _failure(words, exhibit.id, "", nobody)
        for exhibit in observations.case.exhibits
        if exhibit.id not in touched
    ]
    return tuple(found)


def unread(words: Words, observations: Observations) -> tuple[Failure, ...]:
    """What in exhibits that were examined has words and was not read."""
    return tuple(
        _failure(words, examination.exhibit, examination.examiner, words.examiner(sentence))
        for examination in observations.examinations
        for sentence in examination.not_read
    )


def _failure(words: Words, exhibit: str, examiner: str, reason: Said) -> Failure:
    return Failure(
        exhibit=exhibit,
        anchor=anchor("exhibit", exhibit),
        file=words.file(exhibit),
        examiner=words.examiner(examiner).text,
        reason=reason,
    )

"""What came in and how it was read: exhibits, coverage, method, and what texts say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.locator import TextLocator
from auditor.examine.model import (
    Examination,
    FootageCoverage,
    Observation,
    Observations,
    TextCoverage,
)
from auditor.judge.exit_code import below_floor
from auditor.report.model import (
    CoverageView,
    ExhibitRow,
    Failure,
    Funnel,
    MethodView,
    ObservationRow,
    Pair,
    ReadExhibit,
    Said,
)
from auditor.report.words import Words, anchor
from auditor.vocabulary.vocabulary import FactType, definition


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
    return tuple(words.pair(item.path, item.reason) for item in observations.case.left_out)


# --- not examined, coverage, method --------------------------------------------------------------


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


def _failure(words: Words, exhibit: str, examiner: str, reason: Said) -> Failure:
    return Failure(
        exhibit=exhibit,
        anchor=anchor("exhibit", exhibit),
        file=words.file(exhibit),
        examiner=words.examiner(examiner).text,
        reason=reason,
    )


def coverage_views(words: Words, observations: Observations) -> tuple[CoverageView, ...]:
    """What was and was not looked at, exhibit by exhibit."""
    floor = below_floor(observations)
    views = []
    for examination in observations.examinations:
        coverage = examination.coverage
        alerts = [words.examiner(warning) for warning in examination.warnings]
        funnel: tuple[Funnel, ...] = ()
        pairs: tuple[Pair, ...] = ()
        if isinstance(coverage, FootageCoverage):
            funnel, pairs = _footage(words, coverage)
            alerts = [*_footage_alerts(words, observations, examination, floor), *alerts]
        elif isinstance(coverage, TextCoverage):
            pairs = _text(words, coverage)
        if coverage is None and not alerts:
            continue
        views.append(
            CoverageView(
                exhibit=words.exhibit(examination.exhibit),
                anchor=anchor("exhibit", examination.exhibit),
                examiner=words.examiner(examination.examiner).text,
                funnel=funnel,
                pairs=pairs,
                alerts=tuple(alerts),
            )
        )
    return tuple(views)


def _footage(
    words: Words, coverage: FootageCoverage
) -> tuple[tuple[Funnel, ...], tuple[Pair, ...]]:
    counts = (
        ("frames_in_file", coverage.frames_in_file),
        ("decoded", coverage.decoded),
        ("compared", coverage.compared),
        ("sampled", coverage.sampled),
        ("with_detection", coverage.with_detection),
        ("measured", coverage.measured),
    )
    most = max((count for _, count in counts if count is not None), default=0) or 1
    funnel = tuple(
        Funnel(
            label=words.say(f"funnel.{name}"),
            count=words.say("funnel.not_stated") if count is None else f"{count:,}",
            share=0.0 if count is None else round(count / most, 3),
        )
        for name, count in counts
    )
    pairs = (
        words.pair(words.say("coverage.duration"), words.clock(coverage.duration)),
        words.pair(words.say("coverage.quiet"), words.clock(coverage.quiet)),
        words.pair(
            words.say("coverage.largest_gap"),
            words.say("coverage.seconds", seconds=f"{coverage.largest_gap:.2f}"),
        ),
        words.pair(
            words.say("coverage.read_to_end"),
            words.say("coverage.yes" if coverage.read_to_end else "coverage.broke_off"),
        ),
        words.pair(words.say("coverage.picture"), f"{coverage.width} × {coverage.height}"),
    )
    return funnel, pairs


def _footage_alerts(
    words: Words, observations: Observations, examination: Examination, floor: Sequence[str]
) -> list[Said]:
    coverage = examination.coverage
    if not isinstance(coverage, FootageCoverage):
        return []
    alerts = []
    if not coverage.read_to_end:
        alerts.append(words.say("alert.broke_off", exhibit=words.exhibit(examination.exhibit)))
    allowed = observations.case.largest_gap_allowed
    if examination.exhibit in floor and allowed is not None and coverage.largest_gap > allowed:
        alerts.append(
            words.say(
                "alert.below_floor",
                exhibit=words.exhibit(examination.exhibit),
                gap=f"{coverage.largest_gap:.2f}",
                allowed=f"{allowed:g}",
            )
        )
    stages = (
        ("decoded", coverage.decoded),
        ("sampled", coverage.sampled),
        ("with_detection", coverage.with_detection),
        ("measured", coverage.measured),
    )
    empty = next((name for name, count in stages if count == 0), None)
    if empty:
        alerts.append(
            words.say(
                "alert.zero",
                exhibit=words.exhibit(examination.exhibit),
                stage=words.say(f"funnel.{empty}"),
            )
        )
    return [Said(text=alert) for alert in alerts]


def _text(words: Words, coverage: TextCoverage) -> tuple[Pair, ...]:
    pairs = [
        words.pair(words.say("coverage.lines"), f"{coverage.lines:,}"),
        words.pair(words.say("coverage.encoding"), coverage.encoding),
    ]
    if coverage.not_understood:
        pairs.append(
            words.pair(words.say("coverage.not_understood"), words.join(coverage.not_understood))
        )
    return tuple(pairs)


def loud(words: Words, observations: Observations) -> tuple[Said, ...]:
    """What the first page must say before anything else: the audit's own gaps."""
    alerts = [
        Said(text=words.say("alert.altered", exhibit=words.exhibit(exhibit)))
        for exhibit in observations.altered
    ]
    missed = failures(words, observations)
    if missed:
        names = words.join(dict.fromkeys(words.exhibit(failure.exhibit) for failure in missed))
        alerts.append(Said(text=words.say("alert.not_examined", exhibits=names)))
    if not observations.examinations:
        alerts.append(Said(text=words.say("alert.nothing")))
    floor = below_floor(observations)
    for examination in observations.examinations:
        alerts += _footage_alerts(words, observations, examination, floor)
    if not observations.case.declared:
        alerts.append(Said(text=words.say("alert.no_case_file")))
    return tuple(alerts)


def method_views(words: Words, observations: Observations) -> tuple[MethodView, ...]:
    """How each exhibit was read."""
    return tuple(
        MethodView(
            exhibit=words.exhibit(examination.exhibit),
            anchor=anchor("exhibit", examination.exhibit),
            examiner=" ".join(
                part
                for part in (words.examiner(examination.examiner).text, examination.format)
                if part
            ),
            pairs=tuple(
                Pair(label=words.examiner(label), value=words.examiner(value))
                for label, value in examination.method
            ),
        )
        for examination in observations.examinations
        if not examination.error
    )


# --- configurations and documents ----------------------------------------------------------------


def read_exhibits(
    words: Words, observations: Observations, kind: ExhibitKind
) -> tuple[ReadExhibit, ...]:
    """What the exhibits of one kind say, in the order of their lines."""
    views = []
    for exhibit in observations.case.exhibits:
        if exhibit.kind is not kind:
            continue
        own = [e for e in observations.examinations if e.exhibit == exhibit.id and not e.error]
        if not own:
            continue
        rows = [o for examination in own for o in examination.observations]
        rows.sort(key=lambda o: o.locator.line if isinstance(o.locator, TextLocator) else 0)
        formats = [e.format for e in own if e.format]
        role = words.say(f"document.{exhibit.role.value}")
        views.append(
            ReadExhibit(
                exhibit=exhibit.id,
                anchor=anchor("read", exhibit.id),
                file=exhibit.path,
                what=role if kind is ExhibitKind.TEXT else words.join(dict.fromkeys(formats)),
                rows=observation_rows(words, rows),
            )
        )
    return tuple(views)


def observation_rows(
    words: Words, observations: Iterable[Observation]
) -> tuple[ObservationRow, ...]:
    """Observations as rows of a table."""
    return tuple(
        ObservationRow(
            place=words.place(o.locator),
            quote=words.said(o.locator.quote)
            if isinstance(o.locator, TextLocator) and o.locator.quote
            else None,
            subject=o.subject,
            state=words.say(f"state.{o.state.value}") if o.state else "",
            by_default=o.by_default,
            facts=tuple(
                words.fact(
                    fact, value, complete=o.complete or definition(fact).type is not FactType.SET
                )
                for fact, value in o.says.items()
            ),
            note=words.examiner(o.note),
        )
        for o in observations
    )

"""What was and was not read of each exhibit."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from auditor.examine.model import Examination, FootageCoverage, Observations, TextCoverage
from auditor.judge.exit_code import below_floor
from auditor.report.parts import Pair, Said
from auditor.report.sections.coverage.view import CoverageView, Funnel
from auditor.report.sections.exhibits.build import failures, unread
from auditor.report.words import Words, anchor


def coverage_views(words: Words, observations: Observations) -> tuple[CoverageView, ...]:
    """What was and was not examined, exhibit by exhibit."""
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


_SEARCHED = ("with_detection", "measured")
"""Stages that a picture without a face does not reach."""


def _is_document(examination: Examination) -> bool:
    """Whether the words in a picture were read as those of a document or a conversation."""
    return any(seen.topic.startswith("text.") for seen in examination.observations)


def _footage_alerts(
    words: Words, observations: Observations, examination: Examination, floor: Sequence[str]
) -> list[Said]:
    coverage = examination.coverage
    if not isinstance(coverage, FootageCoverage):
        return []
    alerts = []
    if not coverage.read_to_end:
        alerts.append(words.say("alert.broke_off", exhibit=words.exhibit(examination.exhibit)))
    visit = _usual_visit(examination)
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
    # In quiet stretches of a long recording the sizes of its frames were read as well.
    elif coverage.largest_gap > max(visit, _WALK if coverage.quiet else _SHORTEST_GAP):
        alerts.append(
            words.say(
                "alert.gap",
                exhibit=words.exhibit(examination.exhibit),
                gap=f"{coverage.largest_gap:.1f}",
                visit=f"{visit:.1f}",
            )
        )
    stages = (
        ("decoded", coverage.decoded),
        ("sampled", coverage.sampled),
        ("with_detection", coverage.with_detection),
        ("measured", coverage.measured),
    )
    empty = next((name for name, count in stages if count == 0), None)
    # In a photograph of a sign or a chat nobody expects a face.
    if empty and not (empty in _SEARCHED and _is_document(examination)):
        alerts.append(
            words.say(
                "alert.zero",
                exhibit=words.exhibit(examination.exhibit),
                stage=words.say(f"funnel.{empty}"),
            )
        )
    return [Said(text=alert) for alert in alerts]


def _usual_visit(examination: Examination) -> float:
    """Seconds for which faces are usually in view there; those of a walk where none were."""
    visits = [e.end - e.start for e in examination.episodes if not e.is_glimpse]
    return min(statistics.median(visits), _WALK) if visits else _WALK


_WALK = 5.0
"""Seconds that a walk of 1.4 m/s through a view 7 m wide takes."""
_SHORTEST_GAP = 1.0
"""Seconds that are no gap: faces are looked for at least twice as often where something moves."""


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


_NOT_OPENED = frozenset(
    {
        "left_unreadable",
        "left_folder_unreadable",
        "left_too_many_members",
        "left_too_large_unpacked",
        "left_encrypted",
        "left_damaged_member",
        "left_damaged_archive",
        "left_not_unpacked",
        "left_path_outside",
        "left_path_too_long",
    }
)
"""Why a file may be material and was not opened, as ids of `messages.yaml`."""
MAX_NAMED = 5
"""Most files named in one alert; the list of files that were left out has them all."""


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
    if partly := unread(words, observations):
        names = words.join(dict.fromkeys(words.exhibit(failure.exhibit) for failure in partly))
        alerts.append(Said(text=words.say("alert.not_read", exhibits=names)))
    closed = [item.path for item in observations.case.left_out if item.cause in _NOT_OPENED]
    if closed:
        alerts.append(
            Said(text=words.say("alert.not_opened", files=words.join(closed[:MAX_NAMED])))
        )
    if not observations.examinations:
        alerts.append(Said(text=words.say("alert.nothing")))
    floor = below_floor(observations)
    for examination in observations.examinations:
        alerts += _footage_alerts(words, observations, examination, floor)
    if not observations.case.declared and not observations.case.has_answers:
        alerts.append(Said(text=words.say("alert.no_case_file")))
    return tuple(alerts)

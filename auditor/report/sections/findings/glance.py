"""Findings at a glance: by result and severity, and by subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from auditor.judge.decide.findings import Finding
from auditor.judge.rules.verdict import Verdict
from auditor.report.parts import Link
from auditor.report.sections.findings.view import FindingView, GlanceGroup, SubjectRow
from auditor.report.subjects import SUBJECTS, subject_of
from auditor.report.words import Words


def glance_groups(words: Words, views: Sequence[FindingView]) -> tuple[GlanceGroup, ...]:
    """`views`, in the order of attention, by result and severity."""
    grouped = groupby(views, key=lambda view: (view.verdict_word, view.severity_word))
    return tuple(
        GlanceGroup(
            label=words.say("finding.group", verdict=verdict, severity=severity, count=len(own)),
            findings=own,
        )
        for (verdict, severity), members in grouped
        for own in [tuple(members)]
    )


def subject_rows(
    words: Words, findings: Iterable[Finding], views: Sequence[FindingView]
) -> tuple[SubjectRow, ...]:
    """Every subject that a finding is about, with the numbers of its findings."""
    number = {view.id: view for view in views}
    by_subject: dict[str, list[Finding]] = {}
    for finding in findings:
        by_subject.setdefault(subject_of(finding), []).append(finding)
    rows = []
    for subject in SUBJECTS:
        own = by_subject.get(subject, [])
        if own:
            adverse = [number[f.rule] for f in own if f.verdict.adverse]
            open_ = [
                number[f.rule] for f in own if f.verdict in (Verdict.CANNOT_TELL, Verdict.ERROR)
            ]
            met = [number[f.rule] for f in own if f.verdict in (Verdict.SATISFIED, Verdict.WAIVED)]
            rows.append(
                SubjectRow(
                    subject=words.say(f"subject.{subject}"),
                    adverse=_numbers(adverse),
                    open=_numbers(open_),
                    met=_numbers(met),
                )
            )
    return tuple(rows)


def _numbers(views: Iterable[FindingView]) -> tuple[Link, ...]:
    ordered = sorted(views, key=lambda view: view.number)
    return tuple(Link(anchor=view.anchor, text=str(view.number)) for view in ordered)

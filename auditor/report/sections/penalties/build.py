"""Penalties seen in practice."""

from __future__ import annotations

from auditor.judge.decide.findings import Findings
from auditor.judge.rules.penalties import PenaltySeen
from auditor.report.sections.penalties.view import PenaltyRow
from auditor.report.words import Words


def penalty_rows(words: Words, findings: Findings) -> tuple[PenaltyRow, ...]:
    """Penalties and orders seen at premises of the same kind."""
    return tuple(_penalty(words, one) for one in findings.penalties_seen)


def _penalty(words: Words, one: PenaltySeen) -> PenaltyRow:
    day = words.day(one.on) if one.on else ""
    when = words.join(tuple(word for word in (day, words.text(one.on_note)) if word))
    return PenaltyRow(
        place=words.text(one.place),
        when=when,
        who=words.text(one.who),
        facts=words.text(one.facts),
        sanction=words.text(one.sanction),
        basis=words.text(one.basis),
        source=words.said(one.source),
        url=one.url,
        reading=one.reading,
        reading_words=words.say(f"reading.{one.reading}"),
        note=words.text(one.note),
    )

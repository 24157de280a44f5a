"""Findings accepted on purpose."""

from __future__ import annotations

from auditor.core.text import Text
from auditor.judge.decide.findings import Findings, WaiverUsed
from auditor.report.sections.deletions.build import _rule
from auditor.report.sections.waivers.view import WaiverRow
from auditor.report.words import Words


def waiver_rows(words: Words, findings: Findings, titles: dict[str, Text]) -> tuple[WaiverRow, ...]:
    """Every waiver of the case, with what became of it."""
    return tuple(_waiver(words, used, titles) for used in findings.waivers)


def _waiver(words: Words, used: WaiverUsed, titles: dict[str, Text]) -> WaiverRow:
    waiver = used.waiver
    return WaiverRow(
        rule=_rule(words, waiver.rule, titles),
        state=used.state.value,
        word=words.say(f"waiver_state.{used.state.value}"),
        verdict=words.say(f"verdict.{used.verdict.value}") if used.verdict else "",
        reason=words.said(waiver.reason),
        approved_by=words.said(waiver.approved_by),
        period=words.say("period.both", start=words.day(waiver.on), end=words.day(waiver.expires)),
    )

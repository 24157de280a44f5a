"""Duties to delete."""

from __future__ import annotations

from auditor.core.text import Text
from auditor.judge.decide.findings import DeletionDuty, Findings
from auditor.report.parts import Link
from auditor.report.sections.deletions.view import DeletionRow
from auditor.report.words import Words, anchor
from auditor.vocabulary.vocabulary import definition


def _rule(words: Words, name: str, titles: dict[str, Text]) -> Link:
    return Link(anchor=anchor("rule", name), text=words.text(titles.get(name)) or name)


def deletion_rows(
    words: Words, findings: Findings, titles: dict[str, Text]
) -> tuple[DeletionRow, ...]:
    """What has to be deleted: what, why and since when."""
    return tuple(_deletion(words, duty, titles) for duty in findings.deletions)


def _deletion(words: Words, duty: DeletionDuty, titles: dict[str, Text]) -> DeletionRow:
    about = definition("collection.items")
    return DeletionRow(
        rule=_rule(words, duty.rule, titles),
        items=about.say(duty.items, words.language),
        held=about.say(duty.held, words.language) if duty.held else words.say("deletion.not_shown"),
        since=words.day(duty.since) if duty.since else words.say("deletion.no_day"),
        why=words.text(duty.why),
    )

"""The plan change by change: what asks least of the people captured first, and what each clears."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.judge.decide.findings import Change, Finding, Findings
from auditor.report.parts import Link
from auditor.report.sections.plan.view import FixRow
from auditor.report.words import Words, anchor
from auditor.vocabulary.vocabulary import definition


def fix_rows(words: Words, findings: Findings, numbers: Mapping[str, int]) -> tuple[FixRow, ...]:
    """Changes of the plan in order; none where there is no plan or it found no changes.

    A change clears a finding alone where one of the finding's own flips is that change and nothing
    else; it helps where a flip needs it together with other changes of the plan. `numbers` are
    those of the findings, by rule.
    """
    if findings.plan is None or not findings.plan.changes:
        return ()
    cleared = [f for f in findings.findings if f.rule in findings.plan.clears]
    together = {change.fact for change in findings.plan.changes}
    rows = []
    for change in findings.plan.changes:
        alone = [f for f in cleared if _alone(f, change)]
        helped = [f for f in cleared if f not in alone and _helped(f, change, together)]
        rows.append((_burden(change), -len(alone), -len(helped), change, alone, helped))
    rows.sort(key=lambda row: row[:3])
    return tuple(
        FixRow(
            number=number,
            question=words.question(change.fact),
            now=words.value(change.fact, change.now) or words.say("fact.unknown"),
            then=words.value(change.fact, change.then),
            burden=words.say(f"burden.{burden}"),
            alone=_links(numbers, alone),
            helped=_links(numbers, helped),
        )
        for number, (burden, _, _, change, alone, helped) in enumerate(rows, 1)
    )


def _burden(change: Change) -> int:
    return definition(change.fact).burden or 0


def _alone(finding: Finding, change: Change) -> bool:
    return any(
        len(flip.changes) == 1
        and flip.changes[0].fact == change.fact
        and flip.changes[0].then == change.then
        for flip in finding.flips
    )


def _helped(finding: Finding, change: Change, together: set[str]) -> bool:
    named = [{one.fact for one in flip.changes} for flip in finding.flips]
    return any(change.fact in facts and facts <= together for facts in named)


def _links(numbers: Mapping[str, int], found: list[Finding]) -> tuple[Link, ...]:
    known = sorted((numbers[f.rule], f.rule) for f in found if f.rule in numbers)
    return tuple(Link(anchor=anchor("rule", rule), text=str(number)) for number, rule in known)

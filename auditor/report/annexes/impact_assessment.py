"""A draft of the impact assessment on face data.

Contents: Personal Information Protection Law arts 55 and 56; Measures for the security management
of the application of face recognition technology, art 9, four items. It is kept for three years.
"""

from __future__ import annotations

from auditor.report.annexes.fill import to_fill
from auditor.report.annexes.model import Annex, AnnexPart, AnnexTable, Blank, Cell, Field
from auditor.report.audited import Audited
from auditor.report.parts import Said
from auditor.report.sections.facts.view import FactRow
from auditor.report.subjects import subject_of_fact
from auditor.report.words import Words

ITEMS: dict[str, tuple[str, ...]] = {
    "lawfulness": ("purpose", "notice", "consent", "contract"),
    "impact": ("system", "choice", "place"),
    "risk": ("storage", "sharing"),
    "safeguards": ("governance",),
}
"""The four items of art 9, and the subjects of the facts that bear on each."""


def impact_assessment(audited: Audited, words: Words) -> Annex:
    """For each item what is known and from where, what is not and whom to ask, and blanks."""
    report = audited.report
    return Annex(
        title=words.say("annex_assessment.title"),
        basis=words.say("annex_assessment.basis"),
        notice=words.say("annex_assessment.notice"),
        parts=(
            AnnexPart(
                title=words.say("annex_assessment.about"),
                fields=(
                    Field(label=words.say("annex_assessment.system"), value=report.title),
                    to_fill(words, "annex_assessment.responsible"),
                    to_fill(words, "annex_assessment.period"),
                    to_fill(words, "annex_assessment.consulted"),
                ),
            ),
            *(_item(audited, words, item, subjects) for item, subjects in ITEMS.items()),
            _necessity(audited, words),
            AnnexPart(
                title=words.say("annex_assessment.conclusion"),
                paragraphs=(words.say("annex_assessment.kept"),),
                fields=(
                    to_fill(words, "annex_assessment.decision"),
                    to_fill(words, "annex_assessment.kept_until"),
                    to_fill(words, "annex_assessment.redo"),
                ),
            ),
        ),
        closing=(
            to_fill(words, "annex.name"),
            to_fill(words, "annex.date"),
            to_fill(words, "annex.signature"),
        ),
        digest=report.digest,
    )


def _item(audited: Audited, words: Words, item: str, subjects: tuple[str, ...]) -> AnnexPart:
    report = audited.report
    known = [row for row in report.facts if row.value and subject_of_fact(row.id) in subjects]
    unknown = [row for row in report.unknown_facts if subject_of_fact(row.id) in subjects]
    rows = [_known(row) for row in known] + [_unknown(words, row) for row in unknown]
    return AnnexPart(
        title=words.say(f"annex_assessment_item.{item}"),
        paragraphs=(words.say(f"annex_assessment_asks.{item}"),),
        table=AnnexTable(
            caption=words.say(f"annex_assessment_item.{item}"),
            heads=tuple(
                words.say(f"annex_assessment_head.{head}")
                for head in ("question", "answer", "rests")
            ),
            rows=tuple(rows),
        )
        if rows
        else None,
        fields=(to_fill(words, "annex_assessment.weighed"),),
    )


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words.say(f"annex_assessment_head.{name}") for name in names)


def _known(row: FactRow) -> tuple[Cell, ...]:
    return (Said(text=row.question), Said(text=row.value), Said(text=row.strength))


def _unknown(words: Words, row: FactRow) -> tuple[Cell, ...]:
    return (
        Said(text=row.question),
        Blank(label=words.say("annex_assessment_head.answer")),
        Said(text=words.say("annex_assessment.ask", whom=row.ask) if row.ask else ""),
    )


def _necessity(audited: Audited, words: Words) -> AnnexPart:
    rows: list[tuple[Cell, ...]] = []
    for purpose in audited.report.necessity:
        for row in purpose.rows:
            said: Cell = (
                Said(text=" ".join(part.text for part in row.said))
                if row.said and row.standing != "needs_answer"
                else Blank(label=words.say("annex_assessment_head.answer"))
            )
            rows.append((Said(text=purpose.purpose), Said(text=row.question), said))
    return AnnexPart(
        title=words.say("annex_assessment.necessity"),
        paragraphs=(words.say("annex_assessment.necessity_why"),),
        table=AnnexTable(
            caption=words.say("annex_assessment.necessity"),
            heads=_heads(words, "purpose", "question", "answer"),
            rows=tuple(rows),
        )
        if rows
        else None,
        empty="" if rows else words.say("annex_assessment.no_purpose"),
    )

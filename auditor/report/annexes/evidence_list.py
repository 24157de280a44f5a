"""The list of evidence that a party submits with its exhibits.

Form: Supreme People's Court provisions on evidence in civil proceedings (as amended 2019), art 19:
number, source, what it is to prove, signature, date, copies for the other side.
"""

from __future__ import annotations

from itertools import islice

from auditor.report.annexes.exhibit_facts import shown_by
from auditor.report.annexes.fill import to_fill
from auditor.report.annexes.model import Annex, AnnexPart, AnnexTable, Blank, Cell
from auditor.report.audited import Audited
from auditor.report.parts import Said
from auditor.report.sections.exhibits.view import ExhibitRow
from auditor.report.words import Words

MOST_FACTS = 5
"""Facts named for one exhibit; a court's form asks for a short statement."""


def evidence_list(audited: Audited, words: Words) -> Annex:
    """One row for each exhibit, with what it is to show as a draft."""
    rows = tuple(
        _row(audited, words, number, row) for number, row in enumerate(audited.report.exhibits, 1)
    )
    heads = ("number", "item", "source", "to_show", "form", "pages")
    return Annex(
        title=words.say("annex_list.title"),
        basis=words.say("annex_list.basis"),
        notice=words.say("annex_list.notice"),
        parts=(
            AnnexPart(
                title=words.say("annex_list.parties"),
                fields=(
                    to_fill(words, "annex_list.case_number"),
                    to_fill(words, "annex_list.submitted_by"),
                    to_fill(words, "annex_list.other_side"),
                ),
            ),
            AnnexPart(
                title=words.say("annex_list.exhibits"),
                table=AnnexTable(
                    caption=words.say("annex_list.caption"),
                    heads=tuple(words.say(f"annex_list_head.{head}") for head in heads),
                    rows=rows,
                ),
            ),
        ),
        closing=(
            to_fill(words, "annex_list.copies"),
            to_fill(words, "annex.signature"),
            to_fill(words, "annex.date"),
        ),
        digest=audited.report.digest,
    )


def _row(audited: Audited, words: Words, number: int, row: ExhibitRow) -> tuple[Cell, ...]:
    source = "; ".join(f"{pair.label.text}: {pair.value.text}" for pair in row.provenance)
    return (
        Said(text=str(number)),
        Said(text=words.say("annex_list.named", id=row.id, file=row.path, digest=row.digest)),
        Said(text=source) if source else Blank(label=words.say("annex_list_head.source")),
        _to_show(audited, words, row.id),
        Blank(label=words.say("annex_list_head.form")),
        Blank(label=words.say("annex_list_head.pages")),
    )


def _to_show(audited: Audited, words: Words, exhibit: str) -> Cell:
    shown = shown_by(audited.findings, exhibit)
    if not shown:
        return Blank(label=words.say("annex_list_head.to_show"))
    sentences = [
        words.fact(fact, source.value, complete=source.complete)
        for fact, source in islice(shown.items(), MOST_FACTS)
    ]
    if len(shown) > MOST_FACTS:
        sentences.append(words.say("annex_list.more", count=len(shown) - MOST_FACTS))
    return Said(text=words.say("annex_list.to_show", facts=" ".join(sentences)))

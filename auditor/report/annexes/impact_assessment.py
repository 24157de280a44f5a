"""A draft of the impact assessment on face data: what is known first, what is not at the end.

Contents: Personal Information Protection Law arts 55 and 56; Measures for the security management
of the application of face recognition technology, art 9, four items. It is kept for three years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.case.model import Case
from auditor.report.annexes.assessment_questions import (
    EARLIER_ASSESSMENT,
    AssessmentItem,
    questions_for,
)
from auditor.report.annexes.fill import to_fill
from auditor.report.annexes.model import Annex, AnnexPart, AnnexTable, Blank, Cell, Field
from auditor.report.audited import Audited
from auditor.report.jurisdiction import citable
from auditor.report.parts import Said
from auditor.report.statements import agreeing, cite
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition

_PLACES = 2
"""Places printed behind one answer; the record has them all."""
_RECOGNISES = ("identify_repeat_visitor", "verify_one_to_one", "identify_one_to_many")

Row = tuple[Cell, ...]


def impact_assessment(audited: Audited, words: Words) -> Annex:
    """For each item what is known and from where; then what is not known, and whom to ask."""
    return _Draft(audited, words).annex()


class _Draft:
    """One draft in the making."""

    def __init__(self, audited: Audited, words: Words) -> None:
        self.audited = audited
        self.words = words
        self.case = audited.findings.case
        self.facts = {fact.id: fact for fact in audited.findings.facts if fact.value is not None}
        kind = self.facts.get("premises.kind")
        self.questions = questions_for(self.case.premises.kind or str(kind.value if kind else ""))

    def annex(self) -> Annex:
        words = self.words
        measures = citable("face_measures", self.case, self.audited.findings.as_of)
        return Annex(
            title=words.say("annex_assessment.title"),
            basis=words.say("annex_assessment.basis" if measures else "annex_assessment.basis_law"),
            notice=words.say("annex_assessment.notice"),
            parts=(
                self._about(),
                self._due(),
                *self._earlier(),
                *(self._item(item) for item in self.questions),
                self._necessity(),
                self._unknown(),
                self._conclusion(),
            ),
            closing=(
                to_fill(words, "annex.name"),
                to_fill(words, "annex.date"),
                to_fill(words, "annex.signature"),
            ),
            digest=self.audited.report.digest,
        )

    def _about(self) -> AnnexPart:
        words, case = self.words, self.case
        known = [
            ("system", self.audited.report.title.text),
            ("operator", case.operator.name),
            ("place", _place(words, case)),
            ("period", _period(words, case)),
            ("cameras", words.join(dict.fromkeys(e.camera for e in case.exhibits if e.camera))),
        ]
        return AnnexPart(
            title=words.say("annex_assessment.about"),
            fields=(
                *(self._field(name, text) for name, text in known),
                to_fill(words, "annex_assessment.responsible"),
                to_fill(words, "annex_assessment.consulted"),
            ),
        )

    def _earlier(self) -> Iterator[AnnexPart]:
        """What is known of an assessment that was made already; nothing if nothing is."""
        known = [self._answer(self.facts[f]) for f in EARLIER_ASSESSMENT if f in self.facts]
        if known:
            title = self.words.say("annex_assessment_caption.earlier")
            yield AnnexPart(title=title, table=self._table("earlier", known))

    def _field(self, name: str, text: str) -> Field:
        key = f"annex_assessment_about.{name}"
        if not text:
            return to_fill(self.words, key)
        return Field(label=self.words.say(key), value=self.words.said(text))

    def _due(self) -> AnnexPart:
        """Which of the cases of art 55 are known to be met."""
        words = self.words
        met = tuple(Said(text=words.say(f"annex_assessment_due.{name}")) for name in self._cases())
        return AnnexPart(
            title=words.say("annex_assessment.due"),
            items=met,
            empty="" if met else words.say("annex_assessment.due_unknown"),
        )

    def _cases(self) -> Iterator[str]:
        values = {name: fact.value for name, fact in self.facts.items()}
        if _is_sensitive(values):
            yield "sensitive"
        if values.get("treatment.effects") or values.get("treatment.major_effect"):
            yield "automated"
        if values.get("sharing.recipient_role") == "processor_contract":
            yield "entrusted"
        elif values.get("sharing.recipients"):
            yield "provided"
        if values.get("sharing.published"):
            yield "published"
        if values.get("sharing.export"):
            yield "exported"

    def _item(self, item: AssessmentItem) -> AnnexPart:
        words = self.words
        known = [self._answer(self.facts[f]) for f in self.questions[item] if f in self.facts]
        return AnnexPart(
            title=words.say(f"annex_assessment_item.{item}"),
            paragraphs=(
                words.say(f"annex_assessment_asks.{item}"),
                *(() if known else (words.say("annex_assessment.nothing_known"),)),
            ),
            table=self._table(item, known),
            fields=(to_fill(words, "annex_assessment.weighed"),),
        )

    def _answer(self, fact: Fact) -> Row:
        words = self.words
        places = list(dict.fromkeys(filter(None, (cite(words, s) for s in agreeing(fact)))))
        return (
            Said(text=words.question(fact.id)),
            Said(text=words.value(fact.id, fact.value, complete=fact.complete)),
            Said(text=words.series(places[:_PLACES]) or words.strength(fact.strength)),
        )

    def _necessity(self) -> AnnexPart:
        """The answers on necessity; what was not answered is listed at the end."""
        words = self.words
        purposes = self.audited.report.necessity
        rows: list[Row] = [
            (Said(text=purpose.purpose), Said(text=row.question), _joined(row.said))
            for purpose in purposes
            for row in purpose.rows
            if row.said and row.standing != "needs_answer"
        ]
        empty = "no_answer" if purposes else "no_purpose"
        return AnnexPart(
            title=words.say("annex_assessment.necessity"),
            table=self._table("necessity", rows, heads=("purpose", "question", "answer")),
            empty="" if rows else words.say(f"annex_assessment.{empty}"),
        )

    def _unknown(self) -> AnnexPart:
        """Everything that is not known, in the order of the items, and the open necessity."""
        rows = [*self._unknown_facts(), *self._unknown_necessity()]
        words = self.words
        return AnnexPart(
            title=words.say("annex_assessment.unknown"),
            paragraphs=(words.say("annex_assessment.unknown_why"),),
            table=self._table("unknown", rows, heads=("question", "answer", "ask", "evidence")),
            empty="" if rows else words.say("annex_assessment.all_known"),
        )

    def _unknown_facts(self) -> Iterator[Row]:
        words = self.words
        for facts in self.questions.values():
            for name in facts:
                if name not in self.facts:
                    about = definition(name)
                    yield (
                        Said(text=words.question(name)),
                        self._blank(),
                        Said(text=words.roles(about.ask)),
                        Said(text=words.text(about.evidence)),
                    )

    def _unknown_necessity(self) -> Iterator[Row]:
        words = self.words
        for purpose in self.audited.report.necessity:
            for row in purpose.rows:
                if not row.said or row.standing == "needs_answer":
                    question = words.say(
                        "annex_assessment.for_purpose",
                        purpose=purpose.purpose,
                        question=row.question,
                    )
                    yield Said(text=question), self._blank(), Said(text=""), Said(text="")

    def _blank(self) -> Blank:
        return Blank(label=self.words.say("annex_assessment_head.answer"))

    def _conclusion(self) -> AnnexPart:
        words = self.words
        return AnnexPart(
            title=words.say("annex_assessment.conclusion"),
            paragraphs=(words.say("annex_assessment.kept"),),
            fields=(
                to_fill(words, "annex_assessment.decision"),
                to_fill(words, "annex_assessment.kept_until"),
                to_fill(words, "annex_assessment.redo"),
            ),
        )

    def _table(
        self,
        name: str,
        rows: Iterable[Row],
        heads: tuple[str, ...] = ("question", "answer", "rests"),
    ) -> AnnexTable | None:
        words, body = self.words, tuple(rows)
        if not body:
            return None
        return AnnexTable(
            caption=words.say(f"annex_assessment_caption.{name}"),
            heads=tuple(words.say(f"annex_assessment_head.{head}") for head in heads),
            rows=body,
        )


def _joined(texts: Iterable[Said]) -> Said:
    return Said(text=" – ".join(part.text for part in texts))


def _is_sensitive(values: Mapping[str, FactValue | None]) -> bool:
    """Whether face data are known to be processed (PIPL art 28)."""
    items = values.get("collection.items")
    return (
        values.get("capture.template_extracted") is True
        or values.get("configuration.recognition_enabled") is True
        or values.get("capture.function") in _RECOGNISES
        or (isinstance(items, tuple) and "face" in items)
    )


def _place(words: Words, case: Case) -> str:
    premises = case.premises
    kind = words.value("premises.kind", premises.kind) if premises.kind else ""
    return words.join(filter(None, (premises.name, kind, premises.address or premises.city)))


def _period(words: Words, case: Case) -> str:
    if case.start and case.end:
        return words.say("period.both", start=words.day(case.start), end=words.day(case.end))
    return words.say("period.since", start=words.day(case.start)) if case.start else ""

"""The answers of an interview: what was answered, by whom and when, and what nobody could answer.

They are kept in `case.answers.yaml` next to `case.yaml`, in the form of its statements. "Do not
know" is no answer: it is kept so that the question is not asked again, and never becomes "no".
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import groupby

from auditor.case.comments import comment
from auditor.case.file import CaseFile
from auditor.case.model import Case, Statement
from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import FactType, definition

ANSWERS_FILE = "case.answers.yaml"
INTERVIEW_LINE = 0
"""`Statement.line` of an answer from the interview, which is on no line of `case.yaml`."""


class NoAnswer(StrEnum):
    """Why a question has no answer."""

    NOT_KNOWN = "not_known"
    SKIPPED = "skipped"


class GivenAnswer(Frozen):
    """One question that was asked: its answer, or why there is none (`value` is then None)."""

    fact: str
    value: FactValue | None
    why_none: NoAnswer | None = None
    by: Speaker
    on: date


class AnswerSheet(Frozen):
    """Every question that was asked, in order; each fact at most once."""

    answers: tuple[GivenAnswer, ...] = ()

    def with_answer(self, answer: GivenAnswer) -> AnswerSheet:
        """The sheet with `answer` last, in place of an earlier one to the same question."""
        kept = tuple(other for other in self.answers if other.fact != answer.fact)
        return AnswerSheet(answers=(*kept, answer))

    def without(self, fact: str) -> AnswerSheet:
        """The sheet as if `fact` had not been asked."""
        return AnswerSheet(answers=tuple(a for a in self.answers if a.fact != fact))

    @property
    def asked(self) -> frozenset[str]:
        """The facts that were asked, with an answer or without."""
        return frozenset(answer.fact for answer in self.answers)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The answers as statements: one for each person and day, in the order they were given."""
        given = [answer for answer in self.answers if answer.value is not None]
        return tuple(
            Statement(
                by=by,
                on=on,
                facts={answer.fact: answer.value for answer in group if answer.value is not None},
                line=INTERVIEW_LINE,
            )
            for (by, on), group in groupby(given, key=lambda answer: (answer.by, answer.on))
        )


NOTHING_ASKED = AnswerSheet()
"""The sheet before the first question."""


def sheet_of(written: CaseFile) -> AnswerSheet:
    """The sheet that `case.answers.yaml` holds."""
    sheet = NOTHING_ASKED
    for entry in written.statements:
        by = Speaker(role=entry.by.role, name=entry.by.name)
        for fact, value in entry.facts.items():
            sheet = sheet.with_answer(GivenAnswer(fact=fact, value=value, by=by, on=entry.on))
    nobody = Speaker(role=SpeakerRole.AUDITOR)
    for why, facts in (
        (NoAnswer.NOT_KNOWN, written.not_known),
        (NoAnswer.SKIPPED, written.skipped),
    ):
        for fact in facts:
            if fact not in sheet.asked:
                blank = GivenAnswer(fact=fact, value=None, why_none=why, by=nobody, on=date.min)
                sheet = sheet.with_answer(blank)
    return sheet


def with_answers(case: Case, sheet: AnswerSheet) -> Case:
    """`case` with the answers of `sheet` as further statements.

    What the answers say of the place, the operator and the period fills what the case leaves out.
    """
    stated = {answer.fact: answer.value for answer in sheet.answers if answer.value is not None}
    premises = {
        key: stated[f"premises.{key}"]
        for key in ("kind", "city")
        if not getattr(case.premises, key) and f"premises.{key}" in stated
    }
    operator = {"kind": stated["operator.kind"]} if "operator.kind" in stated else {}
    days = {
        key: date.fromisoformat(str(stated[f"deployment.{key}"]))
        for key in ("start", "end")
        if getattr(case, key) is None and f"deployment.{key}" in stated
    }
    return case.model_copy(
        update={
            "statements": (*case.statements, *sheet.statements),
            "premises": case.premises.model_copy(update=premises),
            "operator": case.operator.model_copy(update={} if case.operator.kind else operator),
            **days,
        }
    )


def written_sheet(sheet: AnswerSheet, language: Language) -> str:
    """The text of `case.answers.yaml`, with comments in `language`."""
    lines = [*comment("head", language), *_written_statements(sheet.statements, language)]
    for why in NoAnswer:
        facts = [answer.fact for answer in sheet.answers if answer.why_none is why]
        if facts:
            lines += ["", *comment(why.value, language), f"{why.value}:"]
            for fact in facts:
                lines += [f"  # {definition(fact).question[language]}", f"  - {fact}"]
    return "\n".join(lines) + "\n"


def _written_statements(statements: Iterable[Statement], language: Language) -> Iterable[str]:
    statements = tuple(statements)
    if statements:
        yield "statements:"
    for statement in statements:
        name = json.dumps(statement.by.name, ensure_ascii=False)
        yield f"  - by: {{role: {statement.by.role.value}, name: {name}}}"
        yield f"    on: {statement.on.isoformat()}"
        yield "    facts:"
        for fact, value in statement.facts.items():
            about = definition(fact)
            yield f"      # {about.question[language]} {about.say(value, language)}"
            yield f"      {fact}: {written_value(fact, value)}"


def written_value(fact: str, value: FactValue) -> str:
    """A value of `fact` as it is written in a case file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        words = value if definition(fact).values else map(_quoted, value)
        return f"[{', '.join(words)}]"
    return _quoted(value) if definition(fact).type is FactType.TEXT else str(value)


def _quoted(value: object) -> str:
    return json.dumps(str(value), ensure_ascii=False)

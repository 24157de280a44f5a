"""What the forms of the pages say: the place, and the answer to a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from starlette.datastructures import FormData

from auditor.collect.workspace import PlaceForm
from auditor.interview.question import InterviewQuestion
from auditor.interview.reading import read_answer
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import FactType, definition

ROLES = (SpeakerRole.VISITOR, SpeakerRole.OPERATOR, SpeakerRole.AUDITOR)
"""Who can put a case together."""


def place_in(form: FormData) -> PlaceForm:
    """What the form says of the place; what it does not say well stays empty."""

    def typed(name: str) -> str:
        return " ".join(str(form.get(name, "")).split())[:200]

    kinds = definition("premises.kind").values
    try:
        day = date.fromisoformat(typed("day"))
    except ValueError:
        day = None
    role = next((each for each in ROLES if each.value == typed("role")), SpeakerRole.VISITOR)
    kind = typed("kind") if typed("kind") in kinds else ""
    return replace(
        PlaceForm(), kind=kind, name=typed("name"), city=typed("city"), day=day, role=role
    )


def answer_in(question: InterviewQuestion, form: FormData) -> FactValue | None:
    """The answer in a form; None where nothing was chosen or typed.

    Raises:
        AnswerError: it is no answer to the question.
    """
    given = [str(value) for value in form.getlist("value") if str(value).strip()]
    if question.kind is FactType.SET and question.options:
        if "none" in form:
            return read_answer(question, [])
        return read_answer(question, given) if given else None
    if not given:
        return None
    if question.kind is FactType.YES_NO:
        return read_answer(question, given[0] == "true")
    return read_answer(question, given[0])

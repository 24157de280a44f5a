"""Interviews on made-up cases of statements, judged by a few shipped rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor.case.answer_sheet import NOTHING_ASKED, AnswerSheet
from auditor.case.model import Case, Premises, Statement
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.interview.interview import Interview, begin_interview
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.judge.rules.rule import RuleBook
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import definition
from tests.rule_book import book_of

AS_OF = date(2026, 6, 1)
TODAY = date(2026, 7, 1)
VISITOR = Speaker(role=SpeakerRole.VISITOR)
RULES = (
    "frm-notice",
    "frm-separate-consent",
    "frm-sole-method",
    "frm-pia",
    "frm-private-space",
    "pipl-retention",
    "pipl-necessity-sensitive",
    "crpl-shop-notice-unfair",
)
FACE_AT_A_GYM: dict[str, FactValue] = {
    "capture.function": "verify_one_to_one",
    "people.consumers": True,
}


def few_rules() -> RuleBook:
    """Rules of several issues; judging them takes milliseconds."""
    return book_of(*RULES)


def observations(facts: Mapping[str, FactValue], kind: str = "gym") -> Observations:
    """A case in which a witness states `facts`, and no exhibit."""
    stated = {name: definition(name).parse(value) for name, value in facts.items()}
    witness = Speaker(role=SpeakerRole.WITNESS)
    statement = Statement(by=witness, on=date(2026, 5, 1), facts=stated, line=1)
    case = Case(
        title="test",
        premises=Premises(kind=kind),
        start=date(2025, 7, 1),
        statements=(statement,) if stated else (),
    )
    return Observations(tool_version="test", case=case, examinations=())


def interview(
    facts: Mapping[str, FactValue] = FACE_AT_A_GYM,
    *,
    role: SpeakerRole = SpeakerRole.VISITOR,
    sheet: AnswerSheet = NOTHING_ASKED,
    language: Language = "en",
    most: int = MOST_QUESTIONS,
    kind: str = "gym",
) -> Interview:
    """The beginning of an interview on `facts`."""
    return begin_interview(
        observations(facts, kind),
        few_rules(),
        AS_OF,
        Speaker(role=role),
        TODAY,
        language=language,
        sheet=sheet,
        most=most,
    )

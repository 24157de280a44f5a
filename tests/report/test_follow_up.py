"""What to do after a letter: the day an answer is due, the next step, and the letters for it."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.case.model import Case, Operator, Premises
from auditor.case.request_log import (
    DueBy,
    LetterKind,
    RequestLog,
    RequestOutcome,
    SentRequest,
)
from auditor.core.text import LANGUAGES, Language
from auditor.report.letters.follow_up import FollowUp, follow_up_letter
from auditor.report.next_step import due_day, next_step
from auditor.report.words import Words
from tests.report.builders.judged import findings, stated
from tests.report.builders.observations import observations

SENT = date(2026, 3, 2)
LATER = date(2026, 6, 1)
FOLLOW_UPS = (LetterKind.REMINDER, LetterKind.REFUSAL_REPLY, LetterKind.DATA_REPLY)


def case(kind: str, city: str = "Hangzhou", operator: str = "", country: str = "china") -> Case:
    premises = Premises(kind=kind, city=city, country=country)
    return Case(title="t", premises=premises, operator=Operator(kind=operator))


@pytest.mark.parametrize(
    ("letter", "where", "day", "by"),
    [
        (LetterKind.REQUEST, case("gym"), date(2026, 3, 17), DueBy.WISH),
        (
            LetterKind.REQUEST,
            case("residential", operator="property_manager"),
            date(2026, 3, 12),
            DueBy.LAW,
        ),
        (
            LetterKind.REQUEST,
            case("residential", "Shanghai", operator="property_manager"),
            date(2026, 3, 17),
            DueBy.WISH,
        ),
        (LetterKind.EVIDENCE, case("gym"), date(2026, 3, 9), DueBy.WISH),
        (LetterKind.REMINDER, case("gym"), date(2026, 3, 9), DueBy.WISH),
        (LetterKind.COMPLAINT, case("sales_office"), date(2026, 3, 11), DueBy.LAW),
    ],
)
def test_an_answer_is_due_by_wish_or_by_law(
    letter: LetterKind, where: Case, day: date, by: DueBy
) -> None:
    due = due_day(letter, where, SENT)
    assert due is not None
    assert (due.day, due.by) == (day, by)


@pytest.mark.parametrize("where", [case("workplace"), case("gym", country="elsewhere")])
def test_an_authority_without_a_number_of_days_is_never_late(where: Case) -> None:
    assert due_day(LetterKind.COMPLAINT, where, SENT) is None


@pytest.mark.parametrize(
    ("letter", "outcome", "step", "writes"),
    [
        (LetterKind.REQUEST, None, "remind", LetterKind.REMINDER),
        (LetterKind.REMINDER, None, "complain", LetterKind.COMPLAINT),
        (LetterKind.REFUSAL_REPLY, None, "complain", LetterKind.COMPLAINT),
        (LetterKind.REQUEST, RequestOutcome.DONE, "check", None),
        (LetterKind.REQUEST, RequestOutcome.PARTLY, "ask_for_rest", LetterKind.REMINDER),
        (LetterKind.REMINDER, RequestOutcome.PARTLY, "complain", LetterKind.COMPLAINT),
        (LetterKind.REQUEST, RequestOutcome.REFUSED, "answer_refusal", LetterKind.REFUSAL_REPLY),
        (LetterKind.REFUSAL_REPLY, RequestOutcome.REFUSED, "complain", LetterKind.COMPLAINT),
        (LetterKind.REMINDER, RequestOutcome.MORE_DATA, "answer_demand", LetterKind.DATA_REPLY),
        (LetterKind.DATA_REPLY, RequestOutcome.MORE_DATA, "complain", LetterKind.COMPLAINT),
        (LetterKind.COMPLAINT, None, "ask_authority", None),
        (LetterKind.COMPLAINT, RequestOutcome.REFUSED, "ask_authority", None),
    ],
)
def test_every_state_has_a_next_step(
    letter: LetterKind, outcome: RequestOutcome | None, step: str, writes: LetterKind | None
) -> None:
    request = SentRequest(
        id="R-01",
        letter=letter,
        sent=SENT,
        due=date(2026, 3, 9),
        answered=date(2026, 3, 8) if outcome else None,
        outcome=outcome,
    )
    after = next_step(RequestLog(requests=(request,)), request, LATER)
    assert (after.step, after.letter) == (step, writes)


def test_before_the_due_day_nothing_is_written() -> None:
    request = SentRequest(id="R-01", letter=LetterKind.REQUEST, sent=SENT, due=date(2026, 3, 17))
    log = RequestLog(requests=(request,))
    assert next_step(log, request, date(2026, 3, 17)).letter is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FOLLOW_UPS)
@pytest.mark.parametrize("first", [LetterKind.REQUEST, LetterKind.EVIDENCE])
def test_a_follow_up_is_whole_and_names_the_days(
    kind: LetterKind, first: LetterKind, language: Language
) -> None:
    judged = findings(observations())
    outcomes = {
        LetterKind.REFUSAL_REPLY: RequestOutcome.REFUSED,
        LetterKind.DATA_REPLY: RequestOutcome.MORE_DATA,
    }
    outcome = outcomes.get(kind)
    request = SentRequest(
        id="R-01",
        letter=first,
        sent=SENT,
        due=date(2026, 3, 17),
        answered=date(2026, 3, 8) if outcome else None,
        outcome=outcome,
    )
    words = Words(language, judged.case.exhibits)
    letter = follow_up_letter(words, judged, FollowUp(kind, request, request, LATER))
    text = "\n".join((letter.subject, *letter.opening, *letter.requests, *letter.closing))
    assert words.day(SENT) in text
    assert (words.day(date(2026, 3, 8)) in text) == (outcome is not None)
    assert "{" not in text
    assert "face-audit" not in text
    assert len(letter.requests) >= 3


def test_a_follow_up_cites_no_chinese_law_abroad() -> None:
    here = findings(observations())
    abroad = stated({})
    premises = here.case.premises.model_copy(update={"country": "elsewhere"})
    case_abroad = here.case.model_copy(update={"premises": premises})
    abroad = here.model_copy(update={"case": case_abroad})
    request = SentRequest(
        id="R-01",
        letter=LetterKind.REQUEST,
        sent=SENT,
        answered=LATER,
        outcome=RequestOutcome.REFUSED,
    )
    follow_up = FollowUp(LetterKind.REFUSAL_REPLY, request, request, LATER)
    cited = "Personal Information Protection Law"
    for judged, expected in ((here, True), (abroad, False)):
        letter = follow_up_letter(Words("en", judged.case.exhibits), judged, follow_up)
        assert (cited in "\n".join((*letter.requests, *letter.closing))) is expected

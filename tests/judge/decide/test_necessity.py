"""The necessity procedure: what was answered, what counts, and what is still open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor.case.model import PurposeAnswers
from auditor.judge.decide.necessity import (
    Necessity,
    NecessityStanding,
    facts_of_necessity,
    weigh_necessity,
)
from auditor.vocabulary.vocabulary import definition
from tests.judge.builders import fact, facts
from tests.rule_book import shipped_book

Way = dict[str, object]


def answers(purpose: str = "payment", **said: object) -> PurposeAnswers:
    return PurposeAnswers.model_validate(
        {"purpose": purpose, "by": {"role": "operator"}, "on": date(2025, 6, 1), **said}
    )


def rejected(way: str, ground: str = "ineffective", why: str = "It was tried and failed.") -> Way:
    return {"way": way, "rejected": True, "ground": ground, "why": why}


ALL_WAYS = [rejected("cash_or_phone"), rejected("code")]
FULL: dict[str, Any] = {
    "tells_people_apart": True,
    "tells_people_apart_why": "Accounts are personal.",
    "face_needed": True,
    "face_needed_why": "Hands are never free in this place.",
    "ways": ALL_WAYS,
    "serves": ["person"],
    "costs_to_person": ["none"],
}


def weighed(*given: PurposeAnswers, purposes: tuple[str, ...] = ()) -> tuple[Necessity, ...]:
    known = {"purpose.actual": fact("purpose.actual", purposes)} if purposes else {}
    return weigh_necessity(given, known, shipped_book().ways)


def test_a_purpose_without_answers_needs_them_and_is_never_a_pass() -> None:
    (one,) = weighed(purposes=("entry_control",))
    assert one.apart is NecessityStanding.NEEDS_ANSWER
    assert one.face is NecessityStanding.NEEDS_ANSWER
    assert {way.standing for way in one.ways} == {NecessityStanding.NEEDS_ANSWER}
    assert not one.complete
    assert not one.face_shown_needed


def test_every_question_answered_with_reasons_shows_the_need() -> None:
    (one,) = weighed(answers(**FULL))
    assert one.complete
    assert one.face_shown_needed


@pytest.mark.parametrize("question", sorted(FULL))
def test_one_missing_answer_keeps_the_need_unshown(question: str) -> None:
    (one,) = weighed(answers(**{key: value for key, value in FULL.items() if key != question}))
    # That people are told apart for a payment the catalogue knows; its reason need not be given.
    if question.startswith("tells_people_apart"):
        assert one.face_shown_needed
    else:
        assert not one.complete
        assert not one.face_shown_needed


@pytest.mark.parametrize("ground", ["costs_operator", "slower"])
def test_a_way_rejected_for_comfort_would_do(ground: str) -> None:
    (one,) = weighed(answers(**{**FULL, "ways": [ALL_WAYS[0], rejected("code", ground)]}))
    assert one.would_do
    assert not one.face_shown_needed


@pytest.mark.parametrize(
    "way",
    [
        {"way": "code", "rejected": True},
        {"way": "code", "rejected": True, "ground": "ineffective"},
        {"way": "code", "rejected": True, "why": "We did not like it."},
    ],
)
def test_a_rejection_without_ground_and_reason_is_no_answer(way: dict[str, Any]) -> None:
    (one,) = weighed(answers(**{**FULL, "ways": [ALL_WAYS[0], way]}))
    assert not one.complete
    assert not one.would_do


def test_a_way_that_is_offered_would_do_whoever_else_rejects_it() -> None:
    offered = answers(ways=[{"way": "code", "rejected": False}])
    (one,) = weighed(answers(**FULL), offered)
    assert one.would_do


def test_where_nobody_has_to_be_told_apart_nothing_else_is_asked() -> None:
    (one,) = weighed(purposes=("visitor_counting",))
    assert one.apart is NecessityStanding.AGAINST
    assert one.apart_why is not None
    assert one.complete
    assert not one.face_shown_needed


def test_a_reasoned_answer_goes_before_the_catalogue() -> None:
    said = {"tells_people_apart": True, "tells_people_apart_why": "One discount per person."}
    (one,) = weighed(answers("visitor_counting", **said))
    assert one.apart is NecessityStanding.ANSWERED


def test_a_way_of_one_s_own_is_weighed_beside_the_catalogue_s() -> None:
    own = {"way": "a bell", "rejected": False}
    (one,) = weighed(answers(ways=[own]))
    assert [way.way for way in one.ways] == ["cash_or_phone", "code", "a bell"]


def test_facts_that_follow() -> None:
    given = weighed(answers(**FULL), purposes=("visitor_counting", "entry_control"))
    known = facts_of_necessity(given, {})
    values = {name.removeprefix("necessity."): one.value for name, one in known.items()}
    assert values["identification_unneeded"] == ("visitor_counting",)
    assert values["face_needed"] == ("payment",)
    assert values["unanswered"] == ("entry_control",)
    # One purpose is not answered: what is known of the others is a part.
    assert not known["necessity.face_needed"].complete
    assert known["necessity.unanswered"].complete


def test_what_somebody_stated_of_necessity_is_joined() -> None:
    stated = facts({"necessity.workable_alternative": ("attendance",)})
    known = facts_of_necessity(weighed(answers(**FULL)), stated)
    assert known["necessity.workable_alternative"].value == ("attendance",)


def test_no_purpose_adds_no_fact() -> None:
    assert facts_of_necessity((), {}) == {}


def test_every_purpose_of_the_vocabulary_is_in_the_catalogue() -> None:
    assert set(shipped_book().ways.purposes) == set(definition("purpose.told").values) - {"other"}


def test_every_way_is_offered_for_some_purpose() -> None:
    used = {way for purpose in shipped_book().ways.purposes.values() for way in purpose.ways}
    assert used == set(shipped_book().ways.ways)

"""Which question an interview asks, what answers do to it, and what "do not know" does not do."""

from __future__ import annotations

from random import Random

import pytest

from auditor.case.answer_sheet import NoAnswer
from auditor.core.digest import digest_bytes
from auditor.establish.establish import establish
from auditor.interview.interview import ConflictingAnswerError, Interview
from auditor.interview.order import conversation_order
from auditor.interview.outlook import OTHER_TEXT
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.judge.run import judge
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import definition
from tests.interview.interviews import AS_OF, FACE_AT_A_GYM, few_rules, interview

STARTS: tuple[dict[str, FactValue], ...] = (
    {},
    FACE_AT_A_GYM,
    {"capture.function": "identify_one_to_many", "notice.present": True},
    {"contract.exists": True, "capture.function": "verify_one_to_one", "notice.items": ()},
)


def answers(asked: Interview) -> tuple[FactValue, ...]:
    """The answers to the present question that rules tell apart."""
    assert asked.question is not None
    fact = asked.question.fact
    values = asked.index.values(fact, asked.now.outlook.known)
    return tuple(value for value in values if value != OTHER_TEXT)


def walk(asked: Interview, seed: int) -> list[Interview]:
    """The interview at every question, with random answers, some of them "do not know"."""
    random = Random(seed)  # noqa: S311 - a repeatable walk
    moments = []
    while asked.question is not None:
        moments.append(asked)
        values = answers(asked)
        if not values or random.random() < 0.25:
            asked = asked.no_answer(NoAnswer.NOT_KNOWN)
            continue
        try:
            asked = asked.answer(random.choice(values))
        except ConflictingAnswerError:
            asked = asked.no_answer(NoAnswer.SKIPPED)
    return [*moments, asked]


def states_after(asked: Interview, fact: str) -> list[dict[Issue, IssueState] | None]:
    outlook = asked.now.outlook
    effects = [outlook.if_answered(fact, v) for v in asked.index.values(fact, outlook.known)]
    return [dict(effect.states) if effect else None for effect in effects]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("seed", range(2))
def test_every_question_or_one_it_leads_to_can_change_a_status(
    start: dict[str, FactValue], seed: int
) -> None:
    for asked in walk(interview(start, most=6), seed)[:-1]:
        assert asked.question is not None
        ranked = next(q for q in asked.now.ranked if q.fact == asked.question.fact)
        assert any(states_after(asked, ranked.decides))
        if ranked.decides == ranked.fact and asked.question.options:
            reached = [asked.answer(value).states for value in answers(asked)]
            assert any(states != asked.states for states in reached)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("seed", range(2))
def test_answers_never_contradict_each_other(start: dict[str, FactValue], seed: int) -> None:
    moments = walk(interview(start, most=6), seed)
    for asked in moments:
        case = asked.case
        found = establish(asked.observations.model_copy(update={"case": case})).contradictions
        assert found == ()
        facts = [answer.fact for answer in asked.sheet.answers]
        assert len(facts) == len(set(facts))
    for asked in moments[:-1]:
        assert asked.question is not None
        known = asked.now.outlook.known.get(asked.question.fact)
        assert known is None or known.value is None or not known.complete


@pytest.mark.parametrize("why", NoAnswer)
def test_no_answer_states_nothing_and_never_becomes_no(why: NoAnswer) -> None:
    begun = asked = interview()
    while asked.question is not None:
        asked = asked.no_answer(why)
    assert asked.case.statements == begun.case.statements
    assert asked.now.outlook.known == begun.now.outlook.known
    assert asked.states == begun.states
    assert all(answer.value is None for answer in asked.sheet.answers)


def test_it_stops_by_itself_and_after_the_most_questions_it_may_ask() -> None:
    moments = walk(interview(most=3), 0)
    assert len(moments) - 1 <= 3
    assert moments[-1].question is None
    everything = walk(interview(most=500), 1)[-1]
    assert everything.questions_left == 0


def test_back_takes_the_last_answer_back() -> None:
    first = interview()
    second = first.no_answer(NoAnswer.SKIPPED)
    third = second.answer(answers(second)[0])
    assert third.back().question == second.question
    assert third.back().back().question == first.question
    assert third.back().sheet == second.sheet
    assert first.back() == first


def test_an_interview_goes_on_where_an_earlier_one_stopped() -> None:
    first = interview()
    stopped = first.answer(answers(first)[0]).no_answer(NoAnswer.NOT_KNOWN)
    resumed = interview(sheet=stopped.sheet)
    assert resumed.question == stopped.question
    assert resumed.states == stopped.states


def test_what_an_answer_settles_is_reported() -> None:
    asked = interview({**FACE_AT_A_GYM, "capture.in_private_space": False})
    while asked.question is not None and asked.question.fact != "notice.present":
        asked = asked.no_answer(NoAnswer.SKIPPED)
    assert asked.question is not None
    settled = asked.answer(value=False).settled
    assert settled is not None
    assert [(c.issue, c.after) for c in settled.changes] == [(Issue.NOTICE, IssueState.BREACH)]
    assert "frm-notice" in settled.rules


def test_a_visitor_is_not_asked_to_classify_in_law() -> None:
    asked = interview(role=SpeakerRole.VISITOR, most=500)
    facts = {question.fact for question in asked.now.ranked}
    assert not facts & {"premises.place_class", "legal_basis.law_provides"}


def test_a_visitor_is_not_asked_what_only_people_inside_can_know() -> None:
    asked = [walk(interview(FACE_AT_A_GYM), seed) for seed in range(6)]
    facts = {step.question.fact for steps in asked for step in steps if step.question}
    assert facts
    lived = conversation_order().lived
    for fact in facts - lived:
        assert {SpeakerRole.VISITOR, SpeakerRole.AUDITOR} & set(definition(fact).ask), fact


@pytest.mark.parametrize("start", STARTS)
def test_quick_states_are_those_of_a_full_judgment(start: dict[str, FactValue]) -> None:
    for asked in walk(interview(start, most=4), 2):
        observed = asked.observations.model_copy(update={"case": asked.case})
        full = judge(observed, digest_bytes(b""), few_rules(), AS_OF)
        assert {status.issue: status.state for status in full.issues} == asked.states

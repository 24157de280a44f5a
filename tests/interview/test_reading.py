"""Answers as people type them."""

from __future__ import annotations

import pytest

from auditor.core.text import Language
from auditor.interview.interview import Interview
from auditor.interview.question import AnswerOption, InterviewQuestion
from auditor.interview.reading import AnswerError, Reply, read_answer, read_reply
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, definition
from tests.interview.interviews import interview


def question(fact: str, language: Language = "en") -> InterviewQuestion:
    about = definition(fact)
    values: tuple[FactValue, ...] = tuple(about.values)
    if about.type is FactType.YES_NO:
        values = (True, False)
    return InterviewQuestion(
        fact=fact,
        kind=about.type,
        text="",
        why="",
        where="",
        options=tuple(AnswerOption(value=v, label=about.say(v, language)) for v in values),
        number=1,
        most=12,
    )


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("notice.present", "yes", True),
        ("notice.present", "没有", False),
        ("notice.present", "2", False),
        ("notice.present", False, False),
        ("capture.cooperation", "covert", "covert"),
        ("capture.cooperation", "3", "covert"),
        ("consent.form", "Written", "written"),
        ("collection.items", "1, 5", ("face", "name")),
        ("collection.items", "name face", ("face", "name")),
        ("collection.items", "none", ()),
        ("collection.items", "都没有", ()),
        ("sharing.recipients", "Bao An Ltd, Yun Co", ("Bao An Ltd", "Yun Co")),
        ("storage.retention_days", "30", 30),
        ("dispute.began_on", "2025年6月1日", "2025-06-01"),
        ("premises.city", "杭州", "杭州"),
    ],
)
def test_an_answer_is_read(fact: str, typed: object, value: FactValue) -> None:
    assert read_answer(question(fact), typed) == value


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("notice.present", "perhaps"),
        ("notice.present", ""),
        ("capture.cooperation", "9"),
        ("collection.items", "shoe size"),
        ("storage.retention_days", "a month"),
        ("dispute.began_on", "2025-13-40"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_no_answer_is_refused_with_a_reason(
    fact: str, typed: str, language: Language
) -> None:
    with pytest.raises(AnswerError) as refused:
        read_answer(question(fact), typed)
    assert refused.value.problem.what(language)


def test_labels_in_chinese_are_read() -> None:
    label = definition("consent.form").values["written"].zh
    assert read_answer(question("consent.form", "zh"), label) == "written"


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("?", Reply.NOT_KNOWN),
        ("Don't know", Reply.NOT_KNOWN),
        ("不知道", Reply.NOT_KNOWN),
        ("skip", Reply.SKIP),
        ("返回", Reply.BACK),
        ("q", Reply.QUIT),
        ("no", None),
        ("2", None),
    ],
)
def test_other_replies_are_told_from_answers(typed: str, reply: Reply | None) -> None:
    assert read_reply(typed) is reply


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_question_says_why_it_is_asked_and_what_would_show_the_answer(
    language: Language,
) -> None:
    asked: Interview = interview(language=language)
    assert asked.question is not None
    assert "?" in asked.question.text or "？" in asked.question.text
    assert asked.question.why
    assert asked.question.where

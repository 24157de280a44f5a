"""Read an answer as a person types it: yes or no, the number of an option, a day, free text."""

from __future__ import annotations

import re
from enum import StrEnum

from auditor.case.answers import AnswerReader
from auditor.case.problems import CaseProblem
from auditor.case.values import UNREADABLE
from auditor.interview.question import InterviewQuestion
from auditor.vocabulary.suggestions import plain_form
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, definition


class Reply(StrEnum):
    """What a person can type besides an answer."""

    NOT_KNOWN = "not_known"
    SKIP = "skip"
    BACK = "back"
    QUIT = "quit"


_REPLIES: dict[str, Reply] = {
    **dict.fromkeys(
        ("?", "？", "dont know", "don t know", "do not know", "unknown", "not known", "idk"),
        Reply.NOT_KNOWN,
    ),
    **dict.fromkeys(("不知道", "不清楚", "不了解", "未知"), Reply.NOT_KNOWN),
    **dict.fromkeys(("s", "skip", "跳过"), Reply.SKIP),
    **dict.fromkeys(("b", "back", "返回", "上一题", "上一步"), Reply.BACK),
    **dict.fromkeys(("q", "quit", "exit", "退出", "结束"), Reply.QUIT),
}
_NONE = ("none", "nothing", "无", "没有", "都没有", "0")
"""Words for a set without members: checked, and there is none."""


class AnswerError(ValueError):
    """What was typed is no answer to the question; `problem` says why in both languages."""

    def __init__(self, problem: CaseProblem) -> None:
        self.problem = problem
        super().__init__(problem.what("en"))


def read_reply(written: str) -> Reply | None:
    """Whether a person wants something else than to answer; None for an answer."""
    stripped = written.strip()
    return _REPLIES.get(stripped) or _REPLIES.get(plain_form(stripped))


def read_answer(question: InterviewQuestion, written: object) -> FactValue:
    """`written` as an answer to `question`.

    Options may be given by their number from 1, their word in the vocabulary or their label in the
    language of the question; several of a set are separated by commas or spaces.

    Raises:
        AnswerError: it is none; the message names what the question takes.
    """
    about = definition(question.fact)
    meant = _from_options(question, written) if isinstance(written, str) else written
    reader = AnswerReader()
    answers = reader.facts({about.id: meant}, ())
    errors = [problem for path, problem in reader.problems if path in reader.reported]
    if answers is UNREADABLE or errors or not isinstance(answers, dict):
        raise AnswerError((errors or [problem for _, problem in reader.problems])[0])
    return about.parse(answers[about.id])


def _from_options(question: InterviewQuestion, written: str) -> object:
    typed = written.strip()
    if question.kind is FactType.YES_NO:
        return {"1": True, "2": False}.get(typed, typed)
    if question.kind is FactType.CHOICE:
        return _option(question, typed) or typed
    if question.kind is not FactType.SET:
        return typed
    if typed.casefold() in _NONE:
        return []
    if not question.options:
        return [part.strip() for part in re.split("[,，、;；]", typed) if part.strip()]
    if whole := _option(question, typed):
        return [whole]
    parts = [part for part in re.split(r"[,，、;；\s]+", typed) if part]
    return [_option(question, part) or part for part in parts]


def _option(question: InterviewQuestion, typed: str) -> str:
    """The value of the option that was typed; empty if it is none."""
    if typed.isdecimal() and 1 <= int(typed) <= len(question.options):
        return str(question.options[int(typed) - 1].value)
    for option in question.options:
        if typed.casefold() in (str(option.value).casefold(), option.label.casefold()):
            return str(option.value)
    return ""

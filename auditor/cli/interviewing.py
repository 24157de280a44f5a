"""An interview at a terminal: question after question, and what each answer settled."""

from __future__ import annotations

import shlex

from auditor.case.answer_sheet import AnswerSheet, NoAnswer
from auditor.cli.console import result
from auditor.cli.dialogue import Dialogue
from auditor.cli.texts import language_in_use, text
from auditor.interview.interview import ConflictingAnswerError, Interview, Settled
from auditor.interview.reading import Reply
from auditor.pipeline.command_line import PROGRAM
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.interview import InterviewSession
from auditor.pipeline.listener import Message
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


def hold_interview(session: InterviewSession, talk: Dialogue) -> tuple[InterviewSession, bool]:
    """Ask until no question is left; whether that was reached, or the person stopped before."""
    if session.interview.question is not None:
        talk.begin(session.answers_file)
    try:
        while (question := session.interview.question) is not None:
            answer = talk.ask(question)
            if answer is Reply.QUIT:
                return session, False
            session = session.at(_next(session.interview, answer))
            if answer is not Reply.BACK and session.interview.settled is not None:
                _print_settled(session.interview.settled)
    except KeyboardInterrupt:
        values = _kept(session)
        raise InterruptedAudit(Message("interrupted_asking", values)) from None
    return session, True


def _next(interview: Interview, answer: FactValue | Reply) -> Interview:
    if answer is Reply.BACK:
        return interview.back()
    if answer is Reply.NOT_KNOWN:
        return interview.no_answer(NoAnswer.NOT_KNOWN)
    if answer is Reply.SKIP:
        return interview.no_answer(NoAnswer.SKIPPED)
    try:
        return interview.answer(answer)
    except ConflictingAnswerError as conflict:
        questions = [definition(fact).question[language_in_use()] for fact in conflict.earlier]
        result("ask.conflict", questions=text("value.separator").join(questions))
        return interview


def _print_settled(settled: Settled) -> None:
    words = Words(language_in_use())
    for change in settled.changes:
        result(
            "ask.settled",
            issue=words.say(f"issue.{change.issue.value}"),
            before=words.say(f"status.{change.before.value}"),
            after=words.say(f"status.{change.after.value}"),
        )
    for contradiction in settled.differs:
        question = definition(contradiction.fact).question[language_in_use()]
        result("ask.differs", question=question)
    if not settled.changes:
        key = "ask.rules_settled" if settled.rules else "ask.nothing_settled"
        result(key, count=len(settled.rules))


def print_end(interview: Interview) -> None:
    """Say whether questions are left."""
    if not interview.sheet.answers and not interview.questions_left:
        result("ask.nothing_to_ask")
    elif interview.questions_left:
        result("ask.end_more", count=interview.questions_left)
    else:
        result("ask.end")


def print_kept(key: str, session: InterviewSession) -> None:
    """Say what is kept, and how to go on."""
    result(key, **_kept(session))


def _kept(session: InterviewSession) -> dict[str, str]:
    sheet: AnswerSheet = session.interview.sheet
    return {
        "count": str(len(sheet.answers)),
        "file": str(session.answers_file),
        "command": shlex.join((PROGRAM, "ask", str(session.folder))),
    }

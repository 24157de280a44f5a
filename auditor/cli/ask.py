"""`face-audit ask`: a few questions in place of a long case file."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.answer_sheet import AnswerSheet, NoAnswer
from auditor.case.language import language_of_folder
from auditor.cli.console import explained, print_result, result
from auditor.cli.dialogue import Dialogue, dialogue
from auditor.cli.options import AsOf, CaseFolder, Out, Rules, command_line, date_of
from auditor.cli.progress import TerminalListener
from auditor.cli.summary import summary
from auditor.cli.texts import language_in_use, text, use_language
from auditor.core.text import Language
from auditor.interview.interview import ConflictingAnswerError, Interview, Settled
from auditor.interview.reading import Reply
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.pipeline.audit import audit as audit_case
from auditor.pipeline.command_line import PROGRAM
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.interview import (
    InterviewOptions,
    InterviewSession,
    open_interview,
)
from auditor.pipeline.listener import Message
from auditor.pipeline.options import AuditOptions
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import definition


class AnsweringRole(StrEnum):
    """Who can answer an interview."""

    VISITOR = "visitor"
    OPERATOR = "operator"
    AUDITOR = "auditor"


def ask(
    case: CaseFolder,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help='Take the answers from this YAML file: facts with their values, "?" for "do not '
            'know". What it does not answer is skipped.',
        ),
    ] = None,
    role: Annotated[
        AnsweringRole | None,
        typer.Option(
            "--as", help="Who answers; default: who put the case together, else a visitor."
        ),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of who answers.")] = "",
    more: Annotated[
        bool, typer.Option("--more", help="Ask further questions after those of the first round.")
    ] = False,
    out: Out = Path("audit-out"),
    as_of: AsOf = "",
    rules: Rules = [],
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Language of questions and report; default: the case's."),
    ] = None,
) -> None:
    """Ask the few questions that would still change the result, then write the report.

    Asks only what would still change the status of an issue, what settles most first, at most 12
    questions. Every answer is saved at once in case.answers.yaml in the case folder, with who and
    when; asked again, the interview goes on where it stopped. What an earlier run examined in the
    output folder is not examined again.
    """
    with explained():
        language = use_language(lang or language_of_folder(case))
        options = AuditOptions(
            out=out,
            as_of=date_of(as_of),
            rules=tuple(rules),
            language=language,
            command=command_line(),
        )
        interviewing = InterviewOptions(
            role=SpeakerRole(role.value) if role else None, name=name.strip(), language=language
        )
        talk = dialogue(answers)
        listener = TerminalListener()
        session = open_interview(case, interviewing, options, listener)
        if more:
            session = session.with_most(len(session.interview.sheet.answers) + MOST_QUESTIONS)
        session, finished = _interview(session, talk)
        if not finished:
            _print_kept("ask.stopped", session)
            return
        _print_end(session.interview)
        talk.end()
        # Nothing is examined again: the exhibits are those of the interview.
        audited = audit_case(case, options, listener)
        print_result(summary(audited.findings, audited.observations))
        for path in audited.written:
            result("summary.output", file=path)
        if audited.missing:
            raise typer.Exit(audited.missing[-1].exit_code)


def _interview(session: InterviewSession, talk: Dialogue) -> tuple[InterviewSession, bool]:
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


def _print_end(interview: Interview) -> None:
    if not interview.sheet.answers and not interview.questions_left:
        result("ask.nothing_to_ask")
    elif interview.questions_left:
        result("ask.end_more", count=interview.questions_left)
    else:
        result("ask.end")


def _print_kept(key: str, session: InterviewSession) -> None:
    result(key, **_kept(session))


def _kept(session: InterviewSession) -> dict[str, str]:
    sheet: AnswerSheet = session.interview.sheet
    return {
        "count": str(len(sheet.answers)),
        "file": str(session.answers_file),
        "command": shlex.join((PROGRAM, "ask", str(session.folder))),
    }

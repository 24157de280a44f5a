"""`face-audit ask`: a few questions in place of a long case file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.language import language_of_folder
from auditor.cli.console import explained, print_result
from auditor.cli.dialogue import dialogue
from auditor.cli.interviewing import hold_interview, print_end, print_kept
from auditor.cli.options import AsOf, CaseFolder, Out, Rules, command_line, date_of
from auditor.cli.progress import TerminalListener
from auditor.cli.summary import print_outputs, summary
from auditor.cli.texts import use_language
from auditor.core.text import Language
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.pipeline.audit import audit as audit_case
from auditor.pipeline.interview import InterviewOptions, open_interview
from auditor.pipeline.options import AuditOptions
from auditor.vocabulary.value import SpeakerRole


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
        session, finished = hold_interview(session, talk)
        if not finished:
            print_kept("ask.stopped", session)
            return
        print_end(session.interview)
        talk.end()
        # Nothing is examined again: the exhibits are those of the interview.
        audited = audit_case(case, options, listener)
        print_result(summary(audited.findings, audited.observations))
        print_outputs(audited.written)
        if audited.missing:
            raise typer.Exit(audited.missing[-1].exit_code)

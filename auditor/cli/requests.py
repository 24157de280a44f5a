"""`face-audit requests`: what was sent, what came back, and what to do next."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.request_log import LetterKind, RequestOutcome, SentRequest
from auditor.cli.console import CommandError, explained, print_result, result
from auditor.cli.lang import Lang
from auditor.cli.options import CaseFolder, Out, date_of
from auditor.cli.texts import text
from auditor.core.text import Language
from auditor.pipeline.command_line import PROGRAM
from auditor.pipeline.requests import (
    RequestLine,
    record_answer,
    record_sent,
    request_lines,
    write_next_letter,
)
from auditor.report.words import Words


def requests(
    case: CaseFolder,
    sent: Annotated[
        LetterKind | None, typer.Option("--sent", help="Enter a letter that you sent.")
    ] = None,
    to: Annotated[str, typer.Option("--to", help="Whom it was sent to.")] = "",
    follows: Annotated[
        str, typer.Option("--follows", metavar="R-01", help="The request that it follows up.")
    ] = "",
    answered: Annotated[
        str, typer.Option("--answered", metavar="R-01", help="Enter an answer to this request.")
    ] = "",
    outcome: Annotated[
        RequestOutcome | None, typer.Option("--as", help="What the answer says.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="File with the answer; it becomes an exhibit of the case."),
    ] = None,
    write: Annotated[
        str,
        typer.Option("--write", metavar="R-01", help="Write the next letter on this request."),
    ] = "",
    on: Annotated[
        str, typer.Option("--on", metavar="YYYY-MM-DD", help="The day it happened; default: today.")
    ] = "",
    out: Out = Path("audit-out"),
    lang: Lang = "en",
) -> None:
    """List the requests of a case with their state, due day and next step; enter and write letters.

    Kept in case.requests.yaml in the case folder. Days are counted from the day a letter was sent.
    """
    with explained():
        day = date_of(on, "--on") or date.today()
        if sum((sent is not None, bool(answered), bool(write))) > 1:
            raise CommandError("one_request_action")
        if sent is not None:
            record_sent(case, sent, day, lang, to=to.strip(), follows=follows)
        elif answered:
            if outcome is None:
                raise CommandError("answer_needs_outcome")
            record_answer(case, answered, outcome, day, lang, file=file)
        elif write:
            for path in write_next_letter(case, write, out, day, lang):
                print_result(str(path))
            return
        print_requests(case, request_lines(case, day), lang, out)


def print_requests(
    case: Path, lines: tuple[RequestLine, ...], language: Language, out: Path
) -> None:
    """List requests with their state and next step, and the commands for them."""
    words = Words(language)
    if not lines:
        result("requests.none", command=shlex.join((PROGRAM, "requests", str(case))))
    for line in lines:
        request = line.request
        result(
            "requests.line",
            id=request.id,
            letter=text(f"letter.{request.letter.value}"),
            day=words.day(request.sent),
            state=text(f"request_state.{line.state.value}"),
            due=_due(request, words),
        )
        result("requests.step", step=text(f"next_step.{line.step.step}"))
        if line.step.letter is not None:
            parts = (PROGRAM, "requests", str(case), "--write", request.id, "--out", str(out))
            result("requests.command", command=shlex.join(parts))


def _due(request: SentRequest, words: Words) -> str:
    if request.answered is not None:
        return text("requests.answered", day=words.day(request.answered))
    if request.due is None:
        return ""
    return text(f"due.{request.due_by.value}", day=words.day(request.due))

"""`face-audit visit`: from what a visitor has to a report and a letter, with nothing to write."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer

from auditor.cli.console import explained, print_result, result, say
from auditor.cli.dialogue import dialogue
from auditor.cli.interviewing import hold_interview, print_end, print_kept
from auditor.cli.lang import Lang
from auditor.cli.progress import TerminalListener
from auditor.cli.requests import print_requests
from auditor.cli.summary import print_outputs, summary
from auditor.cli.texts import language_in_use
from auditor.collect.files import RefusedFileError, store
from auditor.collect.workspace import PlaceForm, Workspace
from auditor.pipeline.audit import audit as audit_case
from auditor.pipeline.interview import InterviewOptions, open_interview
from auditor.pipeline.options import AuditOptions
from auditor.pipeline.requests import request_lines
from auditor.report.readers import Reader
from auditor.vocabulary.value import SpeakerRole
from auditor.vocabulary.vocabulary import definition

OUTPUTS = ("html", "record", "letter-request", "letter-complaint", "letter-evidence")
MOST_QUESTIONS = 10
_MOST_FILES = 500


def visit(
    case: Annotated[
        Path,
        typer.Argument(
            metavar="CASE",
            help="Folder to make for the case; the results go into CASE-report next to it.",
        ),
    ] = Path("my-visit"),
    lang: Lang = "en",
) -> None:
    """Lead a visitor from what they have to page one, a letter and a list of what to keep.

    Asks for the kind of place, the day, and files or folders (type them, or drag them onto the
    terminal), then at most ten questions. Files are copied; the originals stay as they are.
    """
    with explained():
        workspace = Workspace.opened(case)
        talk = dialogue(None)
        if not workspace.declared:
            workspace.describe(_place(), language_in_use())
        if lines := request_lines(workspace.case, date.today()):
            print_requests(workspace.case, lines, lang, workspace.out)
            result("visit.what_came_back")
        _collect(workspace)
        options = AuditOptions(
            out=workspace.out, language=lang, outputs=OUTPUTS, reader=Reader.CONSUMER
        )
        answering = InterviewOptions(role=SpeakerRole.VISITOR, language=lang, most=MOST_QUESTIONS)
        session = open_interview(workspace.case, answering, options, TerminalListener())
        session, finished = hold_interview(session, talk)
        if not finished:
            print_kept("ask.stopped", session)
            return
        print_end(session.interview)
        audited = audit_case(workspace.case, options, TerminalListener())
        print_result(summary(audited.findings, audited.observations, Reader.CONSUMER))
        print_outputs(audited.written)
        result("visit.keep", count=len(workspace.files()))


def _place() -> PlaceForm:
    kinds = tuple(definition("premises.kind").values)
    result("visit.kind")
    for number, kind in enumerate(kinds, 1):
        label = definition("premises.kind").say(kind, language_in_use())
        result("ask.option", number=number, label=label)
    chosen = _line()
    number = int(chosen) if chosen.isdecimal() else 0
    kind = kinds[number - 1] if 1 <= number <= len(kinds) else ""
    result("visit.name")
    name = _line()
    result("visit.city")
    city = _line()
    result("visit.day")
    return PlaceForm(kind=kind, name=name, city=city, day=_day(), role=SpeakerRole.VISITOR)


def _day() -> date | None:
    while typed := _line():
        try:
            return date.fromisoformat(typed)
        except ValueError:
            result("visit.no_day", day=typed)
    return None


def _collect(workspace: Workspace) -> None:
    """Copy the files that are named, line after line, until an empty line."""
    result("visit.files")
    while typed := _line():
        copied = 0
        for path in _named(typed):
            copied += _copy(workspace, path)
        result("visit.copied", count=copied)


def _named(typed: str) -> Iterator[Path]:
    """Paths as people type them or a terminal pastes them: quoted, several, or as file URLs."""
    whole = Path(typed).expanduser()
    if whole.exists():
        yield whole
        return
    try:
        parts = shlex.split(typed, posix=sys.platform != "win32")
    except ValueError:
        parts = [typed]
    for part in parts:
        url = urlsplit(part)
        yield Path(unquote(url.path) if url.scheme == "file" else part.strip("'\"")).expanduser()


def _copy(workspace: Workspace, path: Path) -> int:
    """Copy a file, or every file of a folder that is no link; returns how many were copied."""
    if not path.exists():
        say("visit.missing", path=path)
        return 0
    if workspace.case.resolve() in (path.resolve(), *path.resolve().parents):
        return 0  # it is in the case already
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    copied = 0
    for file in files[:_MOST_FILES]:
        if file.is_symlink() and path.is_dir():
            continue
        sent = file.name if path.is_file() else str(file.relative_to(path.parent))
        try:
            with file.open("rb") as source:
                store(workspace.case, sent, source)
            copied += 1
        except RefusedFileError as problem:
            say(f"refused_file.{problem}", name=sent)
        except OSError as problem:
            say("refused_file.failed", name=sent, why=problem.strerror or "")
    return copied


def _line() -> str:
    """A line that the person types; empty at the end of the input."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    return sys.stdin.readline().strip()

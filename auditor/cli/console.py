"""What commands share: results on stdout, messages on stderr, every error in a sentence or two.

Nothing else in the program prints. Texts come from `texts`, which escapes the values in them; what
is printed as it is (a page, JSON) is escaped here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from auditor.case.problems import CaseFileError
from auditor.cli.texts import language_in_use, printable, text
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.listener import Message


class CommandError(FaceAuditError):
    """An option or argument is wrong; the sentence is in the language of the command."""

    def __init__(self, key: str, **values: object) -> None:
        self.sentence = text(f"error.{key}", **values)
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return self.sentence


class _ClosedOutputError(Exception):
    """Whatever reads stdout (`head`, a pager) has stopped reading."""


def say(key: str, **values: object) -> None:
    """Print a text for the person at the terminal, on stderr."""
    _print_message(text(key, **values))


def say_message(message: Message) -> None:
    """Print a message of the pipeline, on stderr."""
    say(f"message.{message.id}", **message.values)


def result(key: str, **values: object) -> None:
    """Print a text as a result, on stdout."""
    print_result(text(key, **values))


def print_result(page: str) -> None:
    """Print `page` as a result, on stdout, with what a terminal could obey escaped."""
    try:
        sys.stdout.write(printable(page, keep="\n\t") + "\n")
    except BrokenPipeError:
        raise _ClosedOutputError from None


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors into a message on stderr and an exit code; never a traceback.

    `FACE_AUDIT_TRACEBACK=1` in the environment lets a defect show where it comes from.
    """
    try:
        try:
            yield
        finally:
            _flush()
    except typer.Exit:
        raise
    except _ClosedOutputError:
        _discard_output()
        raise SystemExit(ExitCode.OUTPUT_CLOSED) from None
    except InterruptedAudit as stop:
        say_message(stop.message)
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except (KeyboardInterrupt, typer.Abort):
        say("message.interrupted")
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except Exception as problem:
        raise SystemExit(_explain(problem)) from None


def _explain(problem: Exception) -> ExitCode:
    """Print what went wrong, and return the exit code; a defect is raised if the user wants it."""
    # The texts are slow to load, and a command without an error needs none of them.
    from auditor.report.program_errors import exit_code_of, problem_text  # noqa: PLC0415

    code = exit_code_of(problem)
    ours = isinstance(problem, FaceAuditError)
    if not ours and code is ExitCode.INTERNAL_ERROR and os.environ.get("FACE_AUDIT_TRACEBACK"):
        raise problem
    if isinstance(problem, CommandError):
        _print_message(problem.sentence)
    elif isinstance(problem, CaseFileError):
        _print_message(problem.sentences(language_in_use()))
    else:
        _print_message(printable(problem_text(problem)[language_in_use()].rstrip()))
    return code


def _print_message(message: str) -> None:
    # A reader of messages that has gone must not end the work.
    with suppress(BrokenPipeError):
        sys.stderr.write(printable(message, keep="\n\t") + "\n")


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise _ClosedOutputError from None


def _discard_output() -> None:
    """Keep Python from flushing to a closed pipe at its end, as its documentation advises."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

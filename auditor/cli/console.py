"""What commands share: results on stdout, messages on stderr, every error in a sentence or two.

Nothing else in the program prints. Texts come from `texts`, which escapes the values in them; what
is printed as it is (a page, JSON) is escaped here.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from auditor.case.problems import CaseFileError
from auditor.cli.texts import error_words, language_in_use, printable, text
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.listener import Message

_ENVIRONMENT = {
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.EEXIST: "in_the_way",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "is_a_folder",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EMFILE: "too_many_files",
    errno.ENFILE: "too_many_files",
    errno.ENOMEM: "no_memory",
}
"""Texts for what the operating system refuses, by error number."""


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
    except FaceAuditError as problem:
        _print_message(_words(problem))
        raise SystemExit(problem.exit_code) from None
    except InterruptedAudit as stop:
        say_message(stop.message)
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except (KeyboardInterrupt, typer.Abort):
        say("message.interrupted")
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except Exception as problem:
        if (sentence := _of_environment(problem)) is not None:
            _print_message(sentence)
            raise SystemExit(ExitCode.USAGE) from None
        if os.environ.get("FACE_AUDIT_TRACEBACK"):
            raise
        say("defect", error=f"{type(problem).__name__}: {problem}")
        raise SystemExit(ExitCode.INTERNAL_ERROR) from None


def _words(problem: FaceAuditError) -> str:
    if isinstance(problem, CaseFileError):
        return problem.sentences(language_in_use())
    return (
        problem.sentence if isinstance(problem, CommandError) else printable(error_words(problem))
    )


def _of_environment(problem: Exception) -> str | None:
    """What the machine refuses (space, permission, memory), as a sentence; None for a defect."""
    if isinstance(problem, MemoryError):
        return text("environment.no_memory")
    if not isinstance(problem, OSError) or problem.errno is None:
        return None
    name = problem.filename
    file = os.fsdecode(name) if isinstance(name, str | bytes) else text("environment.some_file")
    key = _ENVIRONMENT.get(problem.errno)
    if key == "no_memory":
        return text("environment.no_memory")
    if key is None:
        return text("environment.other", file=file, reason=problem.strerror or str(problem))
    return text(f"environment.{key}", file=file)


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

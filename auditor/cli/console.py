"""What commands share: results on stdout, everything else on stderr, errors in one sentence."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from auditor.case.model import Exhibit
from auditor.errors import ExitCode, FaceAuditError
from auditor.examine.run import Progress as ExhibitProgress

_messages = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A message for the person at the terminal, on stderr."""
    _messages.print(text, markup=False)


def result(text: str) -> None:
    """A result, on stdout."""
    sys.stdout.write(text + "\n")


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors into one sentence on stderr and an exit code; never a traceback.

    `FACE_AUDIT_TRACEBACK=1` in the environment lets a defect show where it comes from.
    """
    try:
        yield
    except typer.Exit:
        raise
    except FaceAuditError as problem:
        say(str(problem))
        raise SystemExit(problem.exit_code) from None
    except KeyboardInterrupt:
        say(
            "Stopped. What was already written is complete and stays; the same command goes on "
            "from it."
        )
        raise SystemExit(ExitCode.INTERNAL_ERROR) from None
    except Exception as problem:
        if os.environ.get("FACE_AUDIT_TRACEBACK"):
            raise
        say(
            f"face-audit failed: {type(problem).__name__}: {problem}. "
            "This is a defect of the program; set FACE_AUDIT_TRACEBACK=1 to see where."
        )
        raise SystemExit(ExitCode.INTERNAL_ERROR) from None


@contextmanager
def examining(count: int) -> Iterator[ExhibitProgress]:
    """Progress over `count` exhibits, on stderr: a bar at a terminal, a line each elsewhere."""
    if not _messages.is_terminal:
        yield _lines(count)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_messages, transient=True) as bar:
        tasks: dict[str, object] = {}

        def show(exhibit: Exhibit, done: float, total: float) -> None:
            if exhibit.id not in tasks:
                number = len(tasks) + 1
                tasks[exhibit.id] = bar.add_task(f"{number}/{count} {exhibit.id} {exhibit.path}")
            bar.update(tasks[exhibit.id], completed=done, total=total or 1)  # type: ignore[arg-type]

        yield show


EVERY = 20.0
"""Seconds between two lines of progress where there is no terminal."""


def _lines(count: int) -> ExhibitProgress:
    began: dict[str, float] = {}
    told: dict[str, float] = {}

    def show(exhibit: Exhibit, done: float, total: float) -> None:
        now = time.monotonic()
        if exhibit.id not in began:
            began[exhibit.id] = told[exhibit.id] = now
            say(f"examining {len(began)}/{count}: {exhibit.id} {exhibit.path}")
        elif now - told[exhibit.id] >= EVERY and 0 < done < total:
            told[exhibit.id] = now
            left = (now - began[exhibit.id]) * (total - done) / done
            say(f"{exhibit.id}: {done / total:.0%} done, about {_in_words(left)} left")

    return show


def _in_words(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004 - up to a minute and a half, seconds tell more
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"

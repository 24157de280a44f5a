"""What commands share: results on stdout, everything else on stderr, errors in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from auditor.core.errors import ExitCode, FaceAuditError

messages = Console(stderr=True, highlight=False, soft_wrap=True)
"""Where messages for the person at the terminal go."""


def say(text: str) -> None:
    """A message for the person at the terminal, on stderr."""
    messages.print(text, markup=False)


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

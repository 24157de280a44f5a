"""Run the program as a user does: within this process, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from auditor.cli.main import run
from tests.places import ROOT


@dataclass(frozen=True)
class Completed:
    """A command that has ended: its exit code, and everything it printed."""

    returncode: int
    stdout: str
    stderr: str


def face_audit(*arguments: str | Path, cwd: Path | None = None) -> Completed:
    """`face-audit` with the given arguments in this process; never a traceback."""
    stdout, stderr, argv = io.StringIO(), io.StringIO(), sys.argv
    code: object = 0
    sys.argv = ["face-audit", *map(str, arguments)]
    try:
        with (
            contextlib.redirect_stdout(stdout),
            contextlib.redirect_stderr(stderr),
            contextlib.chdir(cwd or Path.cwd()),
        ):
            run()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv = argv
    assert isinstance(code, int)
    return Completed(code, stdout.getvalue(), stderr.getvalue())


def process(
    *arguments: str | Path,
    code: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Completed:
    """`face-audit` in a process of its own, or the program `code` with the given arguments."""
    program = ("-c", code) if code else ("-m", "auditor")
    done = subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), **(os.environ if env is None else env)},
        timeout=300,
        check=False,
    )
    assert code or "Traceback" not in done.stderr, done.stderr
    return Completed(done.returncode, done.stdout, done.stderr)

"""Offline always: no step opens a connection."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from auditor.errors import ExitCode
from tests.cli.program import SAMPLES

# The program in a process in which every socket refuses to be made.
_CUT_OFF = """
import socket, sys
def refuse(*_, **__):
    raise SystemExit("a socket was opened")
class Refusing(socket.socket):
    __init__ = refuse
socket.socket = Refusing
socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["face-audit", *sys.argv[1:]]
from auditor.cli.main import run
run()
"""


def test_an_audit_opens_no_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CUT_OFF, "audit", SAMPLES / "safari-park-2019", "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a socket was opened" not in done.stderr
    assert done.returncode == ExitCode.WORST_CRITICAL, done.stderr
    assert (tmp_path / "report.html").is_file()

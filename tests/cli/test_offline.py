"""Offline always: no step opens a connection."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from auditor.errors import ExitCode
from tests.cli.program import SAMPLES

# The program in a process in which no socket can reach anybody. That one is made is no connection:
# a library asks in this way, on the machine itself, whether IPv6 is there.
_CUT_OFF = """
import socket, sys
def refuse(*_, **__):
    raise SystemExit("a connection was opened")
class Refusing(socket.socket):
    connect = connect_ex = sendto = sendmsg = listen = accept = refuse
socket.socket = Refusing
socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["face-audit", *sys.argv[1:]]
from auditor.cli.main import run
run()
"""


def test_an_audit_opens_no_connection(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CUT_OFF, "audit", SAMPLES / "safari-park-2019", "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a connection was opened" not in done.stderr
    assert done.returncode == ExitCode.WORST_CRITICAL, done.stderr
    assert (tmp_path / "report.html").is_file()

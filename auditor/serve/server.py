"""Start the page on this machine, and end it without leaving anything that was not asked for."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from auditor.collect.workspace import Workspace
from auditor.core.errors import FaceAuditError
from auditor.core.text import Language
from auditor.serve.guard import Guard
from auditor.serve.job import Job
from auditor.serve.pages import Pages

HOST = "127.0.0.1"
_GRACE = 3
"""Seconds that open requests have when the server ends."""
_CONNECTIONS = 40


def serve_pages(
    folder: Path | None, *, port: int, language: Language, ready: Callable[[str], None]
) -> None:
    """Serve the pages until the user stops it (Ctrl-C, or the end of the process).

    Args:
        folder: the case folder, made if it is missing; None for a temporary one, removed at the
            end with everything in it.
        port: the port to listen on; 0 takes a free one.
        language: the language the pages begin in.
        ready: called with the link to open, which works once.

    Raises:
        FaceAuditError: the port is taken, or the folder cannot be used.
    """
    listening = _listening(port)
    workspace = _workspace(folder)
    job = Job(workspace, language)
    guard = Guard(Pages(job).application(), listening.getsockname()[1])
    config = uvicorn.Config(
        guard,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
    )
    # uvicorn ends on SIGTERM, too, and then raises the signal again: what follows must still run.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        ready(f"http://{HOST}:{listening.getsockname()[1]}/start?token={guard.token}")
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # uvicorn raises it again once the server has ended
    finally:
        job.stop()
        listening.close()
        workspace.close()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except (OSError, OverflowError) as problem:
        listening.close()
        raise FaceAuditError(
            f"port {port} cannot be used: {getattr(problem, 'strerror', None) or problem}",
            remedy="Choose another with --port, or leave it out",
        ) from problem
    listening.listen()
    return listening


def _workspace(folder: Path | None) -> Workspace:
    try:
        return Workspace.opened(folder)
    except OSError as problem:
        raise FaceAuditError(
            f"the folder cannot be used: {problem.strerror}",
            where=folder or "",
            remedy="Choose another folder",
        ) from problem

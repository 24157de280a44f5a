"""What runs in the worker process: takes requests, does them, and replies."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from auditor.case.load import LoadedCase
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.interface import Workbench
from auditor.examine.isolation.limits import (
    Limits,
    allow_seconds,
    can_limit_time,
    limit_process,
)
from auditor.examine.isolation.messages import (
    LARGEST,
    REQUEST,
    ExaminedReply,
    ExamineRequest,
    LadderReply,
    LadderRequest,
    LinkReply,
    LinkRequest,
    ProgressReply,
    ReadyReply,
    ReadyToLinkRequest,
    RefusedReply,
    Reply,
)
from auditor.examine.isolation.provider import NoIsolation
from auditor.examine.isolation.sandbox import program_folders, refuse_network, restrict_files
from auditor.examine.registry import EXAMINERS

_BETWEEN_REPORTS = 0.1
"""Least seconds between two reports of progress; a recording makes one for each picture."""
_IS_THE_PROGRAM_THERE = 1.0
"""Seconds between two looks whether the program that started this process still runs."""
_LINKING_SECONDS = 24 * 3600.0
"""Processor time for linking, which the user asked for by name and which reports no progress."""


@dataclass(frozen=True)
class WorkerSetup:
    """What a worker is started with.

    Attributes:
        limits: what it may use.
        readable: folders and files of the case.
        writable: folders it may write in; they exist.
        scratch: the one of them for temporary files.
    """

    limits: Limits
    readable: tuple[Path, ...]
    writable: tuple[Path, ...]
    scratch: Path


def serve(connection: Connection, setup: WorkerSetup) -> None:
    """Do requests until the program closes the connection. Runs as the main thread of a process."""
    _send(connection, _settle(setup))
    work = NoIsolation(EXAMINERS)
    while True:
        try:
            request = REQUEST.validate_json(connection.recv_bytes(LARGEST))
        except EOFError:
            return
        try:
            match request:
                case ExamineRequest():
                    reply: Reply = _examine(work, request, connection, setup.limits)
                case LadderRequest():
                    allow_seconds(setup.limits.footage_seconds)
                    reply = LadderReply(ladder=work.ladder(request.detector))
                case ReadyToLinkRequest():
                    allow_seconds(setup.limits.footage_seconds)
                    work.ready_to_link()
                    reply = LinkReply(linking=None)
                case LinkRequest():
                    allow_seconds(_LINKING_SECONDS)
                    reply = _link(work, request)
        except FaceAuditError as problem:
            reply = RefusedReply(
                what=problem.what,
                where=problem.where,
                why=problem.why,
                remedy=problem.remedy,
                defect=problem.exit_code is ExitCode.INTERNAL_ERROR,
            )
        _send(connection, reply)


def _settle(setup: WorkerSetup) -> ReadyReply:
    """Leave the program's terminal, accept the limits, and say which protections are in force."""
    with contextlib.suppress(AttributeError, OSError):
        os.setsid()  # Ctrl-C goes to the program, which stops this process
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with Path(os.devnull).open("r+b", buffering=0) as nothing:
        for stream in (0, 1, 2):
            os.dup2(nothing.fileno(), stream)
    tempfile.tempdir = str(setup.scratch)
    in_force = {
        "memory": limit_process(setup.limits),
        "time": can_limit_time(),
        "files": restrict_files((*program_folders(), *setup.readable), setup.writable),
        "network": refuse_network(),
    }
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    return ReadyReply.model_validate(
        {"protections": ["process", *(name for name, done in in_force.items() if done)]}
    )


def _end_with(program: int) -> None:
    """End this process when the program that started it is gone, killed for instance."""
    while os.getppid() == program:
        time.sleep(_IS_THE_PROGRAM_THERE)
    os._exit(1)


def _examine(
    work: NoIsolation, request: ExamineRequest, connection: Connection, limits: Limits
) -> ExaminedReply:
    seconds = limits.seconds(request.exhibit.kind)
    reported = 0.0

    def progress(done: float, total: float) -> None:
        nonlocal reported
        if time.monotonic() - reported >= _BETWEEN_REPORTS:
            reported = time.monotonic()
            allow_seconds(seconds)
            _send(connection, ProgressReply(done=done, total=total))

    allow_seconds(seconds)
    bench = Workbench(
        stills=_path(request.stills),
        progress=progress,
        detector=request.detector,
        exhaustive=request.exhaustive,
        unfinished=_path(request.unfinished),
        show_faces=frozenset(request.show_faces),
    )
    return ExaminedReply(
        examination=work.examine(request.exhibit, Path(request.path), bench, request.statements)
    )


def _link(work: NoIsolation, request: LinkRequest) -> LinkReply:
    files = {name: Path(path) for name, path in request.files.items()}
    loaded = LoadedCase(case=request.case, files=files)
    return LinkReply(linking=work.link(request.because, loaded, request.examinations))


def _path(text: str | None) -> Path | None:
    return Path(text) if text is not None else None


def _send(connection: Connection, reply: Reply) -> None:
    # The program that asked may be gone; the next request then ends this process.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.send_bytes(reply.model_dump_json().encode())

"""The worker process as the program sees it: started, asked, watched, and replaced if it dies."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from auditor.case.load import LoadedCase
from auditor.case.model import Exhibit, Statement
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.exhibit import failed
from auditor.examine.interface import Workbench
from auditor.examine.isolation.limits import GIB, Limits
from auditor.examine.isolation.messages import (
    LARGEST,
    REPLY,
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
    Request,
)
from auditor.examine.isolation.worker import WorkerSetup, serve
from auditor.examine.ladder_model import DetectorLadder
from auditor.examine.linking_model import Linking
from auditor.examine.model import Examination

_LOOK = 1.0
"""Seconds between two looks whether the worker still lives."""
_STILL_NAME = re.compile(r"stills/E-[\w.-]+\.jpg")
"""What a worker may call a still: it becomes a path that the program opens."""


class WorkerDataError(FaceAuditError):
    """Data that ship with the program are missing or damaged, as its worker found."""

    exit_code = ExitCode.INTERNAL_ERROR


class _WorkerLostError(Exception):
    """The worker ended, or was ended; the text says why, as a sentence for the exhibit."""


@dataclass
class WorkerProcess:
    """Examines exhibits one after another in a process that can be lost without harm.

    It is a context manager: the process begins with it and ends with it. Where the program has one
    thread, the process is a copy of it, which costs milliseconds. A copy made of one thread among
    several could wait for ever for the others, so that then a new interpreter is started.

    Attributes:
        readable: folders and files of the case.
        writable: folders that the worker may write in; made if they are missing.
        scratch: folder for its temporary files, removed at the end.
        limits: what it may use for each exhibit.
        protections: those in force, once it has done something: `process`, `memory`, `time`,
            `files` (it reaches those of the case alone), `network` (it reaches none).
    """

    readable: Sequence[Path]
    writable: Sequence[Path]
    scratch: Path
    limits: Limits = field(default_factory=Limits)
    protections: tuple[str, ...] = field(default=(), init=False)
    _process: BaseProcess | None = field(default=None, init=False)
    _connection: Connection | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Start the process."""
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it is doing."""
        self._end()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def examine(
        self, exhibit: Exhibit, path: Path, bench: Workbench, statements: Sequence[Statement]
    ) -> Examination:
        """Examine one exhibit; see `IsolationProvider.examine`."""
        request = ExamineRequest(
            exhibit=exhibit,
            path=str(path),
            stills=str(bench.stills) if bench.stills is not None else None,
            detector=bench.detector,
            exhaustive=bench.exhaustive,
            unfinished=str(bench.unfinished) if bench.unfinished is not None else None,
            show_faces=tuple(sorted(bench.show_faces)),
            statements=tuple(statements),
        )
        try:
            reply = self._ask(request, bench.progress, self.limits.seconds(exhibit.kind))
        except _WorkerLostError as reason:
            return failed(exhibit, str(reason))
        if isinstance(reply, ExaminedReply) and _is_of(reply.examination, exhibit):
            return reply.examination
        self._end()
        return failed(exhibit, "The process that read it gave an answer that makes no sense.")

    def ladder(self, detector: str) -> DetectorLadder:
        """Give the ladder of a detector; see `IsolationProvider.ladder`."""
        reply = self._ask_whole(LadderRequest(detector=detector), self.limits.footage_seconds)
        if not isinstance(reply, LadderReply):
            raise WorkerDataError("the worker process gave another answer than was asked for")
        return reply.ladder

    def ready_to_link(self) -> None:
        """Make sure that linking is possible; see `IsolationProvider.ready_to_link`."""
        self._ask_whole(ReadyToLinkRequest(), self.limits.footage_seconds)

    def link(
        self, because: str, loaded: LoadedCase, examinations: Sequence[Examination]
    ) -> Linking:
        """Compare the faces of episodes; see `IsolationProvider.link`."""
        request = LinkRequest(
            because=because,
            case=loaded.case,
            files={name: str(path) for name, path in loaded.files.items()},
            examinations=tuple(examinations),
        )
        reply = self._ask_whole(request, float("inf"))
        if not isinstance(reply, LinkReply) or reply.linking is None:
            raise WorkerDataError("the worker process gave another answer than was asked for")
        return reply.linking

    def _ask_whole(self, request: Request, seconds: float) -> Reply:
        """Ask for something that is not about one exhibit; without it the audit cannot go on."""
        try:
            reply = self._ask(request, lambda _done, _total: None, seconds)
        except _WorkerLostError as reason:
            raise FaceAuditError(
                "the worker process ended before it could begin", why=str(reason).rstrip(".")
            ) from None
        if isinstance(reply, RefusedReply):
            kind = WorkerDataError if reply.defect else FaceAuditError
            raise kind(reply.what, where=reply.where, why=reply.why, remedy=reply.remedy)
        return reply

    def _ask(
        self, request: Request, progress: Callable[[float, float], None], seconds: float
    ) -> Reply:
        connection = self._started()
        try:
            connection.send_bytes(request.model_dump_json().encode())
            while True:
                reply = REPLY.validate_json(self._received(connection, seconds))
                match reply:
                    case ReadyReply():
                        self.protections = reply.protections
                    case ProgressReply():
                        progress(reply.done, reply.total)
                    case _:
                        return reply
        except (EOFError, ConnectionError) as problem:
            raise _WorkerLostError(self._last_words()) from problem
        except (ValidationError, OSError) as problem:
            self._end()
            raise _WorkerLostError("The process that read it gave no valid answer.") from problem

    def _received(self, connection: Connection, seconds: float) -> bytes:
        last = time.monotonic() + seconds * self.limits.idle_factor
        while not connection.poll(_LOOK):
            if time.monotonic() > last:
                self._end()
                raise _WorkerLostError(_too_long(seconds * self.limits.idle_factor))
        return connection.recv_bytes(LARGEST)

    def _last_words(self) -> str:
        """Why the process ended, for the exhibit it was reading."""
        process = self._process
        if process is None:
            return "The process that read it ended."
        process.join()
        code = process.exitcode or 0
        self._end()
        match -code:
            case signal.SIGXCPU:
                return (
                    "Reading it took more processor time than an exhibit may use; it was stopped."
                )
            case signal.SIGKILL:
                return "The system stopped the process that read it; it may have run out of memory."
            case number if number > 0:
                return (
                    f"The decoder that read it crashed ({signal.Signals(number).name}); the file "
                    "may be damaged or made to do harm."
                )
            case _:
                return (
                    "The process that read it ended early; it may have needed more than "
                    f"{self.limits.memory / GIB:g} GiB of memory."
                )

    def _started(self) -> Connection:
        if self._connection is None:
            self._start()
        if self._connection is None:
            raise _WorkerLostError("No process could be started to read it.")
        return self._connection

    def _start(self) -> None:
        for folder in (*self.writable, self.scratch):
            folder.mkdir(parents=True, exist_ok=True)
        setup = WorkerSetup(
            limits=self.limits,
            readable=tuple(self.readable),
            writable=(*self.writable, self.scratch),
            scratch=self.scratch,
        )
        own, other = multiprocessing.Pipe()
        process = _process(other, setup)
        try:
            process.start()
        except OSError as problem:
            raise FaceAuditError(
                f"no worker process can be started: {problem.strerror}",
                remedy="Close other programs and run the same command again",
            ) from problem
        other.close()
        self._process, self._connection = process, own

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def _process(connection: Connection, setup: WorkerSetup) -> BaseProcess:
    name = "face-audit worker"
    if sys.platform == "linux" and _threads() == 1:
        copying = multiprocessing.get_context("fork")
        return copying.Process(target=serve, args=(connection, setup), name=name)
    fresh = multiprocessing.get_context("spawn")
    return fresh.Process(target=serve, args=(connection, setup), name=name)


def _threads() -> int:
    """Threads of this process, those of native libraries included."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def _is_of(examination: Examination, exhibit: Exhibit) -> bool:
    stills = all(_STILL_NAME.fullmatch(still.file) for still in examination.stills)
    return examination.exhibit == exhibit.id and stills


def _too_long(seconds: float) -> str:
    return f"Reading it made no progress for {seconds / 60:.0f} minutes; it was stopped."

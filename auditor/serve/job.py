"""The work behind the pages: examining, asking, writing, one step at a time in a thread."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from auditor.case.model import Exhibit
from auditor.collect.workspace import Workspace
from auditor.core.text import Language
from auditor.interview.interview import Interview
from auditor.pipeline.audit import audit
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.interview import InterviewOptions, InterviewSession, open_interview
from auditor.pipeline.listener import Message
from auditor.pipeline.options import AuditOptions
from auditor.pipeline.result import AuditResult
from auditor.pipeline.seal import BundleOptions, bundle_audit
from auditor.report.program_errors import problem_text
from auditor.report.readers import Reader
from auditor.vocabulary.value import SpeakerRole

OUTPUTS = ("html", "record", "letter-request", "letter-complaint", "letter-evidence")


_READERS = {SpeakerRole.VISITOR: Reader.CONSUMER, SpeakerRole.OPERATOR: Reader.OFFICER}
_LEAST_SHARE = 0.05
_LEAST_SECONDS = 3.0
"""From which share and time on the time left is estimated."""


class Stage(StrEnum):
    """Where the work is."""

    COLLECTING = "collecting"
    EXAMINING = "examining"
    ASKING = "asking"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class HowFar:
    """How far an examination is: the exhibit at hand, and the seconds left, None if unknown."""

    number: int = 0
    exhibits: int = 0
    name: str = ""
    share: float = 0.0
    seconds_left: float | None = None


class _Stopped(KeyboardInterrupt):
    """The server ends, or the person stopped the work: the pipeline keeps what is complete."""


@dataclass
class Job:
    """The one piece of work of a server. Its methods may be called from any thread."""

    workspace: Workspace
    language: Language = "en"
    stage: Stage = Stage.COLLECTING
    problem: str = ""
    session: InterviewSession | None = None
    result: AuditResult | None = None
    how_far: HowFar = field(default_factory=HowFar)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _thread: threading.Thread | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _sizes: dict[str, int] = field(default_factory=dict)
    _began: float = 0.0

    def examine(self) -> None:
        """Begin to examine the case; nothing where that is going on already."""
        with self._lock:
            if self.stage in (Stage.EXAMINING, Stage.WRITING):
                return
            self.stage, self.problem, self.how_far = Stage.EXAMINING, "", HowFar()
            self._run(self._examine)

    def finish(self) -> None:
        """Begin to write report and letters with the answers so far."""
        with self._lock:
            if self.stage is not Stage.ASKING:
                return
            self.stage = Stage.WRITING
            self._run(self._finish)

    def at(self, interview: Interview) -> None:
        """Go to a later or earlier moment of the interview; the answers are saved."""
        with self._lock:
            if self.session is not None and self.stage is Stage.ASKING:
                self.session = self.session.at(interview)

    def ask_more(self) -> None:
        """Go back from the result to the questions."""
        with self._lock:
            if self.stage is Stage.DONE:
                self.stage = Stage.ASKING

    def collect(self) -> None:
        """Go back to putting the case together; what was answered stays in the case."""
        with self._lock:
            if self.stage not in (Stage.EXAMINING, Stage.WRITING):
                self.stage = Stage.COLLECTING

    def speak(self, language: Language) -> None:
        """Use another language from now on; a result is written again in it."""
        with self._lock:
            if language == self.language:
                return
            self.language = language
            if self.session is not None:
                interview = replace(self.session.interview, language=language)
                self.session = replace(self.session, interview=interview)
            if self.stage is Stage.DONE:
                self.stage = Stage.ASKING
                self.finish()

    def stop(self, seconds: float = 10.0) -> None:
        """Stop the work, and wait for it to end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(seconds)

    @property
    def options(self) -> AuditOptions:
        """How the case is audited."""
        out = self.workspace.out
        return AuditOptions(out=out, language=self.language, outputs=OUTPUTS, reader=self.reader)

    @property
    def reader(self) -> Reader:
        """Whose next steps the report gives: those of who put the case together."""
        return _READERS.get(self.workspace.form.role, Reader.LAWYER)

    def _run(self, work: Callable[[], None]) -> None:
        self._stop.clear()
        self._thread = threading.Thread(target=self._guarded, args=(work,), daemon=True)
        self._thread.start()

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except InterruptedAudit:
            self._end(Stage.COLLECTING, "")
        except Exception as problem:  # the page says so, and the server goes on
            self._end(Stage.FAILED, problem_text(problem)[self.language])

    def _end(self, stage: Stage, problem: str) -> None:
        with self._lock:
            self.stage, self.problem = stage, problem

    def _examine(self) -> None:
        self._sizes = {name: size + 1 for name, size in self.workspace.files()}
        self._began = time.monotonic()
        answering = InterviewOptions(role=self.workspace.form.role, language=self.language)
        session = open_interview(self.workspace.case, answering, self.options, self)
        with self._lock:
            self.session, self.stage = session, Stage.ASKING

    def _finish(self) -> None:
        # What the interview had examined is not examined again.
        result = audit(self.workspace.case, self.options, self)
        with self._lock:
            self.result, self.stage = result, Stage.DONE

    # --- what the pipeline reports ---------------------------------------------------------------

    def begin(self, exhibits: int) -> None:
        """Note how many exhibits there are."""
        self.how_far = HowFar(exhibits=exhibits)

    def advance(self, exhibit: Exhibit, done: float, total: float) -> None:
        """Note how far an exhibit is; an examination that is to stop ends here."""
        if self._stop.is_set():
            raise _Stopped
        sizes = list(self._sizes.items())
        names = [name for name, _ in sizes]
        number = names.index(exhibit.path) if exhibit.path in names else self.how_far.number
        whole = sum(self._sizes.values()) or 1
        part = min(1.0, done / total) if total else 0.0
        before = sum(size for _, size in sizes[:number])
        share = min(1.0, (before + part * self._sizes.get(exhibit.path, 0)) / whole)
        self.how_far = HowFar(
            number=number + 1,
            exhibits=self.how_far.exhibits,
            name=exhibit.path,
            share=share,
            seconds_left=_left(time.monotonic() - self._began, share),
        )

    def end(self) -> None:
        """Note nothing: the next stage says so."""

    def notify(self, message: Message) -> None:
        """Note nothing: the report has every message."""


def _left(spent: float, share: float) -> float | None:
    """Seconds left; None as long as too little is done to tell."""
    known = share >= _LEAST_SHARE and spent >= _LEAST_SECONDS
    return spent * (1 - share) / share if known else None


def sealed_archive(workspace: Workspace) -> Path:
    """Everything of the case as a sealed bundle in one ZIP file, next to the results.

    Raises:
        FaceAuditError: a file is not the one that was examined or written.
    """
    sealed = workspace.out.with_name(f"{workspace.out.name}-bundle")
    shutil.rmtree(sealed, ignore_errors=True)
    bundle_audit(workspace.out, BundleOptions(to=sealed, case=workspace.case))
    archive = shutil.make_archive(str(sealed), "zip", sealed)
    shutil.rmtree(sealed, ignore_errors=True)
    return Path(archive)

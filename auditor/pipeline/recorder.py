"""One run into one output folder: what it read and left, how long it took, its log entry."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from auditor.core import saved
from auditor.core.digest import Digest, NamedDigest, digest_bytes, digest_file
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.folder_lock import folder_lock
from auditor.core.writing import check_real_folder, remove_unfinished
from auditor.examine.model import Observations
from auditor.examine.reuse import ExaminedKeys
from auditor.judge.decide.findings import Findings
from auditor.pipeline.file_names import FINDINGS, OBSERVATIONS, STILLS, UNFINISHED
from auditor.record import custody
from auditor.record.reproduce import Reproduce, model_files
from auditor.record.run_record import FILE_NAME as RUN
from auditor.record.run_record import RunOutput, RunRecord, RunStep, environment, now
from auditor.report.program_errors import exit_code_of


class Recorder(AbstractContextManager["Recorder"]):
    """Saves what a run leaves, and enters the run in the custody log of its folder.

    It is a context: entering it locks the folder and opens an entry in the log; leaving it closes
    the entry, also where the run failed or was interrupted, with what was written until then.

    Args:
        out: the output folder.
        command: the command line that the log shows.
        again: the command line that gives the same results; empty where nothing is examined.

    Raises:
        BrokenChainError: the folder's custody log is broken.
        FolderInUseError: another run is working in the folder.
        PlantedLinkError: a folder of the output folder is a link.
    """

    def __init__(self, out: Path, command: tuple[str, ...], again: tuple[str, ...] = ()) -> None:
        self.out = out
        # An argument that is no text (a path that is not UTF-8) is kept with its bytes escaped.
        self.command = tuple(part.encode("utf-8", "backslashreplace").decode() for part in command)
        self.again = again
        self.observed: Digest | None = None
        self.findings: Findings | None = None
        self.digests_held = True
        self.changed_declarations: tuple[str, ...] = ()
        self.faces_shown: tuple[str, ...] = ()
        self.link_because = ""
        self.isolation: tuple[str, ...] = ()
        self.reused: tuple[str, ...] = ()
        self._read: list[NamedDigest] = []
        self._started = now()
        self._steps: list[RunStep] = []
        self._results: list[RunOutput] = []
        self._findings_digest: Digest | None = None
        self._stack = ExitStack()
        self._opened: custody.CustodyEntry | None = None
        self._parts: dict[str, Digest] = {}
        self._parts_at = time.monotonic()

    @property
    def log(self) -> Path:
        """The custody log of the folder."""
        return self.out / custody.FILE_NAME

    def __enter__(self) -> Self:
        """Lock the folder and open the entry of this run."""
        with ExitStack() as stack:
            stack.enter_context(folder_lock(self.out))
            for folder in (self.out, self.out / STILLS, self.out / UNFINISHED):
                if folder != self.out:
                    check_real_folder(folder)
                remove_unfinished(folder)
            # A broken log must be reported before anything is done that would be added to it.
            entries = custody.read_log(self.log)
            self._keep_only(custody.kept_parts(entries))
            self._opened = custody.append(
                self.log,
                command=self.command,
                inputs=(),
                outputs=(),
                exit_code=None,
                state="opened",
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the entry if the run did not, and release the folder."""
        try:
            if self._opened is not None and problem is not None:
                code = ExitCode.INTERRUPTED
                if isinstance(problem, Exception):
                    code = exit_code_of(problem)
                # Where the log cannot be written, the reason is that of the failure, too.
                with suppress(OSError, FaceAuditError):
                    self.keep_parts()
                    self.enter(code)
        finally:
            self._stack.close()

    def keep_parts(self, every: float = 0.0) -> None:
        """Enter the finished parts of an examination in the log, at most once in `every` seconds.

        What the log does not vouch for is not used when the examination is continued.
        """
        if time.monotonic() - self._parts_at < every:
            return
        self._parts_at = time.monotonic()
        parts = _parts(self.out)
        new = {name: digest for name, digest in parts.items() if self._parts.get(name) != digest}
        if new:
            self._append(new, None, "kept")
        self._parts |= new

    def _keep_only(self, vouched: Mapping[str, Digest]) -> None:
        """Remove parts of an interrupted examination that are not as the log has them."""
        for name, digest in _parts(self.out).items():
            if vouched.get(name) == digest:
                self._parts[name] = digest
            else:
                (self.out / name).unlink()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step and record it if it completes."""
        started, clock = now(), time.monotonic()
        yield
        seconds = round(time.monotonic() - clock, 2)
        self._steps.append(RunStep(name=name, started=started, seconds=seconds))

    def reads(self, name: str, digest: Digest) -> None:
        """Record an input, unless it is a file that this run itself left."""
        entry = NamedDigest(name=name, digest=digest)
        if entry not in self._read and name not in {result.file for result in self._results}:
            self._read.append(entry)

    def leaves(self, name: str, digest: Digest) -> None:
        """Record a file of the output folder that something else has written."""
        self._results.append(RunOutput(file=name, digest=digest))

    def save(self, name: str, step: Observations | Findings | ExaminedKeys) -> Digest:
        """Save a step to the output folder."""
        digest = saved.write(step, self.out / name, self.out)
        self.leaves(name, digest)
        if isinstance(step, Findings):
            self._findings_digest = digest
        return digest

    def digest_of(self, findings: Findings) -> Digest:
        """The digest of `findings` as a saved step.

        A run has one set of findings, and encoding it is slow.
        """
        if self._findings_digest is None:
            self._findings_digest = digest_bytes(saved.encode(findings))
        return self._findings_digest

    def write(self, name: str, data: bytes) -> Path:
        """Write any other file to the output folder."""
        path = self.out / name
        saved.write_whole(data, path, self.out)
        self.leaves(name, digest_bytes(data))
        return path

    def close(self, exit_code: int) -> None:
        """Save the run record, and enter the run in the custody log."""
        record = RunRecord(
            command=self.command,
            started=self._started,
            finished=now(),
            environment=environment(),
            steps=tuple(self._steps),
            results=tuple(self._results),
            digests_held=self.digests_held,
            faces_shown=self.faces_shown,
            link_because=self.link_because,
            isolation=self.isolation,
            reused=self.reused,
            exit_code=exit_code,
            reproduce=self.reproduce(self.findings, self.observed) if self.observed else None,
        )
        self.leaves(RUN, saved.write(record, self.out / RUN, self.out))
        self.enter(exit_code)

    def enter(self, exit_code: int) -> None:
        """Enter the run in the custody log of the folder."""
        self._append({result.file: result.digest for result in self._results}, exit_code)
        self._opened = None

    def _append(
        self,
        outputs: Mapping[str, Digest],
        exit_code: int | None,
        state: Literal["", "kept"] = "",
    ) -> None:
        custody.append(
            self.log,
            command=self.command,
            inputs=() if state else self._read,
            outputs=[NamedDigest(name=name, digest=digest) for name, digest in outputs.items()],
            exit_code=exit_code,
            state=state,
            closes=self._opened.sequence if self._opened else None,
        )

    def reproduce(self, findings: Findings | None, observed: Digest) -> Reproduce:
        """How to get the same results.

        Models are listed only if this run examined the case itself: which models an earlier
        examination used is unknown here.
        """
        expected = [NamedDigest(name=OBSERVATIONS, digest=observed)]
        if findings is not None:
            expected.append(NamedDigest(name=FINDINGS, digest=self.digest_of(findings)))
        return Reproduce(
            command=self.again,
            models=model_files(templates=bool(self.link_because)) if self.observed else (),
            packs=tuple(
                NamedDigest(name=f"{pack.id} {pack.version}", digest=pack.digest)
                for pack in (findings.packs if findings else ())
            ),
            expected=tuple(expected),
        )

    def described(self) -> tuple[tuple[str, str], ...]:
        """The files of the run so far with their digests, for the report.

        Clock, command line and machine differ from run to run: they are in the run record alone.
        """
        return tuple((result.file, str(result.digest)) for result in self._results)


def _parts(out: Path) -> dict[str, Digest]:
    """The finished parts of an examination in the folder `out`, with their digests."""
    return {
        f"{UNFINISHED}/{path.name}": digest_file(path)
        for path in sorted((out / UNFINISHED).glob("*.json"))
        if path.is_file() and not path.is_symlink()
    }

"""The three steps of an audit as commands call them: run one, save it, record it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from auditor.case.discover import CASE_FILE
from auditor.case.load import LoadedCase
from auditor.cli.console import say
from auditor.cli.progress import examining
from auditor.core import saved
from auditor.core.digest import Digest, Named, digest_bytes
from auditor.core.errors import ExitCode, IntegrityError, OutputError
from auditor.core.text import Language
from auditor.examine.footage.detect import detector as make_detector
from auditor.examine.footage.stills import NO_STILL
from auditor.examine.interface import Workbench
from auditor.examine.model import Observations
from auditor.examine.registry import EXAMINERS
from auditor.examine.run import examine
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.rule import RuleBook
from auditor.judge.run import judge
from auditor.record import custody
from auditor.record.manifest import FILE_NAME as MANIFEST
from auditor.record.manifest import manifest
from auditor.record.reproduce import Reproduce, model_files
from auditor.record.run_record import FILE_NAME as RUN
from auditor.record.run_record import Result, RunRecord, Step, environment, now
from auditor.report.build import build_report
from auditor.report.outputs.interface import Audited, Output

OBSERVATIONS = "observations.json"
FINDINGS = "findings.json"
STILLS = "stills"
UNFINISHED = "unfinished"


class Run:
    """One run into one output folder: what it did, how long it took, what it left.

    Raises:
        BrokenChainError: the folder's custody log is broken.
    """

    def __init__(self, out: Path, command: tuple[str, ...]) -> None:
        self.out = out
        # An argument that is no text (a path that is not UTF-8) is kept with its bytes escaped.
        self.command = tuple(part.encode("utf-8", "backslashreplace").decode() for part in command)
        # A broken log must be said before anything is done that it would have to go on from.
        custody.read_log(out / custody.FILE_NAME)
        self.read: list[Named] = []
        self.again: tuple[str, ...] = ()
        self.observed: Digest | None = None
        self.findings: Findings | None = None
        self.started = now()
        self.steps: list[Step] = []
        self.results: list[Result] = []
        self.digests_held = True
        self.faces_shown: tuple[str, ...] = ()
        self.link_because = ""

    def examine(self, loaded: LoadedCase, how: Workbench) -> tuple[Observations, Digest]:
        """Examine in the way `how` says; save observations, stills and the digest manifest.

        What an interrupted run finished in this folder is not done again.

        Raises:
            FaceAuditError: there is no such detector, something that linking needs is missing, or
                there is nothing to examine.
        """
        # A detector that is not there must be said once, and not as the error of every exhibit.
        make_detector(how.detector)
        if how.link_because:
            _ready_to_link()
        self.faces_shown, self.link_because = tuple(sorted(how.show_faces)), how.link_because
        self.read += _case_read(loaded)
        unfinished = self.out / UNFINISHED
        if not unfinished.exists():
            self._clear_stills(keep=())
        self._keep(MANIFEST, manifest(loaded.case.exhibits))
        bench = replace(how, stills=self.out / STILLS, unfinished=unfinished)
        with self._step("examine"), examining(len(loaded.case.exhibits)) as progress:
            observations = examine(loaded, EXAMINERS, bench, progress)
        self.digests_held = not observations.altered
        for one in observations.examinations:
            for warning in one.warnings:
                if warning.startswith(NO_STILL):
                    say(f"{one.exhibit}: {warning}")
        stills = [still for one in observations.examinations for still in one.stills]
        self._clear_stills(keep=[still.file for still in stills])
        for still in stills:
            self.results.append(Result(file=still.file, digest=still.digest))
        digest = self.observed = self._save(OBSERVATIONS, observations)
        shutil.rmtree(unfinished, ignore_errors=True)
        return observations, digest

    def judge(
        self,
        observations: Observations,
        digest: Digest,
        book: RuleBook,
        as_of: date,
    ) -> Findings:
        """Judge, and save the findings."""
        with self._step("judge"):
            findings = judge(observations, digest, book, as_of)
        self._reads(OBSERVATIONS, digest)
        self.read += [Named(name=f"rules/{pack.id}", digest=pack.digest) for pack in findings.packs]
        self._save(FINDINGS, findings)
        self.findings = findings
        return findings

    def report(
        self,
        findings: Findings,
        observations: Observations,
        digest: Digest,
        stills: Path,
        language: Language,
        outputs: Sequence[Output],
    ) -> tuple[tuple[Path, ...], ExitCode | None]:
        """Render the report in every form of `outputs`, and save each.

        An output that cannot be made on this machine is said and left out; the code is then that of
        its error, else None.

        Raises:
            IntegrityError: the findings were made from other observations.
        """
        if findings.observations_digest != digest:
            raise IntegrityError(
                "the findings rest on other observations than these",
                where=OBSERVATIONS,
                remedy="Run the judge step again on these observations",
            )
        self._reads(OBSERVATIONS, digest)
        self._reads(FINDINGS, digest_bytes(saved.encode(findings)))
        with self._step("report"):
            record = (*self._described(), *_privacy(observations))
            again = self._reproduce(findings, digest)
            report = build_report(findings, observations, record, stills, language, reproduce=again)
            audited = Audited(report, findings, observations)
            written: list[Path] = []
            missing: ExitCode | None = None
            for one in outputs:
                try:
                    self._keep(one.file, one.render(audited))
                except OutputError as problem:
                    say(f"--format {one.name}: {problem}")
                    missing = problem.exit_code
                else:
                    written.append(self.out / one.file)
        return tuple(written), missing

    def close(self, exit_code: int) -> None:
        """Save the run record, and enter the command in the custody log."""
        record = RunRecord(
            command=self.command,
            started=self.started,
            finished=now(),
            environment=environment(),
            steps=tuple(self.steps),
            results=tuple(self.results),
            digests_held=self.digests_held,
            faces_shown=self.faces_shown,
            link_because=self.link_because,
            exit_code=exit_code,
            reproduce=self._reproduce(self.findings, self.observed) if self.observed else None,
        )
        self.results.append(Result(file=RUN, digest=saved.write(record, self.out / RUN)))
        self.enter(exit_code)

    def enter(self, exit_code: int) -> None:
        """Enter the command in the custody log of the folder."""
        custody.append(
            self.out / custody.FILE_NAME,
            command=self.command,
            inputs=self.read,
            outputs=[Named(name=one.file, digest=one.digest) for one in self.results],
            exit_code=exit_code,
        )

    def _reads(self, name: str, digest: Digest) -> None:
        """Note a saved step as read, unless this command left it itself."""
        step = Named(name=name, digest=digest)
        if step not in self.read and name not in {result.file for result in self.results}:
            self.read.append(step)

    def _reproduce(self, findings: Findings | None, observed: Digest) -> Reproduce:
        """How to come to these results; what no run examined here says of models is not known."""
        expected = [Named(name=OBSERVATIONS, digest=observed)]
        if findings is not None:
            expected.append(Named(name=FINDINGS, digest=digest_bytes(saved.encode(findings))))
        return Reproduce(
            command=self.again,
            models=model_files(templates=bool(self.link_because)) if self.observed else (),
            packs=tuple(
                Named(name=f"{pack.id} {pack.version}", digest=pack.digest)
                for pack in (findings.packs if findings else ())
            ),
            expected=tuple(expected),
        )

    def _clear_stills(self, keep: Collection[str]) -> None:
        """Remove stills of an earlier run, which may show faces that this one must not."""
        for old in (self.out / STILLS).glob("E-*.jpg"):
            if f"{STILLS}/{old.name}" not in keep:
                old.unlink()

    def _step(self, name: str) -> _Timed:
        return _Timed(name, self.steps)

    def _save(self, name: str, step: Observations | Findings) -> Digest:
        digest = saved.write(step, self.out / name)
        self.results.append(Result(file=name, digest=digest))
        return digest

    def _keep(self, name: str, data: bytes) -> None:
        saved.write_whole(data, self.out / name)
        self.results.append(Result(file=name, digest=digest_bytes(data)))

    def _described(self) -> tuple[tuple[str, str], ...]:
        """The run so far as label and value, for the report."""
        return (
            ("command", " ".join(self.command)),
            ("started", self.started.isoformat()),
            *((f"{step.name}_seconds", f"{step.seconds:.1f}") for step in self.steps),
            *environment().items(),
            *((result.file, str(result.digest)) for result in self.results),
        )


def _case_read(loaded: LoadedCase) -> list[Named]:
    """The case file and every exhibit, with the digest taken before anything else read it."""
    files = [(exhibit.path, exhibit.digest) for exhibit in loaded.case.exhibits]
    if loaded.case_file is not None:
        files.insert(0, (CASE_FILE, loaded.case_file))
    return [Named(name=f"case/{name}", digest=digest) for name, digest in files]


def _privacy(observations: Observations) -> tuple[tuple[str, str], ...]:
    """What this program itself did with faces beyond finding and measuring them, for the report."""
    shown = sorted(
        {e.exhibit for e in observations.examinations for s in e.stills if not s.redacted}
    )
    linking = observations.linking
    return (
        *((("faces_shown", ", ".join(shown)),) if shown else ()),
        *((("link_because", linking.reason),) if linking else ()),
    )


def _ready_to_link() -> None:
    # Imported only where it was asked for: without it, nothing that makes templates is loaded.
    from auditor.examine.footage.link.linking import ready  # noqa: PLC0415

    ready()
    say("--link: face templates are made in memory of every face that is compared; none is kept.")


class _Timed:
    """Times a step and records it."""

    def __init__(self, name: str, steps: list[Step]) -> None:
        self.name = name
        self.steps = steps

    def __enter__(self) -> None:
        self.started = now()
        self.clock = time.monotonic()

    def __exit__(self, *_: object) -> None:
        seconds = round(time.monotonic() - self.clock, 2)
        self.steps.append(Step(name=self.name, started=self.started, seconds=seconds))

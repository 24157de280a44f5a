"""The step from a case to observations: the only one that touches exhibits."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.discover import CASE_FILE
from auditor.case.load import LoadedCase
from auditor.case.model import Case, Exhibit, ExhibitKind
from auditor.core.digest import Digest, digest_file
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.footage.detect import check_detector_name
from auditor.examine.interface import Workbench
from auditor.examine.isolation.process import WorkerProcess
from auditor.examine.isolation.provider import IsolationProvider, NoIsolation
from auditor.examine.model import NO_STILL, Examination, Observations
from auditor.examine.open_case import open_case
from auditor.examine.registry import EXAMINERS
from auditor.examine.reuse import Earlier, ExaminedKeys, examination_keys
from auditor.examine.run import Progress, examine
from auditor.judge.exit_code import nothing_examined
from auditor.pipeline.command_line import examine_command, repeat_examination
from auditor.pipeline.file_names import EXAMINED, OBSERVATIONS, STILLS, UNFINISHED
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.listener import SILENCE, Listener, Message, MessageLog
from auditor.pipeline.options import ExamineOptions
from auditor.pipeline.recorder import Recorder
from auditor.pipeline.result import ExamineResult
from auditor.pipeline.reuse import bring_stills, earlier_audit, own_earlier_audit
from auditor.record.manifest import FILE_NAME as MANIFEST
from auditor.record.manifest import manifest

KEEP_SECONDS = 20.0
"""Seconds between two entries of finished parts in the custody log."""
_FOOTAGE = frozenset({ExhibitKind.VIDEO, ExhibitKind.IMAGE})


def examine_case(
    case: Path, options: ExamineOptions, listener: Listener = SILENCE
) -> ExamineResult:
    """Examine every exhibit of the case in folder `case`, and save the observations.

    Raises:
        CaseError: there is no such folder, or `case.yaml` is wrong.
        FaceAuditError: an option does not fit the case or this machine.
        NothingExaminedError: the case holds nothing to examine.
        BrokenChainError: the custody log of the output folder is broken.
        InterruptedAudit: the user stopped it.
    """
    loaded = open_case(case, options.out)
    check_shown(options, loaded.case)
    command = options.command or examine_command(case, options)
    check_detector_name(options.detector)
    with Recorder(options.out, command, repeat_examination(case, options)) as recorder:
        log = MessageLog(listener)
        observations, _ = examine_step(recorder, loaded, options, log)
        for examination in observations.examinations:
            if examination.error:
                values = {"exhibit": examination.exhibit, "reason": examination.error}
                log.notify(Message("not_examined", values))
        code = ExitCode.INTEGRITY if recorder.changed_declarations else _exit_code(observations)
        recorder.close(code)
    return ExamineResult(
        observations=observations,
        written=options.out / OBSERVATIONS,
        exit_code=code,
        altered=observations.altered,
        messages=tuple(log.messages),
    )


def check_shown(options: ExamineOptions, case: Case) -> None:
    """Refuse to show the faces of an exhibit that has no pictures.

    Raises:
        FaceAuditError: the case has no footage or picture of such an id.
    """
    footage = [exhibit.id for exhibit in case.exhibits if exhibit.kind in _FOOTAGE]
    for name in options.show_faces:
        if name not in footage:
            raise FaceAuditError(
                f"the case has no footage or picture {name!r}",
                where="--show-faces",
                remedy=f"Use one of {', '.join(footage)}" if footage else "Leave it out",
            )


def examine_step(
    recorder: Recorder, loaded: LoadedCase, options: ExamineOptions, log: MessageLog
) -> tuple[Observations, Digest]:
    """Examine within a run; save observations, stills and the digest manifest.

    What an interrupted run completed in this folder is not done again, nor what an earlier run made
    of exhibits that did not change since.

    Raises:
        FaceAuditError: there is no such detector, something that linking needs is missing, or
            there is nothing to examine.
        InterruptedAudit: the user stopped it.
    """
    recorder.faces_shown = tuple(sorted(set(options.show_faces)))
    recorder.link_because = options.link_because
    record_case(recorder, loaded)
    unfinished = recorder.out / UNFINISHED
    bench = _bench(recorder.out, options)
    keys = examination_keys(loaded.case, bench)
    reused = _reusable(recorder.out, keys, options)
    recorder.reused = tuple(name for name, key in keys.items() if key in reused.examinations)
    if not unfinished.exists():
        _clear_stills(recorder.out, keep=_stills(reused.examinations.values()))
    recorder.write(MANIFEST, manifest(loaded.case.exhibits))
    try:
        with recorder.step("examine"):
            observations = _examine(recorder, loaded, options, log, bench=bench, reused=reused)
    finally:
        loaded.close()
    recorder.changed_declarations = _changed_declarations(loaded)
    recorder.digests_held = not observations.altered and not recorder.changed_declarations
    _notify_of_stills(observations, log)
    _clear_stills(recorder.out, keep=_stills(observations.examinations))
    for examined in observations.examinations:
        for still in examined.stills:
            recorder.leaves(still.file, still.digest)
    digest = recorder.observed = recorder.save(OBSERVATIONS, observations)
    recorder.save(EXAMINED, ExaminedKeys(keys=keys))
    shutil.rmtree(unfinished, ignore_errors=True)
    changed = (*observations.altered, *recorder.changed_declarations)
    if changed:
        log.notify(Message("altered", {"exhibits": ", ".join(changed)}))
    return observations, digest


def _bench(out: Path, options: ExamineOptions) -> Workbench:
    return Workbench(
        stills=out / STILLS,
        detector=options.detector,
        exhaustive=options.exhaustive,
        unfinished=out / UNFINISHED,
        show_faces=frozenset(options.show_faces),
        link_because=options.link_because,
    )


def _reusable(out: Path, keys: Mapping[str, str], options: ExamineOptions) -> Earlier:
    """What an earlier run made of exhibits that did not change, its stills in `out`.

    Raises:
        FaceAuditError: what the folder of `options.reuse` holds is not what its log records.
    """
    source = options.reuse or out
    earlier = earlier_audit(source) if options.reuse else own_earlier_audit(source)
    examinations = {
        key: examination
        for key in keys.values()
        if (examination := earlier.examinations.get(key)) and bring_stills(examination, source, out)
    }
    return replace(earlier, examinations=examinations)


def _examine(
    recorder: Recorder,
    loaded: LoadedCase,
    options: ExamineOptions,
    log: MessageLog,
    *,
    bench: Workbench,
    reused: Earlier,
) -> Observations:
    out, unfinished = recorder.out, recorder.out / UNFINISHED
    if recorder.reused:
        log.notify(Message("reused", {"count": str(len(recorder.reused))}))
    try:
        # The worker begins before the listener, whose display may start a thread: see its class.
        with _provider(out, loaded, options) as provider:
            if options.link_because:
                provider.ready_to_link()
                log.notify(Message("templates_in_memory"))
            log.listener.begin(len(loaded.case.exhibits))
            try:
                return examine(loaded, provider, bench, _keeping(recorder, log), reused)
            finally:
                recorder.isolation = provider.protections
                log.listener.end()
    except KeyboardInterrupt:
        kept = any(unfinished.glob("*.json"))
        message = "interrupted_examining" if kept else "interrupted_at_start"
        raise InterruptedAudit(Message(message, {"folder": str(unfinished)})) from None


def _provider(
    out: Path, loaded: LoadedCase, options: ExamineOptions
) -> AbstractContextManager[IsolationProvider]:
    if not options.isolated:
        return nullcontext(NoIsolation(EXAMINERS))
    unfinished = out / UNFINISHED
    return WorkerProcess(
        readable=sorted(loaded.files.values()),
        writable=(out / STILLS, unfinished),
        scratch=unfinished / "scratch",
    )


def _keeping(recorder: Recorder, log: MessageLog) -> Progress:
    """Pass progress on, and enter finished parts in the custody log now and then."""

    def advance(exhibit: Exhibit, done: float, total: float) -> None:
        recorder.keep_parts(every=KEEP_SECONDS)
        log.listener.advance(exhibit, done, total)

    return advance


def _changed_declarations(loaded: LoadedCase) -> tuple[str, ...]:
    """The files of declarations that are not any more what was read at the beginning."""
    folder = loaded.folder
    if folder is None:
        return ()
    read = ((CASE_FILE, loaded.case_file), (ANSWERS_FILE, loaded.answers_file))
    return tuple(name for name, digest in read if digest and _digest_now(folder / name) != digest)


def _digest_now(path: Path) -> Digest | None:
    try:
        return digest_file(path)
    except OSError:
        return None


def record_case(recorder: Recorder, loaded: LoadedCase) -> None:
    """Record the case file, the answers and every exhibit, with digests taken before all else."""
    for name, digest in ((CASE_FILE, loaded.case_file), (ANSWERS_FILE, loaded.answers_file)):
        if digest is not None:
            recorder.reads(f"case/{name}", digest)
    for exhibit in loaded.case.exhibits:
        recorder.reads(f"case/{exhibit.path}", exhibit.digest)


def _notify_of_stills(observations: Observations, log: MessageLog) -> None:
    for examination in observations.examinations:
        for warning in examination.warnings:
            if warning.startswith(NO_STILL):
                values = {"exhibit": examination.exhibit, "reason": warning}
                log.notify(Message("still_missing", values))


def _clear_stills(out: Path, keep: Collection[str]) -> None:
    """Remove stills of an earlier run, which may show faces that this one must not."""
    for old in (out / STILLS).glob("E-*.jpg"):
        if f"{STILLS}/{old.name}" not in keep:
            old.unlink()
    with suppress(OSError):
        (out / STILLS).rmdir()  # only if it is empty


def _stills(examinations: Iterable[Examination]) -> list[str]:
    return [still.file for examined in examinations for still in examined.stills]


def _exit_code(observations: Observations) -> ExitCode:
    if observations.altered:
        return ExitCode.INTEGRITY
    if nothing_examined(observations):
        return ExitCode.NOTHING_EXAMINED
    return ExitCode.CLEAN

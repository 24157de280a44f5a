"""An interview on a case folder: open it, keep every answer, and report with what was answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from auditor import __version__
from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.load import LoadedCase
from auditor.case.model import Case
from auditor.core import saved
from auditor.core.errors import NothingExaminedError, SavedStepError
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.interview.interview import Interview, begin_interview
from auditor.interview.saving import save_answers
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.judge.exit_code import exit_code
from auditor.pipeline.command_line import audit_command, repeat_audit
from auditor.pipeline.examine import examine_case, record_case
from auditor.pipeline.file_names import OBSERVATIONS
from auditor.pipeline.judge import judge_step
from auditor.pipeline.listener import SILENCE, Listener, MessageLog
from auditor.pipeline.options import AuditOptions
from auditor.pipeline.recorder import Recorder
from auditor.pipeline.report import ReportTask, outputs_named, report_step
from auditor.pipeline.result import AuditResult
from auditor.pipeline.rules import judged_as_of, rule_book
from auditor.vocabulary.value import Speaker, SpeakerRole


@dataclass(frozen=True)
class InterviewOptions:
    """Who answers, and how.

    Attributes:
        role: who answers; None takes who put the case together, else a visitor.
        name: their name; may stay empty.
        on: the day of the answers; None is today.
        language: the language of questions and comments.
        most: the most questions asked, those of earlier sessions included.
    """

    role: SpeakerRole | None = None
    name: str = ""
    on: date | None = None
    language: Language = "en"
    most: int = MOST_QUESTIONS


@dataclass(frozen=True)
class InterviewSession:
    """An interview with the folder that its answers are kept in."""

    folder: Path
    interview: Interview

    def at(self, interview: Interview) -> InterviewSession:
        """The session at a later moment; its answers are saved at once."""
        if interview.sheet != self.interview.sheet:
            save_answers(self.folder, interview.sheet, interview.language)
        return replace(self, interview=interview)

    def with_most(self, most: int) -> InterviewSession:
        """The session with another limit of questions, those of earlier sessions included."""
        return replace(self, interview=replace(self.interview, most=most))

    @property
    def answers_file(self) -> Path:
        """Where the answers are kept."""
        return self.folder / ANSWERS_FILE


def open_interview(
    folder: Path,
    interviewing: InterviewOptions,
    options: AuditOptions,
    listener: Listener = SILENCE,
) -> InterviewSession:
    """The interview on the case in `folder`, at the first question that was not asked before.

    What an earlier run examined in the output folder in the same way is not examined again.

    Raises:
        CaseError: there is no such folder, or one of its case files is wrong.
        FaceAuditError: an option does not fit the case or this machine.
        InterruptedAudit: the user stopped the examination.
    """
    book = rule_book(options.rules)
    loaded = open_case(folder, options.out)
    # Only what is examined needs the members of archives, and an examination opens its own.
    loaded.close()
    case = loaded.without_answers or loaded.case
    observations = _examined_before(options, loaded) or _examine(folder, options, loaded, listener)
    role = interviewing.role or case.compiled_by_role or SpeakerRole.VISITOR
    interview = begin_interview(
        observations.model_copy(update={"case": case}),
        book,
        judged_as_of(options.as_of, case),
        Speaker(role=role, name=interviewing.name),
        interviewing.on or date.today(),
        language=interviewing.language,
        sheet=loaded.answers,
        most=interviewing.most,
    )
    return InterviewSession(folder, interview)


def finish_interview(
    session: InterviewSession, options: AuditOptions, listener: Listener = SILENCE
) -> AuditResult:
    """Judge the case with its answers and write the outputs, without examining anything again.

    Raises:
        CaseError: the case was changed so that it cannot be loaded.
        FaceAuditError: there is no output of a name asked for.
        BrokenChainError: the custody log of the output folder is broken.
    """
    outputs = outputs_named(options.outputs)
    loaded = open_case(session.folder, options.out)
    loaded.close()
    as_of = session.interview.index.bench.as_of
    command = options.command or audit_command(session.folder, options)
    recorder = Recorder(options.out, command, repeat_audit(session.folder, options, as_of))
    log = MessageLog(listener)
    observations = session.interview.observations.model_copy(update={"case": loaded.case})
    record_case(recorder, loaded)
    for still in (still for e in observations.examinations for still in e.stills):
        recorder.leaves(still.file, still.digest)
    digest = recorder.observed = recorder.save(OBSERVATIONS, observations)
    book = session.interview.index.bench.book
    findings = judge_step(recorder, observations, digest, book, as_of)
    task = ReportTask(
        findings, observations, digest, recorder.out, options.language, outputs, options.reader
    )
    written, missing = report_step(recorder, task, log)
    code = exit_code(findings, observations, options.fail_on)
    if missing:
        code = missing[-1].exit_code
    recorder.close(code)
    return AuditResult(
        observations=observations,
        findings=findings,
        written=written,
        missing=missing,
        exit_code=code,
        altered=observations.altered,
        messages=tuple(log.messages),
    )


def _examined_before(options: AuditOptions, loaded: LoadedCase) -> Observations | None:
    """The observations in the output folder, if they are of these very exhibits."""
    path = options.out / OBSERVATIONS
    if not path.is_file():
        return None
    try:
        observations, _ = saved.read(path, Observations)
    except SavedStepError:
        return None
    same = _examined_in(observations.case) == _examined_in(loaded.case)
    current = observations.tool_version == __version__
    return observations if same and current and not observations.altered else None


def _examined_in(case: Case) -> tuple[object, ...]:
    """What an examination depends on: the exhibits, and the quotes it looks for in them."""
    quoting = tuple(s for s in case.statements if s.quote or s.quotes)
    return case.exhibits, quoting


def _examine(
    folder: Path, options: AuditOptions, loaded: LoadedCase, listener: Listener
) -> Observations:
    try:
        return examine_case(folder, options, listener).observations
    except NothingExaminedError:
        # Answers alone are a case, too, and before the first one there is nothing.
        return Observations(tool_version=__version__, case=loaded.case, examinations=())

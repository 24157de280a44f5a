"""An interview on a case folder: open it, and keep every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from auditor import __version__
from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.load import LoadedCase
from auditor.core.errors import NothingExaminedError
from auditor.core.text import Language
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.interview.interview import Interview, begin_interview
from auditor.interview.saving import save_answers
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.pipeline.examine import examine_case
from auditor.pipeline.listener import SILENCE, Listener
from auditor.pipeline.options import AuditOptions
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

    What an earlier run into the output folder examined is not examined again, and neither does an
    audit after the interview.

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
    observations = _examine(folder, options, loaded, listener)
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


def _examine(
    folder: Path, options: AuditOptions, loaded: LoadedCase, listener: Listener
) -> Observations:
    try:
        return examine_case(folder, options, listener).observations
    except NothingExaminedError:
        # Answers alone are a case, too, and before the first one there is nothing.
        return Observations(tool_version=__version__, case=loaded.case, examinations=())

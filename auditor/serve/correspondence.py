"""The page after the letter: what was sent, what came back, and the next letter."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData, UploadFile

from auditor.case.request_log import LetterKind, RequestOutcome
from auditor.collect.files import store
from auditor.core.text import Language
from auditor.pipeline.requests import (
    ANSWERS,
    record_answer,
    record_sent,
    request_lines,
    write_next_letter,
)
from auditor.report.locale import read_sentences
from auditor.report.words import Words
from auditor.serve.job import Job

FIRST = (LetterKind.REQUEST, LetterKind.EVIDENCE, LetterKind.COMPLAINT)
"""Letters that a correspondence begins with."""
WRITTEN = re.compile(r"letter-[a-z-]+-R-\d{2,4}\.(?:html|docx)")
"""Names of the letters that follow up."""


@cache
def _texts(language: Language) -> dict[str, str]:
    """Letters, states and next steps are worded as in the terminal."""
    return read_sentences(f"terminal.{language}.yaml")


class Correspondence:
    """The requests of the case of `job`."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def values(self, today: date) -> dict[str, Any]:
        """What the page shows."""
        language, folder = self._job.language, self._job.workspace.case
        texts, words = _texts(language), Words(language)
        written = sorted(
            path.name for path in self._job.workspace.out.iterdir() if WRITTEN.fullmatch(path.name)
        )
        return {
            "today": today.isoformat(),
            "letters": [(kind.value, texts[f"letter.{kind.value}"]) for kind in FIRST],
            "outcomes": [
                (outcome.value, texts[f"request_state.{outcome.value}"])
                for outcome in RequestOutcome
            ],
            "written": written,
            "lines": [
                {
                    "id": line.request.id,
                    "letter": texts[f"letter.{line.request.letter.value}"],
                    "sent": words.day(line.request.sent),
                    "state": texts[f"request_state.{line.state.value}"],
                    "due": texts[f"due.{line.request.due_by.value}"].format(
                        day=words.day(line.request.due)
                    )
                    if line.request.due is not None and line.request.answered is None
                    else "",
                    "step": texts[f"next_step.{line.step.step}"],
                    "next": line.step.letter is not None,
                    "answered": line.request.answered is not None,
                }
                for line in request_lines(folder, today)
            ],
        }

    def enter(self, form: FormData, today: date) -> None:
        """Enter what the form says: a letter that was sent, an answer, or the wish for the next.

        Raises:
            FaceAuditError: it does not fit what was entered before.
            ValueError: the form is not one of the page's.
            OSError: something cannot be written.
            RefusedFileError: the file of the answer has no name that can be used.
        """
        language, folder = self._job.language, self._job.workspace.case
        day = date.fromisoformat(str(form.get("day") or today.isoformat()))
        number = str(form.get("number", ""))
        match form.get("do"):
            case "sent":
                to = " ".join(str(form.get("to", "")).split())[:200]
                record_sent(folder, LetterKind(str(form.get("letter"))), day, language, to=to)
            case "answered":
                outcome = RequestOutcome(str(form.get("outcome")))
                file = self._kept(form.get("file"))
                record_answer(folder, number, outcome, day, language, file=file)
            case "write":
                write_next_letter(folder, number, self._job.workspace.out, today, language)
            case _:
                raise ValueError("no such form")

    def _kept(self, sent: object) -> Path | None:
        if not isinstance(sent, UploadFile) or not sent.filename:
            return None
        folder = self._job.workspace.case / ANSWERS
        folder.mkdir(exist_ok=True)
        return store(folder, sent.filename, sent.file)

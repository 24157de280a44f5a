"""Requests of a case: record what was sent and what came back, and write the next letter."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.case.request_log import (
    DueBy,
    LetterKind,
    RequestLog,
    RequestOutcome,
    RequestState,
    SentRequest,
    read_requests,
    save_requests,
)
from auditor.core import saved
from auditor.core.errors import FaceAuditError
from auditor.core.text import Language
from auditor.examine.open_case import open_case
from auditor.judge.decide.findings import Findings
from auditor.pipeline.file_names import FINDINGS
from auditor.report.letters.complaint import complaint_letter
from auditor.report.letters.follow_up import FollowUp, follow_up_letter
from auditor.report.letters.model import Letter
from auditor.report.next_step import NextStep, due_day, next_step
from auditor.report.outputs.letters import letter_page
from auditor.report.words import Words

ANSWERS = "answers"
"""Folder in the case that answers are copied to."""


@dataclass(frozen=True)
class RequestLine:
    """A request with its state on a day, and what to do about it."""

    request: SentRequest
    state: RequestState
    step: NextStep


def request_lines(folder: Path, today: date) -> tuple[RequestLine, ...]:
    """Every request of the case in `folder`, in order.

    Raises:
        CaseError: the file of requests is wrong.
    """
    log = read_requests(folder)
    return tuple(
        RequestLine(request, log.state(request, today), next_step(log, request, today))
        for request in log.requests
    )


def record_sent(
    folder: Path,
    letter: LetterKind,
    sent: date,
    language: Language,
    *,
    to: str = "",
    follows: str = "",
) -> SentRequest:
    """Enter a letter that was sent; the day an answer is due follows from the letter and the case.

    Raises:
        CaseError: there is no such case, or one of its files is wrong.
        FaceAuditError: there is no request `follows`.
    """
    log = read_requests(folder)
    if follows:
        _known(folder, log, follows)
    loaded = open_case(folder)
    loaded.close()
    due = due_day(letter, loaded.case, sent)
    request = SentRequest(
        id=log.next_id,
        letter=letter,
        to=to,
        sent=sent,
        due=due.day if due else None,
        due_by=due.by if due else DueBy.WISH,
        follows=follows,
    )
    save_requests(folder, log.with_request(request), language)
    return request


def record_answer(
    folder: Path,
    number: str,
    outcome: RequestOutcome,
    answered: date,
    language: Language,
    *,
    file: Path | None = None,
) -> SentRequest:
    """Enter what came back on the request `number`.

    A `file` with the answer that is outside the case is copied into it, so that the next audit
    reads it as an exhibit; the original is left as it is.

    Raises:
        CaseError: one of the case's files is wrong.
        FaceAuditError: there is no such request or file, or the answer is older than the request.
    """
    log = read_requests(folder)
    request = _known(folder, log, number)
    if answered < request.sent:
        raise FaceAuditError(
            f"was sent on {request.sent}, after this answer",
            where=number,
            remedy="Give the day of the answer with --on",
        )
    path = _into_case(folder, file) if file is not None else request.answer
    entered = request.model_copy(update={"answered": answered, "outcome": outcome, "answer": path})
    save_requests(folder, log.with_request(entered), language)
    return entered


def write_next_letter(
    folder: Path, number: str, out: Path, today: date, language: Language
) -> tuple[Path, ...]:
    """Write the letter that comes next on the request `number`, as HTML and DOCX, into `out`.

    Raises:
        CaseError: the file of requests is wrong.
        FaceAuditError: there is no such request, or nothing is to be written about it now.
        SavedStepError: `out` holds no findings.
    """
    log = read_requests(folder)
    request = _known(folder, log, number)
    step = next_step(log, request, today)
    if step.letter is None:
        raise FaceAuditError(
            "needs no letter now",
            where=number,
            remedy="face-audit requests CASE says what to do about each request",
        )
    findings, _ = saved.read(out / FINDINGS, Findings)
    words = Words(language, findings.case.exhibits)
    follow_up = FollowUp(step.letter, request, _first(log, request), today)
    letter = _letter(words, findings, follow_up)
    name = f"letter-{step.letter.value.replace('_', '-')}-{number}"
    # python-docx takes a while to import, and only this needs it.
    from auditor.report.outputs.letter_document import letter_document  # noqa: PLC0415

    page, document = out / f"{name}.html", out / f"{name}.docx"
    saved.write_whole(letter_page(letter, language), page)
    saved.write_whole(letter_document(letter, language, today), document)
    return page, document


def _letter(words: Words, findings: Findings, follow_up: FollowUp) -> Letter:
    if follow_up.kind is LetterKind.COMPLAINT:
        return complaint_letter(words, findings)
    return follow_up_letter(words, findings, follow_up)


def _known(folder: Path, log: RequestLog, number: str) -> SentRequest:
    request = log.request(number)
    if request is None:
        known = ", ".join(request.id for request in log.requests)
        raise FaceAuditError(
            f"there is no request {number}",
            where=folder,
            remedy=f"Use one of {known}" if known else "Enter what you sent with --sent request",
        )
    return request


def _first(log: RequestLog, request: SentRequest) -> SentRequest:
    """The letter that the correspondence began with."""
    seen = {request.id}
    while request.follows and request.follows not in seen:
        seen.add(request.follows)
        request = log.request(request.follows) or request
    return request


def _into_case(folder: Path, file: Path) -> str:
    """The path in the case of an answer, copied there if it is not inside."""
    if not file.is_file():
        raise FaceAuditError(
            "there is no such file", where=file, remedy="Name the file with the answer"
        )
    if file.resolve().is_relative_to(folder.resolve()):
        return file.resolve().relative_to(folder.resolve()).as_posix()
    target = folder / ANSWERS / file.name
    number = 1
    while target.exists():
        number += 1
        target = folder / ANSWERS / f"{file.stem}-{number}{file.suffix}"
    target.parent.mkdir(exist_ok=True)
    shutil.copy2(file, target)
    return target.relative_to(folder).as_posix()

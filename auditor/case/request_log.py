"""Requests a person sent: what, to whom, when an answer is due, and what came back.

They are kept in `case.requests.yaml` in the case folder, in a form that a person can read and edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import Field, model_validator

from auditor.case.comments import comment
from auditor.case.discover import REQUESTS_FILE
from auditor.case.own_files import UnreadableCaseFileError, read_own_file
from auditor.case.problems import CaseFileError
from auditor.core.errors import CaseError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import parse_yaml, validated
from auditor.core.saved import write_whole
from auditor.core.text import Language


class LetterKind(StrEnum):
    """What was sent; the last three answer to what came back, or to nothing coming back."""

    REQUEST = "request"
    EVIDENCE = "evidence"
    COMPLAINT = "complaint"
    REMINDER = "reminder"
    REFUSAL_REPLY = "refusal_reply"
    DATA_REPLY = "data_reply"


class DueBy(StrEnum):
    """Why an answer is due on a day: the sender wished it, or a law sets it."""

    WISH = "wish"
    LAW = "law"


class RequestOutcome(StrEnum):
    """What came back."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    MORE_DATA = "more_data"


class RequestState(StrEnum):
    """Where a request is on a given day.

    `FOLLOWED`: a later letter took its place, and what matters is the state of that one.
    """

    WAITING = "waiting"
    NO_ANSWER = "no_answer"
    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    MORE_DATA = "more_data"
    FOLLOWED = "followed"


class SentRequest(Frozen):
    """One letter that was sent.

    `follows` is the number of the letter it follows up. `due` is None where no day was set.
    `answer` is the path of the exhibit that holds the answer.
    """

    id: str = Field(pattern=r"^R-[0-9]{2,4}$")
    letter: LetterKind
    to: str = ""
    sent: date
    due: date | None = None
    due_by: DueBy = DueBy.WISH
    follows: str = ""
    answered: date | None = None
    outcome: RequestOutcome | None = None
    answer: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> SentRequest:
        if (self.answered is None) != (self.outcome is None):
            raise ValueError("an answer has a day (answered) and an outcome, or neither")
        if self.answered is not None and self.answered < self.sent:
            raise ValueError("the answer is older than the request")
        return self


class RequestLog(Frozen):
    """Every letter that was sent, in order."""

    requests: tuple[SentRequest, ...] = ()

    @model_validator(mode="after")
    def _numbered(self) -> RequestLog:
        numbers = [request.id for request in self.requests]
        if len(numbers) != len(set(numbers)):
            raise ValueError("two requests have the same number")
        for request in self.requests:
            if request.follows and request.follows not in numbers:
                raise ValueError(f"{request.id} follows {request.follows}, which is not here")
        return self

    def request(self, number: str) -> SentRequest | None:
        """The request of that number; None where there is none."""
        return next((request for request in self.requests if request.id == number), None)

    @property
    def next_id(self) -> str:
        """The number of the next request."""
        numbers = [int(request.id.removeprefix("R-")) for request in self.requests]
        return f"R-{max(numbers, default=0) + 1:02d}"

    def with_request(self, request: SentRequest) -> RequestLog:
        """The log with `request`, in place of one of the same number.

        Raises:
            pydantic.ValidationError: it follows a request that is not in the log.
        """
        kept = [request if other.id == request.id else other for other in self.requests]
        added = kept if request in kept else [*kept, request]
        return RequestLog(requests=tuple(added))

    def state(self, request: SentRequest, today: date) -> RequestState:
        """Where `request` is on the day `today`."""
        if any(other.follows == request.id for other in self.requests):
            return RequestState.FOLLOWED
        if request.outcome is not None:
            return RequestState(request.outcome.value)
        overdue = request.due is not None and today > request.due
        return RequestState.NO_ANSWER if overdue else RequestState.WAITING


def read_requests(folder: Path) -> RequestLog:
    """The requests kept in a case folder; none where there is no file.

    Raises:
        CaseError: the file is wrong; with its line.
    """
    try:
        raw = read_own_file(folder, REQUESTS_FILE)
    except UnreadableCaseFileError as error:
        raise CaseFileError([error.problem]) from error
    if raw is None:
        return RequestLog()
    source = parse_yaml(raw, REQUESTS_FILE, CaseError)
    return validated(source, RequestLog, source.data, CaseError)


def save_requests(folder: Path, log: RequestLog, language: Language) -> Path:
    """Write `case.requests.yaml` into the case folder, whole or not at all; return its path."""
    path = folder / REQUESTS_FILE
    write_whole(("\n".join(_lines(log, language)) + "\n").encode(), path)
    return path


def _lines(log: RequestLog, language: Language) -> Iterator[str]:
    yield from comment("requests_head", language)
    yield "requests:" if log.requests else "requests: []"
    for request in log.requests:
        yield f"  - id: {request.id}"
        written = request.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
        for key, value in written.items():
            free = key in ("to", "answer", "note")
            yield f"    {key}: {json.dumps(value, ensure_ascii=False) if free else value}"

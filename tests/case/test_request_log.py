"""Requests that were sent: kept in a file a person can read, with states that follow from days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.case.discover import REQUESTS_FILE
from auditor.case.load import check_case
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
from auditor.core.errors import CaseError
from auditor.core.text import Language

SENT = date(2026, 3, 1)
DUE = date(2026, 3, 16)
REQUEST = SentRequest(id="R-01", letter=LetterKind.REQUEST, to='A "B": #1', sent=SENT, due=DUE)
ANSWERED = SentRequest(
    id="R-02",
    letter=LetterKind.REFUSAL_REPLY,
    sent=date(2026, 3, 20),
    due=date(2026, 3, 27),
    due_by=DueBy.LAW,
    follows="R-01",
    answered=date(2026, 3, 25),
    outcome=RequestOutcome.MORE_DATA,
    answer="answers/回复.pdf",
    note="by post",
)
LOG = RequestLog(requests=(REQUEST, ANSWERED))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("log", [RequestLog(), LOG])
def test_a_log_is_read_back_as_it_was_written(
    tmp_path: Path, log: RequestLog, language: Language
) -> None:
    save_requests(tmp_path, log, language)
    assert read_requests(tmp_path) == log
    assert REQUESTS_FILE not in check_case(tmp_path).files


def test_no_file_is_an_empty_log(tmp_path: Path) -> None:
    assert read_requests(tmp_path) == RequestLog()


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (SENT, RequestState.WAITING),
        (DUE, RequestState.WAITING),
        (date(2026, 3, 17), RequestState.NO_ANSWER),
    ],
)
def test_silence_counts_only_after_the_day_an_answer_is_due(
    today: date, state: RequestState
) -> None:
    assert RequestLog(requests=(REQUEST,)).state(REQUEST, today) is state


def test_without_a_due_day_nothing_is_ever_late() -> None:
    request = REQUEST.model_copy(update={"due": None})
    log = RequestLog(requests=(request,))
    assert log.state(request, date(2036, 1, 1)) is RequestState.WAITING


def test_what_came_back_is_the_state_and_a_later_letter_takes_its_place() -> None:
    assert LOG.state(ANSWERED, date(2027, 1, 1)) is RequestState.MORE_DATA
    assert LOG.state(REQUEST, date(2027, 1, 1)) is RequestState.FOLLOWED


def test_numbers_go_on_and_a_request_is_replaced_by_its_number() -> None:
    assert LOG.next_id == "R-03"
    changed = REQUEST.model_copy(update={"to": "another"})
    assert LOG.with_request(changed).requests == (changed, ANSWERED)


@pytest.mark.parametrize(
    "text",
    [
        "requests: [{id: R-01, letter: request}]",
        "requests: [{id: R-01, letter: request, sent: 2026-03-01, outcome: refused}]",
        "requests: [{id: one, letter: request, sent: 2026-03-01}]",
        "requests: [{id: R-01, letter: threat, sent: 2026-03-01}]",
        "requests: [{id: R-02, letter: reminder, sent: 2026-03-01, follows: R-01}]",
        "requests: [{id: R-01, letter: request, sent: 2026-03-01, answered: 2026-02-01, "
        "outcome: done}]",
        "requests: [",
        "- R-01",
    ],
)
def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / REQUESTS_FILE).write_text(text, "utf-8")
    with pytest.raises(CaseError, match=REQUESTS_FILE):
        read_requests(tmp_path)

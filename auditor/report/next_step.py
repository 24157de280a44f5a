"""After a letter: when an answer is due, and what to do with what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditor.case.model import Case
from auditor.case.request_log import DueBy, LetterKind, RequestLog, RequestState, SentRequest
from auditor.judge.rules.span import LegalSpan
from auditor.report.complaints import body_for
from auditor.report.jurisdiction import citable, runs_a_compound_in_hangzhou

WISHED_DAYS = 15
"""Days for an answer that the letter to the operator wishes; no law sets a number."""
WISHED_AGAIN_DAYS = 7
"""Days wished for an answer to a letter that follows up, or that asks to keep evidence."""
HANGZHOU_DAYS = 10
"""Days in which a property manager in Hangzhou has to answer: Hangzhou property management
regulations art 50, para 3."""
MARKET_WORKING_DAYS = 7
"""Working days in which a market regulator decides whether to accept a complaint: interim measures
on complaints and reports to market regulators art 14."""
_FIRST = frozenset({LetterKind.REQUEST, LetterKind.EVIDENCE})


@dataclass(frozen=True)
class DueDay:
    """The day an answer is due, and why."""

    day: date
    by: DueBy


@dataclass(frozen=True)
class NextStep:
    """What to do about a request.

    `step` is a code with a sentence in the catalogue (`next_step`): wait, remind, answer the
    refusal, answer the demand for data, complain, ask the authority, or check what was done.
    `letter` is what to write for it; None where nothing is to be written.
    """

    step: str
    letter: LetterKind | None = None


NEXT_STEPS = (
    "wait",
    "wait_no_day",
    "remind",
    "ask_for_rest",
    "answer_refusal",
    "answer_demand",
    "complain",
    "ask_authority",
    "check",
    "followed",
)
"""The codes of all steps."""


def due_day(letter: LetterKind, case: Case, sent: date) -> DueDay | None:
    """When an answer to `letter` is due; None where an authority has no number of days to keep."""
    if letter is LetterKind.COMPLAINT:
        if body_for(case, case.premises.kind) != "market" or not citable(
            "market_complaints", case, sent
        ):
            return None
        days = LegalSpan(unit="working_days", number=MARKET_WORKING_DAYS)
        return DueDay(days.after(sent), DueBy.LAW)
    if letter is LetterKind.REQUEST:
        manager = runs_a_compound_in_hangzhou(case) and citable("hangzhou_property", case, sent)
        if manager:
            return DueDay(LegalSpan(unit="days", number=HANGZHOU_DAYS).after(sent), DueBy.LAW)
        return DueDay(LegalSpan(unit="days", number=WISHED_DAYS).after(sent), DueBy.WISH)
    return DueDay(LegalSpan(unit="days", number=WISHED_AGAIN_DAYS).after(sent), DueBy.WISH)


def next_step(log: RequestLog, request: SentRequest, today: date) -> NextStep:
    """What to do about `request` on the day `today`."""
    state = log.state(request, today)
    if state is RequestState.WAITING:
        return NextStep("wait" if request.due else "wait_no_day")
    if state in _NOTHING_TO_WRITE:
        return NextStep(_NOTHING_TO_WRITE[state])
    if request.letter is LetterKind.COMPLAINT:
        return NextStep("ask_authority")
    step = _STEPS[state]
    # Nothing is asked for a second time in the same way.
    asked_already = request.letter is step.letter
    reminded = state is RequestState.NO_ANSWER and request.letter not in _FIRST
    return _COMPLAIN if asked_already or reminded else step


_NOTHING_TO_WRITE = {RequestState.FOLLOWED: "followed", RequestState.DONE: "check"}
_STEPS = {
    RequestState.NO_ANSWER: NextStep("remind", LetterKind.REMINDER),
    RequestState.PARTLY: NextStep("ask_for_rest", LetterKind.REMINDER),
    RequestState.REFUSED: NextStep("answer_refusal", LetterKind.REFUSAL_REPLY),
    RequestState.MORE_DATA: NextStep("answer_demand", LetterKind.DATA_REPLY),
}
_COMPLAIN = NextStep("complain", LetterKind.COMPLAINT)

from __future__ import annotations

from typing import Any

import pytest

from auditor.judge.decide.decide import RuleDecision, decide
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.value import FactValue
from tests.judge.builders import facts, rule, step

REFUSED: dict[str, Any] = {"fact": "refusal.entry_or_service_refused", "is": True}
OFFERED: dict[str, Any] = {"fact": "alternative.offered", "is": True}
NEEDED: dict[str, Any] = {"fact": "refusal.face_needed_for_service", "is": True}


def decided(
    outcomes: list[dict[str, Any]],
    known: dict[str, FactValue],
    **keys: Any,  # noqa: ANN401
) -> RuleDecision:
    return decide(rule(outcomes, **keys), facts({"premises.kind": "gate", **known}))


STEPS = [step("violation", REFUSED), step("satisfied", OFFERED)]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"refusal.entry_or_service_refused": True}, Verdict.VIOLATION),
        (
            {"refusal.entry_or_service_refused": False, "alternative.offered": True},
            Verdict.SATISFIED,
        ),
        # An earlier step that may yet hold keeps a later one from clearing the case.
        ({"alternative.offered": True}, Verdict.CANNOT_TELL),
        ({}, Verdict.CANNOT_TELL),
        # Nothing the rule names is so: no answer, rather than a pass.
        (
            {"refusal.entry_or_service_refused": False, "alternative.offered": False},
            Verdict.CANNOT_TELL,
        ),
    ],
)
def test_steps_are_tried_in_order(known: dict[str, FactValue], expected: Verdict) -> None:
    assert decided(STEPS, known).verdict is expected


def test_cannot_tell_names_what_is_possible() -> None:
    possible = decided(STEPS, {"alternative.offered": True}).possible
    assert possible == (Verdict.VIOLATION, Verdict.SATISFIED)


def test_unknown_between_two_adverse_verdicts_is_the_weaker_of_them() -> None:
    outcomes = [step("violation", REFUSED), step("likely_violation")]
    assert decided(outcomes, {}).verdict is Verdict.LIKELY_VIOLATION


def test_the_law_left_open_is_told_from_facts_left_open() -> None:
    outcomes = [step("cannot_tell", REFUSED), step("satisfied", OFFERED)]
    by_law = decided(outcomes, {"refusal.entry_or_service_refused": True})
    by_facts = decided(outcomes, {})
    assert (by_law.verdict, by_law.open_in_law) == (Verdict.CANNOT_TELL, True)
    assert (by_facts.verdict, by_facts.open_in_law) == (Verdict.CANNOT_TELL, False)


@pytest.mark.parametrize(
    ("needed", "expected"),
    [(True, Verdict.SATISFIED), (False, Verdict.VIOLATION), (None, Verdict.CANNOT_TELL)],
)
def test_an_exception_excuses_only_when_it_is_known_to_hold(
    needed: bool | None, expected: Verdict
) -> None:
    known: dict[str, FactValue] = {"refusal.entry_or_service_refused": True}
    if needed is not None:
        known["refusal.face_needed_for_service"] = needed
    assert decided(STEPS, known, exceptions=[step("satisfied", NEEDED)]).verdict is expected


def test_other_premises_are_not_reached_and_unknown_premises_are_not_cleared() -> None:
    other = decide(rule(STEPS), facts({"premises.kind": "home"}))
    unknown = decide(rule(STEPS), facts({"refusal.entry_or_service_refused": True}))
    assert other.verdict is Verdict.NOT_APPLICABLE
    assert unknown.verdict is Verdict.CANNOT_TELL
    assert set(unknown.possible) == {Verdict.VIOLATION, Verdict.NOT_APPLICABLE}

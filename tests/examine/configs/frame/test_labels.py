"""From evidence to a label: the ladder from "can" to "does"."""

from __future__ import annotations

import pytest

from auditor.examine.configs.frame.labels import Evidence, Function, decide
from auditor.examine.model import EvidenceState, Label

S = EvidenceState


def label(*evidence: tuple[Function, EvidenceState], closed: bool = False) -> Label:
    return decide([Evidence(function, state) for function, state in evidence], closed=closed).label


@pytest.mark.parametrize("state", [S.MENTIONED, S.SUPPORTED, S.PERMITTED])
@pytest.mark.parametrize("function", list(Function))
def test_a_word_a_capability_or_a_permission_is_never_positive(
    function: Function, state: EvidenceState
) -> None:
    assert label((function, state)) in (Label.NONE, Label.AMBIGUOUS)
    assert label((function, state), closed=True) is Label.NONE


@pytest.mark.parametrize("state", [S.PROVISIONED, S.GATED])
def test_what_was_set_up_or_waits_for_a_condition_leaves_it_open(state: EvidenceState) -> None:
    assert label((Function.RECOGNITION, state)) is Label.AMBIGUOUS


@pytest.mark.parametrize("state", [S.ENABLED, S.POPULATED, S.OBSERVED])
def test_what_is_on_filled_or_recorded_decides(state: EvidenceState) -> None:
    assert label((Function.RECOGNITION, state)) is Label.RECOGNITION


def test_the_strongest_function_that_is_on_is_the_headline() -> None:
    on = [(function, S.ENABLED) for function in (Function.DETECTION, Function.FACE_CAPTURE)]
    assert label(*on) is Label.FACE_CAPTURE
    assert label(*on, (Function.ATTRIBUTES, S.ENABLED)) is Label.ATTRIBUTES
    assert label(*on, (Function.VERIFICATION, S.ENABLED)) is Label.RECOGNITION


def test_what_stands_beside_a_switch_that_is_off_is_left_over() -> None:
    found = label((Function.RECOGNITION, S.DISABLED), (Function.RECOGNITION, S.PROVISIONED))
    assert found is Label.NONE


def test_another_function_is_not_switched_off_with_it() -> None:
    found = label((Function.RECOGNITION, S.DISABLED), (Function.ATTRIBUTES, S.ENABLED))
    assert found is Label.ATTRIBUTES


def test_appearance_is_never_recognition_of_faces_nor_nothing() -> None:
    assert label((Function.REIDENTIFICATION, S.ENABLED)) is Label.AMBIGUOUS


def test_counting_is_no_face_function() -> None:
    assert label((Function.COUNTING, S.ENABLED)) is Label.NONE


def test_nothing_written_is_none() -> None:
    assert label() is Label.NONE


def test_faces_located_do_not_settle_whether_they_are_compared() -> None:
    found = label((Function.DETECTION, S.ENABLED), (Function.RECOGNITION, S.PROVISIONED))
    assert found is Label.AMBIGUOUS
    found = label((Function.ATTRIBUTES, S.ENABLED), (Function.RECOGNITION, S.PROVISIONED))
    assert found is Label.ATTRIBUTES


def test_in_a_closed_format_what_waits_for_a_condition_is_not_done() -> None:
    assert label((Function.RECOGNITION, S.GATED), closed=True) is Label.NONE
    assert label((Function.RECOGNITION, S.PROVISIONED), closed=True) is Label.AMBIGUOUS

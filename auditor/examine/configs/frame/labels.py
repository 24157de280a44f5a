"""From what is written about functions to the one label of a file or camera.

The ladder from "can" to "does" decides: only what is enabled, populated or observed makes a label
positive. What was provided for the purpose, or is started under a condition, leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from auditor.examine.model import EvidenceState, Label


class Function(StrEnum):
    """What a setting makes a camera or service do with faces or people."""

    RECOGNITION = "recognition"
    """1:N: a face is searched in a stored set."""
    VERIFICATION = "verification"
    """1:1: a face is compared with one stored reference."""
    REPEAT_VISITORS = "repeat_visitors"
    """Faces are kept apart from visit to visit without names."""
    ATTRIBUTES = "attributes"
    FACE_CAPTURE = "face_capture"
    DETECTION = "detection"
    REIDENTIFICATION = "reidentification"
    """People are found again by their appearance; never by itself recognition of faces."""
    COUNTING = "counting"
    """People or visits are counted without telling who."""
    LIVENESS = "liveness"
    UNSTATED = "unstated"
    """Something about faces whose use this file does not tell."""


_LABEL_OF: dict[Function, Label] = {
    Function.RECOGNITION: Label.RECOGNITION,
    Function.VERIFICATION: Label.RECOGNITION,
    Function.REPEAT_VISITORS: Label.RECOGNITION,
    Function.ATTRIBUTES: Label.ATTRIBUTES,
    Function.FACE_CAPTURE: Label.FACE_CAPTURE,
    Function.DETECTION: Label.DETECTION_ONLY,
    Function.REIDENTIFICATION: Label.AMBIGUOUS,
    Function.UNSTATED: Label.AMBIGUOUS,
    # Liveness is seen from a face that is examined; that it is kept or compared is not shown.
    Function.LIVENESS: Label.DETECTION_ONLY,
}
POSITIVE = (EvidenceState.OBSERVED, EvidenceState.POPULATED, EvidenceState.ENABLED)
"""The states that make a label positive, the strongest first."""
_OPEN = (EvidenceState.GATED, EvidenceState.PROVISIONED)
_FACES = frozenset(_LABEL_OF)


@dataclass(frozen=True)
class Evidence:
    """One thing said about a function; `subject` is the camera or service, empty for all."""

    function: Function
    state: EvidenceState
    subject: str = ""
    by_default: bool = False


@dataclass(frozen=True)
class Decision:
    """A label and the evidence it rests on; None where it rests on nothing being written."""

    label: Label
    evidence: Evidence | None = None


def decide(evidence: Sequence[Evidence], *, closed: bool) -> Decision:
    """The label that `evidence` about one camera, service or file supports.

    `closed` says that the format is the whole configuration and its defaults are off, so that what
    is not written, or waits for something not written, is not done; where it is open and nothing
    positive was found, evidence that something was provided leaves the label ambiguous.
    """
    positive = [e for e in evidence if e.state in POSITIVE and e.function in _FACES]
    waiting = _open(evidence, closed=closed)
    if positive:
        best = min(positive, key=lambda e: (_rank(e), POSITIVE.index(e.state)))
        more = next((e for e in waiting if _LABEL_OF[e.function] is Label.RECOGNITION), None)
        if more is not None and _LABEL_OF[best.function] is Label.DETECTION_ONLY:
            # Faces are located in any case; whether they are compared as well is the question.
            return Decision(Label.AMBIGUOUS, more)
        return Decision(_LABEL_OF[best.function], best)
    if waiting:
        return Decision(Label.AMBIGUOUS, waiting[0])
    off = next((e for e in evidence if e.state is EvidenceState.DISABLED), None)
    untold = next((e for e in evidence if e.function is Function.UNSTATED), None)
    if off is None and untold is not None and not closed:
        return Decision(Label.AMBIGUOUS, untold)
    return Decision(Label.NONE, off)


def _open(evidence: Sequence[Evidence], *, closed: bool) -> list[Evidence]:
    """What was set up or waits for a condition, except what is next to a switch that is off.

    That is left over: prepared, and switched off. In a closed format a condition that the file does
    not fulfil is not fulfilled.
    """
    off = {e.function for e in evidence if e.state is EvidenceState.DISABLED}
    left_over = off | ({Function.UNSTATED} if off else set())
    return [
        one
        for state in _OPEN
        if not (closed and state is EvidenceState.GATED)
        for one in evidence
        if one.state is state and one.function in _FACES and one.function not in left_over
    ]


def _rank(one: Evidence) -> int:
    return list(Label).index(_LABEL_OF[one.function])


def strongest(labels: Iterable[Label]) -> Label:
    """The strongest of `labels`; `none` where there are none."""
    order = list(Label)
    return min(labels, key=order.index, default=Label.NONE)

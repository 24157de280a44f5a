"""A waiver fits one finding, on one state of the evidence, for a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor.case.model import Waiver
from auditor.judge.decide.findings import Findings, WaiverState
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.value import FactValue
from tests.judge.judged import AS_OF, NO_FACE_NO_GYM, finding, judged

RULE = "crpl-consent-before-collection"
NOTHING_TO_WAIVE = "crpl-shop-notice-unfair"


def judged_with(*waivers: Waiver, **changes: FactValue) -> Findings:
    return judged(NO_FACE_NO_GYM | changes, RULE, NOTHING_TO_WAIVE, waivers=waivers)


def waiver(**changes: Any) -> Waiver:  # noqa: ANN401 - any field
    basis = finding(judged_with(), RULE).basis
    assert basis is not None
    written = {
        "rule": RULE,
        "reason": "Gates are replaced in July.",
        "approved_by": "the privacy officer",
        "on": date(2026, 1, 1),
        "expires": date(2026, 12, 31),
        "evidence": basis.value,
    }
    return Waiver.model_validate(written | changes)


def test_a_waived_finding_is_still_judged_and_says_what_it_was() -> None:
    findings = judged_with(waiver())
    waived = finding(findings, RULE)
    assert waived.verdict is Verdict.WAIVED
    assert waived.waived_from is Verdict.VIOLATION
    assert waived.steps
    assert [used.state for used in findings.waivers] == [WaiverState.APPLIED]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"expires": date(2026, 5, 31)}, WaiverState.EXPIRED),
        ({"on": date(2026, 6, 2)}, WaiverState.NOT_YET),
        ({"evidence": "0" * 64}, WaiverState.EVIDENCE_CHANGED),
        ({"rule": "no-such-rule"}, WaiverState.NO_SUCH_RULE),
        ({"rule": NOTHING_TO_WAIVE}, WaiverState.NOTHING_TO_WAIVE),
    ],
)
def test_a_waiver_that_does_not_fit_waives_nothing(
    changes: dict[str, Any], state: WaiverState
) -> None:
    findings = judged_with(waiver(**changes))
    assert [used.state for used in findings.waivers] == [state]
    assert finding(findings, RULE).verdict is Verdict.VIOLATION


def test_a_waiver_lapses_when_a_fact_under_it_changes() -> None:
    (used,) = judged_with(waiver(), **{"consent.form": "entry_implied"}).waivers
    assert used.state is WaiverState.EVIDENCE_CHANGED


def test_it_holds_on_its_first_and_its_last_day() -> None:
    for day in ("on", "expires"):
        (used,) = judged_with(waiver(**{day: AS_OF})).waivers
        assert used.state is WaiverState.APPLIED

"""The safari park with one thing otherwise: each change flips what the reasons say it flips.

The reasons were decided; the changed results are this tool's reading of them.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from auditor.case.check import read_case_file
from auditor.judge.decide.bench import Bench
from auditor.judge.run import judge_rule
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition
from tests.places import SAMPLES
from tests.rule_book import shipped_book, shipped_rule

SAMPLE = SAMPLES / "safari-park-2019" / "case.yaml"
SECOND = date(2021, 4, 9)
TODAY = date(2026, 11, 22)

Values = dict[str, FactValue]


@cache
def found_by_the_courts() -> Values:
    written = read_case_file(SAMPLE.read_bytes())
    values: Values = {"premises.kind": "gate", "deployment.start": "2019-07-01"}
    for role in ("auditor", "court"):
        for statement in written.statements:
            if statement.by.role == role:
                values |= statement.facts
    return values


def verdict(identifier: str, changes: Values, as_of: date) -> str:
    values = found_by_the_courts() | changes
    facts = {
        name: Fact(id=name, value=definition(name).parse(value)) for name, value in values.items()
    }
    return judge_rule(shipped_rule(identifier), Bench(shipped_book(), as_of), facts).verdict.value


TOLD: Values = {
    "photo.told_use": ("card_activation", "face_entry"),
    "consent.form": "written",
    "contract.agreed_entry": ("card", "face", "fingerprint"),
}
BY_EYE: Values = {
    "collection.items": ("fingerprint", "id_number", "name", "phone", "photo"),
    "capture.template_extracted": False,
    "photo.told_use": ("card_picture", "human_comparison"),
    "photo.actual_use": ("card_picture", "human_comparison"),
    "photo.planned_use": (),
}
ACCEPTED: Values = {
    "contract.change_accepted": True,
    "contract.change_accepted_under_threat": False,
}
GATES_STAY: Values = {
    "contract.agreed_entry_retired": False,
    "refusal.entry_or_service_refused": False,
}
ANNOUNCED_FROM_THE_START: Values = {
    "alternative.offered_on": "2019-04-27",
    "alternative.burden": "same",
    "alternative.disclosed": True,
}


@pytest.mark.parametrize(
    ("changes", "rule", "expected", "as_of"),
    [
        (TOLD, "gb-photo-consent-is-not-face-consent", "satisfied", SECOND),
        (TOLD, "gb-item-beyond-agreed-modality", "satisfied", SECOND),
        (TOLD, "gb-stored-photo-repurposed", "satisfied", SECOND),
        (BY_EYE, "gb-stored-photo-repurposed", "satisfied", SECOND),
        (BY_EYE, "gb-item-beyond-agreed-modality", "satisfied", SECOND),
        (BY_EYE, "gb-photo-consent-is-not-face-consent", "cannot_tell", SECOND),
        (ACCEPTED, "gb-unilateral-modality-change", "satisfied", SECOND),
        (ACCEPTED, "gb-entry-refused-without-new-modality", "satisfied", SECOND),
        (GATES_STAY, "gb-unilateral-modality-change", "satisfied", SECOND),
        (GATES_STAY, "gb-entry-refused-without-new-modality", "satisfied", SECOND),
        (GATES_STAY, "gb-retired-modality-data", "satisfied", SECOND),
        (GATES_STAY, "gb-item-beyond-agreed-modality", "violation", SECOND),
        (ANNOUNCED_FROM_THE_START, "gb-alternative-late-or-burdensome", "satisfied", SECOND),
        (
            {"signup.alternatives_concealed": True},
            "gb-concealed-alternatives",
            "likely_violation",
            SECOND,
        ),
        (
            {"notice.conspicuous": False},
            "gb-modality-announced-before-contract",
            "likely_violation",
            SECOND,
        ),
        (
            {"notice.before_contract": False},
            "gb-modality-announced-before-contract",
            "violation",
            SECOND,
        ),
        (
            {"photo.actual_use": ("card_activation", "face_entry")},
            "gb-stored-photo-repurposed",
            "violation",
            SECOND,
        ),
        (
            {"contract.ended": True, "storage.kept_by_legal_duty": False},
            "gb-remaining-data-after-contract",
            "violation",
            TODAY,
        ),
        (
            {"contract.ended": True, "storage.kept_by_legal_duty": False},
            "gb-remaining-data-after-contract",
            "not_applicable",
            date(2021, 10, 31),
        ),
    ],
)
def test_one_thing_otherwise(changes: Values, rule: str, expected: str, as_of: date) -> None:
    assert verdict(rule, changes, as_of) == expected


def test_forced_acceptance_counts_for_less_since_august_2021() -> None:
    forced: Values = {
        "contract.change_accepted": True,
        "contract.change_accepted_under_threat": True,
    }
    rule = "gb-unilateral-modality-change"
    assert verdict(rule, forced, TODAY) == "cannot_tell"
    later = {**forced, "contract.change_announced_on": "2021-08-01"}
    assert verdict(rule, later, TODAY) == "likely_violation"

from __future__ import annotations

from typing import Any

from auditor.judge.decide.decide import decide
from auditor.judge.remedy.candidate_values import with_values
from auditor.judge.remedy.flips import deciders, flips
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.value import FactValue, SpeakerRole
from tests.judge.builders import ALONE, facts, rule, step

FACE: dict[str, Any] = {"fact": "collection.items", "includes": "face"}
CONSENT: dict[str, Any] = {"fact": "consent.separate", "is": True}
BEFORE: dict[str, Any] = {"fact": "consent.timing", "is": "before"}
RULE = rule(
    [
        step("satisfied", {"not": FACE}),
        step("satisfied", {"all": [CONSENT, BEFORE]}),
        step("violation", {"any": [{"not": CONSENT}, {"not": BEFORE}]}),
    ]
)
CASE: dict[str, FactValue] = {
    "premises.kind": "gate",
    "collection.items": ("face", "name"),
    "consent.separate": False,
    "consent.timing": "none",
}


def test_flips_are_smallest_and_the_least_intrusive_comes_first() -> None:
    known = facts(CASE)
    found = flips(RULE, known, ALONE)
    assert [[(c.fact, c.then) for c in flip.changes] for flip in found] == [
        [("collection.items", ("name",))],
        [("consent.separate", True), ("consent.timing", "before")],
    ]
    assert [flip.burden for flip in found] == [0, 2]


def test_every_flip_clears_the_case_when_judged_again() -> None:
    known = facts(CASE)
    for flip in flips(RULE, known, ALONE):
        changed = with_values(known, {c.fact: c.then for c in flip.changes})
        assert decide(RULE, changed).verdict is flip.verdict
        assert not flip.verdict.adverse


def test_a_flip_never_changes_the_past() -> None:
    past = rule(
        [
            step("satisfied", {"fact": "notice.before_contract", "is": True}),
            step("violation"),
        ]
    )
    known = facts({"premises.kind": "gate", "notice.before_contract": False})
    assert decide(past, known).verdict is Verdict.VIOLATION
    assert flips(past, known, ALONE) == ()


def test_the_smallest_evidence_that_settles_a_case() -> None:
    known = facts({**CASE, "consent.separate": True})
    del known["consent.timing"]
    (decider,) = deciders(RULE, known, ALONE)
    assert decider.facts == ("consent.timing",)
    assert decider.always
    assert decider.ask == (SpeakerRole.OPERATOR,)


def test_a_set_known_in_part_can_be_what_settles_it() -> None:
    known = facts({"premises.kind": "gate"})
    (first, *_) = deciders(RULE, known, ALONE)
    assert not first.always
    assert first.facts == ("collection.items",)

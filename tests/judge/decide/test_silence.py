"""Silence is no answer and no promise: what nobody answered is neither met nor broken."""

from __future__ import annotations

from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.value import FactValue
from tests.judge.judged import finding, judged


def test_nothing_answered_on_other_ways_is_no_less_intrusive_way_rejected() -> None:
    """A purpose that needs nobody told apart leaves no question on ways, and answers none."""
    found = judged(
        {"purpose.actual": ("visitor_counting",), "capture.function": "attributes"},
        "nec-less-intrusive-way",
        kind="retail",
    )
    assert finding(found, "nec-less-intrusive-way").verdict is Verdict.CANNOT_TELL


def test_a_choice_under_pressure_and_without_a_known_way_is_no_free_choice() -> None:
    facts: dict[str, FactValue] = {
        "collection.items": ("face",),
        "capture.function": "verify_one_to_one",
        "consent.obtained": True,
        "consent.separate": True,
        "consent.timing": "before",
        "consent.form": "written",
        "consent.pressed_or_misled": True,
        "alternative.offered": True,
        "alternative.disclosed": False,
        "alternative.burden": "higher",
        "refusal.entry_or_service_refused": True,
        "refusal.face_needed_for_service": False,
    }
    found = judged(facts, "nec-free-choice", "spc-forced-consent")
    assert finding(found, "nec-free-choice").verdict is Verdict.LIKELY_VIOLATION
    assert finding(found, "spc-forced-consent").verdict is Verdict.VIOLATION


def test_a_reason_says_nothing_of_a_limit_that_nobody_mentioned() -> None:
    facts: dict[str, FactValue] = {
        "capture.function": "identify_repeat_visitor",
        "storage.items": ("face",),
        "storage.delete_on_expiry": False,
    }
    kept = finding(judged(facts, "pipl-retention"), "pipl-retention")
    assert kept.verdict.adverse
    assert kept.because is not None
    assert "is set" not in kept.because.en


def test_what_was_never_promised_is_not_broken() -> None:
    rules = ("spc-purpose-drift", "nec-purpose-kept", "ndsr-beyond-consent", "nec-told-beforehand")
    facts: dict[str, FactValue] = {
        "collection.items": ("face",),
        "capture.function": "identify_repeat_visitor",
        "purpose.told": (),
        "purpose.actual": ("repeat_visitor",),
        "consent.obtained": True,
        "notice.present": False,
    }
    found = judged(facts, *rules, kind="retail")
    adverse = [one.rule for one in found.findings if one.verdict.adverse]
    assert adverse == ["nec-told-beforehand"]


def test_a_purpose_beyond_the_stated_ones_is_drift() -> None:
    facts: dict[str, FactValue] = {
        "capture.function": "identify_repeat_visitor",
        "purpose.told": ("site_security",),
        "purpose.actual": ("repeat_visitor", "site_security"),
    }
    found = judged(facts, "spc-purpose-drift", kind="retail")
    assert finding(found, "spc-purpose-drift").verdict is Verdict.VIOLATION


def test_the_law_is_open_only_where_no_fact_can_decide() -> None:
    """A match leads to a sanction; whether a person decides first is not known."""
    facts: dict[str, FactValue] = {"treatment.effects": ("sanction",), "sharing.published": False}
    exposed = finding(judged(facts, "nec-exposure", kind="street"), "nec-exposure")
    assert exposed.verdict is Verdict.CANNOT_TELL
    assert not exposed.open_in_law
    assert exposed.because is None
    assert any("treatment.human_review" in decider.facts for decider in exposed.deciders)

"""What is said beside the findings: plan, duties to delete, rules on time, other countries."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.judge.compare.timeline import timeline
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.findings import Findings
from auditor.judge.remedy.candidate_values import with_values
from auditor.judge.remedy.plan import plan
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact
from tests.judge.judged import AS_OF, NO_FACE_NO_GYM, finding, judged
from tests.rule_book import book_of, shipped_book, shipped_rule

CONSENT = "pipl-separate-consent"


@pytest.fixture(scope="module")
def gym() -> Findings:
    """The gym, judged by every rule."""
    return judged(NO_FACE_NO_GYM)


@pytest.mark.slow
def test_the_plan_clears_what_it_says_when_judged_again(gym: Findings) -> None:
    assert gym.plan is not None
    assert gym.plan.changes
    facts = {fact.id: fact for fact in gym.facts}
    bench = Bench(shipped_book(), AS_OF)
    values = {change.fact: change.then for change in gym.plan.changes}
    changed = with_values(bench.seen_by(facts), values)
    for name in gym.plan.clears:
        rule = shipped_rule(name)
        assert not bench.verdict(rule, changed).adverse
    again = [
        one.rule
        for one in gym.findings
        if one.period is not None and bench.verdict(shipped_rule(one.rule), changed).adverse
    ]
    assert set(again) <= set(gym.plan.left)


@pytest.mark.slow
def test_every_flip_of_every_finding_clears_it_when_judged_again(gym: Findings) -> None:
    bench = Bench(shipped_book(), AS_OF)
    facts = bench.seen_by({fact.id: fact for fact in gym.facts})
    for one in gym.findings:
        rule = shipped_rule(one.rule)
        for flip in one.flips:
            values = {change.fact: change.then for change in flip.changes}
            assert bench.verdict(rule, with_values(facts, values)) is flip.verdict
            assert not flip.verdict.adverse


def test_nothing_adverse_needs_no_plan() -> None:
    assert plan(Bench(shipped_book(), AS_OF), {}, ()) is None


def test_what_has_to_be_deleted_says_why_and_since_when() -> None:
    findings = judged(
        {
            "storage.items": ("face", "name"),
            "collection.items": ("face", "name"),
            "storage.deletion_triggers": ("consent_withdrawn",),
        },
        "nec-kept-no-longer",
    )
    duty = next(one for one in findings.deletions if one.rule == "nec-kept-no-longer")
    assert duty.held == ("face",)
    assert duty.since == date(2025, 7, 1)
    assert duty.why.en


def test_penalties_seen_are_those_of_the_same_kind_of_premises() -> None:
    seen = judged(NO_FACE_NO_GYM, CONSENT, kind="sales_office").penalties_seen
    assert seen
    assert all("sales_office" in one.kinds for one in seen)


def test_conduct_that_a_law_found_under_way_carries_the_rule_on_time() -> None:
    early = judged(NO_FACE_NO_GYM, CONSENT, start=date(2021, 1, 1))
    late = judged(NO_FACE_NO_GYM, CONSENT, start=date(2025, 7, 1))
    assert any(one.of == "PIPL" for one in finding(early, CONSENT).transitions)
    assert finding(late, CONSENT).transitions == ()


def test_abroad_only_reasoning_is_asked() -> None:
    findings = judged(NO_FACE_NO_GYM, CONSENT, "nec-free-choice", country="elsewhere")
    assert finding(findings, CONSENT).verdict is Verdict.NOT_APPLICABLE
    reasoned = finding(findings, "nec-free-choice")
    assert reasoned.persuasive
    assert reasoned.verdict.adverse


def test_a_year_is_judged_by_the_law_of_that_year() -> None:
    facts = {fact.id: fact for fact in judged(NO_FACE_NO_GYM, CONSENT).facts}
    years = timeline(facts, book_of(CONSENT), range(2020, 2027), date(2026, 6, 1))
    verdicts = {one.year: one.verdicts[CONSENT] for one in years}
    assert verdicts[2020] is Verdict.NOT_APPLICABLE
    assert verdicts[2022] is not Verdict.NOT_APPLICABLE
    assert "PIPL" in years[1].came_into_force
    assert years[-1].as_of == date(2026, 6, 1)


def test_a_year_changes_no_fact() -> None:
    facts = {"premises.kind": Fact(id="premises.kind", value="gym")}
    timeline(facts, book_of(CONSENT), range(2024, 2025), date(2026, 1, 1))
    assert set(facts) == {"premises.kind"}

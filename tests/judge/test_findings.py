"""What is said beside the findings: plan, duties to delete, rules on time, other countries."""

from __future__ import annotations

from datetime import date

from auditor.facts.model import Fact
from auditor.judge.alternatives import with_values
from auditor.judge.bench import Bench
from auditor.judge.difference import Differs, Turn, differences
from auditor.judge.plan import plan
from auditor.judge.timeline import timeline
from auditor.judge.verdict import Verdict
from tests.judge.judged import AS_OF, BOOK, NO_FACE_NO_GYM, finding, judged


def test_the_plan_clears_what_it_says_when_judged_again() -> None:
    findings = judged(NO_FACE_NO_GYM)
    assert findings.plan is not None
    assert findings.plan.changes
    facts = {fact.id: fact for fact in findings.facts}
    bench = Bench(BOOK, AS_OF)
    values = {change.fact: change.then for change in findings.plan.changes}
    changed = with_values(bench.seen_by(facts), values)
    for name in findings.plan.clears:
        rule = BOOK.rule(name)
        assert rule is not None
        assert bench.verdict(rule, changed) in (Verdict.SATISFIED, Verdict.NOT_APPLICABLE)
    again = [
        one.rule
        for one in findings.findings
        if (rule := BOOK.rule(one.rule)) is not None
        and one.period is not None
        and bench.verdict(rule, changed).adverse
    ]
    assert set(again) <= set(findings.plan.left)


def test_every_flip_of_every_finding_clears_it_when_judged_again() -> None:
    findings = judged(NO_FACE_NO_GYM)
    bench = Bench(BOOK, AS_OF)
    facts = bench.seen_by({fact.id: fact for fact in findings.facts})
    for one in findings.findings:
        rule = BOOK.rule(one.rule)
        assert rule is not None
        for flip in one.flips:
            values = {change.fact: change.then for change in flip.changes}
            assert bench.verdict(rule, with_values(facts, values)) is flip.verdict
            assert not flip.verdict.adverse


def test_nothing_adverse_needs_no_plan() -> None:
    assert plan(Bench(BOOK, AS_OF), {}, ()) is None


def test_what_has_to_be_deleted_says_why_and_since_when() -> None:
    findings = judged(
        {
            "storage.items": ("face", "name"),
            "collection.items": ("face", "name"),
            "storage.deletion_triggers": ("consent_withdrawn",),
        }
    )
    duty = next(one for one in findings.deletions if one.rule == "nec-kept-no-longer")
    assert duty.held == ("face",)
    assert duty.since == date(2025, 7, 1)
    assert duty.why.en


def test_penalties_seen_are_those_of_the_same_kind_of_premises() -> None:
    seen = judged(NO_FACE_NO_GYM, kind="sales_office").penalties_seen
    assert seen
    assert all("sales_office" in one.kinds for one in seen)


def test_conduct_that_a_law_found_under_way_carries_the_rule_on_time() -> None:
    early = judged(NO_FACE_NO_GYM, start=date(2021, 1, 1))
    late = judged(NO_FACE_NO_GYM, start=date(2025, 7, 1))
    rule = "pipl-separate-consent"
    assert any(one.of == "PIPL" for one in finding(early, rule).transitions)
    assert finding(late, rule).transitions == ()


def test_abroad_only_reasoning_is_asked() -> None:
    findings = judged(NO_FACE_NO_GYM, country="elsewhere")
    assert finding(findings, "pipl-separate-consent").verdict is Verdict.NOT_APPLICABLE
    reasoned = finding(findings, "nec-free-choice")
    assert reasoned.persuasive
    assert reasoned.verdict.adverse


def test_a_difference_names_the_fact_that_changed() -> None:
    before = judged(NO_FACE_NO_GYM)
    mended = NO_FACE_NO_GYM | {
        "alternative.offered": True,
        "alternative.disclosed": True,
        "alternative.burden": "same",
        "refusal.entry_or_service_refused": False,
    }
    after = judged(mended)
    turned = differences(before, after)
    gone = {one.rule: one for one in turned if one.turn in (Turn.CLEARED, Turn.DROPPED)}
    assert "pipl-no-service-refusal" in gone
    assert gone["pipl-no-service-refusal"].turn is Turn.CLEARED
    assert gone["pipl-no-service-refusal"].differs == (Differs.FACTS,)
    changed = gone["pipl-no-service-refusal"].facts
    assert "refusal.entry_or_service_refused" in {one.fact for one in changed}
    back = {one.rule for one in differences(after, before) if one.turn is Turn.NEW}
    assert set(gone) <= back
    assert {one.turn for one in differences(before, before)} == {Turn.UNCHANGED}


def test_what_can_no_longer_be_told_is_not_cleared() -> None:
    before = judged(NO_FACE_NO_GYM)
    silent = {
        name: value
        for name, value in NO_FACE_NO_GYM.items()
        if name not in ("refusal.entry_or_service_refused", "alternative.offered")
    }
    turned = {one.rule: one for one in differences(before, judged(silent))}
    refusal = turned["pipl-no-service-refusal"]
    assert refusal.after is Verdict.CANNOT_TELL
    assert refusal.turn is Turn.DROPPED


def test_a_finding_that_changed_with_its_rule_says_so_and_names_no_fact() -> None:
    after = judged(NO_FACE_NO_GYM)
    finding_now = finding(after, "pipl-no-service-refusal")
    earlier = finding_now.model_copy(
        update={"verdict": Verdict.SATISFIED, "rule_version": finding_now.rule_version - 1}
    )
    others = [one for one in after.findings if one.rule != earlier.rule]
    before = after.model_copy(update={"findings": (earlier, *others)})
    new = next(one for one in differences(before, after) if one.turn is Turn.NEW)
    assert new.rule == earlier.rule
    assert new.differs == (Differs.RULE,)
    assert new.facts == ()


def test_a_set_that_is_said_to_be_complete_differs_from_one_that_is_not() -> None:
    after = judged(NO_FACE_NO_GYM)
    facts = tuple(
        one.model_copy(update={"complete": False}) if one.id == "collection.items" else one
        for one in after.facts
    )
    before = after.model_copy(update={"facts": facts})
    named = {fact.fact for one in differences(before, after) for fact in one.facts}
    assert named == {"collection.items"}


def test_a_year_is_judged_by_the_law_of_that_year() -> None:
    facts = {fact.id: fact for fact in judged(NO_FACE_NO_GYM).facts}
    years = timeline(facts, BOOK, range(2020, 2027), date(2026, 6, 1))
    rule = "pipl-separate-consent"
    verdicts = {one.year: one.verdicts[rule] for one in years}
    assert verdicts[2020] is Verdict.NOT_APPLICABLE
    assert verdicts[2022] is not Verdict.NOT_APPLICABLE
    assert "PIPL" in years[1].came_into_force
    assert years[-1].as_of == date(2026, 6, 1)


def test_a_year_changes_no_fact() -> None:
    facts = {"premises.kind": Fact(id="premises.kind", value="gym")}
    timeline(facts, BOOK, range(2024, 2025), date(2026, 1, 1))
    assert set(facts) == {"premises.kind"}

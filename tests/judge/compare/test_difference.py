"""Two audits of one place: a finding is cleared only where its rule is satisfied."""

from __future__ import annotations

from auditor.judge.compare.difference import Difference, Differs, Turn, differences
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.value import FactValue
from tests.report.builders.judged import stated

BEFORE: dict[str, FactValue] = {"alternative.offered": False, "storage.retention_days": 365}
AFTER = BEFORE | {"alternative.offered": True}


def by_rule(found: tuple[Difference, ...]) -> dict[str, Difference]:
    return {one.rule: one for one in found}


def test_a_difference_names_the_fact_that_changed() -> None:
    one = by_rule(differences(stated(BEFORE), stated(AFTER)))["another-way-in"]
    assert one.turn is Turn.CLEARED
    assert one.differs == (Differs.FACTS,)
    assert [(fact.fact, fact.before, fact.after) for fact in one.facts] == [
        ("alternative.offered", False, True)
    ]
    assert one.facts[0].before_sources[0].by is not None
    back = by_rule(differences(stated(AFTER), stated(BEFORE)))["another-way-in"]
    assert back.turn is Turn.NEW
    same = differences(stated(BEFORE), stated(BEFORE))
    assert {one.turn for one in same} == {Turn.UNCHANGED}
    assert not any(one.differs for one in same)


def test_what_can_no_longer_be_told_is_not_cleared() -> None:
    silent = {name: value for name, value in BEFORE.items() if name != "storage.retention_days"}
    one = by_rule(differences(stated(BEFORE), stated(silent)))["kept-too-long"]
    assert one.before is not None
    assert one.before.adverse
    assert one.after is Verdict.CANNOT_TELL
    assert one.turn is Turn.DROPPED


def test_a_finding_that_changed_with_its_rule_says_so_and_names_no_fact() -> None:
    after = stated(BEFORE)
    broken = next(one for one in after.findings if one.rule == "another-way-in")
    earlier = broken.model_copy(update={"verdict": Verdict.SATISFIED, "rule_version": 0})
    others = (one for one in after.findings if one.rule != broken.rule)
    before = after.model_copy(update={"findings": (earlier, *others)})
    one = by_rule(differences(before, after))["another-way-in"]
    assert one.turn is Turn.NEW
    assert one.differs == (Differs.RULE,)
    assert one.rule_changed
    assert one.facts == ()


def test_a_set_that_is_said_to_be_complete_differs_from_one_that_is_not() -> None:
    after = stated(BEFORE)
    facts = tuple(
        one.model_copy(update={"complete": False}) if one.id == "storage.retention_days" else one
        for one in after.facts
    )
    before = after.model_copy(update={"facts": facts})
    named = {fact.fact for one in differences(before, after) for fact in one.facts}
    assert named == {"storage.retention_days"}

"""What must hold of every shipped pack as a whole, and of every rule whatever it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from auditor.core.text import Text
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.decide import decide
from auditor.judge.decide.examples import AS_OF, facts_of
from auditor.judge.rules.condition import leaves
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.rule import Example, Pack, Rule
from auditor.judge.rules.verdict import Verdict
from auditor.judge.run import judge_rule
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import vocabulary
from tests.rule_book import RULE_IDS, shipped_book, shipped_rule
from tests.wording import banned_in

each_rule = pytest.mark.parametrize("identifier", RULE_IDS)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def texts_in(record: object) -> Iterator[Text]:
    """Every bilingual text in a record, at any depth."""
    if isinstance(record, Text):
        yield record
    elif isinstance(record, BaseModel):
        for name in type(record).model_fields:
            yield from texts_in(getattr(record, name))
    elif isinstance(record, dict):
        yield from texts_in(list(record.values()))
    elif isinstance(record, tuple | list):
        for item in record:
            yield from texts_in(item)


def all_texts() -> Iterator[Text]:
    book = shipped_book()
    for pack in book.packs:
        yield from texts_in([pack.head, *pack.rules, *pack.holdings])
        if pack.decided_title is not None:
            yield pack.decided_title
    yield from texts_in(list(book.authorities.values()))
    yield from texts_in([book.transitions, list(book.penalties)])
    yield from texts_in([*book.ways.ways.values(), *book.ways.purposes.values()])


def verdict_on(rule: Rule, facts: dict[str, Fact], as_of: date | None) -> Verdict:
    bench = Bench(shipped_book(), as_of or AS_OF)
    return bench.verdict_in_force(rule, bench.seen_by(facts))


@pytest.fixture(scope="module")
def guo_bing() -> Pack:
    """The pack of the decided case, with its holdings."""
    return next(pack for pack in shipped_book().packs if pack.head.id == "guo-bing")


# --- completeness ------------------------------------------------------------------------------


@pytest.mark.parametrize("test", [f"GB-T{number}" for number in range(1, 16)])
def test_every_test_of_the_case_has_a_rule(guo_bing: Pack, test: str) -> None:
    assert any(test in rule.tests for rule in guo_bing.rules)


def test_every_authority_is_registered_and_every_registered_one_is_cited() -> None:
    book = shipped_book()
    cited = {c.authority for pack in book.packs for rule in pack.rules for c in rule.authorities}
    cited |= {seen.authority for seen in book.penalties if seen.authority}
    assert cited | book.transitions.cited == set(book.authorities)


@each_rule
def test_every_verdict_a_rule_can_give_has_an_example(identifier: str) -> None:
    rule = shipped_rule(identifier)
    shown = {example.verdict for example in rule.examples}
    assert {step.verdict for step in (*rule.outcomes, *rule.exceptions)} <= shown


@pytest.mark.parametrize("issue", Issue)
def test_every_issue_has_a_rule(issue: Issue) -> None:
    assert any(rule.issue is issue for pack in shipped_book().packs for rule in pack.rules)


def test_a_rule_names_one_of_the_issues() -> None:
    rule = shipped_book().packs[0].rules[0].model_dump(by_alias=True)
    without = {key: value for key, value in rule.items() if key != "issue"}
    for written in (without, {**rule, "issue": "privacy"}):
        with pytest.raises(ValidationError, match="issue"):
            Rule.model_validate(written)


def test_every_holding_names_rules_that_exist_and_the_day_of_its_judgment(guo_bing: Pack) -> None:
    for holding in guo_bing.holdings:
        assert holding.on == shipped_book().authorities[holding.authority].from_
        assert holding.rules or holding.no_rule is not None
        for held in holding.rules:
            rule = shipped_rule(held.rule)
            assert bool(held.verdicts) != (held.amount is not None)
            assert (rule.figure is not None) == (held.amount is not None)


# --- words -------------------------------------------------------------------------------------


def test_every_text_is_there_in_both_languages() -> None:
    for text in all_texts():
        assert text.en.strip()
        assert CHINESE.search(text.zh), text
        assert not CHINESE.search(text.en), text


def test_no_text_condemns_marks_or_claims_certainty() -> None:
    for text in all_texts():
        assert not banned_in(f"{text.en} {text.zh}"), text


def test_no_question_of_a_fact_condemns_marks_or_claims_certainty() -> None:
    for text in texts_in(list(vocabulary().values())):
        assert not banned_in(f"{text.en} {text.zh}"), text


# --- three-valued logic ------------------------------------------------------------------------


@each_rule
def test_nothing_known_decides_nothing(identifier: str) -> None:
    rule = shipped_rule(identifier)
    undecided = (Verdict.CANNOT_TELL, Verdict.NOT_APPLICABLE)
    assert verdict_on(rule, {}, None) in undecided
    for kind in rule.applies.kinds:
        facts = {"premises.kind": Fact(id="premises.kind", value=kind)}
        assert verdict_on(rule, facts, None) in undecided


@st.deferred
def examples() -> st.SearchStrategy[tuple[Rule, Example]]:
    """Any example of any rule, with the rule. Deferred: importing this module loads no rule."""
    rules = [shipped_rule(identifier) for identifier in RULE_IDS]
    return st.sampled_from([(rule, example) for rule in rules for example in rule.examples])


def weakened(rule: Rule, facts: dict[str, Fact], draw: st.DataObject) -> dict[str, Fact]:
    """Some of `facts`; of some sets only some members, and no claim that these are all.

    What the scope of a rule presumes until it is stated (no private home, no other ground) is kept:
    stating it may end the presumption.
    """
    tests = [test for part in rule.applies.condition for test in leaves(part)]
    presumed = {test.fact for test in tests if test.test == "known"}
    kept = draw.draw(st.sets(st.sampled_from(sorted(facts))), label="kept")
    kept |= presumed & set(facts)
    result = {name: facts[name] for name in kept}
    for name in sorted(kept):
        value = facts[name].value
        if isinstance(value, tuple) and draw.draw(st.booleans(), label=f"{name} in part"):
            members = draw.draw(st.sets(st.sampled_from(value)) if value else st.just(set()))
            part = tuple(sorted(str(member) for member in members))
            result[name] = facts[name].model_copy(update={"value": part, "complete": False})
    return result


@settings(deadline=None, max_examples=300)
@given(case=examples, draw=st.data())
def test_what_less_knowledge_decides_more_knowledge_does_not_undo(
    case: tuple[Rule, Example], draw: st.DataObject
) -> None:
    rule, example = case
    facts = facts_of(example)
    less = decide(rule, weakened(rule, facts, draw)).verdict
    more = decide(rule, facts).verdict
    if less is Verdict.LIKELY_VIOLATION:
        assert more.adverse
    elif less is not Verdict.CANNOT_TELL:
        assert more is less


@settings(deadline=None, max_examples=200)
@given(case=examples, draw=st.data())
def test_forgetting_never_turns_an_adverse_verdict_into_satisfied_or_back(
    case: tuple[Rule, Example], draw: st.DataObject
) -> None:
    rule, example = case
    facts = facts_of(example)
    more = verdict_on(rule, facts, example.as_of)
    less = verdict_on(rule, weakened(rule, facts, draw), example.as_of)
    assert not (more.adverse and less is Verdict.SATISFIED)
    assert not (more is Verdict.SATISFIED and less.adverse)


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refused_on", "governs", "does_not"),
    [("2020-12-31", "CL", "CC"), ("2021-01-01", "CC", "CL")],
)
def test_the_day_of_the_act_decides_between_contract_law_and_civil_code(
    refused_on: str, governs: str, does_not: str
) -> None:
    rule = shipped_rule("gb-entry-refused-without-new-modality")
    facts = facts_of(rule.examples[0])
    facts["refusal.announced_on"] = Fact(id="refusal.announced_on", value=refused_on)
    finding = judge_rule(rule, Bench(shipped_book(), AS_OF), facts)
    cited = {one.authority.id for one in finding.authorities}
    assert finding.verdict is Verdict.VIOLATION
    assert governs in cited
    assert does_not not in cited


@pytest.mark.parametrize(
    ("identifier", "last_day_before"),
    [
        ("gb-stored-photo-repurposed", date(2021, 4, 8)),
        ("gb-retired-modality-data", date(2021, 4, 8)),
    ],
)
def test_what_a_rule_waited_for_is_said_in_its_reason(
    identifier: str, last_day_before: date
) -> None:
    rule = shipped_rule(identifier)
    finding = judge_rule(rule, Bench(shipped_book(), last_day_before), facts_of(rule.examples[0]))
    assert finding.verdict is Verdict.NOT_APPLICABLE
    assert rule.applies.recognised is not None
    assert finding.reason == rule.applies.recognised.before

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from auditor.judge.rules.condition import Condition, strength, weigh
from auditor.judge.rules.logic import (
    Truth,
    attainable_conjunctions,
    attainable_disjunctions,
    conjunction,
    disjunction,
    negation,
)
from auditor.vocabulary.fact import Fact, Strength
from auditor.vocabulary.value import FactValue
from tests.judge.builders import fact, facts

condition: TypeAdapter[Condition] = TypeAdapter(Condition)


def truth(written: dict[str, Any], known: dict[str, Fact]) -> Truth:
    return weigh(condition.validate_python(written), known).result


@given(st.lists(st.sampled_from(Truth)))
def test_all_and_any_are_each_other_s_mirror(values: list[Truth]) -> None:
    assert conjunction(values) is negation(disjunction(negation(v) for v in values))


PARTS = st.lists(st.frozensets(st.sampled_from(Truth), min_size=1), min_size=1, max_size=4)


@given(PARTS)
def test_attainable_values_are_those_of_every_combination(
    parts: Sequence[frozenset[Truth]],
) -> None:
    combinations = list(product(*parts))
    assert attainable_conjunctions(parts) == {conjunction(values) for values in combinations}
    assert attainable_disjunctions(parts) == {disjunction(values) for values in combinations}


@pytest.mark.parametrize(
    ("values", "all_of", "any_of"),
    [
        ([Truth.TRUE, Truth.UNKNOWN], Truth.UNKNOWN, Truth.TRUE),
        ([Truth.FALSE, Truth.UNKNOWN], Truth.FALSE, Truth.UNKNOWN),
        ([Truth.UNKNOWN], Truth.UNKNOWN, Truth.UNKNOWN),
        ([], Truth.TRUE, Truth.FALSE),
    ],
)
def test_kleene_s_tables(values: list[Truth], all_of: Truth, any_of: Truth) -> None:
    assert (conjunction(values), disjunction(values)) == (all_of, any_of)


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ({"fact": "alternative.offered", "is": False}, False, Truth.TRUE),
        ({"fact": "alternative.offered", "is": False}, None, Truth.UNKNOWN),
        ({"fact": "alternative.burden", "one_of": ["higher", "much_higher"]}, "same", Truth.FALSE),
        ({"fact": "alternative.offered_on", "after": "2019-11-01"}, "2019-11-02", Truth.TRUE),
        ({"fact": "alternative.offered_on", "after": "2019-11-02"}, "2019-11-02", Truth.FALSE),
        ({"fact": "storage.retention_days", "more_than": 30}, 90, Truth.TRUE),
        ({"fact": "storage.retention_days", "more_than": 90}, 90, Truth.FALSE),
        ({"fact": "collection.items", "includes": "face"}, ("photo",), Truth.FALSE),
        ({"fact": "collection.items", "within": ["photo", "name"]}, ("photo",), Truth.TRUE),
        ({"fact": "collection.items", "includes_any": ["face", "gait"]}, ("gait",), Truth.TRUE),
        ({"fact": "premises.city", "named": ["Shanghai", "上海"]}, "上海市", Truth.TRUE),
        ({"fact": "premises.city", "named": ["Shanghai", "上海"]}, "SHANGHAI", Truth.TRUE),
        ({"fact": "premises.city", "named": ["Shanghai", "上海"]}, "Shaoxing", Truth.FALSE),
        ({"fact": "alternative.offered", "known": True}, None, Truth.FALSE),
        ({"fact": "alternative.offered", "known": False}, None, Truth.TRUE),
    ],
)
def test_a_leaf(written: dict[str, Any], value: FactValue | None, expected: Truth) -> None:
    assert truth(written, {written["fact"]: fact(written["fact"], value)}) is expected


def test_what_is_missing_from_a_set_known_in_part_is_unknown() -> None:
    known = {"collection.items": fact("collection.items", ("photo",), complete=False)}
    includes = {"fact": "collection.items", "includes": "face"}
    within = {"fact": "collection.items", "within": ["photo"]}
    assert truth(includes, known) is Truth.UNKNOWN
    assert truth(within, known) is Truth.UNKNOWN
    assert truth({"fact": "collection.items", "within": ["name"]}, known) is Truth.FALSE


def test_one_fact_against_another() -> None:
    written = {"fact": "photo.planned_use", "within": {"fact": "photo.told_use"}}
    known = facts({"photo.planned_use": ("face_entry",), "photo.told_use": ("card_activation",)})
    assert truth(written, known) is Truth.FALSE
    del known["photo.told_use"]
    assert truth(written, known) is Truth.UNKNOWN


@pytest.mark.parametrize(
    "written",
    [
        {"fact": "alternative.ofered", "is": True},
        {"fact": "alternative.offered", "is": "maybe"},
        {"fact": "alternative.offered", "includes": "face"},
        {"fact": "alternative.offered", "after": "2020-01-01"},
        {"fact": "collection.items", "includes": "foto"},
        {"fact": "alternative.burden", "one_of": ["heavy"]},
        {"fact": "alternative.offered", "is": True, "is_not": False},
        {"fact": "photo.told_use", "within": {"fact": "purpose.told_"}},
        {"fact": "dispute.began_on", "after": {"fact": "alternative.offered"}},
        {"all": []},
        {"some": []},
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        condition.validate_python(written)


def test_a_result_hangs_on_its_weakest_needed_source() -> None:
    known = {
        "contract.exists": fact("contract.exists", True, Strength.ADJUDICATED),
        "alternative.offered": fact("alternative.offered", False, Strength.DECLARED),
    }
    both = [{"fact": "contract.exists", "is": True}, {"fact": "alternative.offered", "is": False}]
    every = condition.validate_python({"all": both})
    either = condition.validate_python({"any": both})
    neither = condition.validate_python({"not": {"any": both}})
    assert strength(weigh(every, known), known) is Strength.DECLARED
    assert strength(weigh(either, known), known) is Strength.ADJUDICATED
    assert strength(weigh(neither, known), known) is Strength.ADJUDICATED
    assert strength(weigh(every, {}), {}) is None


@pytest.mark.parametrize(
    ("span", "start", "last_day"),
    [
        # The cyberspace administration's own sum for stock held on the first day of the Measures.
        ({"plus_working_days": 30}, "2025-06-01", "2025-07-14"),
        # The week of the National Day is no working week; the Sunday before it is a working day.
        ({"plus_working_days": 1}, "2025-09-27", "2025-09-28"),
        ({"plus_working_days": 1}, "2025-09-30", "2025-10-09"),
        ({"plus_days": 90}, "2025-04-01", "2025-06-30"),
        ({"plus_months": 12}, "2024-02-29", "2025-02-28"),
        ({"plus_months": 2}, "2025-12-31", "2026-02-28"),
    ],
)
def test_a_day_counted_from_another(span: dict[str, int], start: str, last_day: str) -> None:
    written = {
        "fact": "governance.filed_on",
        "after": {"fact": "storage.threshold_reached_on", **span},
    }
    began = {"storage.threshold_reached_on": fact("storage.threshold_reached_on", start)}
    day_after = (date.fromisoformat(last_day) + timedelta(days=1)).isoformat()
    for filed, late in ((last_day, Truth.FALSE), (day_after, Truth.TRUE)):
        known = began | {"governance.filed_on": fact("governance.filed_on", filed)}
        assert truth(written, known) is late


def test_a_finding_of_another_rule_is_tested_like_a_fact() -> None:
    written = {"finding": "pipl-pia", "one_of": ["violation", "likely_violation"]}
    assert truth(written, {}) is Truth.UNKNOWN
    name = "finding.pipl-pia"
    assert truth(written, {name: fact(name, "satisfied")}) is Truth.FALSE
    assert truth(written, {name: fact(name, "violation")}) is Truth.TRUE


def test_a_span_is_for_dates() -> None:
    written = {"fact": "storage.retention_days", "more_than": {"fact": "notice.retention_days"}}
    condition.validate_python(written)
    written["more_than"] = {"fact": "notice.retention_days", "plus_days": 3}
    with pytest.raises(ValidationError, match="span"):
        condition.validate_python(written)

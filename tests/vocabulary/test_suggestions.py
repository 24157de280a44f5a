"""The word that was meant, and facts found by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.vocabulary.suggestions import (
    plain_form,
    search_facts,
    suggest_facts,
    suggest_value,
    suggest_word,
    synonym_file,
)
from auditor.vocabulary.vocabulary import declarable, definition


@pytest.mark.parametrize(
    ("fact", "written", "meant"),
    [
        ("premises.kind", "showroom", "sales_office"),
        ("premises.kind", "SHOWROOM", "sales_office"),
        ("premises.kind", "售楼中心", "sales_office"),
        ("premises.kind", "新城商品房售楼处", "sales_office"),
        ("premises.kind", "real-estate sales office", "sales_office"),
        ("premises.kind", "写字楼", "workplace"),
        ("premises.kind", "shopping mall", "retail"),
        ("premises.kind", "gymn", "gym"),
        ("premises.kind", "castle", ""),
        ("premises.kind", "gate", ""),
        ("purpose.actual", "客流统计", "visitor_counting"),
        ("purpose.planned", "clocking in", "attendance"),
        ("storage.items", "身份证", "id_number"),
        ("capture.function", "1:N", "identify_one_to_many"),
        ("premises.country", "Germany", "elsewhere"),
    ],
)
def test_a_value_is_suggested_by_meaning(fact: str, written: str, meant: str) -> None:
    assert suggest_value(definition(fact), written) == meant


@pytest.mark.parametrize(
    ("written", "value", "meant"),
    [
        ("governance.pia_done", True, "governance.impact_assessment_made"),
        ("governance.pia_date", "2025-01-01", "governance.impact_assessment_on"),
        ("consent.parental", True, "consent.guardian_under_14"),
        ("capture.in_changing_room", True, "capture.in_private_space"),
        ("storage.retention", 30, "storage.retention_days"),
        ("notice.sign", True, "notice.present"),
        ("incident.breach", True, "incident.happened"),
        ("单独同意", True, "consent.separate"),
        ("governance.filled", True, "governance.filed"),
    ],
)
def test_a_fact_is_suggested_by_meaning(written: str, value: object, meant: str) -> None:
    assert suggest_facts(written, value)[0] == meant


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert suggest_facts("xyz.qqq", True) == ()
    assert "governance.filed_on" not in suggest_facts("governance.pia_done", True)


@given(st.text(max_size=20))
def test_a_suggestion_is_another_word(written: str) -> None:
    for known in (["gate", "gym"], [written, "gate"], list(declarable())):
        assert suggest_word(written, known, {}) != written or not written
    assert written not in suggest_facts(written)


def test_no_fact_or_value_is_suggested_for_itself() -> None:
    for name, about in declarable().items():
        assert name not in suggest_facts(name)
        for value in about.values:
            assert suggest_value(about, value) != value


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("retention", "storage.retention_days"),
        ("保存", "storage.retention_days"),
        ("影响评估", "governance.impact_assessment_made"),
        ("PIA", "governance.impact_assessment_made"),
        ("黑名单", "purpose.actual"),
        ("mall", "premises.kind"),
        ("card 合同", "contract.agreed_entry"),
    ],
)
def test_facts_are_found_in_both_languages(words: str, name: str) -> None:
    assert name in {about.id for about in search_facts(words)}


def test_a_search_needs_every_word() -> None:
    both = {about.id for about in search_facts("retention notice")}
    assert both <= {about.id for about in search_facts("retention")}
    assert both <= {about.id for about in search_facts("notice")}
    assert search_facts(" ") == ()
    assert search_facts("no-such-word") == ()


def test_synonyms_name_known_facts_values_and_each_meaning_once() -> None:
    synonyms = synonym_file()
    assert synonyms.facts.keys() <= declarable().keys()
    for fact, table in synonyms.values.items():
        values = declarable()[fact].values
        assert table.keys() <= values.keys(), fact
        words = [plain_form(word) for of_value in table.values() for word in of_value]
        assert len(words) == len(set(words)), (fact, sorted(words))
        # A word of the vocabulary means itself.
        assert not set(words) & {plain_form(value) for value in values}, fact

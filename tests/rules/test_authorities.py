"""Authorities have the rank and the strength they have, and pinpoints the same place twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from auditor.core.text import Text
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.findings import CitedAuthority
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.condition import facts_named
from auditor.judge.rules.verdict import Verdict
from auditor.judge.run import judge_rule
from auditor.vocabulary.fact import Fact
from tests.rule_book import RULE_IDS, shipped_book, shipped_rule
from tests.rules.pinpoints import LegalPlace, places_in_chinese, places_in_english

AS_OF = date(2026, 6, 1)


def pinpoints() -> Iterator[Text]:
    book = shipped_book()
    for pack in book.packs:
        yield from (citation.pinpoint for rule in pack.rules for citation in rule.authorities)
        yield from (holding.pinpoint for holding in pack.holdings)
    yield from (
        entry.pinpoint for entry in (*book.transitions.transitions, *book.transitions.penalties)
    )


@pytest.mark.parametrize(
    ("chinese", "english", "places"),
    [
        ("第二条第一项", "art 2, item (1)", (LegalPlace(2, None, 1),)),
        ("第二十九条第一款", "art 29, para 1", (LegalPlace(29, 1),)),
        ("第四十七条第一款第二项", "art 47, para 1, item (2)", (LegalPlace(47, 1, 2),)),
        (
            "第二十六条第二款、第三款",
            "art 26, paras 2 and 3",
            (LegalPlace(26, 2), LegalPlace(26, 3)),
        ),
        ("第五条、第一千零三十五条", "arts 5, 1035", (LegalPlace(5), LegalPlace(1035))),
        ("第四十四条至第四十七条", "arts 44 to 47", (LegalPlace(44), LegalPlace(47))),
    ],
)
def test_places_are_read_in_both_languages(
    chinese: str, english: str, places: tuple[LegalPlace, ...]
) -> None:
    assert places_in_chinese(chinese) == places
    assert places_in_english(english) == places


def test_english_and_chinese_name_the_same_articles_paragraphs_and_items() -> None:
    named = 0
    for pinpoint in pinpoints():
        if "判决" in pinpoint.zh:
            continue
        chinese, english = places_in_chinese(pinpoint.zh), places_in_english(pinpoint.en)
        assert chinese == english, pinpoint
        named += len(chinese)
    assert named > 200


def test_no_text_leaves_open_whether_a_number_is_a_paragraph_or_an_item() -> None:
    unclear = re.compile(r"\b(arts?|articles?) \d+\(\d")
    book = shipped_book()
    texts = [
        text.en
        for pack in book.packs
        for rule in pack.rules
        for text in (rule.rule, rule.rationale, rule.remedy, rule.unsettled)
        if text is not None
    ]
    texts += [pinpoint.en for pinpoint in pinpoints()]
    texts += [penalty.basis.en for penalty in book.penalties]
    texts += [authority.note.en for authority in book.authorities.values() if authority.note]
    assert not [text for text in texts if unclear.search(text)]


KINDS = {
    "law": "法(?:典|律)?(?:（|$)|民法总则",
    "administrative_regulation": "条例",
    "judicial_interpretation": "最高人民法院.*规定",
    "national_standard": "^GB/T",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_fits_the_name_of_the_instrument(kind: str) -> None:
    named = [a.title.zh for a in shipped_book().authorities.values() if a.kind == kind]
    assert named
    assert all(re.search(KINDS[kind], title) for title in named), named


def test_regulations_of_a_place_are_local_and_those_of_the_state_council_are_not() -> None:
    local = re.compile("^(浙江省|上海市|深圳|杭州市|天津市)")
    for authority in shipped_book().authorities.values():
        if not authority.is_practice:
            assert bool(local.search(authority.title.zh)) == (authority.kind == "local_regulation")


def test_no_decision_counts_as_read_where_only_a_report_of_it_was() -> None:
    for authority in shipped_book().authorities.values():
        reported = re.search(
            "press|report|repost|comment|summary|article of|articles on", authority.read_at
        )
        if authority.is_practice and reported:
            assert authority.reading == "report", authority.id
        if authority.reading in ("law_text", "standard_text"):
            assert not authority.is_practice
        if authority.reading == "decision":
            assert authority.kind in ("judgment", "penalty")


@pytest.mark.parametrize("identifier", RULE_IDS)
def test_no_rule_rests_on_what_was_not_read(identifier: str) -> None:
    authorities = shipped_book().authorities
    cited = shipped_rule(identifier).authorities
    assert any((c.reading or authorities[c.authority].reading) != "not_read" for c in cited)


def test_an_older_file_says_what_it_can_of_kind_and_reading() -> None:
    written = {
        "id": "x",
        "kind": "statute",
        "title": {"en": "A law", "zh": "某法"},
        "status": "confirmed",
        "read_at": "a book",
    }
    authority = Authority.model_validate(written)
    assert (authority.kind, authority.reading) == ("law", "read")
    measures = Authority.model_validate({**written, "kind": "measures", "status": "unconfirmed"})
    assert (measures.kind, measures.reading) == ("regulation_or_rule", "not_read")
    cited = CitedAuthority.model_validate(
        {
            "authority": written,
            "pinpoint": {"en": "art 1", "zh": "第一条"},
            "supports": None,
            "status": "unconfirmed",
            "in_force": {"start": "2021-01-01", "end": None},
        }
    )
    assert cited.reading == "not_read"


@pytest.mark.parametrize(
    "identifier", [r.id for p in shipped_book().packs if p.head.id == "local" for r in p.rules]
)
def test_a_local_rule_is_in_question_only_where_the_city_is_stated(identifier: str) -> None:
    rule = shipped_rule(identifier)
    assert rule.applies.when is not None
    assert "premises.city" in facts_named(rule.applies.when)
    bench = Bench(shipped_book(), AS_OF)
    example = next(e for e in rule.examples if e.verdict is not None and e.verdict.adverse)
    facts = {name: Fact(id=name, value=value) for name, value in example.facts.items()}
    assert judge_rule(rule, bench, bench.seen_by(facts)).is_in_question
    del facts["premises.city"]
    without = judge_rule(rule, bench, bench.seen_by(facts))
    assert not without.is_in_question
    assert without.open_triggers == ("premises.city",)
    elsewhere = facts | {"premises.city": Fact(id="premises.city", value="Lanzhou")}
    assert judge_rule(rule, bench, bench.seen_by(elsewhere)).verdict is Verdict.NOT_APPLICABLE

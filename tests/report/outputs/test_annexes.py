"""The annexes: drafts that start from the findings and leave to people what is theirs to say."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.report.annexes.assessment_questions import ASSESSMENT_QUESTIONS, questions_for
from auditor.report.annexes.evidence_list import evidence_list
from auditor.report.annexes.exhibit_facts import shown_by
from auditor.report.annexes.impact_assessment import impact_assessment
from auditor.report.annexes.model import Annex, AnnexPart, Blank
from auditor.report.audited import Audited
from auditor.report.build import build_report
from auditor.report.outputs.annexes import ANNEXES, AnnexPage
from auditor.report.parts import Said
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import declarable, definition
from tests.report.builders.judged import RUN, stated
from tests.report.builders.observations import observations


@pytest.fixture(scope="module", params=LANGUAGES)
def audited(request: pytest.FixtureRequest, audits: dict[Language, Audited]) -> Audited:
    return audits[request.param]


def built(page: AnnexPage, audited: Audited) -> Annex:
    return page.build(audited, Words(audited.report.language, audited.findings.case.exhibits))


def blanks(annex: Annex) -> list[Blank]:
    cells = [field.value for part in annex.parts for field in part.fields]
    cells += [field.value for field in annex.closing]
    cells += [cell for part in annex.parts if part.table for row in part.table.rows for cell in row]
    return [cell for cell in cells if isinstance(cell, Blank)]


@pytest.mark.parametrize("page", ANNEXES, ids=lambda page: page.name)
def test_name_date_and_signature_are_for_a_person(page: AnnexPage, audited: Audited) -> None:
    annex = built(page, audited)
    assert all(isinstance(field.value, Blank) for field in annex.closing)
    assert all(blank.label for blank in blanks(annex))


@pytest.mark.parametrize("page", ANNEXES, ids=lambda page: page.name)
def test_every_blank_is_a_labelled_line_on_the_page(page: AnnexPage, audited: Audited) -> None:
    text = page.render(audited).decode()
    assert text.count('class="blank"') == len(blanks(built(page, audited)))
    assert "<script" not in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("page", ANNEXES, ids=lambda page: page.name)
def test_the_same_input_gives_the_same_bytes(page: AnnexPage, audited: Audited) -> None:
    assert page.render(audited) == page.render(audited)


@pytest.mark.parametrize("page", ANNEXES, ids=lambda page: page.name)
def test_what_an_exhibit_is_called_cannot_write_into_the_page(
    page: AnnexPage, audited: Audited
) -> None:
    tags: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            tags.add(tag)

    Reader().feed(page.render(audited).decode())
    assert not tags & {"img", "script", "iframe", "form", "input", "a"}


def test_the_list_has_a_row_for_each_exhibit_and_pages_for_the_party(audited: Audited) -> None:
    annex = evidence_list(audited, Words(audited.report.language, audited.findings.case.exhibits))
    (table,) = [part.table for part in annex.parts if part.table]
    assert len(table.rows) == len(audited.report.exhibits)
    assert all(isinstance(row[-1], Blank) and isinstance(row[-2], Blank) for row in table.rows)


KINDS = ("gate", "gym", "sales_office", "billboard", "residential", "workplace", "retail", "school")
OTHERS = ("street", "home", "")


def draft(facts: dict[str, FactValue], kind: str, language: Language = "en") -> Annex:
    judged = stated(facts, kind=kind)
    seen = observations().model_copy(update={"case": judged.case, "examinations": ()})
    report = build_report(judged, seen, RUN, Path(), language)
    return impact_assessment(Audited(report, judged, seen), Words(language))


def asked(part: AnnexPart) -> list[str]:
    rows = part.table.rows if part.table else ()
    return [row[0].text for row in rows if isinstance(row[0], Said)]


def test_every_question_is_a_fact_that_people_can_state_at_a_kind_of_premises() -> None:
    premises = set(definition("premises.kind").values)
    for facts in ASSESSMENT_QUESTIONS.values():
        assert set(facts) <= set(declarable())
        assert set().union(*facts.values()) <= premises
    asked_at = {kind: questions_for(kind) for kind in KINDS}
    for kind, items in asked_at.items():
        assert all(items.values())
        assert sum(map(len, items.values())) <= 65, kind
    assert len({str(items) for items in asked_at.values()}) >= 6


@pytest.mark.parametrize("kind", [*KINDS, *OTHERS])
def test_only_questions_of_the_kind_of_premises_are_asked(kind: str) -> None:
    annex = draft({}, kind)
    questions = {question for part in annex.parts for question in asked(part)}
    for facts in ASSESSMENT_QUESTIONS.values():
        for fact, kinds in facts.items():
            is_asked = definition(fact).question.en in questions
            assert is_asked == (not kinds or kind in kinds), fact


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_fills_its_item_and_what_is_not_stays_blank_at_the_end(
    language: Language,
) -> None:
    facts: dict[str, FactValue] = {
        "capture.function": "identify_one_to_many",
        "storage.retention_days": 90,
        "alternative.offered": False,
        "sharing.export": True,
    }
    annex = draft(facts, "gate", language)
    *items, unknown, _ = annex.parts
    known = [row for part in items if part.table for row in part.table.rows]
    assert not [cell for row in known for cell in row if isinstance(cell, Blank)]
    filled = {row[0].text for row in known if isinstance(row[0], Said)}
    assert {definition(fact).question[language] for fact in facts} <= filled
    assert unknown.table is not None
    assert all(isinstance(row[1], Blank) for row in unknown.table.rows)
    assert not filled & set(asked(unknown))
    due = next(part for part in annex.parts if part.items)
    assert len(due.items) == 2


def test_what_is_not_known_makes_no_assessment_due() -> None:
    annex = draft({"capture.function": "record_only"}, "retail")
    assert not any(part.items for part in annex.parts)
    assert any("article 55" in part.empty for part in annex.parts)


def test_the_draft_names_operator_place_and_time_where_the_case_does(audited: Audited) -> None:
    words = Words(audited.report.language, audited.findings.case.exhibits)
    about = impact_assessment(audited, words).parts[0]
    filled = {field.value.text for field in about.fields if isinstance(field.value, Said)}
    assert audited.findings.case.operator.name in filled
    assert any(audited.findings.case.premises.name in text for text in filled)


def test_what_closes_an_annex_is_left_to_the_person_who_signs(audited: Audited) -> None:
    for page in ANNEXES:
        annex = built(page, audited)
        filled = [field.value for field in annex.closing if not isinstance(field.value, Blank)]
        assert not filled


def test_an_exhibit_is_to_show_only_what_it_says_itself(audited: Audited) -> None:
    for exhibit in audited.findings.case.exhibits:
        for fact, source in shown_by(audited.findings, exhibit.id).items():
            assert source.exhibit == exhibit.id
            judged = next(known for known in audited.findings.facts if known.id == fact)
            assert source in judged.sources
            if not isinstance(source.value, tuple):
                assert source.value == judged.value

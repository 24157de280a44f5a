"""The annexes: drafts that start from the findings and leave to people what is theirs to say."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.report.annexes.evidence_list import evidence_list
from auditor.report.annexes.impact_assessment import impact_assessment
from auditor.report.annexes.model import Annex, Blank
from auditor.report.annexes.shown import shown_by
from auditor.report.audited import Audited
from auditor.report.outputs.annexes import ANNEXES, AnnexPage
from auditor.report.words import Words


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


def test_what_nobody_told_is_a_blank_in_the_assessment_and_never_an_answer(
    audited: Audited,
) -> None:
    annex = impact_assessment(audited, Words(audited.report.language))
    rows = [row for part in annex.parts if part.table for row in part.table.rows]
    unknown = {row.question for row in audited.report.unknown_facts}
    for row in rows:
        question = row[0].text if not isinstance(row[0], Blank) else ""
        if question in unknown:
            assert isinstance(row[1], Blank), question


def test_what_closes_an_annex_is_left_to_the_person_who_signs(audited: Audited) -> None:
    for page in ANNEXES:
        annex = built(page, audited)
        filled = [field.value for field in annex.closing if not isinstance(field.value, Blank)]
        assert not filled


def test_an_exhibit_is_to_show_only_what_it_says_itself(audited: Audited) -> None:
    for exhibit in audited.findings.case.exhibits:
        for fact, source in shown_by(audited.findings, exhibit.id).items():
            assert source.exhibit == exhibit.id
            judged = next(one for one in audited.findings.facts if one.id == fact)
            assert source in judged.sources
            if not isinstance(source.value, tuple):
                assert source.value == judged.value

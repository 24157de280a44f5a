"""Letters a person can send: filled with what is known, short, and without a word of this tool."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from auditor.case.model import Premises
from auditor.core.text import LANGUAGES, Language
from auditor.judge.decide.findings import Findings
from auditor.report.letters.complaint import complaint_letter
from auditor.report.letters.evidence import evidence_letter
from auditor.report.letters.model import Letter
from auditor.report.letters.request import MOST_REQUESTS, request_letter
from auditor.report.outputs.letter_document import letter_document
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue, SpeakerRole
from tests.report.builders.judged import findings, stated
from tests.report.builders.observations import observations
from tests.rule_book import shipped_book


def placed(judged: Findings, *, city: str, operator: str) -> Findings:
    premises = judged.case.premises.model_copy(update={"city": city})
    named = judged.case.operator.model_copy(update={"kind": operator})
    case = judged.case.model_copy(update={"premises": premises, "operator": named})
    return judged.model_copy(update={"case": case})


Build = Callable[[Words, Findings], Letter]
LETTERS = (request_letter, complaint_letter, evidence_letter)
RECOGNISED: dict[str, FactValue] = {
    "capture.function": "identify_one_to_many",
    "consent.obtained": False,
    "consent.timing": "none",
}


def words_of(letter: Letter) -> str:
    sections = [text for part in letter.sections for text in (part.heading, *part.parts)]
    return "\n".join((letter.subject, *letter.opening, *sections, *letter.closing))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("build", LETTERS)
def test_a_letter_is_whole_but_for_name_contact_and_signature(
    build: Build, language: Language
) -> None:
    judged = findings(observations())
    letter = build(Words(language, judged.case.exhibits), judged)
    assert judged.case.operator.name in letter.to.text or build is complaint_letter
    assert judged.case.premises.name in words_of(letter)
    assert len(letter.blanks) == 3
    assert 1 <= len(letter.requests) <= MOST_REQUESTS
    assert "{" not in words_of(letter)
    kept = [exhibit for exhibit in judged.case.exhibits if not exhibit.demonstrative]
    rows = letter.attachments.rows
    assert [(row.file, row.digest) for row in rows] == [(e.path, e.digest.value) for e in kept]
    assert bool(letter.attachments.heads) == (build is complaint_letter)


@pytest.mark.parametrize("build", LETTERS)
def test_a_letter_holds_no_word_of_the_tool(build: Build) -> None:
    judged = findings(observations())
    text = words_of(build(Words("en", judged.case.exhibits), judged))
    assert not re.search(r"face-audit|--format|case\.yaml|\bfinding\b|template\s+tier", text)
    assert not [finding.rule for finding in judged.findings if finding.rule in text]


def test_a_date_is_a_wish_except_where_the_law_sets_one() -> None:
    words = Words("en")
    wish = request_letter(words, stated(RECOGNISED))
    assert "my wish" in " ".join(wish.closing)
    compound = stated(RECOGNISED, kind="residential")
    manager = placed(compound, city="Hangzhou", operator="property_manager")
    assert "within ten days" in " ".join(request_letter(words, manager).closing)
    for other in (
        placed(compound, city="Hangzhou", operator="private"),
        placed(compound, city="Nanjing", operator="property_manager"),
        placed(stated(RECOGNISED), city="Hangzhou", operator="property_manager"),
    ):
        assert "my wish" in " ".join(request_letter(words, other).closing)
        assert "ten days" not in words_of(request_letter(words, other))


@pytest.mark.parametrize("build", LETTERS)
def test_law_is_cited_only_where_and_since_it_is_in_force(build: Build) -> None:
    words, judged = Words("en"), stated(RECOGNISED)
    premises = judged.case.premises.model_copy(update={"country": "elsewhere"})
    abroad = judged.model_copy(
        update={"case": judged.case.model_copy(update={"premises": premises})}
    )
    earlier = judged.model_copy(update={"as_of": date(2019, 12, 1)})
    for letter in (build(words, abroad), build(words, earlier)):
        sections = letter.sections[-1]
        text = "\n".join((sections.heading, *letter.requests, *letter.closing, letter.to.text))
        assert not re.search(r"\barts? \d|Personal Information Protection Law|12315", text) or (
            build is complaint_letter and letter.to.text.endswith("(12315)")
        )
    assert build is evidence_letter or re.search(r"\barts? \d", words_of(build(words, judged)))


def test_consent_is_withdrawn_only_where_it_was_given_and_its_record_asked_for_unless_denied() -> (
    None
):
    words = Words("en")
    given = " ".join(request_letter(words, stated({"consent.obtained": True})).requests)
    denied = " ".join(request_letter(words, stated(RECOGNISED)).requests)
    assert "I withdraw" in given
    assert "withdraw" not in denied
    assert "rely on my consent" in given
    assert "rely on my consent" not in denied


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("sales_office", "market regulator"),
        ("gate", "market regulator"),
        ("residential", "cyberspace"),
        ("school", "cyberspace"),
        ("workplace", "cyberspace"),
        ("billboard", "cyberspace"),
        ("street", "cyberspace"),
    ],
)
def test_a_complaint_goes_to_the_authority_for_the_kind_of_place(kind: str, body: str) -> None:
    assert body in complaint_letter(Words("en"), stated(RECOGNISED, kind=kind)).to.text


def test_recordings_that_will_be_overwritten_are_named_with_the_day() -> None:
    facts: dict[str, FactValue] = {**RECOGNISED, "storage.retention_days": 7}
    judged = stated(facts)
    statement = judged.case.statements[0]
    visitor = statement.by.model_copy(update={"role": SpeakerRole.VISITOR})
    moved = statement.model_copy(update={"by": visitor})
    case = judged.case.model_copy(update={"statements": (moved,)})
    letter = evidence_letter(Words("en"), judged.model_copy(update={"case": case}))
    opening = " ".join(letter.opening)
    assert "kept for 7 days" in opening
    assert Words("en").day(statement.on + timedelta(days=7)) in opening
    assert len(evidence_letter(Words("en"), stated(RECOGNISED)).opening) == 1


def test_no_day_is_made_up_where_no_visit_is_known() -> None:
    judged = stated(RECOGNISED)
    for build in LETTERS:
        opening = " ".join(build(Words("en"), judged).opening)
        assert "I was at Riverside" in opening
        assert not re.search(r"\d{4}|occasion", opening)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("build", LETTERS)
def test_the_document_says_what_the_letter_says(build: Build, language: Language) -> None:
    judged = findings(observations())
    letter = build(Words(language, judged.case.exhibits), judged)
    made = letter_document(letter, language, judged.as_of)
    assert made == letter_document(letter, language, judged.as_of)
    document = Document(io.BytesIO(made))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for text in (letter.subject, letter.to.text, *letter.opening, *letter.requests, *letter.blanks):
        assert text in written
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    if letter.attachments.heads:
        assert {row.digest for row in letter.attachments.rows} <= set(cells)
    else:
        assert all(line in written for line in letter.attachments.lines)


def test_the_document_is_a4_with_a_chinese_typeface_and_no_mark_of_a_machine() -> None:
    judged = findings(observations())
    letter = request_letter(Words("zh", judged.case.exhibits), judged)
    document = Document(io.BytesIO(letter_document(letter, "zh", judged.as_of)))
    page = document.sections[0]
    assert (page.page_width or 0, page.page_height or 0) == pytest.approx(
        (Cm(21), Cm(29.7)), rel=1e-3
    )
    for style in ("Normal", "Title", "Heading 2"):
        fonts = document.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("SimSun", "SimHei")
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    about = document.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created is not None
    assert about.created.date() == judged.as_of


def test_a_complaint_can_quote_the_result_of_every_rule() -> None:
    texts = [
        text
        for pack in shipped_book().packs
        for rule in pack.rules
        for outcome in (*rule.outcomes, *rule.exceptions)
        if outcome.because is not None
        for text in (outcome.because.en, outcome.because.zh)
    ]
    assert len(texts) > 100
    assert not [text for text in texts if re.search(r"this tool|本工具|facts show|事实部分", text)]


def test_settings_alone_are_no_sight_of_a_face() -> None:
    facts: dict[str, FactValue] = {**RECOGNISED, "capture.faces_detected": True}
    for build in LETTERS:
        text = words_of(build(Words("en"), stated(facts)))
        assert "Faces can be seen" not in text
    seen = findings(observations())
    assert "Faces can be seen" in words_of(request_letter(Words("en"), seen))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("build", LETTERS)
def test_a_case_without_a_file_names_nobody_by_its_folder(build: Build, language: Language) -> None:
    judged = stated(RECOGNISED)
    case = judged.case.model_copy(
        update={"title": "IMG_4468", "premises": Premises(), "declared": False}
    )
    letter = build(Words(language), judged.model_copy(update={"case": case}))
    assert "IMG_4468" not in words_of(letter) + letter.to.text


@pytest.mark.parametrize(("consumers", "body"), [(True, "market"), (False, "cyberspace")])
def test_a_complaint_about_a_place_of_no_known_kind_follows_who_is_captured(
    consumers: bool, body: str
) -> None:
    judged = stated({**RECOGNISED, "people.consumers": consumers})
    facts = tuple(fact for fact in judged.facts if fact.id != "premises.kind")
    case = judged.case.model_copy(update={"premises": Premises(name="Riverside")})
    unknown = judged.model_copy(update={"case": case, "facts": facts})
    assert body in complaint_letter(Words("en"), unknown).to.text


def test_nothing_is_to_be_stopped_where_nothing_is_known_to_be_breached() -> None:
    met = stated({"consent.obtained": True})
    quiet = met.model_copy(update={"issues": ()})
    demands = complaint_letter(Words("en"), quiet).requests
    assert len(demands) == 2
    assert not [demand for demand in demands if "stop" in demand]


def test_a_day_of_notes_is_no_visit_and_what_was_only_read_was_not_seen() -> None:
    judged = stated(RECOGNISED)
    first = judged.case.statements[0]
    visitor = first.by.model_copy(update={"role": SpeakerRole.VISITOR})
    own = first.model_copy(update={"by": visitor, "on": date(2025, 10, 12)})
    message = own.model_copy(update={"on": date(2025, 10, 17), "read_in": "E-01"})
    case = judged.case.model_copy(update={"statements": (message, own)})
    opening = request_letter(Words("en"), judged.model_copy(update={"case": case})).opening[0]
    assert "my notes of it are of 12 October 2025" in opening
    assert "17 October" not in opening

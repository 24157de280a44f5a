"""Letters a person can send: filled with what is known, short, and without a word of this tool."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.judge.decide.findings import Findings
from auditor.report.letters.complaint import complaint_letter
from auditor.report.letters.evidence import evidence_letter
from auditor.report.letters.model import Letter
from auditor.report.letters.request import REQUESTS, request_letter
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue, SpeakerRole
from tests.report.builders.judged import findings, stated
from tests.report.builders.observations import observations

Build = Callable[[Words, Findings], Letter]
LETTERS = (request_letter, complaint_letter, evidence_letter)
RECOGNISED: dict[str, FactValue] = {
    "capture.function": "identify_one_to_many",
    "consent.obtained": False,
    "consent.timing": "none",
}


def words_of(letter: Letter) -> str:
    parts = (letter.subject, *letter.opening, *letter.facts, *letter.requests, *letter.closing)
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("build", LETTERS)
def test_a_letter_is_whole_but_for_name_contact_and_signature(
    build: Build, language: Language
) -> None:
    judged = findings(observations())
    letter = build(Words(language, judged.case.exhibits), judged)
    assert letter.to.text == judged.case.operator.name or build is complaint_letter
    assert judged.case.premises.name in words_of(letter)
    assert len(letter.blanks) == 3
    assert 1 <= len(letter.requests) <= REQUESTS
    assert "{" not in words_of(letter)
    kept = [exhibit for exhibit in judged.case.exhibits if not exhibit.demonstrative]
    assert len(letter.attachments) == len(kept)
    for exhibit, line in zip(kept, letter.attachments, strict=True):
        assert exhibit.digest.value in line


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
    judged = stated(RECOGNISED, kind="residential")
    premises = judged.case.premises.model_copy(update={"city": "Hangzhou"})
    case = judged.case.model_copy(update={"premises": premises})
    law = request_letter(words, judged.model_copy(update={"case": case}))
    assert "within ten days" in " ".join(law.closing)


def test_consent_is_withdrawn_only_where_it_was_given_and_its_record_asked_for_unless_denied() -> (
    None
):
    words = Words("en")
    given = " ".join(request_letter(words, stated({"consent.obtained": True})).requests)
    denied = " ".join(request_letter(words, stated(RECOGNISED)).requests)
    assert "withdrawal" in given
    assert "withdrawal" not in denied
    assert "if you rely on my consent" not in denied


@pytest.mark.parametrize(
    ("kind", "body"),
    [("sales_office", "market regulator"), ("residential", "housing"), ("school", "cyberspace")],
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
    assert "7 days" in " ".join(letter.opening)
    assert "overwritten on" in " ".join(letter.opening)
    assert len(evidence_letter(Words("en"), stated(RECOGNISED)).opening) == 1

"""The answers of an interview in the case folder: written, read back, and part of the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.case.answer_sheet import (
    ANSWERS_FILE,
    NOTHING_ASKED,
    AnswerSheet,
    GivenAnswer,
    NoAnswer,
    written_sheet,
)
from auditor.case.load import LoadedCase, check_case, load_case
from auditor.case.model import ExhibitKind
from auditor.case.problems import CaseFileError
from auditor.core.text import Language
from auditor.establish.establish import establish
from auditor.examine.model import Observations
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole

VISITOR = Speaker(role=SpeakerRole.VISITOR, name='Wang "W" \u738b')
OPERATOR = Speaker(role=SpeakerRole.OPERATOR)


def given(fact: str, value: FactValue | None, by: Speaker = VISITOR) -> GivenAnswer:
    none = NoAnswer.NOT_KNOWN if value is None else None
    return GivenAnswer(fact=fact, value=value, why_none=none, by=by, on=date(2026, 7, 1))


SHEET = AnswerSheet(
    answers=(
        given("premises.kind", "gym"),
        given("premises.city", "杭州 # 西湖"),
        given("notice.present", value=False),
        given("collection.items", ("card", "face")),
        given("notice.terms", ()),
        given("sharing.recipients", ("a: b", "c, d"), OPERATOR),
        given("storage.retention_days", 30, OPERATOR),
        given("deployment.start", "2025-06-01", OPERATOR),
        given("governance.audited", None),
    )
)


def load(folder: Path) -> LoadedCase:
    return load_case(folder, lambda _: (ExhibitKind.TEXT, "text/plain"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_sheet_is_read_back_as_it_was_written(tmp_path: Path, language: Language) -> None:
    (tmp_path / ANSWERS_FILE).write_text(written_sheet(SHEET, language), "utf-8")
    loaded = load(tmp_path)
    assert loaded.answers.statements == SHEET.statements
    assert loaded.answers.asked == SHEET.asked
    assert not check_case(tmp_path).problems


def test_the_sheet_is_no_exhibit_and_fills_what_the_case_leaves_out(tmp_path: Path) -> None:
    (tmp_path / ANSWERS_FILE).write_text(written_sheet(SHEET, "en"), "utf-8")
    loaded = load(tmp_path)
    assert loaded.case.exhibits == ()
    assert loaded.case.premises.kind == "gym"
    assert loaded.case.start == date(2025, 6, 1)
    assert loaded.answers_file is not None
    assert loaded.without_answers is not None
    assert loaded.without_answers.statements == ()
    observed = Observations(tool_version="t", case=loaded.case, examinations=())
    kind = establish(observed).by_id()["premises.kind"]
    assert [source.by for source in kind.sources] == [VISITOR]


def test_what_was_not_known_is_no_fact(tmp_path: Path) -> None:
    (tmp_path / ANSWERS_FILE).write_text(written_sheet(SHEET, "en"), "utf-8")
    observed = Observations(tool_version="t", case=load(tmp_path).case, examinations=())
    assert "governance.audited" not in establish(observed).by_id()


def test_a_mistake_in_the_sheet_names_its_file_and_line(tmp_path: Path) -> None:
    text = written_sheet(SHEET, "en").replace("notice.present: no", "notice.presnt: no")
    (tmp_path / ANSWERS_FILE).write_text(text, "utf-8")
    with pytest.raises(CaseFileError, match=rf"{ANSWERS_FILE}:\d+:\d+: .*notice.presnt"):
        load(tmp_path)


def test_a_question_asked_again_has_its_last_answer_alone() -> None:
    sheet = SHEET.with_answer(given("notice.present", value=True))
    assert [a.value for a in sheet.answers if a.fact == "notice.present"] == [True]
    assert "notice.present" not in sheet.without("notice.present").asked


def test_an_empty_sheet_is_a_valid_file(tmp_path: Path) -> None:
    (tmp_path / ANSWERS_FILE).write_text(written_sheet(NOTHING_ASKED, "zh"), "utf-8")
    assert load(tmp_path).answers == NOTHING_ASKED

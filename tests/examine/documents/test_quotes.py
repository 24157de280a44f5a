"""A quote supports the fact it is given for, and only if it is there and its words can bear it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.case.model import Case, DocumentRole, Exhibit, ExhibitKind, Quote, Statement
from auditor.core.digest import Digest
from auditor.core.locator import Box
from auditor.establish.establish import establish
from auditor.examine.documents.bearing import supported
from auditor.examine.documents.quotes import quoted
from auditor.examine.interface import PictureLine
from auditor.examine.model import Examination, Observations
from auditor.report.examiner_words import in_chinese
from auditor.vocabulary.fact import Facts, Strength
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole


def document(role: DocumentRole, kind: ExhibitKind = ExhibitKind.TEXT) -> Exhibit:
    return Exhibit(
        id="E-01",
        path="text.txt",
        kind=kind,
        media_type="text/plain",
        size=1,
        digest=Digest(value="0" * 64),
        role=role,
    )


def statement(
    facts: dict[str, FactValue],
    quote: str = "",
    quotes: tuple[Quote, ...] = (),
    role: SpeakerRole = SpeakerRole.VISITOR,
) -> Statement:
    return Statement(
        by=Speaker(role=role),
        on=date(2025, 10, 12),
        facts=facts,
        read_in="E-01" if quote else "",
        quote=quote,
        quotes=quotes,
        line=1,
    )


def facts_of(
    tmp_path: Path,
    text: str,
    answer: Statement,
    role: DocumentRole = DocumentRole.OTHER,
    compiler: SpeakerRole | None = None,
) -> Facts:
    exhibit = document(role)
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    observations, _ = quoted(exhibit, file, [answer])
    case = Case(title="t", statements=(answer,), exhibits=(exhibit,), compiled_by_role=compiler)
    examination = Examination(exhibit="E-01", examiner="document", observations=observations)
    return establish(Observations(tool_version="0", case=case, examinations=(examination,)))


def lines_of(*words: str) -> list[PictureLine]:
    return [PictureLine(text, Box(x=0, y=0, width=9, height=9), 1.0) for text in words]


def test_words_about_something_else_support_nothing(tmp_path: Path) -> None:
    answer = statement(
        {"purpose.actual": ("price_setting",), "consent.obtained": False}, "今天天气不错"
    )
    facts = facts_of(tmp_path, "我：你好\n小陈：今天天气不错\n", answer).by_id()
    assert facts["purpose.actual"].strength is Strength.DECLARED
    assert facts["consent.obtained"].strength is Strength.DECLARED


def test_a_quote_supports_the_fact_it_is_given_for_and_no_other(tmp_path: Path) -> None:
    answer = statement(
        {"purpose.actual": ("broker_attribution",), "purpose.told": ("broker_attribution",)},
        quotes=(Quote(fact="purpose.actual", words="判定客户归属哪家渠道", read_in="E-01"),),
    )
    facts = facts_of(tmp_path, "主要是用来判定客户\n归属哪家渠道", answer).by_id()
    read = [s for s in facts["purpose.actual"].sources if s.strength is Strength.READ_IN_DOCUMENT]
    assert [(s.value, s.complete) for s in read] == [(("broker_attribution",), False)]
    assert {s.strength for s in facts["purpose.told"].sources} == {Strength.DECLARED}


def test_a_quote_from_a_picture_is_looked_for_where_words_can_be_read(tmp_path: Path) -> None:
    picture = document(DocumentRole.OTHER, ExhibitKind.IMAGE)
    answer = statement({"storage.retention_days": 7}, "保存七日后自动覆盖")
    file = tmp_path / "picture.jpg"
    file.write_bytes(b"")
    read = quoted(picture, file, [answer], lambda _: lines_of("录像保存七日", "后自动覆盖"))
    assert [observation.says for observation in read[0]] == [{"storage.retention_days": 7}]
    observations, (unchecked,) = quoted(picture, file, [answer])
    assert observations == ()
    assert "not checked" in unchecked


def test_an_old_quote_supports_only_what_its_words_can_bear(tmp_path: Path) -> None:
    answer = statement(
        {"storage.retention_days": 7, "storage.encrypted": True}, "录像保存七日后自动覆盖"
    )
    facts = facts_of(tmp_path, "录像保存七日后自动覆盖。", answer).by_id()
    assert facts["storage.retention_days"].strength is Strength.READ_IN_DOCUMENT
    assert facts["storage.encrypted"].strength is Strength.DECLARED


def test_a_typed_message_is_reported_by_the_one_who_compiled_the_case(tmp_path: Path) -> None:
    answer = statement({"storage.retention_days": 7}, "保存七日后自动覆盖")
    facts = facts_of(
        tmp_path, "保存七日后自动覆盖", answer, DocumentRole.MESSAGE, SpeakerRole.VISITOR
    ).by_id()
    fact = facts["storage.retention_days"]
    assert fact.strength is Strength.REPORTED
    assert fact.sources[0].reported_by == SpeakerRole.VISITOR


@pytest.mark.parametrize(
    ("compiler", "speaker", "reported_by"),
    [
        (SpeakerRole.VISITOR, SpeakerRole.OPERATOR, SpeakerRole.VISITOR),
        (None, SpeakerRole.OPERATOR, "case"),
        (SpeakerRole.AUDITOR, SpeakerRole.OPERATOR, ""),
        (SpeakerRole.OPERATOR, SpeakerRole.OPERATOR, ""),
        (SpeakerRole.OPERATOR, SpeakerRole.VISITOR, SpeakerRole.OPERATOR),
        (None, SpeakerRole.VISITOR, ""),
        (SpeakerRole.VISITOR, SpeakerRole.COURT, ""),
    ],
)
def test_what_one_party_reports_of_another_is_marked(
    tmp_path: Path, compiler: SpeakerRole | None, speaker: SpeakerRole, reported_by: str
) -> None:
    answer = statement({"storage.encrypted": True}, role=speaker)
    fact = facts_of(tmp_path, "", answer, compiler=compiler).by_id()["storage.encrypted"]
    assert fact.sources[0].reported_by == reported_by
    adjudicated = speaker is SpeakerRole.COURT
    assert fact.strength is (Strength.ADJUDICATED if adjudicated else Strength.DECLARED)


@pytest.mark.parametrize(
    ("words", "fact", "value", "borne"),
    [
        ("未使用人脸识别", "declared.recognition_denied", True, True),
        ("未使用人脸识别", "capture.function", "record_only", None),
        ("本店人脸识别不用于营销", "purpose.actual", ("marketing_analytics",), None),
        (
            "用于客户画像",
            "purpose.actual",
            ("marketing_analytics", "payment"),
            ("marketing_analytics",),
        ),
        ("自然到访就没有渠道优惠", "treatment.price_differs_by_face", True, True),
        ("没有登记人脸的不能进园", "refusal.entry_or_service_refused", True, True),
        ("We keep face images for 30 days", "storage.retention_days", 30, 30),
        ("We keep face images for 30 days", "storage.retention_days", 7, None),
        ("anything", "notice.items", (), None),
        ("", "consent.obtained", False, None),
    ],
)
def test_what_words_can_bear(
    words: str, fact: str, value: FactValue, borne: FactValue | None
) -> None:
    assert supported(words, DocumentRole.OTHER, fact, value) == borne


def test_a_quote_that_is_missing_or_cannot_be_checked_is_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("其他内容", encoding="utf-8")
    answer = statement({"consent.obtained": False}, "从未同意")
    observations, (missing,) = quoted(document(DocumentRole.OTHER), file, [answer])
    assert observations == ()
    assert "not found" in missing
    video = document(DocumentRole.OTHER, ExhibitKind.VIDEO)
    observations, (unchecked,) = quoted(video, file, [answer])
    assert observations == ()
    assert "not checked" in unchecked
    assert in_chinese(missing)
    assert in_chinese(unchecked)


def test_the_notes_on_quotes_are_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("今天天气不错", encoding="utf-8")
    for role in SpeakerRole:
        answer = statement({"consent.obtained": False}, "今天天气不错", role=role)
        (observation,), _ = quoted(document(DocumentRole.OTHER), file, [answer])
        assert observation.says == {}
        assert in_chinese(observation.note)

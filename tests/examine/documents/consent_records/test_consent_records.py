"""Records of consent in any shape: numbers, days, facts, and nobody's name in any output."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import Digest
from auditor.examine.document_model import ConsentCount
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination
from auditor.vocabulary.value import FactValue

TABLE = [
    ["会员姓名", "人脸同意", "同意时间", "首次采集时间", "撤回时间", "最近采集时间", "征求渠道"],
    ["张三", "同意", "2026-05-01 10:00", "2026-05-01 11:00", "", "", "小程序"],
    ["李四", "同意", "2026-05-03 10:00", "2026-05-01 09:00", "", "", "前台"],
    ["王五", "不同意", "", "2026-05-02 09:00", "", "", "前台"],
    ["赵六", "同意", "2026-05-01 08:00", "2026-05-01 09:00", "2026-05-10", "2026-05-20", "小程序"],
    ["孙七", "", "", "2026-05-02 12:00", "", "", ""],
]
ENGLISH = [
    ["Member name", "Face consent", "Consent time", "First capture time", "Withdrawn on"],
    ["Anna Berg", "Y", "2026-05-01T10:00", "2026-05-01T11:00", ""],
    ["Bo Chen", "yes", "2026-05-03T10:00", "2026-05-01T09:00", ""],
    ["Cai Dun", "no", "", "2026-05-02T09:00", ""],
]
ISO = {
    "consent_records": [
        {
            "record_id": "r-1",
            "pii_principal_id": "Anna Berg",
            "biometric_purpose": "entry",
            "face_captured_at": "2026-05-01T09:00",
            "events": [
                {"event_time": "2026-05-01T10:00", "event_state": "consent_given"},
                {"event_time": "2026-05-09T10:00", "event_state": "consent_withdrawn"},
            ],
        },
        {
            "record_id": "r-2",
            "pii_principal_id": "Bo Chen",
            "biometric_purpose": "entry",
            "face_captured_at": "2026-05-02T09:00",
            "events": [{"event_time": "2026-05-02T08:00", "event_state": "consent_refused"}],
        },
    ]
}


def examined(file: Path, role: DocumentRole = DocumentRole.OTHER) -> Examination:
    exhibit = Exhibit(
        id="E-01",
        path=file.name,
        kind=ExhibitKind.TEXT,
        media_type="text/csv",
        size=1,
        digest=Digest(value="0" * 64),
        role=role,
    )
    return DocumentExaminer().examine(exhibit, file, Workbench())


def csv_file(folder: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    file = folder / "consent.csv"
    file.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding=encoding)
    return file


def workbook(folder: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = folder / "consent.xlsx"
    book.save(file)
    return file


def facts(examination: Examination) -> dict[str, FactValue]:
    return {name: value for one in examination.observations for name, value in one.says.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_numbers_of_a_chinese_table(tmp_path: Path, encoding: str) -> None:
    (count,) = examined(csv_file(tmp_path, TABLE, encoding)).consent
    assert count == ConsentCount(
        records=5,
        given=3,
        refused=1,
        blank=1,
        unclear=0,
        withdrawn=1,
        captured=5,
        captured_refused=1,
        captured_before=1,
        captured_after_withdrawal=1,
        asked_by=(("前台", 2), ("小程序", 2)),
        uncovered=(
            {"start": date(2026, 5, 1), "end": date(2026, 5, 2)},
            {"start": date(2026, 5, 20), "end": date(2026, 5, 20)},
        ),
        of_faces=True,
    )


def test_a_workbook_gives_the_same_as_text(tmp_path: Path) -> None:
    assert (
        examined(workbook(tmp_path, TABLE)).consent == examined(csv_file(tmp_path, TABLE)).consent
    )


def test_facts_follow_from_what_the_records_show(tmp_path: Path) -> None:
    assert facts(examined(csv_file(tmp_path, TABLE))) == {
        "consent.record_kept": True,
        "consent.obtained": False,
        "storage.deletion_triggers": ("consent_withdrawn",),
    }


def test_consent_after_every_capture_is_consent_after_capture(tmp_path: Path) -> None:
    late = [TABLE[0], TABLE[2]]
    assert facts(examined(csv_file(tmp_path, late)))["consent.timing"] == "after"
    assert "consent.timing" not in facts(examined(csv_file(tmp_path, TABLE)))


def test_refusals_without_a_time_of_capture_show_no_capture(tmp_path: Path) -> None:
    rows = [["member_id", "date", "consent_face", "withdrawn_on"]]
    rows += [[str(n), "2025-09-01", "no" if n % 2 else "yes", ""] for n in range(10)]
    examination = examined(csv_file(tmp_path, rows))
    assert "consent.obtained" not in facts(examination)
    assert examination.consent[0].refused == 5
    assert examination.consent[0].captured is None


def test_records_in_the_shape_of_iso_27560(tmp_path: Path) -> None:
    file = tmp_path / "records.json"
    file.write_text(json.dumps(ISO))
    examination = examined(file, DocumentRole.CONSENT_RECORD)
    (count,) = examination.consent
    assert (count.records, count.given, count.refused) == (2, 1, 1)
    assert (count.withdrawn, count.captured_before, count.captured_refused) == (1, 1, 1)
    assert facts(examination)["consent.obtained"] is False


@pytest.mark.parametrize("rows", [TABLE, ENGLISH])
def test_no_name_is_repeated_anywhere(tmp_path: Path, rows: list[list[str]]) -> None:
    examination = examined(csv_file(tmp_path, rows))
    assert examination.consent
    said = examination.model_dump_json()
    assert not [row[0] for row in rows[1:] if row[0] in said]


def test_people_who_asked_are_counted_and_not_named(tmp_path: Path) -> None:
    rows = [["会员编号", "人脸同意", "经办人"], ["1", "是", "张小明"], ["2", "是", "李小红"]]
    examination = examined(csv_file(tmp_path, rows))
    assert examination.consent[0].asked_by == (("*", 2),)
    assert "张小明" not in examination.model_dump_json()


def test_columns_are_said_and_unknown_ones_too(tmp_path: Path) -> None:
    rows = [["member_id", "consent_face", "zodiac"], ["1", "yes", "ox"], ["2", "no", "rat"]]
    examination = examined(csv_file(tmp_path, rows))
    assert "consent = consent_face" in examination.observations[0].note
    assert any("zodiac" in warning for warning in examination.warnings)


@pytest.mark.parametrize("heading", ["marketing consent", "consent", "同意"])
def test_consent_to_something_else_says_nothing_of_faces(tmp_path: Path, heading: str) -> None:
    rows = [["member_id", heading, "channel"], ["1", "yes", "app"], ["2", "no", "app"]]
    assert facts(examined(csv_file(tmp_path, rows))) == {}


def test_a_table_of_something_else_is_no_record_of_consent(tmp_path: Path) -> None:
    rows = [
        ["camera", "ip", "place"],
        ["entrance", "10.0.0.2", "lobby"],
        ["till", "10.0.0.3", "shop"],
    ]
    assert examined(csv_file(tmp_path, rows)).consent == ()


@pytest.mark.parametrize(
    ("consented", "captured", "before"),
    [
        ("2026-05-01 10:00", "2026-05-01 09:59", 1),
        ("2026-05-01 10:00", "2026-05-01 10:00", 0),
        ("2026-05-01", "2026-05-01 09:00", 0),
        ("2026/5/2", "2026年5月1日", 1),
        ("20260502", "20260501", 1),
        ("not known", "2026-05-01", 0),
        ("2026-05-32", "2026-05-01", 0),
    ],
)
def test_before_only_where_both_times_show_it(
    tmp_path: Path, consented: str, captured: str, before: int
) -> None:
    rows = [
        ["member_id", "consent_face", "consent_time", "capture_time"],
        ["1", "yes", consented, captured],
        ["2", "yes", "2026-06-01", "2026-06-02"],
    ]
    assert examined(csv_file(tmp_path, rows)).consent[0].captured_before == before

"""Inventories of cameras: headings in any words, and what follows from a row and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.examine.document_model import ListedCamera
from auditor.examine.model import Examination
from auditor.vocabulary.value import FactValue
from tests.examine.documents.consent_records.test_consent_records import (
    csv_file,
    examined,
    workbook,
)

ON: dict[str, FactValue] = {
    "capture.template_extracted": True,
    "capture.analyses": ("recognition",),
}


def facts(examination: Examination) -> dict[str, FactValue]:
    return {name: value for one in examination.observations for name, value in one.says.items()}


def listed(folder: Path, headings: list[str], *rows: list[str]) -> tuple[ListedCamera, ...]:
    return examined(csv_file(folder, [headings, *rows])).listed


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            ["camera", "ip", "face_recognition", "retention_days", "place"],
            ["entrance", "10.0.0.2", "enabled", "180", "lobby"],
        ),
        (
            ["摄像机名称", "IP", "人脸识别", "保存天数", "位置"],
            ["entrance", "10.0.0.2", "已启用", "180", "lobby"],
        ),
        (
            ["攝像機名稱", "IP地址", "人臉識別", "保存天數", "安裝位置"],
            ["entrance", "10.0.0.2", "是", "180", "lobby"],
        ),
        (
            ["Device name", "IP address", "Functions", "Data retention", "Location"],
            ["entrance", "10.0.0.2", "face recognition", "6 months", "lobby"],
        ),
        (
            ["设备名称", "IP", "主要功能", "数据保存期限", "安装位置"],
            ["entrance", "10.0.0.2", "人脸比对", "六个月", "lobby"],
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_one_camera_whatever_the_headings(
    tmp_path: Path, headings: list[str], row: list[str], encoding: str
) -> None:
    examination = examined(
        csv_file(tmp_path, [headings, row, ["till", "10.0.0.3", "", "", "shop"]], encoding)
    )
    camera = examination.listed[0]
    assert (camera.name, camera.host, camera.place) == ("entrance", "10.0.0.2", "lobby")
    assert (camera.recognition, camera.retention_days) == (True, 180)
    assert facts(examination) == {**ON, "storage.retention_days": 180}
    assert not examination.not_read


def test_a_workbook_with_a_title_above_the_headings(tmp_path: Path) -> None:
    rows = [
        ["Camera inventory, store 0417", "", ""],
        ["camera", "face recognition", "retention days"],
        ["entrance", "on", "90"],
        ["till", "off", "30"],
    ]
    cameras = examined(workbook(tmp_path, rows)).listed
    assert [(c.name, c.recognition, c.retention_days) for c in cameras] == [
        ("entrance", True, 90),
        ("till", False, 30),
    ]


@pytest.mark.parametrize(
    ("function", "recognition", "detection"),
    [
        ("face recognition", True, None),
        ("人脸识别", True, None),
        ("face detection", None, True),
        ("人脸抓拍", None, True),
        ("人脸检测，未启用人脸识别", False, True),
        ("no face recognition", False, None),
        ("视频录像（未启用人脸识别）", False, None),
        ("人脸识别已关闭", False, None),
        ("face recognition: off", False, None),
        ("recording only", None, None),
        ("客流统计", None, None),
    ],
)
def test_detection_is_not_recognition_and_denials_are_not_inverted(
    tmp_path: Path, function: str, recognition: bool | None, detection: bool | None
) -> None:
    (camera, _) = listed(
        tmp_path,
        ["camera", "function", "place"],
        ["entrance", function, "lobby"],
        ["till", "recording", "shop"],
    )
    assert (camera.recognition, camera.detection) == (recognition, detection)


@pytest.mark.parametrize("switched", ["", "tbd", "待定"])
def test_what_is_not_understood_is_not_off(tmp_path: Path, switched: str) -> None:
    (camera, _) = listed(
        tmp_path,
        ["camera", "face recognition", "place"],
        ["entrance", switched, "lobby"],
        ["till", "on", "shop"],
    )
    assert camera.recognition is None


def test_all_off_is_the_operators_denial_and_one_on_is_not(tmp_path: Path) -> None:
    headings = ["camera", "face recognition", "place"]
    off = [headings, ["entrance", "off", "lobby"], ["till", "no", "shop"]]
    assert facts(examined(csv_file(tmp_path, off))) == {"declared.recognition_denied": True}
    mixed = [headings, ["entrance", "off", "lobby"], ["till", "yes", "shop"]]
    assert facts(examined(csv_file(tmp_path, mixed))) == ON


def test_the_longest_retention_of_cameras_with_recognition_counts(tmp_path: Path) -> None:
    rows = [
        ["camera", "face recognition", "retention days"],
        ["entrance", "on", "90"],
        ["gate", "on", "180"],
        ["yard", "off", "365"],
    ]
    assert facts(examined(csv_file(tmp_path, rows)))["storage.retention_days"] == 180


def test_retention_of_recordings_is_not_that_of_faces(tmp_path: Path) -> None:
    rows = [["摄像机", "人脸识别", "录像保存天数"], ["入口", "是", "30"], ["收银", "否", "30"]]
    said = facts(examined(csv_file(tmp_path, rows)))
    assert said["storage.video_retention_days"] == 30
    assert "storage.retention_days" not in said


def test_recipients(tmp_path: Path) -> None:
    rows = [
        ["camera", "face recognition", "recipient"],
        ["a", "on", "Vendor Ltd"],
        ["b", "on", "none"],
    ]
    examination = examined(csv_file(tmp_path, rows))
    assert [camera.recipient for camera in examination.listed] == ["Vendor Ltd", ""]
    assert facts(examination)["sharing.recipients"] == ("Vendor Ltd",)


def test_unknown_headings_are_said(tmp_path: Path) -> None:
    rows = [["camera", "face recognition", "zodiac"], ["a", "on", "ox"], ["b", "on", "rat"]]
    assert any("zodiac" in warning for warning in examined(csv_file(tmp_path, rows)).warnings)


@pytest.mark.parametrize(
    "rows",
    [
        [["name", "function", "place"], ["Anna", "manager", "Hangzhou"], ["Bo", "clerk", "Ningbo"]],
        [["id", "amount", "address"], ["1", "20", "a"], ["2", "30", "b"]],
    ],
)
def test_other_tables_are_no_inventories(tmp_path: Path, rows: list[list[str]]) -> None:
    assert examined(csv_file(tmp_path, rows)).listed == ()

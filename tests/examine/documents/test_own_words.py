"""What a notice asserts of the system itself counts; what it denies, asks or announces does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.interface import Workbench

ASSERTED = (
    "Face recognition is in use at this entrance.",
    "Members enter with face or card.",
    "Your face template is stored encrypted on the terminal.",
    "We use facial recognition to identify returning customers.",
    "本小区出入口采用人脸识别系统，请业主配合。",
    "温馨提示：请刷脸或刷卡进入。",
    "本店安装人脸识别\n摄像头，敬请知悉。",
    "Facial recognition cameras are\nin operation. Facial recognition is in use in all\nlifts.",
)
NOT_ASSERTED = (
    "We do not use facial recognition.",
    "We do not\nuse facial recognition at this entrance.",
    "本店不\n采用人脸识别技术。",
    "本店不使用人脸识别，仅有普通监控录像。",
    "Facial recognition may be introduced here next year.",
    "本小区拟于明年采用人脸识别系统。",
    "If we use facial recognition, we will ask you first.",
    "如采用人脸识别，将事先征得您的同意。",
    "Entry with face covered is not permitted.",
    "Please enter with face masks on.",
    "Is face recognition in use here? Ask at the desk.",
    "We no longer use facial recognition.",
    "本店已停用人脸识别系统。",
    "Video surveillance is in use.",
    "若启用人脸识别，将另行公告。",
    "Face recognition must not be used in changing rooms.",
    "任何人不得在楼道安装人脸识别摄像头。",
    "您可以选择不刷脸通行。",
    "严禁任何单位在此安装人脸识别设备。",
)


def stated(tmp_path: Path, words: str, role: DocumentRole = DocumentRole.NOTICE) -> dict[str, str]:
    path = tmp_path / "sign.txt"
    path.write_text(words, encoding="utf-8")
    exhibit = Exhibit(
        id="E-01",
        path="sign.txt",
        kind=ExhibitKind.TEXT,
        media_type="text/plain",
        size=path.stat().st_size,
        digest=digest_bytes(path.read_bytes()),
        role=role,
    )
    observations = DocumentExaminer().examine(exhibit, path, Workbench()).observations
    return {
        fact: getattr(each.locator, "quote", "")
        for each in observations
        for fact in each.says
        if fact in ("capture.analyses", "capture.template_extracted")
    }


@pytest.mark.parametrize("words", ASSERTED)
def test_a_notice_that_says_so_states_that_faces_are_recognised(tmp_path: Path, words: str) -> None:
    found = stated(tmp_path, words)
    assert "capture.analyses" in found
    assert any(word in found["capture.analyses"].lower() for word in ("face", "faci", "脸"))


@pytest.mark.parametrize("words", NOT_ASSERTED)
def test_a_denial_a_plan_a_condition_or_a_question_states_nothing(
    tmp_path: Path, words: str
) -> None:
    assert stated(tmp_path, words) == {}


@pytest.mark.parametrize("role", [DocumentRole.OTHER, DocumentRole.JUDGMENT])
def test_a_text_that_is_no_notice_is_not_the_operators_word(
    tmp_path: Path, role: DocumentRole
) -> None:
    assert stated(tmp_path, "Press report: face recognition is in use.", role) == {}

"""Items of assessments, contracts with vendors and filings: found, missing, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import Digest
from auditor.examine.documents.assessments.items import GovernanceKind
from auditor.examine.documents.assessments.observe import facts_stated, read_governance
from auditor.examine.documents.chats.sentences import sentences
from auditor.examine.documents.examiner import searched
from auditor.examine.documents.readers.model import DocumentText
from auditor.vocabulary.value import FactValue
from tests.examine.documents.chats.support import phrasings

EXHIBIT = Exhibit(
    id="E-01",
    path="document.txt",
    kind=ExhibitKind.TEXT,
    media_type="text/plain",
    size=1,
    digest=Digest(value="0" * 64),
    role=DocumentRole.INTERNAL,
)
HELD_BACK = Path(__file__).parent / "held_back.yaml"
PRECISION, RECALL = 0.98, 0.9

CHINESE = """个人信息保护影响评估报告
一、处理目的：识别会员。经评估，处理目的合法、正当，具有必要性。
二、对个人权益的影响：可能造成误识。
三、安全风险：存在泄露、滥用风险。
四、保护措施：特征值未加密存储，设置访问权限。
五、备案情况：尚未向网信部门备案。人脸库现存约3.8万人。
评估完成日期：2026年2月20日
"""
ENGLISH = """Personal information protection impact assessment: face recognition at entrances
1 Purpose
Recognise members at the entrance.
2 Necessity
A QR code was considered and rejected because it is slower.
3 Risks and measures
False match: staff check before acting. No appeal channel at present.
Templates are not encrypted. Vendor: processor under contract. No export.
Approved by the head of operations on 2026-02-20. Filing with the cyberspace office: not made.
"""
CONTRACT = """数据处理协议
甲方委托乙方处理人脸信息，处理目的为会员识别，委托期限一年，处理方式为比对，信息种类为人脸特征值。
乙方应采取安全保护措施。双方的权利义务如下。乙方接受甲方的监督和检查。
协议终止后，乙方应删除全部个人信息。未经甲方同意不得转委托。
"""
RECEIPT = """人脸识别技术应用备案回执
备案主体：某某公司。处理目的：会员识别。备案号：浙网信备0001号
"""


def facts(text: str, role: DocumentRole = DocumentRole.INTERNAL) -> dict[str, FactValue]:
    reading = searched(EXHIBIT.model_copy(update={"role": role}), DocumentText(text))
    return {
        name: value
        for one in reading.observations
        for name, value in one.says.items()
        if name.split(".")[0] in {"governance", "storage", "sharing"}
    }


def test_an_assessment_in_chinese() -> None:
    assert facts(CHINESE) == {
        "governance.impact_assessment_made": True,
        "governance.impact_assessment_items": ("impact", "lawfulness", "risk", "safeguards"),
        "governance.impact_assessment_on": "2026-02-20",
        "governance.filed": False,
        "storage.encrypted": False,
        "storage.face_person_count": 38000,
    }


def test_an_assessment_in_english() -> None:
    assert facts(ENGLISH) == {
        "governance.impact_assessment_made": True,
        "governance.impact_assessment_items": ("lawfulness", "risk", "safeguards"),
        "governance.impact_assessment_on": "2026-02-20",
        "governance.filed": False,
        "governance.vendor_contract": True,
        "sharing.recipient_role": "processor_contract",
        "sharing.export": False,
        "storage.encrypted": False,
    }


def test_a_contract_with_a_vendor_and_all_its_items() -> None:
    reading = read_governance(EXHIBIT, DocumentText(CONTRACT), whole=True)
    assert reading is not None
    assert len([o for o in reading.observations if o.topic == "text.vendor_contract_item"]) == 9
    said = facts(CONTRACT)
    assert said["governance.vendor_contract"] is True
    assert "governance.vendor_supervised" not in said


def test_a_receipt_is_a_filing_and_a_form_is_not() -> None:
    assert facts(RECEIPT)["governance.filed"] is True
    form = RECEIPT.replace("回执", "申请表").replace("备案号：浙网信备0001号", "")
    assert "governance.filed" not in facts(form)


def test_an_item_is_missing_only_where_all_was_read() -> None:
    text = "影响评估报告\n处理目的合法、正当、必要。\n安全风险：泄露。\n"
    for whole, words in ((True, "read in full"), (False, "what could be read")):
        reading = read_governance(EXHIBIT, DocumentText(text), whole=whole)
        assert reading is not None
        notes = [
            o.note for o in reading.observations if o.topic == "text.assessment_item_not_found"
        ]
        assert len(notes) == 2
        assert all(words in note for note in notes)
        (made,) = [o for o in reading.observations if o.topic == "text.assessment"]
        assert made.lacks == (("impact", "safeguards") if whole else ())
        assert not made.complete


@pytest.mark.parametrize(
    "title",
    [
        "影响评估报告（模板）",
        "关于开展影响评估的通知",
        "影响评估制度",
        "DPIA template",
        "Impact assessment: draft",
    ],
)
def test_what_is_about_assessments_is_none(title: str) -> None:
    assert "governance.impact_assessment_made" not in facts(
        f"{title}\n" + CHINESE.split("\n", 1)[1]
    )


def test_items_left_open_are_not_there() -> None:
    text = "影响评估报告\n合法性、正当性、必要性：待补充\n安全风险：未评估\n保护措施：____\n"
    assert facts(text) == {}


@pytest.mark.parametrize("role", [DocumentRole.NOTICE, DocumentRole.MESSAGE, DocumentRole.JUDGMENT])
def test_other_documents_are_not_read_as_assessments(role: DocumentRole) -> None:
    assert "governance.impact_assessment_made" not in facts(CHINESE, role)


def _stated(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for sentence in sentences(text, 0, len(text), ()):
        for each in facts_stated(sentence, GovernanceKind.ASSESSMENT):
            found |= each
    return found


def _pairs(stated: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(name, str(value)) for name, value in stated.items()}


def test_sentences_held_back() -> None:
    right = wrong = missed = 0
    for case in phrasings(HELD_BACK):
        got, want = _pairs(_stated(case["text"])), _pairs(case["facts"])
        right += len(got & want)
        wrong += len(got - want)
        missed += len(want - got)
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Face templates are kept for 365 days.", 365),
        ("人脸特征值保存180天。", 180),
        ("人脸信息应当保存不超过30天。", None),
        ("普通录像保存30天。", None),
        ("Face templates: 180 days for members, kept 2 years for the watchlist.", None),
    ],
)
def test_retention_of_faces_where_one_limit_is_stated(text: str, days: int | None) -> None:
    assert _stated(text).get("storage.retention_days") == days

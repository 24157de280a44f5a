"""Matters beside faces: what states them, and what only sounds like it."""

from __future__ import annotations

import time

import pytest

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.locator import TextLocator
from auditor.examine.documents.disclosures import DISCLOSURES
from auditor.examine.documents.examiner import searched
from auditor.examine.documents.kinds import NAMES, ROLES, DocumentKind, recognised_kind
from auditor.examine.documents.labels import LABELS, labelled_values
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import normalise
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.documents.reading import DocumentReading
from auditor.report.examiner_words import in_chinese


def read(text: str, role: DocumentRole = DocumentRole.NOTICE) -> DocumentReading:
    exhibit = Exhibit(
        id="E-01",
        path="x",
        kind=ExhibitKind.TEXT,
        media_type="text/plain",
        size=1,
        digest=digest_bytes(b""),
        role=role,
    )
    return searched(exhibit, DocumentText(text))


def topics(text: str, role: DocumentRole = DocumentRole.NOTICE) -> set[str]:
    return {entry.topic.removeprefix("text.") for entry in read(text, role).observations}


STATED = [
    ("purpose", "为核实来访人员身份，本园启用人脸识别。"),
    ("purpose", "采集人脸用于防止盗窃。"),
    ("purpose", "We use facial recognition so that banned people are spotted."),
    ("purpose", "Cameras record your face to check membership."),
    ("manner", "闸机将拍摄您的面部照片。"),
    ("manner", "The camera checks every face against our list."),
    ("rights", "您可以申请查询已采集的人脸信息。"),
    ("rights", "You may ask for a copy of your face data or have it erased."),
    ("impact", "人脸信息泄露后可能被冒用身份。"),
    ("alternative", "不愿刷脸的可以出示会员码。"),
    ("alternative", "If you would rather not use your face, use the side door."),
    ("sharing", "人脸信息将提供给合作伙伴。"),
    ("sharing", "我们会与云服务商共享人脸信息。"),
    ("sharing", "Face templates are shared with our ticketing provider."),
    ("change_at_will", "公司可随时修改本协议，采集人脸的规则以公布为准。"),
    ("change_at_will", "We may amend these terms at any time without notice."),
    ("entry_is_consent", "进入本馆即视为同意采集人脸。"),
    ("entry_is_consent", "By entering you consent to the recording of your face."),
    ("bundled", "签署即一并同意采集人脸信息并接收推送。"),
    ("rights_excluded", "本人放弃就人脸信息提出异议的权利。"),
    ("minors", "未满十四周岁的须由监护人同意采集人脸。"),
    ("retention_unlimited", "人脸信息将永久保存。"),
    ("retention_unlimited", "Face templates are kept forever."),
    ("refusal_announced", "不刷脸的请勿入内。"),
    ("refusal_announced", "不同意刷脸者谢绝进入。"),
    ("refusal_announced", "A tenant who does not register a face will be denied access."),
    ("face_denied", "本店摄像头不具备人脸识别功能。"),
    ("face_denied", "本店人脸识别功能已关闭。"),
    ("face_denied", "We don't do facial recognition."),
]

NOT_STATED = [
    ("sharing", "我们不会向任何第三方提供人脸信息。"),
    ("sharing", "未经您单独同意，我们不会将人脸信息共享给合作方。"),
    ("sharing", "人脸信息严禁提供给第三方。"),
    ("sharing", "We never share face data with third parties."),
    ("sharing", "We do not sell or disclose your face data to partners."),
    ("sharing", "Face data will not be passed on to other companies."),
    ("alternative", "门禁卡、密码等其他通行方式已停用，只能刷脸。"),
    ("alternative", "No other way of entering without face recognition is offered."),
    ("alternative", "If you do not want your face recorded, you cannot use the card lane."),
    ("retention_unlimited", "人脸信息不会永久保存。"),
    ("retention_unlimited", "Your face image is permanently deleted after a day."),
    ("retention_unlimited", "We do not keep face data indefinitely."),
    ("refusal_announced", "不刷脸也可以进入，不会因此被拒绝入内。"),
    ("refusal_announced", "No one is refused entry for not showing their face."),
    ("change_at_will", "公司不得随时修改本协议中有关人脸的条款。"),
    ("change_at_will", "您可以随时修改您的人脸照片。"),
    ("entry_is_consent", "进入本馆不视为同意采集人脸。"),
    ("entry_is_consent", "Entering does not mean that you consent to face recognition."),
    ("rights_excluded", "本条款不会使您放弃就人脸信息投诉的权利。"),
    ("purpose", "乙方不得超出约定目的处理人脸信息。"),
    ("impact", "不使用人脸不会对您的权益产生影响。"),
    ("face_denied", "未经同意，不得关闭人脸识别。"),
    ("face_named", "Please put on a face mask and face the door."),
    ("face_named", "On the face of it, the interface is simple."),
    ("face_denied", "If you do not use face recognition, use the card lane."),
]


@pytest.mark.parametrize(("topic", "text"), STATED)
def test_what_states_a_matter(topic: str, text: str) -> None:
    assert topic in topics(text)


@pytest.mark.parametrize(("topic", "text"), NOT_STATED)
def test_what_denies_a_matter_or_is_about_another(topic: str, text: str) -> None:
    assert topic not in topics(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("进入本馆即视为同意采集人脸。", "entry_is_consent"),
        ("不刷脸的请勿入内。", "no_face_no_service"),
        ("We may amend these terms on face data at any time.", "change_at_will"),
    ],
)
def test_terms_of_a_notice_are_facts_of_texts_for_the_public(text: str, term: str) -> None:
    says = [entry.says.get("notice.terms") for entry in read(text).observations]
    assert (term,) in says
    inside = read(text, DocumentRole.INTERNAL).observations
    assert not any("notice.terms" in entry.says for entry in inside)


# --- labels --------------------------------------------------------------------------------------

FACES = "人脸信息处理告知\n"


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("处理目的｜核验出入身份", "purpose"),
        ("Purpose\tchecking who may enter", "purpose"),
        ("1. 处理方式：本地核验", "manner"),
        ("Manner of processing | on the device", "manner"),
        ("个人信息种类\t照片", "kinds"),
        ("运营单位：云栖花苑", "operator_named"),
        ("联系人：王师傅", "contact"),
        ("个人权利：书面提出", "rights"),
        ("必要性\t门禁卡易被复制", "necessity"),
        ("Effect on you\tYour entries can be traced", "impact"),
        ("其他通行方式：找门卫", "alternative"),
        ("保存期限：学期结束", "retention_in_words"),
        ("处理目的\n核验出入身份", "purpose"),
        ("二、处理方式\n在本地设备上核验", "manner"),
    ],
)
def test_a_label_with_a_value_states_its_item(line: str, topic: str) -> None:
    assert topic in topics(FACES + line)


@pytest.mark.parametrize(
    "line",
    [
        "处理目的：",
        "处理目的｜无",
        "Purpose\tN/A",
        "其他通行方式：不提供",
        "Alternatives: none",
        "处理目的\n处理方式",
        "Purpose built gates",
        "联系人须知",
    ],
)
def test_a_label_without_a_value_states_nothing(line: str) -> None:
    assert not list(labelled_values(line))


def test_labels_in_a_text_without_data_state_nothing() -> None:
    assert "purpose" not in topics("Purpose: a meeting\nContact: the office")


def test_the_place_of_a_label_is_its_line() -> None:
    (entry,) = [
        e for e in read(FACES + "处理目的｜核验身份").observations if e.topic == "text.purpose"
    ]
    assert isinstance(entry.locator, TextLocator)
    assert (entry.locator.line, entry.locator.column) == (2, 1)
    assert "处理目的" in entry.locator.quote


# --- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (DocumentKind.NOTICE, "温馨提示\n您已进入视频监控区域\n监督电话：0571-88886666"),
        (DocumentKind.NOTICE, "NOTICE\nThis building uses facial recognition."),
        (DocumentKind.CONSENT_FORM, "人脸信息处理同意书\n本人已阅读并同意\n签字："),
        (DocumentKind.CONTRACT, "年卡使用协议\n第一条 甲方与乙方达成协议。\n违约责任见后。"),
        (DocumentKind.PRIVACY_POLICY, "Privacy policy\nLast updated 3 May 2025"),
        (DocumentKind.MESSAGE, "【绿野乐园】您好，欢迎光临，退订回T"),
        (DocumentKind.INTERNAL, "案场系统操作手册（内部资料）\n员工不得私自导出。"),
        (DocumentKind.ASSESSMENT, "个人信息保护影响评估报告\n评估人：合规部\n风险等级：中"),
        (
            DocumentKind.VENDOR_CONTRACT,
            "Data processing agreement\nA (the Controller) and B (the Processor)",
        ),
        (DocumentKind.REQUEST, "个人信息删除请求\n请求贵公司删除。申请人：王某"),
        (DocumentKind.ANSWER, "关于您请求的答复\n您的请求已收悉。特此答复。"),
    ],
)
def test_the_kind_of_a_document(kind: DocumentKind, text: str) -> None:
    found = recognised_kind(normalise(text))
    assert found is not None
    assert found.kind is kind
    assert found.signs


@pytest.mark.parametrize("text", ["", "cameras:\n  door: {}", "今天天气不错", "Lunch at noon?"])
def test_weak_signs_name_no_kind(text: str) -> None:
    assert recognised_kind(normalise(text)) is None


def test_a_declared_role_is_not_questioned() -> None:
    text = "隐私政策\n我们如何收集人脸信息：保存30天。"
    assert not any(topic.startswith("document_kind") for topic in topics(text))


def test_a_surely_recognised_notice_is_read_as_one_and_misses_nothing() -> None:
    text = "温馨提示\n您已进入视频监控区域\n本店24小时监控"
    reading = read(text, DocumentRole.OTHER)
    (whole,) = [e for e in reading.observations if e.topic == "text.notice_items"]
    assert whole.says["notice.present"] is True
    assert not whole.complete
    assert not whole.lacks


@pytest.mark.parametrize("words", [*NAMES.values(), *(entry.words for entry in DISCLOSURES)])
def test_every_sentence_has_a_chinese_form(words: str) -> None:
    assert in_chinese(words)


def test_every_role_of_a_kind_is_one_that_a_text_shows() -> None:
    assert set(ROLES) < set(DocumentKind)


@pytest.mark.parametrize(
    "text", ["脸" * 20_000, "to " * 20_000, "，" * 20_000, "a\t" * 20_000, "\n" * 20_000]
)
def test_reading_is_linear(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 8


def test_patterns_of_labels_are_not_words_of_a_sentence() -> None:
    for kind in LABELS:
        assert compiled(kind.label).fullmatch("we keep your face data for 30 days") is None

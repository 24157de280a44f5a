"""Who speaks, in every form in which conversations come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.case.model import DocumentRole
from auditor.examine.document_model import Medium
from auditor.examine.documents.chats.model import OTHER, OWN, Conversation
from auditor.examine.documents.chats.recognise import conversation_in
from auditor.examine.documents.read import read_document as read_file
from auditor.examine.documents.readers.model import DocumentText
from auditor.vocabulary.value import SpeakerRole
from tests.examine.documents.chats.support import facts_by, read_document, read_text

VISITOR, OPERATOR = SpeakerRole.VISITOR, SpeakerRole.OPERATOR

TYPED = """2026-05-16 18:03 与置业顾问小陈的微信聊天
我：说好的98折优惠还能给吗？
小陈：系统识别到您3月份来过一次，就不能走渠道优惠了
我：怎么知道的？能把我的照片删了吗？
小陈：我们案场摄像头有人脸识别的，照片删不了
"""
COPIED = """小陈 2026-05-16 18:03:12
您好，我是置业顾问小陈

王女士 2026-05-16 18:04:40
你们门口的摄像头有人脸识别吗？

小陈 2026-05-16 18:05:01
有的，我们案场都有人脸识别
"""
SMS_LIKE = """[2026/5/16 18:03] 物业客服：不刷脸进不了小区
[2026/5/17 09:10] 业主：我不同意人脸识别，请删除我的人脸照片
[2026/5/18 09:10] 物业客服：已经帮您删除了
"""
IPHONE = """[16/05/2026, 18:03:12] Gym Front Desk: Our cameras recognised your face from a visit.
[16/05/2026, 18:05:40] Anna: I never agreed to face recognition. Please delete my face data.
[17/05/2026, 09:00:02] Gym Front Desk: We can't do that.
"""
ANDROID = """16/05/2026, 18:00 - Messages and calls are end-to-end encrypted.
16/05/2026, 18:03 - Anna: Do you use facial recognition?
16/05/2026, 18:05 - Store Support: Yes, at all entrances.
It has been on
since March.
"""
ENGLISH = """Chat with the sales manager of Riverside, 16 May
Me: is the 2% discount still possible?
Tom: Sorry, the face recognition system shows you visited in March, so the discount is lost.
Me: Please delete my photo.
Tom: It has been deleted.
"""
MAIL = """From: Privacy Team <privacy@store.example>
To: Anna Berg <anna@example.org>
Date: Mon, 18 May 2026 10:00:00 +0800
Subject: Re: face recognition

Dear Ms Berg,

we cannot delete the images.

On Sat, 16 May 2026 at 18:03, Anna Berg <anna@example.org> wrote:
> You told me that you have face recognition. Please delete my face data.
> I never agreed to face recognition.
"""
MAIL_ZH = """From: 王某 <wang@example.cn>
To: 客服 <kefu@mall.example>
Date: Mon, 18 May 2026 10:00:00 +0800
Subject: 人脸识别

你们说没有人脸识别？请说明采集我的人脸的目的。

-----原始邮件-----
发件人: 客服 <kefu@mall.example>
发送时间: 2026-05-16 18:03
收件人: 王某 <wang@example.cn>
主题: 答复

尊敬的顾客：我们商场没有使用人脸识别。
"""


@pytest.mark.parametrize(
    ("text", "medium", "operator", "visitor"),
    [
        (
            TYPED,
            Medium.TYPED,
            {
                "capture.function": "identify_repeat_visitor",
                "treatment.price_differs_by_face": True,
                "request.answer": "refused_bare",
                "premises.kind": "sales_office",
                "request.answered_on": "2026-05-16",
            },
            {"request.type": "delete", "request.made_on": "2026-05-16"},
        ),
        (
            COPIED,
            Medium.TYPED,
            {"capture.template_extracted": True, "capture.analyses": ("recognition",)},
            {},
        ),
        (
            SMS_LIKE,
            Medium.TYPED,
            {
                "refusal.entry_or_service_refused": True,
                "request.answer": "done",
                "request.answered_on": "2026-05-18",
            },
            {
                "refusal.person_objected": True,
                "request.type": "delete",
                "request.made_on": "2026-05-17",
            },
        ),
        (
            IPHONE,
            Medium.EXPORT,
            {
                "capture.function": "identify_repeat_visitor",
                "request.answer": "refused_bare",
                "request.answered_on": "2026-05-17",
            },
            {"consent.obtained": False, "request.type": "delete"},
        ),
        (ANDROID, Medium.EXPORT, {"capture.template_extracted": True}, {}),
        (
            ENGLISH,
            Medium.TYPED,
            {"treatment.price_differs_by_face": True, "request.answer": "done"},
            {"request.type": "delete"},
        ),
    ],
    ids=["typed", "copied", "stamped", "whatsapp-ios", "whatsapp-android", "english"],
)
def test_each_side_says_its_own(
    text: str, medium: Medium, operator: dict[str, object], visitor: dict[str, object]
) -> None:
    reading = read_text(text)
    said = facts_by(reading)
    assert reading.conversation.medium is medium
    assert operator.items() <= said.get(OPERATOR, {}).items()
    assert visitor.items() <= said.get(VISITOR, {}).items()
    assert not set(operator) & set(said.get(VISITOR, {}))


def saved(folder: Path, name: str, text: str) -> DocumentText:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_file(file)


@pytest.mark.parametrize(
    ("text", "operator", "visitor"),
    [
        (
            MAIL,
            {"request.answer": "refused_bare", "request.answered_on": "2026-05-18"},
            {"request.type": "delete", "consent.obtained": False, "request.made_on": "2026-05-16"},
        ),
        (MAIL_ZH, {"declared.recognition_denied": True}, {"request.type": "explain"}),
    ],
    ids=["english", "chinese"],
)
def test_a_thread_gives_every_author_their_own_words(
    tmp_path: Path, text: str, operator: dict[str, object], visitor: dict[str, object]
) -> None:
    said = facts_by(read_document(saved(tmp_path, "mail.eml", text)))
    assert operator.items() <= said[OPERATOR].items()
    assert visitor.items() <= said[VISITOR].items()
    assert "capture.template_extracted" not in said[OPERATOR]


TELEGRAM = {
    "name": "Riverside sales office",
    "type": "personal_chat",
    "id": 1,
    "messages": [
        {
            "id": 1,
            "type": "message",
            "date": "2026-05-16T18:03:12",
            "from": "Anna",
            "text": "Do you use face recognition?",
        },
        {
            "id": 2,
            "type": "message",
            "date": "2026-05-16T18:04:12",
            "from": "Riverside Sales",
            "text": [{"type": "bold", "text": "Yes, we use face recognition at the door."}, ""],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2026-05-17T18:04:12",
            "from": "Anna",
            "text": "Please delete my face data.",
        },
    ],
}
WECHAT_TABLE = """IsSender,CreateTime,StrContent,NickName
1,2026-05-16 18:03:12,你们门口有人脸识别吗？,王
0,2026-05-16 18:04:12,有的,置业顾问小陈
1,2026-05-16 18:05:12,请删除我的照片,王
0,2026-05-16 18:06:12,删不了,置业顾问小陈
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("result.json", json.dumps(TELEGRAM, ensure_ascii=False)),
        ("chat.csv", WECHAT_TABLE),
    ],
)
def test_exports_of_messengers(tmp_path: Path, name: str, text: str) -> None:
    reading = read_document(saved(tmp_path, name, text))
    said = facts_by(reading)
    assert reading.conversation.medium is Medium.EXPORT
    assert said[OPERATOR]["capture.template_extracted"] is True
    assert said[VISITOR]["request.type"] == "delete"
    assert str(said[VISITOR]["request.made_on"]).startswith("2026-05-1")


def test_a_place_is_that_of_the_words() -> None:
    reading = read_text(TYPED)
    places = {
        observation.topic: (observation.locator.line, observation.locator.quote)
        for observation in reading.observations
        if observation.locator.type == "text"
    }
    assert places["text.chat_recognition_in_use"] == (5, "我们案场摄像头有人脸识别的，照片删不了")
    assert places["text.chat_request"][0] == 4


QUOTED = """我：「客服：我们有人脸识别，不刷脸进不了」
- - - - - - - - - - - - - - -
这是什么意思？
客服：那是别的项目的回复
"""


def test_words_that_a_message_only_quotes_are_nobodys() -> None:
    assert facts_by(read_text(QUOTED)) == {} or all(
        not v for v in facts_by(read_text(QUOTED)).values()
    )


@pytest.mark.parametrize(
    "text",
    [
        "阿明：你去的那个楼盘有人脸识别吗\n小红：有的，他们进门就抓拍人脸\n阿明：那不去了\n小红：嗯",
        "阿明：你们小区有人脸识别吗\n小红：我们小区有人脸识别\n阿明：哦\n小红：嗯",
        "Ann: do you have face recognition?\nBob: we have face recognition\nAnn: ok\nBob: yes",
    ],
)
def test_where_nobody_is_known_nothing_is_anybodys_word(text: str) -> None:
    reading = read_text(text)
    assert reading.warnings
    assert all(not observation.says for observation in reading.observations)


def test_how_two_people_address_one_another_tells_who_is_who() -> None:
    text = (
        "小陈：王姐，您好，我们案场周末有活动\n丽丽：你们门口的摄像头有人脸识别吗？\n"
        "小陈：有的\n丽丽：请删除我的人脸照片"
    )
    said = facts_by(read_text(text))
    assert said[OPERATOR]["capture.template_extracted"] is True
    assert said[VISITOR]["request.type"] == "delete"


def test_the_phone_may_be_that_of_the_operator() -> None:
    said = facts_by(
        read_text("客户：你们有人脸识别吗？\n我：有的，门口就是人脸识别\n客户：好\n我：嗯")
    )
    assert said[OPERATOR]["capture.template_extracted"] is True


@pytest.mark.parametrize(
    "text",
    [
        "温馨提示\n监督电话：0571-88886666\n保存期限：30天\n处理目的：安全\n联系地址：杭州",
        "处理者：某某公司\n目的：考勤\n方式：人脸识别\n保存期限：90天",
        "甲方：某某公司\n乙方：张三\n第一条：服务内容\n第二条：费用",
        "Operator: Riverside Ltd\nPurpose: security\nRetention: 30 days\nContact: 0571",
        "Notice\nWe use face recognition: it is for your safety.\nContact us: 123456.",
    ],
)
def test_forms_and_signs_are_no_conversations(text: str) -> None:
    assert conversation_in(DocumentText(text), DocumentRole.OTHER) is None


def test_what_is_declared_to_be_something_else_is_no_conversation() -> None:
    assert conversation_in(DocumentText(TYPED), DocumentRole.CONTRACT) is None


def authors(conversation: Conversation | None) -> list[str]:
    assert conversation is not None
    return [turn.author for turn in conversation.turns]


def test_me_is_whoever_typed() -> None:
    assert authors(conversation_in(DocumentText(TYPED), DocumentRole.MESSAGE)) == [
        OWN,
        "小陈",
        OWN,
        "小陈",
    ]
    assert OTHER not in authors(conversation_in(DocumentText(ENGLISH), DocumentRole.MESSAGE))


@pytest.mark.parametrize(
    ("sender", "receiver", "body", "expected"),
    [
        (
            "kefu@example.cn",
            "wang@example.cn",
            "您好：本案场摄像机具有人脸识别功能，人脸信息保存90天，用于判定客户归属。"
            "不刷脸不能入内。",
            {
                "capture.template_extracted": True,
                "storage.retention_days": 90,
                "purpose.actual": ("broker_attribution",),
                "refusal.entry_or_service_refused": True,
            },
        ),
        (
            "dpo@example.com",
            "visitor@example.com",
            "Dear visitor, our cameras use facial recognition. Face images are kept for 90 days. "
            "Entry is refused if you do not show your face to the camera.",
            {
                "capture.template_extracted": True,
                "storage.retention_days": 90,
                "refusal.entry_or_service_refused": True,
            },
        ),
    ],
)
def test_a_single_mail_of_the_operator(
    tmp_path: Path, sender: str, receiver: str, body: str, expected: dict[str, object]
) -> None:
    head = f"From: {sender}\nTo: {receiver}\nDate: Mon, 18 May 2026 10:00:00 +0800\nSubject: Re"
    mail = f"{head}\n\n{body}\n"
    said = facts_by(read_document(saved(tmp_path, "mail.eml", mail)))
    assert expected.items() <= said[OPERATOR].items()


def test_a_single_mail_of_nobody_known_is_no_conversation(tmp_path: Path) -> None:
    head = "From: a@example.cn\nTo: b@example.cn\nSubject: x\nDate: Mon, 18 May 2026 10:00:00"
    mail = f"{head}\n\n我们有人脸识别。\n"
    document = saved(tmp_path, "mail.eml", mail)
    assert conversation_in(document, DocumentRole.MESSAGE) is None

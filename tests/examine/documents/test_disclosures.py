"""What notices, messages and policies disclose, in English and in both Chinese scripts."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.errors import ExhibitError
from auditor.core.locator import TextLocator
from auditor.examine.documents.disclosures import DISCLOSURES
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.documents.lexicon import compiled
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination, Observation
from auditor.vocabulary.vocabulary import definition

Read = Callable[..., Examination]


def examine(path: Path, role: DocumentRole) -> Examination:
    exhibit = Exhibit(
        id="E-02",
        path=path.name,
        kind=ExhibitKind.TEXT,
        media_type="text/plain",
        size=0,
        digest=digest_bytes(b""),
        role=role,
    )
    return DocumentExaminer().examine(exhibit, path, Workbench())


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(text: str | bytes, role: DocumentRole = DocumentRole.NOTICE) -> Examination:
        path = tmp_path / "text.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        result = examine(path, role)
        for observation in result.observations:
            for fact, value in observation.says.items():
                definition(fact).parse(value)
        return result

    return reader


def topics(result: Examination) -> set[str]:
    return {one.topic.removeprefix("text.") for one in result.observations}


def whole(result: Examination) -> Observation:
    (one,) = [one for one in result.observations if one.topic == "text.notice_items"]
    return one


def items(result: Examination) -> tuple[str, ...]:
    found = whole(result).says["notice.items"]
    assert isinstance(found, tuple)
    return found


FULL_ZH = """\
告知书
本园采集您的人脸信息用于入园核验，通过闸机摄像头采集并自动比对。
人脸信息保存期限为90日，视频保存365天。
您可随时撤回同意、申请删除。
不愿使用人脸的游客可走人工通道。
联系电话：0571-88888888。
处理的必要性：防止一卡多用。对您个人权益的影响见官网。
杭州某某动物世界有限公司
"""
FULL_EN = """\
NOTICE - operated by Lakeside Parks Ltd
We capture your face image by cameras at the gate in order to check season cards.
Face data are kept for 90 days. The processing is necessary for stopping misuse of cards.
Risks for you: see the leaflet about personal data.
You may withdraw your consent at any time. You can also show your card to our staff.
Contact: privacy@lakeside.example
"""
ALL = {
    "face_data",
    "purpose",
    "manner",
    "kinds",
    "retention",
    "name",
    "contact",
    "rights",
    "necessity",
    "impact",
    "alternative",
}
TRADITIONAL = str.maketrans(
    "园采脸动对识别视频随时销请删无个权响书须现处应际络问来员电联系础两证数据获过闸机摄头闭设备业为务实",
    "園採臉動對識別視頻隨時銷請刪無個權響書須現處應際絡問來員電聯繫礎兩證數據獲過閘機攝頭閉設備業為務實",
)


@pytest.mark.parametrize("text", [FULL_ZH, FULL_ZH.translate(TRADITIONAL), FULL_EN])
def test_a_full_notice(read: Read, text: str) -> None:
    result = read(text)
    assert set(items(result)) == ALL
    assert whole(result).complete
    assert whole(result).says["notice.present"] is True
    days = [
        one.says["notice.retention_days"]
        for one in result.observations
        if "notice.retention_days" in one.says
    ]
    assert days == [90]


def test_places_and_quotes(read: Read) -> None:
    result = read(FULL_ZH)
    (found,) = [one for one in result.observations if one.topic == "text.contact"]
    assert isinstance(found.locator, TextLocator)
    assert (found.locator.line, found.locator.column) == (6, 1)
    assert found.locator.quote == "联系电话：0571-88888888。"


def test_lines_and_spaces_within_words(read: Read) -> None:
    result = read("本 区 域 采 集 您 的 人\n脸 信 息\n保存 ３０ 日")
    assert {"face_data", "retention"} <= set(items(result))


def test_gbk(read: Read) -> None:
    assert set(items(read(FULL_ZH.encode("gbk")))) == ALL


def test_a_sign_about_video_alone(read: Read) -> None:
    for text in ("您已进入视频监控区域\n请注意", "CCTV in operation", "VIDEO SURVEILLANCE"):
        result = read(text)
        assert "video_surveillance_only" in topics(result)
        assert items(result) == ()
        assert whole(result).complete


@pytest.mark.parametrize(
    "text",
    [
        "Please face the camera. Face masks must be worn here.",
        "The user interface is on the surface of the terminal.",
        "This is the Facebook page of the shop.",
        "请面向摄像头",
        "请佩戴口罩",
        "We face the challenge together in this park.",
    ],
)
def test_words_that_are_not_about_faces(read: Read, text: str) -> None:
    assert not {"face_named", "face_denied"} & topics(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "We do not use facial recognition.",
        "This shop does not collect or process face data.",
        "No facial recognition is used here.",
        "We never capture your face.",
        "本店不使用人脸识别。",
        "我们不会采集、处理您的人脸信息。",
        "我們不會採集您的人臉資訊。",
        "本商场未安装人脸识别设备。",
    ],
)
def test_denials(read: Read, text: str) -> None:
    result = read(text)
    (denied,) = [one for one in result.observations if one.topic == "text.face_denied"]
    assert denied.says == {"declared.recognition_denied": True}
    assert "face_data" not in items(result)


@pytest.mark.parametrize(
    "text",
    [
        "未注册人脸识别的用户将无法正常入园。",
        "不使用人脸识别的游客请走人工通道。",
        "未经您同意，我们不使用人脸识别。",
        "如您不使用人脸识别，可凭身份证入园。",
        "您可以选择不使用人脸识别。",
        "If you do not use facial recognition, you may show your card.",
        "We do not use facial recognition without your consent.",
        "We do not use facial recognition for marketing.",
        "We do not share your face data with third parties.",
        "我们不会向第三方提供您的人脸信息。",
        "Facial recognition is in use.",
        "You may enter without facial recognition.",
    ],
)
def test_what_only_sounds_like_a_denial(read: Read, text: str) -> None:
    assert "face_denied" not in topics(read(text))


def test_a_denial_of_storing_is_no_denial_of_recognising(read: Read) -> None:
    result = read("We do not store your face images.")
    assert "face_storing_denied" in topics(result)
    assert all("declared.recognition_denied" not in one.says for one in result.observations)


def test_a_denial_counts_only_in_the_operators_words(read: Read) -> None:
    for role, counts in (
        (DocumentRole.MESSAGE, True),
        (DocumentRole.PRIVACY_POLICY, True),
        (DocumentRole.JUDGMENT, False),
        (DocumentRole.OTHER, False),
    ):
        result = read("本店不使用人脸识别。", role)
        says = {fact for one in result.observations for fact in one.says}
        assert ("declared.recognition_denied" in says) is counts


SAFARI = (
    "尊敬的年卡用户：园区年卡系统已升级为人脸识别入园，原指纹识别已取消，即日起，"
    "未注册人脸识别的用户将无法正常入园。如尚未注册，请您携指纹年卡尽快至年卡中心办理。"
)


@pytest.mark.parametrize(
    "text",
    [
        SAFARI,
        "Visitors who do not register their face will not be able to enter.",
        "Without face recognition, entry will be refused.",
        "拒绝人脸采集的，不予办理入会。",
        "不錄入人臉將無法進入小區。",
    ],
)
def test_refusals_announced(read: Read, text: str) -> None:
    result = read(text, DocumentRole.MESSAGE)
    found = [one for one in result.observations if one.topic == "text.refusal_announced"]
    assert found[0].says == {
        "refusal.entry_or_service_refused": True,
        "notice.terms": ("no_face_no_service",),
    }
    judged = read(text, DocumentRole.JUDGMENT)
    assert "refusal_announced" in topics(judged)
    assert all(not one.says for one in judged.observations)


@pytest.mark.parametrize(
    "text",
    [
        "未成年人不得入内。本园采用人脸识别。",
        "不注册人脸不影响正常入园。",
        "不会因不使用人脸识别而拒绝入园。",
        "Dogs may not enter. We use facial recognition.",
        "You will not be refused entry if you decline facial recognition.",
        "您的年卡已过期，将无法正常入园。",
        "Face masks are required: without one you may not enter.",
    ],
)
def test_what_is_no_refusal_for_want_of_a_face(read: Read, text: str) -> None:
    assert "refusal_announced" not in topics(read(text, DocumentRole.MESSAGE))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Face data are stored for 30 days.", 30),
        ("Recordings are deleted after 72 hours.", 3),
        ("We keep face images for two weeks.", 14),
        ("Retention: 6 months", 180),
        ("人脸信息保存三十日", 30),
        ("人臉資訊儲存期限為兩個月", 60),
        ("数据保留半年", 182.5),
        ("录像保存期限为15天，人脸信息保存7天。", 7),
        ("信息将在90日后删除", 90),
    ],
)
def test_times_of_keeping(read: Read, text: str, days: float) -> None:
    result = read(text, DocumentRole.PRIVACY_POLICY)
    found = [
        one.says["notice.retention_days"]
        for one in result.observations
        if "notice.retention_days" in one.says
    ]
    assert found == [days]


@pytest.mark.parametrize(
    "text",
    [
        "年卡有效期365天，人脸识别入园。",
        "Season card valid for 365 days. We use facial recognition.",
        "录像保存不少于30日。",
        "Recordings are kept for at least 30 days.",
        "Open 7 days a week. We use facial recognition.",
    ],
)
def test_times_that_are_no_limit_of_keeping(read: Read, text: str) -> None:
    result = read(text)
    assert all("notice.retention_days" not in one.says for one in result.observations)


@pytest.mark.parametrize(
    "text",
    [
        "本园不提供其他入园方式，请使用人脸识别。",
        "人工通道已取消，请刷脸入园。",
        "There is no alternative to facial recognition.",
        "The manual lane is no longer available. Use facial recognition.",
    ],
)
def test_another_way_that_is_not_offered(read: Read, text: str) -> None:
    assert "alternative" not in items(read(text))


def test_common_words_on_other_matters_are_no_purpose(read: Read) -> None:
    assert "purpose" not in items(read("为了您的安全，请勿翻越栏杆。"))
    assert "purpose" not in items(read("Tickets are used for the train on the day of the visit."))


def test_a_notice_in_another_language_proves_nothing(read: Read) -> None:
    for text in (
        "Achtung Videoüberwachung des Geländes",
        "顔認証カメラ作動中です",
        "Ведётся видеонаблюдение",
    ):
        result = read(text)
        assert not whole(result).complete
        assert any("proves nothing" in warning for warning in result.warnings)


def test_a_notice_with_guessed_characters_proves_nothing(read: Read) -> None:
    result = read("标题 告示\n".encode() + "备注\n".encode("gbk"))
    assert not whole(result).complete


def test_only_a_notice_is_complete_and_present(read: Read) -> None:
    for role in DocumentRole:
        result = read(FULL_ZH, role)
        says = {fact for one in result.observations for fact in one.says}
        # Its words surely show what it is, so that it is read as a notice without a declared role.
        read_as_notice = role in {DocumentRole.NOTICE, DocumentRole.OTHER}
        assert ("notice.present" in says) is read_as_notice
        if role is DocumentRole.OTHER:
            continue
        complete = any(one.complete for one in result.observations)
        assert complete is (role is DocumentRole.NOTICE)
        named = {DocumentRole.NOTICE, DocumentRole.PRIVACY_POLICY, DocumentRole.CONSENT_FORM}
        assert ("notice.items" in says) is (role in named)
        assert any(one.complete for one in result.observations) is (role is DocumentRole.NOTICE)


def test_an_empty_notice_says_nothing(read: Read) -> None:
    assert read(" \n\n").observations == ()


def test_no_password_in_a_quote(read: Read) -> None:
    result = read(
        "Facial recognition terminal http://admin:Hunter2@10.0.0.5/ in use", DocumentRole.INTERNAL
    )
    assert "Hunter2" not in result.model_dump_json()


@pytest.mark.parametrize("entry", DISCLOSURES, ids=lambda entry: entry.topic)
def test_every_disclosure_is_whole(entry: object) -> None:
    assert entry in DISCLOSURES
    for one in DISCLOSURES:
        if one.item:
            assert one.item in definition("notice.items").values
        for pattern in (*one.patterns, one.unless_before, one.unless_after):
            compiled(pattern)


PIECES = st.sampled_from(
    [
        "人脸",
        "不使用",
        "face",
        " data ",
        "保存",
        "30日",
        "。",
        "\n",
        "not ",
        "use ",
        "无法入园",
        "\0",
        "for ",
        "9" * 30,
    ]
)


@settings(max_examples=120, deadline=None)
@given(
    raw=st.one_of(
        st.binary(max_size=300), st.lists(PIECES, max_size=40).map(lambda p: "".join(p).encode())
    ),
    role=st.sampled_from(list(DocumentRole)),
)
def test_any_bytes_are_an_examination_or_an_exhibit_error(
    raw: bytes, role: DocumentRole, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(raw)
    try:
        result = examine(path, role)
    except ExhibitError:
        return
    assert result.model_dump_json()


@pytest.mark.parametrize(
    "piece", ["人脸", "不", "do not use ", "for ", "保存", "9", "a", " ", "A Ltd ", "可"]
)
def test_a_long_text_is_read_quickly(read: Read, piece: str) -> None:
    start = time.process_time()
    read(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("本 店 使 用 人 脸 识 别 ， 保 存 3 0 天 。", 30),
        ("人 脸 信 息 保 存 １ ８ ０ 天 。", 180),
        ("W e k e e p f a c e i m a g e s . 人 脸 保 存 9 0 日", 90),
        ("Face images are kept for 1,095 days.", 1095),
        ("Face images are kept for 3 0 days.", None),
        ("人脸信息保存 3 0 天。", None),
        ("人脸信息保存1 00天。", None),
        ("Face images are kept for l0 days.", None),
        ("人脸信息保存3 O 0天。", None),
    ],
)
def test_digits_with_spaces_between_them(read: Read, text: str, days: int | None) -> None:
    result = read(text)
    stated = [
        one.says["notice.retention_days"]
        for one in result.observations
        if "notice.retention_days" in one.says
    ]
    assert stated == ([] if days is None else [days])
    assert ("retention_uncertain" in topics(result)) == (days is None)
    assert whole(result).complete == (days is not None)


def test_an_uncertain_period_may_be_the_longest(read: Read) -> None:
    result = read("人脸信息保存7天。会员人脸信息保存3 0 天。")
    assert not any("notice.retention_days" in one.says for one in result.observations)


@pytest.mark.parametrize(
    "text",
    [
        "We use facial recog-\nnition at the entrance.",
        "We use facial recog\u00ad\nnition at the entrance.",
        "We use face-\nrecognition at the entrance.",
        "We use fa\u200bcial recog\u00adnition at the entrance.",
    ],
)
def test_words_divided_at_the_end_of_a_line(read: Read, text: str) -> None:
    assert "face_named" in topics(read(text))


@pytest.mark.parametrize(
    "contact",
    [
        "Operator: Riverside Gym, tel. 0571-80000000.",
        "Controller: Mill Lane Pool, phone +44 20 7946 0000",
    ],
)
def test_operator_and_contact_in_one_line(read: Read, contact: str) -> None:
    assert {"name", "contact"} <= set(items(read(f"We use facial recognition here. {contact}")))


MARKED_UP = (
    FULL_ZH,
    "<html><body>" + "".join(f"<p>{line}</p>" for line in FULL_ZH.splitlines()) + "</body></html>",
    "<html><head><meta charset=utf-8></head><body>"
    + "".join(
        "<p class=MsoNormal><span lang=EN-US>"
        + "".join(f"&#{ord(char)};" if ord(char) > 127 else char for char in line)
        + "</span></p>\n"
        for line in FULL_ZH.splitlines()
    )
    + "</body></html>",
)


@pytest.mark.parametrize("text", MARKED_UP)
def test_mark_up_changes_nothing(read: Read, text: str) -> None:
    result = read(text)
    assert set(items(result)) == ALL
    assert whole(result).complete
    assert not result.not_read


def test_what_was_not_read_makes_absence_uncertain(read: Read) -> None:
    result = read("<html><body><p>视频监控区域，请注意。</p><img src=sign.jpg></body></html>")
    assert not whole(result).complete
    assert result.not_read


def test_words_that_the_page_hides_deny_nothing(read: Read) -> None:
    text = "<html><body><p>我们使用人脸识别。</p><p hidden>不使用人脸识别</p></body></html>"
    assert "face_denied" not in topics(read(text))


def test_places_are_lines_of_the_decoded_text(read: Read) -> None:
    result = read("<html><body><h1>隐私政策</h1><p>我们<b>采集人</b>脸信息。</p></body></html>")
    (named,) = [one for one in result.observations if one.topic == "text.face_named"]
    assert isinstance(named.locator, TextLocator)
    assert named.locator.line == 2
    assert named.locator.quote == "我们采集人脸信息。"


def test_a_column_named_with_an_underscore_names_faces(read: Read) -> None:
    table = "day,visits,face_recognition\nMonday,20,enabled\n"
    result = read(table, DocumentRole.OTHER)
    (named,) = [one for one in result.observations if one.topic == "text.face_named"]
    assert isinstance(named.locator, TextLocator)
    assert named.locator.key == "C1"

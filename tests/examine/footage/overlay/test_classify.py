"""Words by where they stand: fed by hand, hostile ones included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.examine.footage.overlay.classify import classify
from auditor.examine.footage.overlay.drawing import DrawnBox, FrameShape
from auditor.examine.footage.overlay.hits import Hit, Scene
from auditor.examine.footage.overlay.lexicon import Kind
from auditor.examine.footage.overlay.lines import lines_of
from auditor.examine.footage.overlay.names import name_in_label
from auditor.examine.footage.overlay.places import Area
from auditor.examine.footage.overlay.reader import Word

FACE = Area(400, 200, 500, 320)
FRAME = DrawnBox(Area(390, 190, 510, 330), FACE, (0, 255, 0))
AT_FRAME = (392.0, 166.0)
FAR = (20.0, 20.0)


def word(text: str, at: tuple[float, float] = FAR, tall: float = 20, sure: float = 0.95) -> Word:
    wide = tall * sum(1.0 if ord(c) > 0x2E80 else 0.55 for c in text)
    return Word(text, Area(at[0], at[1], at[0] + wide, at[1] + tall), sure)


def hits(
    *words: Word,
    faces: tuple[Area, ...] = (FACE,),
    frames: tuple[DrawnBox, ...] = (),
    coloured: bool = False,
) -> tuple[Hit, ...]:
    lines, _ = lines_of(words, 0.6)
    in_colour = frozenset(w.area for w in words) if coloured else frozenset()
    return classify(lines, Scene(960, 540, faces, frames, in_colour))


def shown(found: tuple[Hit, ...]) -> set[Kind]:
    return {hit.kind for hit in found}


def test_a_name_counts_at_a_frame_and_nowhere_else() -> None:
    assert shown(hits(word("Anna Berg 93%", AT_FRAME), frames=(FRAME,))) == {Kind.NAME}
    assert hits(word("Anna Berg 93%", AT_FRAME)) == ()
    assert hits(word("Anna Berg 93%", FAR), frames=(FRAME,)) == ()


def test_a_name_needs_a_share_or_the_colour_of_its_frame() -> None:
    assert shown(hits(word("Anna Berg", AT_FRAME), frames=(FRAME,))) == {Kind.UNKNOWN}
    assert shown(hits(word("Anna Berg", AT_FRAME), frames=(FRAME,), coloured=True)) == {Kind.NAME}


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("抽烟 0.87", Kind.ACTION),
        ("离岗", Kind.ACTION),
        ("睡觉", Kind.ACTION),
        ("driver 0.91", Kind.ACTION),
        ("Smoking 87%", Kind.ACTION),
        ("ALARM", Kind.ACTION),
        ("staff 0.9", Kind.ACTION),
        ("员工", Kind.ACTION),
        ("Yaw: 12", Kind.ATTENTION),
        ("zorptal 0.88", Kind.UNKNOWN),
        ("Zorptal Quux", Kind.UNKNOWN),
        ("装卸中 92%", Kind.UNKNOWN),
        ("No. 12b4 QZT", Kind.UNKNOWN),
        ("white 0.7", Kind.UNKNOWN),
    ],
)
def test_a_word_with_another_explanation_is_never_recognition(label: str, kind: Kind) -> None:
    found = hits(word(label, AT_FRAME), frames=(FRAME,), coloured=True)
    assert shown(found) == {kind}
    assert found[0].words.startswith(label[:2])


def test_a_word_of_unknown_meaning_lets_no_weaker_word_count() -> None:
    beside_face = (510.0, 210.0)
    other = hits(word("抽烟 0.87", AT_FRAME), word("访客", beside_face), frames=(FRAME,))
    assert Kind.LIST not in shown(other)


def test_a_name_that_may_be_a_caption_is_quoted_by_its_initials() -> None:
    (hit,) = hits(word("Anna Berg", AT_FRAME), frames=(FRAME,))
    assert hit.words == "A■■■ B■■■"


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("欢迎您 张三 请通行", True),
        ("王小红 你好", False),
        ("欢迎您光临本店", False),
        ("Welcome Li Si, access granted", True),
        ("欢迎您 贵宾 请通行", False),
    ],
)
def test_a_gate_that_names_a_person_and_opens(line: str, counts: bool) -> None:
    found = hits(word(line, (300, 490)))
    assert (Kind.NAME in shown(found)) is counts
    assert all("三" not in hit.words and "Si" not in hit.words for hit in found)


def test_a_caption_in_the_colour_of_a_portrait_frame_is_no_name() -> None:
    below = word("Anna Berg", (415.0, 334.0))
    assert shown(hits(below, frames=(FRAME,), coloured=True)) == {Kind.UNKNOWN}


def test_a_name_by_its_colour_alone_is_marked_so() -> None:
    (by_colour,) = hits(word("Anna Berg", AT_FRAME), frames=(FRAME,), coloured=True)
    (scored,) = hits(word("Anna Berg 93%", AT_FRAME), frames=(FRAME,))
    assert by_colour.alone
    assert not scored.alone


def test_a_second_reading_of_what_could_not_be_read_is_not_quoted() -> None:
    sure = Word("召型97%", Area(392, 160, 500, 190), 0.9)
    unsure = Word("召2个97%", Area(394, 161, 502, 189), 0.75)
    (hit,) = hits(sure, unsure, frames=(FRAME,))
    assert (hit.group, hit.words) == ("unread", "")


BODY = DrawnBox(Area(330, 180, 570, 520), FACE, (0, 255, 0), FrameShape.BODY)


@pytest.mark.parametrize(
    ("label", "kinds"),
    [
        ("Anna Berg 93%", {Kind.NAME}),
        ("Anna Berg", set()),
        ("person 0.87", set()),
        ("unknown 0.4", set()),
        ("Unknown person", {Kind.LIST}),
        ("zorptal 0.9", set()),
        ("Male, 34", {Kind.ATTRIBUTE}),
    ],
)
def test_at_a_box_around_a_body_a_name_needs_a_score(label: str, kinds: set[Kind]) -> None:
    assert shown(hits(word(label, (332.0, 156.0)), frames=(BODY,), coloured=True)) == kinds


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        (("Name: Anna Berg", "ID: 1023", "Confidence: 97%"), True),
        (("Name: Zorp Quux", "ID: 1023", "Confidence: 97%"), True),
        (("姓名：李强", "相似度：95%"), True),
        (("姓名：李强", "签到时间 08:58"), True),
        (("Name: Anna Berg", "ID: 1023", "Dept: Sales"), False),
        (("Name: person", "Score: 0.97"), False),
        (("Name: Golden Retriever", "Score: 0.97"), False),
        (("姓名：李强", "指纹打卡", "签到时间 08:58"), False),
        (("Name: Anna Berg", "Born: Leeds", "Address: Hill Road"), False),
    ],
)
def test_a_card_names_somebody_by_a_score_or_an_attendance(
    lines: tuple[str, ...], counts: bool
) -> None:
    card = [word(line, (600.0, 100.0 + 30 * n)) for n, line in enumerate(lines)]
    found = hits(*card)
    assert (Kind.NAME in shown(found)) is counts
    assert not any("Berg" in hit.words or "强" in hit.words for hit in found)


@pytest.mark.parametrize(
    ("label", "wide", "sure", "unread"),
    [
        ("94%", 120, 0.99, True),
        ("0.95", 96, 0.99, True),
        ("94%", 50, 0.99, False),
        ("召2个97%", 120, 0.75, True),
        ("抽烟 0.87", 120, 0.75, False),
    ],
)
def test_a_script_that_is_not_read_is_called_so(
    label: str, wide: float, sure: float, unread: bool
) -> None:
    place = Area(AT_FRAME[0], AT_FRAME[1] - 10, AT_FRAME[0] + wide, AT_FRAME[1] + 20)
    found = hits(Word(label, place, sure), frames=(FRAME,))
    assert any(hit.group == "unread" for hit in found) is unread


@pytest.mark.parametrize(
    "place",
    [
        (392.0, 166.0),  # above
        (392.0, 334.0),  # below
        (395.0, 308.0),  # within, at the lower edge
        (514.0, 200.0),  # beside
    ],
)
def test_a_label_may_stand_on_any_side_of_its_frame(place: tuple[float, float]) -> None:
    assert shown(hits(word("Anna 93%", place), frames=(FRAME,))) == {Kind.NAME}


def test_a_frame_much_larger_than_the_face_gives_no_name() -> None:
    wide = DrawnBox(Area(300, 120, 600, 420), FACE, (0, 255, 0))
    assert hits(word("Anna", (302, 96)), frames=(wide,)) == ()


def test_lines_below_a_label_belong_to_its_frame() -> None:
    found = hits(
        word("Anna 93%", (514, 200)),
        word("Female", (514, 222)),
        word("31", (514, 244)),
        frames=(FRAME,),
        coloured=True,
    )
    assert shown(found) == {Kind.NAME, Kind.ATTRIBUTE}


@pytest.mark.parametrize(
    "label",
    [
        "face",
        "Face 0.98",
        "person 87%",
        "head",
        "0.9984",
        "12",
        "FPS: 24",
        "tace 0.97",
        "leftEar 61%",
        "JeftShoulder",
        "cat",
        "cell phone 0.5",
        "14:03:22",
        "2024-05-06",
        "#",
        "rig",
        "Cara 0.93",
        "Gesicht",
        "ID: 1042",
        "xkcd",
        "人脸",
    ],
)
def test_what_detectors_write_at_a_frame_is_no_name(label: str) -> None:
    assert Kind.NAME not in shown(hits(word(label, AT_FRAME), frames=(FRAME,)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Berg", "Anna Berg"),
        ("anna 0.93", "anna"),
        ("张三 92%", "张三"),
        ("Zhang San 96.2%", "Zhang San"),
        ("Pierre-Luc (0.4)", "Pierre-Luc"),
        ("欧阳明 0.71", "欧阳明"),
        ("工号:20194417", "工号:20194417"),
    ],
)
def test_where_the_name_is(text: str, name: str) -> None:
    found = name_in_label(text)
    assert found is not None
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "安全",
        "高风险",
        "戴口罩",
        "施工员",
        "张嘴",
        "周界",
        "Person_4",
        "Hard Hat",
        "Sun Hat",
        "rig",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert name_in_label(text) is None


def test_a_similarity_wants_a_value_and_a_face() -> None:
    assert shown(hits(word("相似度 87%"))) == {Kind.SIMILARITY}
    assert shown(hits(word("Similarity"), word("0.87", (180, 20)))) == {Kind.SIMILARITY}
    assert hits(word("Similarity")) == ()
    assert hits(word("相似度 87%"), faces=()) == ()


def test_lists_count_at_a_frame_or_as_a_message() -> None:
    assert shown(hits(word("陌生人", AT_FRAME), frames=(FRAME,))) == {Kind.LIST}
    assert shown(hits(word("陌生人报警"), faces=())) == {Kind.LIST}
    assert hits(word("陌生人")) == ()
    assert hits(word("我不认识陌生人", AT_FRAME)) == ()


def test_beside_others_that_count_a_weaker_word_counts_too() -> None:
    beside_face = (510.0, 210.0)
    assert hits(word("VIP", beside_face)) == ()
    assert shown(hits(word("VIP", beside_face), word("相似度 87%"))) == {Kind.LIST, Kind.SIMILARITY}


def test_estimates_have_a_form_of_their_own() -> None:
    assert shown(hits(word("female 97%"))) == {Kind.ATTRIBUTE}
    assert shown(hits(word("Female, (25-32)"))) == {Kind.ATTRIBUTE}
    assert shown(hits(word("age: 23.5"))) == {Kind.ATTRIBUTE}
    assert hits(word("age: 23")) == ()
    assert shown(hits(word("age: 23"), word("gender: male", (20, 60)))) == {Kind.ATTRIBUTE}
    assert hits(word("happy")) == ()


def test_a_form_that_people_fill_in_holds_no_estimates() -> None:
    form = [
        word("age: 23"),
        word("gender: male", (20, 60)),
        word("address: x", (20, 100)),
        word("date of birth:", (20, 140)),
    ]
    assert hits(*form) == ()


def test_without_a_face_one_estimate_is_chance_and_two_are_a_panel() -> None:
    assert hits(word("male 55%"), faces=()) == ()
    assert shown(hits(word("male 55%"), word("61% neutral", (20, 60)), faces=())) == {
        Kind.ATTRIBUTE
    }


def test_three_emotions_below_each_other_are_a_panel() -> None:
    panel = [word(text, (20, 300 + 24 * n)) for n, text in enumerate(("happy", "sad", "anger"))]
    assert shown(hits(*panel, faces=())) == {Kind.ATTRIBUTE}
    assert hits(*panel[:2], faces=()) == ()


def test_one_title_or_two_functions_make_a_program() -> None:
    assert shown(hits(word("Face Recognizer"), faces=())) == {Kind.SYSTEM}
    assert hits(word("Face Recognition"), faces=()) == ()
    assert hits(word("人脸识别"), word("人脸识别", (20, 60)), faces=()) == ()
    assert shown(hits(word("人脸门禁"), word("人脸检索", (20, 60)), faces=())) == {Kind.SYSTEM}


def test_a_subtitle_is_no_title() -> None:
    assert hits(word("Face Recognition System", (330, 490)), faces=()) == ()
    assert shown(hits(word("Face Recognition System", (330, 30)), faces=())) == {Kind.SYSTEM}


def test_a_label_that_was_broken_into_short_lines_is_joined() -> None:
    column = [word("戴口罩", (800, 200)), word("人脸识", (800, 222)), word("别模型", (800, 244))]
    assert shown(hits(*column, faces=())) == {Kind.SYSTEM}


def test_a_result_of_another_check_is_none() -> None:
    assert shown(hits(word("验证通过"))) == {Kind.RESULT}
    assert hits(word("车牌识别成功")) == ()
    assert hits(word("请刷卡 验证通过")) == ()


def test_words_that_were_read_weakly_are_counted_and_left_out() -> None:
    lines, weak = lines_of([word("相似度 87%", sure=0.4), word("hall")], 0.6)
    assert weak == 1
    assert [line.text for line in lines] == ["hall"]


@given(
    st.lists(
        st.tuples(
            st.text(max_size=60)
            | st.sampled_from(["相似度 87%", "Anna", "male 55%", "Face Recognizer", "age: 9.5"]),
            st.floats(-50, 1000),
            st.floats(-50, 600),
            st.floats(0, 400),
            st.floats(0, 400),
            st.floats(0, 1),
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_no_words_and_no_places_raise_anything(
    read: list[tuple[str, float, float, float, float, float]], framed: bool
) -> None:
    words = [Word(t, Area(x, y, x + w, y + h), sure) for t, x, y, w, h, sure in read]
    found = hits(*words, frames=(FRAME,) if framed else ())
    for hit in found:
        assert hit.words
        assert hit.area in {w.area for w in words} or hit.area.width > 0

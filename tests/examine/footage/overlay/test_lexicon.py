"""Words are found in Chinese of both kinds and in English, and nothing else is quoted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.examine.footage.overlay.lexicon import Kind, terms_in
from auditor.examine.footage.overlay.normal import blanked, composed, is_label, plain, shape


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(term.kind, term.text) for term in terms_in(plain(composed(text)))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("相似度:92.5%", Kind.SIMILARITY),
        ("陌生人報警", Kind.LIST),
        ("黑名单比对", Kind.LIST),
        ("VIP客户", Kind.LIST),
        ("Stranger detected", Kind.LIST),
        ("女", Kind.ATTRIBUTE),
        ("驚訝", Kind.ATTRIBUTE),
        ("Female", Kind.ATTRIBUTE),
        ("戴口罩", Kind.ATTRIBUTE),
        ("第3次到店", Kind.VISITS),
        ("VISITS: 12", Kind.VISITS),
        ("驗證通過", Kind.RESULT),
        ("Access granted", Kind.RESULT),
        ("人臉辨識系統", Kind.SYSTEM),
        ("Face Recognizer", Kind.SYSTEM),
        ("gaze: 12", Kind.ATTENTION),
        ("person 0.87", Kind.LABEL),
    ],
)
def test_words_are_found(text: str, kind: Kind) -> None:
    assert kind in {found for found, _ in kinds(text)}


@pytest.mark.parametrize(
    "text", ["Mangold", "womanly", "Happyland", "agenda", "surface", "unmasked"]
)
def test_words_within_other_words_are_none(text: str) -> None:
    assert kinds(text) == []


def test_the_longest_of_overlapping_words_counts() -> None:
    assert kinds("陌生人报警") == [(Kind.LIST, "陌生人报警")]
    assert (Kind.ATTRIBUTE, "female") in kinds("Female")
    assert (Kind.ATTRIBUTE, "male") not in kinds("Female")


@pytest.mark.parametrize(
    ("read", "meant"), [("ongry", "angry"), ("neutrol", "neutral"), ("5od", "sad")]
)
def test_letters_that_readers_take_for_one_another_are_one(read: str, meant: str) -> None:
    assert shape(read) == shape(meant)
    assert kinds(read)[0][0] is Kind.ATTRIBUTE


def test_what_is_not_in_the_list_is_blanked() -> None:
    text = "王小红 相似度:92.5% 工号20194417"
    keep = [(t.start, t.end) for t in terms_in(plain(text)) if t.kind is Kind.SIMILARITY]
    assert blanked(text, keep) == "■■■ 相似度:92.5% ■■■■■■■■■■"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("相似度:92.5%", True),
        ("Face Recognizer for single face", True),
        ("智能监控人脸打卡系统", True),
        ("不要和陌生人说话。", False),
        ("Once the face image is approved it is compared with the database", False),
        ("为保障您的安全，本场所安装了人脸识别系统", False),
    ],
)
def test_sentences_are_no_labels(text: str, label: bool) -> None:
    assert is_label(text) is label


@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_raises_nothing(text: str) -> None:
    made = composed(text)
    simple = plain(made)
    assert len(simple) == len(made) == len(shape(simple))
    found = terms_in(simple)
    assert all(0 <= term.start < term.end <= len(made) for term in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(blanked(made, [(t.start, t.end) for t in found])) == len(made)

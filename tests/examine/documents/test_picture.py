"""Pictures of documents are read as documents, and say so where they could not be."""

from __future__ import annotations

import pytest

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.locator import Box, TextLocator
from auditor.examine.documents.picture import is_document, with_words
from auditor.examine.interface import PictureLine
from auditor.examine.model import Examination

SIGN = ("温馨提示", "本店采集您的人脸信息", "保存30天", "联系电话0571-88888888")


def exhibit(role: DocumentRole) -> Exhibit:
    return Exhibit(
        id="E-03",
        path="sign.jpg",
        kind=ExhibitKind.IMAGE,
        media_type="image/jpeg",
        size=1,
        digest=digest_bytes(b""),
        role=role,
    )


def lines(*confidences: float) -> tuple[PictureLine, ...]:
    return tuple(
        PictureLine(text, Box(x=10, y=40 * row, width=300, height=30), confidence)
        for row, (text, confidence) in enumerate(zip(SIGN, confidences, strict=True))
    )


def read(confidences: tuple[float, ...], role: DocumentRole = DocumentRole.NOTICE) -> Examination:
    nothing = Examination(exhibit="E-03", examiner="footage")
    return with_words(nothing, exhibit(role), lines(*confidences), "RapidOCR")


def test_a_sign_gives_facts_with_the_place_in_the_picture() -> None:
    result = read((0.99, 0.98, 0.97, 0.96))
    (kept,) = [one for one in result.observations if "notice.retention_days" in one.says]
    assert kept.says["notice.retention_days"] == 30
    assert isinstance(kept.locator, TextLocator)
    assert kept.locator.key == "xywh=10,80,300,30"
    assert kept.confidence < 0.9
    assert not result.not_read


def test_what_recognition_did_not_find_proves_nothing() -> None:
    result = read((0.99, 0.98, 0.97, 0.96))
    assert not any(one.complete for one in result.observations)


@pytest.mark.parametrize(
    ("confidences", "words"),
    [((0.4, 0.3, 0.5, 0.2), "too blurred"), ((0.99, 0.98, 0.4, 0.3), "2 of 4 lines")],
)
def test_what_could_not_be_read_is_said(confidences: tuple[float, ...], words: str) -> None:
    (sentence,) = read(confidences).not_read
    assert words in sentence


def test_a_picture_of_no_declared_role_states_no_facts() -> None:
    result = read((0.99, 0.98, 0.97, 0.96), DocumentRole.OTHER)
    assert result.observations
    assert not any(one.says for one in result.observations)


def test_a_time_and_a_camera_name_are_no_document() -> None:
    overlay = (
        PictureLine("2026-05-16 14:40:02", Box(x=0, y=0, width=9, height=9), 0.99),
        PictureLine("入口 Camera 01", Box(x=0, y=9, width=9, height=9), 0.99),
    )
    assert not is_document(exhibit(DocumentRole.OTHER), overlay)
    assert is_document(exhibit(DocumentRole.NOTICE), overlay)
    assert is_document(exhibit(DocumentRole.OTHER), lines(0.9, 0.9, 0.9, 0.9))

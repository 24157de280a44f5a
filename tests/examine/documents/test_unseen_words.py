"""Words of notices and e-mails that deny, grant or limit, read as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import Digest
from auditor.core.locator import TextLocator
from auditor.examine.documents.examiner import searched
from auditor.examine.documents.normal import MAX_QUOTE, clipped
from auditor.examine.documents.read import read_document
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.model import Observation


def _exhibit(role: DocumentRole) -> Exhibit:
    return Exhibit(
        id="E-01",
        path="document.txt",
        kind=ExhibitKind.TEXT,
        media_type="text/plain",
        size=1,
        digest=Digest(value="0" * 64),
        role=role,
    )


def _read(text: str) -> list[Observation]:
    return searched(_exhibit(DocumentRole.NOTICE), DocumentText(text)).observations


def _topics(text: str) -> set[str]:
    return {observation.topic.removeprefix("text.") for observation in _read(text)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("We do not use face data for attendance.", "purpose"),
        ("我们不会将您的人脸信息用于营销。", "purpose"),
        ("None of our cameras performs facial recognition.", "face_named"),
        ("No camera here uses facial recognition.", "face_named"),
        ("本店不安装任何人脸抓拍设备。", "manner"),
        ("You may not withdraw at any time from this face data agreement.", "rights"),
    ],
)
def test_what_is_denied_is_not_disclosed(text: str, topic: str) -> None:
    assert topic not in _topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("We use face data for attendance.", "purpose"),
        ("We scan your face. You may withdraw at any time.", "rights"),
        ("本店采集人脸，您可以随时取消授权。", "rights"),
        ("None of our cameras performs facial recognition.", "face_denied"),
        ("None of the visitors is forced to use facial recognition.", "face_named"),
        ("您走进本店，即表示您同意我们采集面部特征。", "entry_is_consent"),
    ],
)
def test_what_is_granted_or_limited_is_disclosed(text: str, topic: str) -> None:
    assert topic in _topics(text)


def test_a_quote_begins_and_ends_with_whole_words() -> None:
    words = [f"administration{number}" for number in range(12)]
    text = f"{' '.join(words)} we use facial recognition {' '.join(words)}"
    locators = [o.locator for o in _read(text) if o.topic == "text.face_named"]
    assert locators
    for locator in locators:
        assert isinstance(locator, TextLocator)
        assert set(locator.quote.split()) <= set(text.split())
    assert set(clipped(text).split()) <= set(text.split())
    assert len(clipped("x" * 500)) == MAX_QUOTE
    assert len(clipped("人" * 500)) == MAX_QUOTE


def test_a_lone_mail_of_the_operator_keeps_the_words_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "answer.eml"
    path.write_text(
        "From: Privacy <privacy@gym.example>\nTo: Ann <ann@mail.example>\nSubject: Your face\n"
        "Date: Mon, 2 Jun 2025 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        "Dear Ann,\nWe use facial recognition at the door. Face templates are deleted after 30 "
        "days.\nYou may withdraw at any time.\n",
        encoding="utf-8",
    )
    document = read_document(path, path.name, None)
    reading = searched(_exhibit(DocumentRole.MESSAGE), document)
    topics = {observation.topic for observation in reading.observations}
    assert {"text.face_named", "text.rights", "text.retention"} <= topics
    words = [o for o in reading.observations if o.topic == "text.face_named"]
    assert all(not observation.says for observation in words)

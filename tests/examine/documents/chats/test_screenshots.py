"""Sides in screenshots: by place and colour of the bubbles, and unknown where these do not tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from auditor.core.locator import Box
from auditor.examine.document_model import Medium
from auditor.examine.documents.chats.colours import picture_of
from auditor.examine.documents.chats.model import OTHER, OWN
from auditor.examine.documents.chats.observe import read_conversation
from auditor.examine.documents.chats.screenshot import (
    Colour,
    Picture,
    screenshot_conversation,
)
from auditor.examine.documents.picture import document_of
from auditor.examine.interface import PictureLine
from auditor.vocabulary.value import SpeakerRole
from tests.examine.documents.chats.support import EXHIBIT, facts_by

WIDTH, HEIGHT = 1000, 2000
PAGE: Colour = (237, 237, 237)
WHITE: Colour = (255, 255, 255)
THEMES: dict[str, tuple[Colour, Colour, Colour]] = {
    "WeChat": ((149, 236, 105), WHITE, PAGE),
    "iMessage": ((10, 132, 255), (233, 233, 235), WHITE),
    "WhatsApp": ((217, 253, 211), WHITE, (239, 234, 226)),
    "dark": ((0, 92, 75), (32, 44, 51), (11, 20, 26)),
}


@dataclass(frozen=True)
class Bubble:
    own: bool
    lines: tuple[str, ...]


TALK = (
    Bubble(True, ("你们门口的摄像头是人脸识别吗？",)),
    Bubble(False, ("是的，进门会自动识别人脸，", "用来判定客户是哪个渠道带来的")),
    Bubble(True, ("可以删除我的人脸信息吗？",)),
    Bubble(False, ("系统里会一直保留的，删不了哦",)),
    Bubble(False, ("不刷脸就不能进案场",)),
)


def drawn(
    talk: tuple[Bubble, ...], theme: tuple[Colour, Colour, Colour], title: str = "置业顾问小王"
) -> tuple[list[PictureLine], np.ndarray]:
    """Lines as OCR gives them, and a picture with the bubbles in their colours."""
    own, other, page = theme
    pixels = np.full((HEIGHT, WIDTH, 3), page[::-1], np.uint8)
    lines = [PictureLine(title, Box(x=380, y=60, width=240, height=40), 0.99)]
    y = 200
    for bubble in talk:
        width = max(len(line) for line in bubble.lines) * 36
        left = WIDTH - 180 - width if bubble.own else 180
        tall = len(bubble.lines) * 56 + 40
        colour = (own if bubble.own else other)[::-1]
        cv2.rectangle(pixels, (left - 30, y), (left + width + 30, y + tall), colour, -1)
        for row, words in enumerate(bubble.lines):
            box = Box(x=left, y=y + 20 + row * 56, width=len(words) * 36, height=40)
            lines.append(PictureLine(words, box, 0.99))
        y += tall + 40
    return lines, pixels


def saved(folder: Path, pixels: np.ndarray) -> Path:
    file = folder / "screenshot.png"
    file.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return file


@pytest.mark.parametrize("theme", THEMES)
def test_sides_by_place_and_colour(tmp_path: Path, theme: str) -> None:
    lines, pixels = drawn(TALK, THEMES[theme])
    picture = picture_of(saved(tmp_path, pixels), [line.box for line in lines])
    assert picture is not None
    conversation = screenshot_conversation(lines, picture)
    assert conversation is not None
    assert conversation.title == "置业顾问小王"
    assert [turn.author for turn in conversation.turns] == [
        OWN if bubble.own else OTHER for bubble in TALK
    ]


def test_words_in_a_screenshot_are_those_of_their_side(tmp_path: Path) -> None:
    lines, pixels = drawn(TALK, THEMES["WeChat"])
    picture = picture_of(saved(tmp_path, pixels), [line.box for line in lines])
    assert picture is not None
    conversation = screenshot_conversation(lines, picture)
    assert conversation is not None
    reading = read_conversation(EXHIBIT, document_of(lines), conversation)
    said = facts_by(reading)
    assert conversation.medium is Medium.SCREENSHOT
    assert said[SpeakerRole.OPERATOR] == {
        "capture.template_extracted": True,
        "capture.analyses": ("recognition",),
        "purpose.actual": ("broker_attribution",),
        "refusal.entry_or_service_refused": True,
        "storage.retention_limit_stated": False,
        "request.answer": "refused_bare",
    }
    assert said[SpeakerRole.VISITOR] == {"request.type": "delete", "request.by_data_subject": True}
    entry = next(o for o in reading.observations if o.topic == "text.chat_entry_refused")
    assert entry.locator.type == "text"
    assert entry.locator.key.startswith("xywh=180,")


def test_without_a_title_that_tells_nobody_is_known(tmp_path: Path) -> None:
    lines, pixels = drawn(TALK, THEMES["WeChat"], title="小王")
    picture = picture_of(saved(tmp_path, pixels), [line.box for line in lines])
    assert picture is not None
    conversation = screenshot_conversation(lines, picture)
    assert conversation is not None
    reading = read_conversation(EXHIBIT, document_of(lines), conversation)
    assert all(not observation.says for observation in reading.observations)
    assert reading.warnings


def test_place_alone_tells_where_no_colour_is_known() -> None:
    lines, _ = drawn(TALK, THEMES["WeChat"])
    conversation = screenshot_conversation(lines, Picture(WIDTH, HEIGHT))
    assert conversation is not None
    assert {turn.author for turn in conversation.turns} == {OWN, OTHER}


@pytest.mark.parametrize(
    "lines",
    [
        [PictureLine("温馨提示", Box(x=400, y=100, width=200, height=50), 0.9)],
        [
            PictureLine(words, Box(x=60, y=100 + 80 * row, width=800, height=50), 0.9)
            for row, words in enumerate(("隐私政策", "一、我们收集人脸信息", "二、保存三十日"))
        ],
        [
            PictureLine(words, Box(x=300, y=100 + 80 * row, width=400, height=50), 0.9)
            for row, words in enumerate(("视频监控", "本店使用人脸识别", "请勿入内"))
        ],
    ],
)
def test_signs_and_pages_have_no_sides(lines: list[PictureLine]) -> None:
    assert screenshot_conversation(lines, Picture(WIDTH, HEIGHT)) is None


def test_a_wide_picture_is_no_screenshot_of_a_phone() -> None:
    lines, _ = drawn(TALK, THEMES["WeChat"])
    assert screenshot_conversation(lines, Picture(HEIGHT, WIDTH)) is None

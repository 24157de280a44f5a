"""Places in exhibits in words: pages and areas of a picture, never a machine's key."""

from __future__ import annotations

import pytest

from auditor.core.locator import Box, FileLocator, MediaLocator, TextLocator
from auditor.core.text import Language
from auditor.report.words import Words


@pytest.mark.parametrize(
    ("language", "key", "place", "short"),
    [
        ("en", "page=3", "page 3, line 7", "page 3"),
        ("zh", "page=3", "第3页，第7行", "第3页"),
        ("en", "xywh=10,20,300,40", "in the picture, 300 × 40 px at 10, 20", "in the picture"),
        ("zh", "xywh=10,20,300,40", "图中横10纵20处300×40像素的区域", "图中"),
        ("en", "record.days", "line 7, record.days", "line 7"),
        ("zh", "", "第7行", "第7行"),
    ],
)
def test_a_place_in_a_text_is_in_words(
    language: Language, key: str, place: str, short: str
) -> None:
    words, locator = Words(language), TextLocator(line=7, key=key)
    assert words.place(locator) == place
    assert words.short_place(locator) == short


def test_a_short_place_has_no_frame_box_or_tenths_of_zero() -> None:
    box = Box(x=1, y=2, width=3, height=4)
    words, locator = Words("en"), MediaLocator(start=5.0, end=6.5, frame=120, box=box)
    assert words.short_place(locator) == "0:05"
    assert words.place(locator) == "0:05.0–0:06.5, frame 120, in the picture, 3 × 4 px at 1, 2"
    assert words.short_place(FileLocator()) == words.short_place(None) == ""

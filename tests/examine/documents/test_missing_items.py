"""An item is missing from a notice only if no word there could mean it."""

from __future__ import annotations

import pytest

from auditor.examine.documents.hints import notice_items, surely_missing
from auditor.examine.documents.normal import normalise
from auditor.vocabulary.vocabulary import definition


def missing(text: str, *stated: str) -> set[str]:
    return set(surely_missing(normalise(text).text, set(stated)))


def test_every_item_of_a_notice_has_broad_words() -> None:
    assert notice_items() == tuple(definition("notice.items").values)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Purpose\tchecking who may enter", "purpose"),
        ("We do this so that cards are not passed on.", "purpose"),
        ("设此装置，旨在防止代刷", "purpose"),
        ("Manner\tyour face is compared with the picture you gave us", "manner"),
        ("由闸机核验", "manner"),
        ("Gone again after 14 days.", "retention"),
        ("十四天后自动清除", "retention"),
        ("Run by the owners of this hall.", "name"),
        ("由大厅负责", "name"),
        ("Ask at the desk.", "contact"),
        ("如有疑问请扫二维码", "contact"),
        ("To see or correct what we have, write to us.", "rights"),
        ("可向前台申请查询", "rights"),
        ("This is needed because cards are passed on.", "necessity"),
        ("It means that a template is kept.", "impact"),
        ("可能带来的不利后果见背面", "impact"),
        ("Cards work, too.", "alternative"),
        ("不愿意的可走人工通道", "alternative"),
        ("Smile: your face opens the gate.", "face_data"),
    ],
)
def test_what_unlisted_words_may_state_is_not_called_missing(text: str, item: str) -> None:
    assert item not in missing(text)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "VIDEO SURVEILLANCE\nThis area is under 24-hour video surveillance.",
            {"face_data", "manner", "contact", "rights", "necessity", "impact", "alternative"},
        ),
        (
            "您已进入视频监控区域",
            {"face_data", "purpose", "retention", "contact", "rights", "impact"},
        ),
        ("Mind the step.", set(notice_items())),
    ],
)
def test_what_no_word_can_mean_is_missing(text: str, items: set[str]) -> None:
    assert items <= missing(text)


def test_what_is_stated_is_never_missing() -> None:
    assert missing("Mind the step.", *notice_items()) == set()

"""Traditional characters are made simplified, place by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.examine.shared.chinese import simplified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智慧園區人臉辨識管理平台", "智慧园区人脸辨识管理平台"),
        ("黑名單", "黑名单"),
        ("人臉資訊保存三十日，覆蓋後刪除", "人脸资讯保存三十日，覆盖后删除"),
        ("聯繫電話", "联系电话"),
        ("乾隆年間", "乾隆年间"),
        ("Face 臉 0.87", "Face 脸 0.87"),
        ("已经是简体", "已经是简体"),
    ],
)
def test_traditional_text_becomes_simplified(text: str, expected: str) -> None:
    assert simplified(text) == expected


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x9FFF)))
def test_every_character_keeps_its_place(text: str) -> None:
    changed = simplified(text)
    assert len(changed) == len(text)
    assert all(new == old for new, old in zip(changed, text, strict=True) if ord(old) < 0x2E80)

"""Decoding in the order that is laid down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.core.errors import ExhibitError
from auditor.examine.shared.text import MAX_BYTES, decode, read_text

WORDS = "人脸识别系统 门禁\n第二行"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode("utf-32"), "utf-32-le"),
        (WORDS.encode("gbk"), "gb18030"),
        (WORDS.encode("gb18030"), "gb18030"),
    ],
)
def test_the_same_words_in_every_coding(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert decoded.text == WORDS
    assert decoded.encoding == encoding
    assert decoded.certain
    assert bool(decoded.notes) == (encoding != "utf-8")


def test_a_declared_coding_goes_before_gb18030() -> None:
    text = '<?xml version="1.0" encoding="big5"?><a>人臉識別</a>'
    decoded = decode(text.encode("big5"))
    assert decoded.text == text
    assert decoded.encoding == "big5hkscs"
    comment = "# -*- coding: shift_jis -*-\n顔認証"
    assert decode(comment.encode("shift_jis")).text == comment


def test_codings_that_make_words_out_of_nothing_are_not_followed() -> None:
    decoded = decode(b"# coding: utf-7\n+AGYAYQBjAGU- \xe9 \n")
    assert "face" not in decoded.text


def test_a_comment_in_gbk_within_utf8() -> None:
    decoded = decode("标题: 人脸\n".encode() + "# 备注 门口\n".encode("gbk"))
    assert decoded.text == "标题: 人脸\n# 备注 门口\n"
    assert decoded.encoding == "mixed"
    assert not decoded.certain


def test_windows_1252_last() -> None:
    decoded = decode("caf\xe9 \x93x\x94 sch\xf6n \xdf\n".encode("latin-1"))
    assert decoded.text == "café “x” schön ß\n"
    assert decoded.encoding == "windows-1252"


def test_padding_and_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n\0\0\0\0").text == "a\nb\nc\n"


def test_too_large_a_text(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(ExhibitError, match=r"big\.txt: is larger than 8 MiB"):
        read_text(path)
    with pytest.raises(ExhibitError, match="cannot be read"):
        read_text(tmp_path / "none.txt")


@given(st.binary(max_size=300))
def test_decoding_never_fails_and_leaves_plain_lines(raw: bytes) -> None:
    decoded = decode(raw)
    assert "\r" not in decoded.text
    assert "\0" not in decoded.text


@given(st.text(max_size=200))
def test_utf8_comes_back(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        raw = plain.encode()
    except UnicodeEncodeError:
        return
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or plain.startswith("\ufeff"):
        return
    assert decode(raw).text == plain

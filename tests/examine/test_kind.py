"""The kind of a file is told by more than the first letters."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.case.model import ExhibitKind
from auditor.examine.kind import kind_of

NOTICE = "：本店入口安装人脸识别摄像机，采集您的人脸信息，保存30天。"
SIGNATURES = (
    "BM",
    "BMW 4S店",
    "GIF8",
    "GIF89a",
    "FLV",
    "DHAV",
    "IMKH",
    "II*",
    "MM",
    "RIFF....WEBP",
    "RIFF....AVI ",
    "All skip",
    "The wide",
    "Our mdat",
    "Get free",
    "The moov",
    "fileftypheic",
    "%PDF-1.4",
    "PK",
    "G" + "x" * 187 + "G" + "x" * 187 + "G" + "x" * 187 + "G",
)


def kind(tmp_path: Path, raw: bytes) -> tuple[ExhibitKind, str]:
    path = tmp_path / "file"
    path.write_bytes(raw)
    return kind_of(path)


@pytest.mark.parametrize("start", SIGNATURES)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_words_are_text_whatever_their_first_letters(
    tmp_path: Path, start: str, encoding: str
) -> None:
    assert kind(tmp_path, (start + NOTICE).encode(encoding))[0] is ExhibitKind.TEXT


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_any_words_after_a_signature_are_text(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for start in ("BM", "GIF8", "IMKH", "....free"):
            assert kind(Path(folder), (start + text).encode())[0] in {
                ExhibitKind.TEXT,
                ExhibitKind.CONFIGURATION,
            }


BMP = (
    b"BM"
    + struct.pack("<IHHI", 58, 0, 0, 54)
    + struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, *[0] * 6)
)
TIFF = b"II*\0" + struct.pack("<I", 8) + struct.pack("<HHHII", 1, 256, 3, 1, 1) + bytes(4)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1" + bytes(20)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (BMP + bytes(4), (ExhibitKind.IMAGE, "image/bmp")),
        (TIFF, (ExhibitKind.IMAGE, "image/tiff")),
        (JPEG, (ExhibitKind.IMAGE, "image/jpeg")),
        (b"\0\0\0\1\x67\x42" + bytes(20), (ExhibitKind.VIDEO, "video/h264")),
        (b"\0\0\1\x67\x42" + bytes(20), (ExhibitKind.VIDEO, "video/h264")),
        (b"\0\0\0\1\x40\1" + bytes(20), (ExhibitKind.VIDEO, "video/hevc")),
        (b"\0\0\1\x40\1" + bytes(20), (ExhibitKind.VIDEO, "video/hevc")),
        (b"\0\0\0\x14ftypqt  " + bytes(8), (ExhibitKind.VIDEO, "video/mp4")),
        (b"\0\0\0\x08wide\0\0\0\0mdat", (ExhibitKind.VIDEO, "video/quicktime")),
    ],
)
def test_real_headers(tmp_path: Path, raw: bytes, expected: tuple[ExhibitKind, str]) -> None:
    assert kind(tmp_path, raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        b"BM\0\1\2\3" + bytes(30),
        b"II*\0\0\0\0\0" + bytes(30),
        b"\xff\xd8\xff\x01\0\0",
        b"\0\0\0\1\xff\xff\0\0",
        b"\0\0\0\2wide\0\0\0\0",
    ],
)
def test_a_signature_without_its_header_is_not_enough(tmp_path: Path, raw: bytes) -> None:
    assert kind(tmp_path, raw)[0] is ExhibitKind.UNKNOWN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    assert kind(tmp_path, NOTICE.encode(encoding))[0] is ExhibitKind.TEXT


def test_documents_by_content(tmp_path: Path) -> None:
    page = "<html><body><p>人脸</p></body></html>"
    assert kind(tmp_path, page.encode()) == (ExhibitKind.TEXT, "text/html")
    mail = b"From: a@b.cn\nMIME-Version: 1.0\nSubject: x\n\nbody"
    assert kind(tmp_path, mail) == (ExhibitKind.TEXT, "message/rfc822")
    assert kind(tmp_path, b"a,b,c\n1,2,3\n") == (ExhibitKind.TEXT, "text/csv")

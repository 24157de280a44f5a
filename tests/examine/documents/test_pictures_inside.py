"""Words in pictures inside documents are words of the document, with their place."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import pytest
from PIL import Image

from auditor.core.errors import ExhibitError
from auditor.core.locator import Box
from auditor.examine.documents.read import read_bytes
from auditor.examine.documents.readers.compressed_rtf import decompress
from auditor.examine.documents.readers.model import DocumentForm, DocumentText
from auditor.examine.interface import PictureLine
from tests.examine.documents.compound import compound_file

SIGN = "本店采集您的人脸信息"
KEPT = "保存30天"


def picture(width: int = 400, height: int = 300, form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (200, 210, 220)).save(stream, form)
    return stream.getvalue()


def recognise(raw: bytes) -> Sequence[PictureLine]:
    Image.open(io.BytesIO(raw)).verify()
    box = Box(x=10, y=20, width=300, height=30)
    return [PictureLine(SIGN, box, 0.9), PictureLine("?", box, 0.2)]


def in_word() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(KEPT)
    document.add_picture(io.BytesIO(picture()))
    return saved(document.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def in_page() -> bytes:
    data = base64.b64encode(picture()).decode()
    return f"<!doctype html><html><p>{KEPT}</p><img src='data:image/png;base64,{data}'>".encode()


def in_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "x"
    mail.set_content(f"<p>{KEPT}</p><img src='cid:sign'>", "html")
    mail.add_related(picture(), "image", "png", cid="<sign>")
    return mail.as_bytes()


def in_workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([KEPT])
    return with_member(saved(book.save), "xl/media/image1.png", picture())


def with_member(package: bytes, name: str, data: bytes) -> bytes:
    stream = io.BytesIO(package)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def in_rich_text() -> bytes:
    digits = picture().hex().encode()
    return (
        b"{\\rtf1\\ansi \\u20445?\\u23384?30\\u22825?\\par {\\pict\\pngblip\\picw9 "
        + digits
        + b"}}"
    )


def open_document() -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    content = (
        f'<o xmlns:t="{text}" xmlns:b="{table}"><t:p>第一<t:s t:c="2"/>段</t:p>'
        f'<b:table b:name="S"><b:table-row><b:table-cell><t:p>保存期限</t:p></b:table-cell>'
        f"<b:table-cell><t:p>{KEPT}</t:p></b:table-cell>"
        '<b:table-cell b:number-columns-repeated="999"/></b:table-row></b:table></o>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<m/>")
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/1.png", picture())
    return stream.getvalue()


def presentation() -> bytes:
    slide = (
        '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>保存</a:t></a:r><a:r><a:t>30天</a:t></a:r>'
        "</a:p></p:sld>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("ppt/presentation.xml", "")
        archive.writestr("ppt/slides/slide1.xml", slide)
        archive.writestr("ppt/media/1.png", picture())
    return stream.getvalue()


def outlook() -> bytes:
    stamp = 133_000_000_000_000_000
    properties = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, stamp)
    folder = "__attach_version1.0_#00000000"
    return compound_file(
        {
            "__properties_version1.0": properties,
            "__substg1.0_0037001F": "关于人脸信息".encode("utf-16-le"),
            "__substg1.0_0C1A001F": "客服".encode("utf-16-le"),
            "__substg1.0_1000001F": KEPT.encode("utf-16-le"),
            f"{folder}/__substg1.0_3707001F": "sign.png".encode("utf-16-le"),
            f"{folder}/__substg1.0_37010102": picture(),
        }
    )


FILES = {
    DocumentForm.WORD: in_word,
    DocumentForm.HTML: in_page,
    DocumentForm.EMAIL: in_mail,
    DocumentForm.WORKBOOK: in_workbook,
    DocumentForm.RTF: in_rich_text,
    DocumentForm.OPEN_DOCUMENT: open_document,
    DocumentForm.PRESENTATION: presentation,
    DocumentForm.OUTLOOK: outlook,
}


def read(form: DocumentForm) -> DocumentText:
    return read_bytes(FILES[form](), "file", read_picture=recognise)


@pytest.mark.parametrize("form", FILES)
def test_words_of_a_picture_follow_with_their_place(form: DocumentForm) -> None:
    document = read(form)
    assert document.form is form
    assert KEPT in document.text
    mark = document.mark_at(document.text.index(SIGN))
    assert mark is not None
    assert "picture" in mark.key
    assert mark.key.endswith("xywh=10,20,300,30")
    assert document.confidence == 0.9


@pytest.mark.parametrize("form", FILES)
def test_recognition_may_miss_words_and_says_what_it_did_not_read(form: DocumentForm) -> None:
    document = read(form)
    assert not document.certain
    assert any("not in full" in sentence for sentence in document.not_read)


@pytest.mark.parametrize("form", FILES)
def test_without_recognition_a_picture_is_said_not_to_be_read(form: DocumentForm) -> None:
    document = read_bytes(FILES[form](), "file")
    assert KEPT in document.text
    assert any("not read" in sentence for sentence in document.not_read)


def test_a_scanned_page_is_read_as_a_picture() -> None:
    page = picture(600, 800, "PDF")
    document = read_bytes(page, "file", read_picture=recognise)
    mark = document.mark_at(document.text.index(SIGN))
    assert mark is not None
    assert mark.key == "page=1&xywh=10,20,300,30"
    assert not read_bytes(page, "file").text.strip()
    assert read_bytes(page, "file").not_read == ("Words in these pictures were not read: page=1.",)


def test_the_header_of_a_message() -> None:
    lines = read(DocumentForm.OUTLOOK).text.split("\n")
    assert lines[:3] == ["From: 客服", "Subject: 关于人脸信息", "Date: 2022-06-18 04:26:40 UTC"]


def test_cells_of_an_open_document() -> None:
    document = read(DocumentForm.OPEN_DOCUMENT)
    assert document.text.startswith(f"第一  段\n保存期限\t{KEPT}\n")
    mark = document.mark_at(document.text.index(KEPT))
    assert mark is not None
    assert mark.key == "S!B1"


def test_icons_are_not_read_and_not_missed() -> None:
    data = base64.b64encode(picture(32, 400)).decode()
    page = f"<!doctype html><html><p>x</p><img src='data:image/png;base64,{data}'>"
    assert not read_bytes(page.encode(), "file").not_read


def test_compressed_rtf() -> None:
    # The example of MS-OXRTFCP, 3.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c0900"
        "20627705b06c647d0a800fa0"
    )
    assert decompress(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_an_old_office_document_is_not_read_as_text() -> None:
    with pytest.raises(ExhibitError, match="a form that is not read"):
        read_bytes(compound_file({"WordDocument": "人脸".encode("utf-16-le")}), "file")

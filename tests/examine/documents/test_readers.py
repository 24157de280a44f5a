"""Every form of a document gives the words a reader sees, with their places."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.core.errors import ExhibitError
from auditor.examine.documents.read import read_bytes, read_document
from auditor.examine.documents.readers.model import DocumentForm, DocumentText

WORDS = "本园采集您的人脸信息，保存30天。"


def read(raw: str | bytes) -> DocumentText:
    return read_bytes(raw.encode() if isinstance(raw, str) else raw, "file")


def page(body: str, head: str = "") -> DocumentText:
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>人<b>脸</b><span>识别</span></p>", "人脸识别"),
        ("<p>kept&nbsp;for &#51;0 days</p>", "kept for 30 days"),
        ("<p>&#20154;&#x8138;</p><p>第二段</p>", "人脸\n第二段"),
        ("<p>we do not use<br>face recognition</p>", "we do not use\u2028face recognition"),
        ("<p>a\n  b</p>", "a b"),
        ("<p>yes</p><!-- 不使用人脸识别 -->", "yes"),
        ("<p>yes</p><p hidden>no</p><p style='color:red; DISPLAY : none'>no</p>", "yes"),
        ("<p>yes</p><div style='visibility:hidden'><p>no</p></div>", "yes"),
        ("<p>yes</p><template><p>no</p></template><noscript>no</noscript>", "yes"),
        ("<p>90 <del>30</del> 天</p>", "90 天"),
        ("<table><tr><th>保存期限</th><td>30天</td></tr></table>", "保存期限\t\t30天"),
        ("<p>opacity</p><p style='opacity:0.5'>seen</p>", "opacity\nseen"),
    ],
)
def test_a_page_as_a_visitor_sees_it(body: str, text: str) -> None:
    document = page(body)
    assert document.text == text
    assert document.form is DocumentForm.HTML
    assert not document.not_read


def test_a_style_sheet_hides_elements_on_every_screen_only() -> None:
    style = "<style>/* x */ .no, #gone {display:none} @media print {.paper {display:none}}</style>"
    body = "<p class=no>a</p><p id=gone>b</p><p class=paper>c</p><p>d</p>"
    assert page(body, style).text == "c\nd"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<p>x</p><img src='notice.jpg'>", "pictures"),
        ("<p>x</p><script>document.write('y')</script>", "scripts"),
        ("<p>x</p><iframe src='y'></iframe>", "frames"),
    ],
)
def test_what_a_page_shows_that_is_not_read(body: str, word: str) -> None:
    (sentence,) = page(body).not_read
    assert word in sentence


def test_an_icon_is_no_picture_with_words() -> None:
    assert not page("<p>x</p><img src='i.png' width=16 height=16>").not_read


def test_entities_in_a_plain_text_are_decoded_and_its_lines_kept() -> None:
    document = read("Images are kept&nbsp;for\n&#51;0 days")
    assert document.text == "Images are kept\xa0for\n30 days"
    assert document.form is DocumentForm.TEXT


def message(body: str, subtype: str = "plain", encoding: str = "base64") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "kefu@example.cn", "wang@example.cn"
    mail["Subject"] = "关于人脸信息的答复"
    mail.set_content(body, subtype=subtype, cte=encoding)
    return mail


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_an_email_is_decoded(encoding: str, subtype: str) -> None:
    body = WORDS if subtype == "plain" else f"<p>{WORDS}</p><!-- no -->"
    document = read(message(body, subtype, encoding).as_bytes())
    assert document.form is DocumentForm.EMAIL
    assert "Subject: 关于人脸信息的答复" in document.text
    assert WORDS in document.text
    assert "no" not in document.text.split(WORDS)[1]


def test_an_email_in_gbk_with_attachments() -> None:
    mail = message("见附件")
    mail.set_content("您好，摄像机具有人脸识别功能。".encode("gbk"), "text", "plain")
    mail.set_param("charset", "gb2312")
    mail.add_attachment(WORDS.encode(), "text", "plain", filename="告知.txt")
    mail.add_attachment(b"\xff\xd8\xff\xe0", "image", "jpeg", filename="sign.jpg")
    document = read(mail.as_bytes())
    assert "摄像机具有人脸识别功能" in document.text
    assert WORDS in document.text
    mark = document.mark_at(document.text.index(WORDS))
    assert mark is not None
    assert mark.key == "attachment 告知.txt"
    assert document.not_read == ("Words in these pictures were not read: picture sign.jpg.",)


def test_a_saved_page() -> None:
    part = message(f"<html><body><p>{WORDS}</p></body></html>", "html", "quoted-printable")
    del part["From"], part["To"], part["Subject"]
    head = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
    )
    document = read(head + part.as_bytes().replace(b"\n", b"\r\n") + b"\r\n--B--\r\n")
    assert document.form is DocumentForm.SAVED_PAGE
    assert document.text.strip() == WORDS


def test_a_chat_with_names_is_no_email() -> None:
    assert read("From: A\nTo: B\n进门就抓拍了").form is DocumentForm.TEXT


def word(tmp_path: Path) -> bytes:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    paragraph = document.add_paragraph("人脸信息保存")
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>30</w:delText></w:r>'
            "</w:del>"
        )
    )
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>365</w:t></w:r></w:ins>')
    )
    paragraph.add_run("天。")
    hidden = paragraph.add_run("隐藏")
    hidden.font.hidden = True
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "摄像机", "入口"
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path.read_bytes()


def test_word_with_headers_tables_and_tracked_changes(tmp_path: Path) -> None:
    document = read(word(tmp_path))
    assert document.form is DocumentForm.WORD
    assert document.text.split("\n")[:3] == ["内部资料", "人脸信息保存365天。", "摄像机\t入口"]
    assert "1 insertions" in document.notes[0]
    assert "1 deletions" in document.notes[0]
    assert "hidden" in document.notes[1]
    mark = document.mark_at(document.text.index("365"))
    assert mark is not None
    assert mark.key == "paragraph 1"


def test_a_workbook_by_its_cells() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    sheet.append(["摄像机", "人脸识别", None])
    sheet.append(["入口", "已启用", None])
    book.create_sheet("旧").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    document = read(stream.getvalue())
    assert document.text == "摄像机\t人脸识别\n入口\t已启用\n"
    mark = document.mark_at(document.text.index("已启用"))
    assert mark is not None
    assert mark.key == "清单!B2"
    assert any("hidden sheet 旧" in sentence for sentence in document.not_read)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_in_every_encoding(encoding: str, delimiter: str) -> None:
    rows = [("名称", "人脸识别", "保存天数"), ("入口", "已启用", "180")]
    document = read("\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert document.form is DocumentForm.TABLE
    assert document.text == "名称\t人脸识别\t保存天数\n入口\t已启用\t180\n"
    assert "what its columns mean" in document.not_read[0]
    mark = document.mark_at(document.text.index("180"))
    assert mark is not None
    assert mark.key == "C2"


@pytest.mark.parametrize(
    "prose",
    [
        "Dear Sir, Madam,\nwe use cameras, here, too.",
        "本店，入口，有摄像机。\n联系，电话，0571。",
        "人脸识别告知书\n处理者：江畔置业有限公司，联系电话 0571-80000000",
    ],
)
def test_prose_with_commas_is_no_table(prose: str) -> None:
    assert read(prose).form is DocumentForm.TEXT


def test_json_by_its_keys() -> None:
    records = [{"from": "小陈", "text": "进门就抓拍了"}]
    document = read(json.dumps(records))
    assert document.form is DocumentForm.JSON
    assert "text: 进门就抓拍了" in document.text
    mark = document.mark_at(document.text.index("进门"))
    assert mark is not None
    assert mark.key == "[0].text"


def test_rtf_in_a_chinese_code_page() -> None:
    escaped = "".join(f"\\'{byte:02x}" for byte in "人脸信息保存30天".encode("gbk"))
    raw = (
        "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 " + escaped + "\\par}"
    )
    document = read(raw)
    assert document.form is DocumentForm.RTF
    assert document.text == "人脸信息保存30天"


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page; an empty one has none."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]"
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        "/MediaBox[0 0 600 800]>>",
    ]
    for number, words in enumerate(pages):
        stream = f"BT /F 12 Tf 50 700 Td ({words}) Tj ET" if words else ""
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {4 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    body, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for n, text in enumerate(objects, start=1):
        table += f"{len(body):010} 00000 n \n"
        body += f"{n} 0 obj\n{text}\nendobj\n"
    size = len(objects) + 1
    end = f"trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n{table}{end}".encode()


def test_pdf_page_by_page_and_an_empty_page_is_read() -> None:
    document = read(pdf("Face images are kept", "", "for 365 days"))
    assert document.form is DocumentForm.PDF
    mark = document.mark_at(document.text.index("365"))
    assert mark is not None
    assert mark.key == "page=3"
    assert not document.not_read
    assert document.certain


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.4\n1 0 obj \xff garbage",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    ],
)
def test_damage_is_said(raw: bytes) -> None:
    with pytest.raises(ExhibitError, match="file: cannot be read"):
        read(raw)


def test_a_package_that_would_fill_the_memory_is_refused() -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", b" " * 40_000_000)
    with pytest.raises(ExhibitError, match="too large when unpacked"):
        read(stream.getvalue())


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ExhibitError, match="cannot be read"):
        read_document(tmp_path / "none")


STARTS = (
    b"",
    b"%PDF-1.4 1 0 obj",
    b"{\\rtf1",
    b"<html><body>",
    b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"[",
    b"a,b,c\n1,2,3\n",
)


@settings(max_examples=60, deadline=2000)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_hostile_bytes_give_text_or_an_exhibit_error(start: bytes, rest: bytes) -> None:
    try:
        document = read(start + rest)
    except ExhibitError:
        return
    assert isinstance(document.text, str)
    assert list(document.marks) == sorted(document.marks, key=lambda mark: mark.offset)


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<b><p>", "<!--"])
def test_a_page_nested_without_end_is_read_in_bounded_time(opening: str) -> None:
    import time

    begin = time.process_time()
    page(opening * 20_000 + "人脸")
    assert time.process_time() - begin < 5

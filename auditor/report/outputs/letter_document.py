"""A letter as a word-processor document (DOCX) on A4, to edit, print and sign."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from auditor.core.text import Language
from auditor.report.letters.model import AttachmentList, Letter, LetterSection
from auditor.report.outputs.office_file import without_times

_LATIN = "Times New Roman"
_SERIF_HAN, _SANS_HAN = "SimSun", "SimHei"
"""Song and Hei typefaces, by their names in Windows and WPS; other systems substitute them."""
_BODY, _SMALL, _HEADING, _TITLE = Pt(12), Pt(9), Pt(12), Pt(16)
_MARGIN = Cm(2.5)
_BLANK_FROM, _BLANK_TO = Cm(4), Cm(11)
_NUMBER_INDENT = Cm(0.9)
_COLUMNS = (Cm(1.2), Cm(5.6), Cm(4.2), Cm(5.0))
"""Widths of the list of evidence; together the 16 cm between the margins of A4."""
_LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}


def letter_document(letter: Letter, language: Language, day: date) -> bytes:
    """The letter as DOCX.

    Args:
        letter: what it says.
        language: the language of the letter.
        day: the day of the file's properties, so that the same input gives the same bytes.
    """
    document = Document()
    _set_up(document, letter, language, day)
    title = document.add_paragraph(letter.subject, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(letter.to.text).runs[0].bold = True
    for text in letter.opening:
        _body(document, text, language)
    for section in letter.sections:
        _section(document, section)
    document.add_paragraph()
    for text in letter.closing:
        _body(document, text, language)
    for blank in letter.blanks:
        _blank(document, blank)
    _attachments(document, letter.attachments)
    stream = io.BytesIO()
    document.save(stream)
    return without_times(stream.getvalue())


def _set_up(document: DocumentFile, letter: Letter, language: Language, day: date) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    _style(document, "Normal", _BODY, _SERIF_HAN, language)
    _style(document, "Title", _TITLE, _SANS_HAN, language, bold=True)
    _style(document, "Heading 2", _HEADING, _SANS_HAN, language, bold=True)
    normal = _paragraph_style(document, "Normal")
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.25
    properties = document.core_properties
    properties.title, properties.author, properties.comments = letter.subject, "", ""
    properties.last_modified_by, properties.keywords = "", ""
    properties.language, properties.revision = _LANGUAGES[language], 1
    properties.created = properties.modified = datetime.combine(day, time(), UTC).replace(
        tzinfo=None
    )


def _paragraph_style(document: DocumentFile, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    return style


def _style(
    document: DocumentFile,
    name: str,
    size: Length,
    han: str,
    language: Language,
    *,
    bold: bool = False,
) -> None:
    """Give a style its Latin and its East Asian typeface, in black."""
    style = _paragraph_style(document, name)
    style.font.name, style.font.size, style.font.bold = _LATIN, size, bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), han)
    if language == "zh":
        # Quotation marks are the same characters in both scripts; here they are Chinese ones.
        fonts.set(qn("w:hint"), "eastAsia")
    for spoken in properties.findall(qn("w:lang")):
        properties.remove(spoken)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    if language == "zh":
        spoken.set(qn("w:bidi"), "zh-CN")
    properties.append(spoken)
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _body(document: DocumentFile, text: str, language: Language) -> None:
    """A paragraph; Chinese begins it two characters in."""
    paragraph = document.add_paragraph(text)
    if language == "zh":
        paragraph.paragraph_format.first_line_indent = 2 * _BODY


def _section(document: DocumentFile, section: LetterSection) -> None:
    heading = document.add_paragraph(section.heading, style="Heading 2")
    heading.paragraph_format.keep_with_next = True
    for number, text in enumerate(section.parts, 1):
        _item(document, f"{number}.", text)


def _item(document: DocumentFile, mark: str, text: str) -> None:
    """A numbered paragraph that hangs on its number, which the text may cite."""
    paragraph = document.add_paragraph(f"{mark}\t{text}")
    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent = _NUMBER_INDENT, -_NUMBER_INDENT
    shape.tab_stops.add_tab_stop(_NUMBER_INDENT)
    shape.space_after = Pt(3)


def _blank(document: DocumentFile, label: str) -> None:
    """A label and a line to write on."""
    paragraph = document.add_paragraph(f"{label}\t\t")
    shape = paragraph.paragraph_format
    shape.space_before, shape.keep_with_next = Pt(14), True
    shape.tab_stops.add_tab_stop(_BLANK_FROM)
    shape.tab_stops.add_tab_stop(_BLANK_TO, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _attachments(document: DocumentFile, attached: AttachmentList) -> None:
    if not attached.rows and not attached.lines:
        return
    heading = document.add_paragraph(attached.heading, style="Heading 2")
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(18)
    if not attached.heads:
        for line in attached.lines:
            _small(document.add_paragraph(line))
        return
    table = document.add_table(rows=1, cols=len(attached.heads), style="Table Grid")
    table.autofit = False
    _fill(table, 0, attached.heads)
    _repeat_head(table)
    for number, row in enumerate(attached.rows, 1):
        table.add_row()
        _fill(
            table, number, (str(row.number), f"{row.what}\n{row.file}", row.source.text, row.digest)
        )


def _fill(table: Table, row: int, texts: tuple[str, ...]) -> None:
    for cell, text, width in zip(table.rows[row].cells, texts, _COLUMNS, strict=True):
        cell.width = width
        _write(cell, text, bold=row == 0)


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).bold = bold
    _small(paragraph)


def _small(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    for run in paragraph.runs:
        run.font.size = _SMALL


def _repeat_head(table: Table) -> None:
    """Repeat the first row of a table at the head of each page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))

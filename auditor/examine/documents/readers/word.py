"""DOCX (ECMA-376): body, tables, text boxes, headers, footers, notes; tracked changes marked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from auditor.examine.documents.readers.model import (
    SOFT_BREAK,
    DocumentForm,
    DocumentText,
    TextWithPlaces,
)
from auditor.examine.documents.readers.package import check_package
from auditor.examine.documents.readers.pictures import EmbeddedPictures
from auditor.examine.interface import ReadPicture

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURE_LINKS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": "embed",
    "{urn:schemas-microsoft-com:vml}imagedata": "id",
}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OTHER_CONTENT = ("}chart", "}relIds", "}OLEObject")
_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


def read_word(raw: bytes, read_picture: ReadPicture | None = None) -> DocumentText:
    """The text of a document; each paragraph and each row of a table is one line."""
    import docx  # noqa: PLC0415 - only for DOCX

    check_package(raw)
    document = docx.Document(io.BytesIO(raw))
    reading = _WordReading(EmbeddedPictures(read_picture))
    reading.add_headers(document, "header")
    reading.add(document.element.body, "paragraph", document.part)
    reading.add_headers(document, "footer")
    reading.add_notes(document)
    return reading.document()


class _WordReading:
    def __init__(self, pictures: EmbeddedPictures) -> None:
        self._text = TextWithPlaces()
        self._inserted = self._deleted = self._hidden = 0
        self._pictures = pictures
        self._links: list[str] = []
        self._charts = False
        self._headings: set[str] = set()

    def add_headers(self, document: Any, which: str) -> None:  # noqa: ANN401 - python-docx's
        for section in document.sections:
            for name in (which, f"first_page_{which}", f"even_page_{which}"):
                part = getattr(section, name)
                # Asking a linked header for its element would add an empty one.
                if not part.is_linked_to_previous:
                    self.add(part._element, which, part.part)

    def add_notes(self, document: Any) -> None:  # noqa: ANN401
        from docx.oxml import parse_xml  # noqa: PLC0415 - only for DOCX

        for relation in document.part.rels.values():
            kind = _NOTE_PARTS.get(relation.reltype.rpartition("/")[2])
            if kind and kind != "comment" and not relation.is_external:
                part = relation.target_part
                self.add(parse_xml(part.blob), kind, part)

    def add(self, root: Any, place: str, part: Any) -> None:  # noqa: ANN401
        """Add every line below `root`, numbered within `place`; `part` holds its pictures."""
        for number, line in enumerate(self._lines(root), start=1):
            if place in {"header", "footer"}:
                # The same header is stored once for each section.
                if line in self._headings:
                    continue
                self._headings.add(line)
            self._text.add(f"{line}\n", f"{place} {number}")
            self._add_pictures(part, f"{place} {number}")
        self._add_pictures(part, place)

    def _add_pictures(self, part: Any, place: str) -> None:  # noqa: ANN401
        """Read the pictures met since the last line."""
        links, self._links = self._links, []
        for link in links:
            relation = part.rels.get(link)
            if relation is None:
                continue
            if relation.is_external:
                self._pictures.skip(f"{place} (linked)")
            else:
                self._pictures.add(self._text, relation.target_part.blob, f"{place} (picture)")

    def _lines(self, root: Any) -> Iterator[str]:  # noqa: ANN401
        for element in root:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                for row in element.iter(f"{_W}tr"):
                    cells = (" ".join(self._lines(cell)) for cell in row.iter(f"{_W}tc"))
                    line = "\t".join(cells)
                    if line.strip():
                        yield line
            else:
                yield from self._lines(element)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:  # noqa: ANN401
        pieces: list[str] = []
        boxes: list[Any] = []
        self._run(paragraph, pieces, boxes)
        line = "".join(pieces).strip()
        if line:
            yield line
        for box in boxes:
            yield from self._lines(box)

    def _run(self, element: Any, pieces: list[str], boxes: list[Any]) -> None:  # noqa: ANN401
        """Collect the words of `element`; text boxes are lines of their own."""
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                pieces.append(child.text or "")
            elif tag in {f"{_W}tab", f"{_W}ptab"}:
                pieces.append("\t")
            elif tag in {f"{_W}br", f"{_W}cr"}:
                pieces.append(SOFT_BREAK)
            elif tag == f"{_W}noBreakHyphen":
                pieces.append("-")
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag in {f"{_W}del", f"{_W}moveFrom"}:
                self._deleted += 1
            elif tag == _FALLBACK or (tag == f"{_W}r" and self._is_hidden(child)):
                continue
            else:
                self._inserted += tag in {f"{_W}ins", f"{_W}moveTo"}
                if (attribute := _PICTURE_LINKS.get(tag)) is not None:
                    self._links.append(child.get(f"{_RELATION}{attribute}") or "")
                self._charts |= isinstance(tag, str) and tag.endswith(_OTHER_CONTENT)
                self._run(child, pieces, boxes)

    def _is_hidden(self, run: Any) -> bool:  # noqa: ANN401
        properties = run.find(f"{_W}rPr")
        if properties is None:
            return False
        for name in ("vanish", "strike", "dstrike"):
            mark = properties.find(f"{_W}{name}")
            if mark is not None and mark.get(f"{_W}val") not in {"0", "false", "off"}:
                self._hidden += 1
                return True
        return False

    def document(self) -> DocumentText:
        notes = []
        if self._inserted or self._deleted:
            notes.append(
                f"The document has tracked changes: {self._inserted} insertions were read as text, "
                f"{self._deleted} deletions were left out."
            )
        if self._hidden:
            notes.append("Words that are hidden or struck out were left out.")
        not_read = list(self._pictures.not_read())
        if self._charts:
            not_read.append("The document has charts or embedded objects; they were not read.")
        return DocumentText(
            text=self._text.text,
            form=DocumentForm.WORD,
            encoding="DOCX",
            notes=(*notes, *self._pictures.notes()),
            not_read=tuple(not_read),
            certain=self._pictures.certain,
            paragraphs=True,
            confidence=self._pictures.mean,
            marks=tuple(self._text.marks),
        )

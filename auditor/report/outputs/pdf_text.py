"""The text inside a printed PDF: whether every character has a glyph, and can be searched for.

Terms as in ISO 32000-1: a font's `ToUnicode` map (9.10.3) says which characters its codes stand
for, `ActualText` (14.9.4) says it for one place. Code 0 is the glyph `.notdef`, the empty box. The
syntax read here is that of Skia, which writes the PDFs of Chromium, Chrome and Edge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, PdfObject, StreamObject

UNNAMED = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character without a glyph that the file does not name."""

# No font can have a glyph for these: controls, private use, not assigned.
_WITHOUT_GLYPH = frozenset({"Cc", "Co", "Cn"})

_TOKEN = re.compile(
    rb"/(?P<font>[^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf\b"
    rb"|/ActualText\s*(?:<(?P<actual>[0-9A-Fa-f]*)>|\((?P<plain>(?:\\.|[^\\)])*)\))"
    rb"|<(?P<shown>[0-9A-Fa-f]+)>\s*Tj\b"
    rb"|\b(?P<end>EMC)\b"
)
# One code of a map that stands for a Kangxi radical (U+2F00) or one of their supplement (U+2E80).
_RADICAL = re.compile(rb"^(<[0-9A-Fa-f]+> <)(2[EeFf][0-9A-Fa-f]{2})(>)$", re.M)


def spelled_out(page: str) -> str:
    """`page` with every character that no font can draw replaced by its code point, as `[U+E000]`.

    In quoted material such a character can mean something, which an empty box would hide.
    """
    return "".join(
        f"[U+{ord(one):04X}]"
        if unicodedata.category(one) in _WITHOUT_GLYPH and one not in "\t\n\r"
        else one
        for one in page
    )


def missing_characters(reader: PdfReader) -> frozenset[str]:
    """The characters printed as an empty box, because no font of the machine has them."""
    found: set[str] = set()
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None:
            found |= _boxes(contents, page["/Resources"])
    return frozenset(found)


def mend_radicals(writer: PdfWriter) -> None:
    """Let Chinese characters be found and copied as themselves.

    A font draws the radical U+2F08 and the character U+4EBA by one glyph, and the map may name the
    radical; then a search for the character finds nothing in viewers that know no `ActualText`.
    """
    for page in writer.pages:
        for font in _entries(page["/Resources"], "/Font").values():
            mapped = font.get("/ToUnicode")
            stream = mapped.get_object() if mapped is not None else None
            if isinstance(stream, StreamObject):
                old = stream.get_data()
                new = _RADICAL.sub(_as_character, old)
                if new != old:
                    stream.set_data(new)


def _boxes(contents: StreamObject, resources: PdfObject) -> set[str]:
    fonts = _entries(resources, "/Font")
    found: set[str] = set()
    font = DictionaryObject()
    actual = ""
    for token in _TOKEN.finditer(contents.get_data()):
        if token["font"]:
            font = fonts.get("/" + token["font"].decode("latin-1"), font)
        elif token["end"]:
            actual = ""
        elif token["shown"]:
            if 0 in _codes(token["shown"], font):
                found |= set(actual or UNNAMED)
        elif token["actual"] is not None:
            actual = bytes.fromhex(token["actual"].decode()).decode("utf-16", errors="replace")
        else:
            actual = token["plain"].decode("latin-1")
    for form in _entries(resources, "/XObject").values():
        if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
            found |= _boxes(form, form.get("/Resources", resources))
    return found


def _entries(resources: PdfObject, kind: str) -> dict[str, DictionaryObject]:
    held = resources.get_object()
    entries = held.get(kind, {}) if isinstance(held, DictionaryObject) else {}
    return {name: one.get_object() for name, one in entries.items()}


def _codes(shown: bytes, font: DictionaryObject) -> Iterator[int]:
    """The codes in a string: of one byte in a Type 3 font, of two in others of Skia's."""
    size = 2 if font.get("/Subtype") == "/Type3" else 4
    return (int(shown[at : at + size], 16) for at in range(0, len(shown), size))


def _as_character(found: re.Match[bytes]) -> bytes:
    character = unicodedata.normalize("NFKC", chr(int(found[2], 16)))
    return found[1] + character.encode("utf-16-be").hex().upper().encode() + found[3]

"""Bytes to text: which coding an exhibit is in, tried in a fixed order.

Exhibits come from recorders, telephones and offices in several countries. The order is: byte order
mark; strict UTF-8; the coding the text declares; strict GB18030 (which contains GBK and GB2312),
unless some lines are plainly UTF-8; line by line where codings are mixed; Windows-1252
for what is left. What was done is said, because a wrong guess changes words that a finding may rest
on.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from auditor.core.errors import ExhibitError

MAX_BYTES = 8 * 1024 * 1024
"""Largest text read, in bytes. Configurations and notices are kilobytes; dumps a few megabytes."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 little-endian begins with the mark of UTF-16 little-endian, so it comes first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([-\w.]+)|<meta[^>]{0,200}?charset\s*=\s*["']?([-\w.]+)"""
    rb"""|^[^\n]{0,200}?(?:en)?coding[:=]\s*([-\w.]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 1024
_ACCEPTED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "cp1250": "cp1250",
    "cp1251": "cp1251",
    "cp1252": "cp1252",
    "cp1254": "cp1254",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "koi8-r": "koi8-r",
}
"""Declared codings that are followed, by Python's normal name. Any other declaration is ignored:
some codecs (`utf-7`, `unicode_escape`) would make words out of plain text."""


@dataclass(frozen=True)
class DecodedText:
    """Text and how it was come by.

    Attributes:
        text: the text, with every line end a single line feed and without a byte order mark.
        encoding: the coding, in lower case; `mixed` where lines differ.
        notes: plain English sentences on anything that was not plain UTF-8.
        certain: False where some characters had to be guessed, so that what is *not* in the text
            proves nothing.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    certain: bool = True


def read_text(path: Path, name: str = "") -> DecodedText:
    """The text of the file at `path`, called `name` in errors.

    Raises:
        ExhibitError: the file cannot be read or is larger than `MAX_BYTES`.
    """
    where = name or path.name
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ExhibitError(
                f"is larger than {MAX_BYTES // 1024 // 1024} MiB",
                where=where,
                why="no text of that size is read",
                remedy="Hand in the part that matters as a file of its own",
            )
        return decode(path.read_bytes())
    except OSError as problem:
        raise ExhibitError(f"cannot be read: {problem.strerror}", where=where) from problem


def decode(raw: bytes, declared: str = "") -> DecodedText:
    """`raw` as text; never fails. See the module for the order of codings tried.

    `declared` is an encoding named outside the text, as in the header of an e-mail; it goes before
    one that the text itself declares.
    """
    notes: list[str] = []
    text, encoding, certain = _decoded(raw, declared)
    if encoding != "utf-8":
        notes.append(f"The text is not plain UTF-8; it was read as {encoding}.")
    if not certain:
        notes.append("Some characters could not be recognised and were guessed.")
    text = text.removeprefix("\ufeff")
    if text.endswith("\0"):
        # Device dumps are padded to a block size.
        notes.append("NUL padding at the end was left out.")
        text = text.rstrip("\0")
    if "\0" in text:
        notes.append("NUL characters within the text were left out.")
        text = text.replace("\0", "")
        certain = False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return DecodedText(text=text, encoding=encoding, notes=tuple(notes), certain=certain)


def _decoded(raw: bytes, named: str) -> tuple[str, str, bool]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, "replace")
            return text, encoding, "\ufffd" not in text
    if (utf16 := unmarked_utf16(raw)) is not None:
        return raw.decode(utf16), utf16, True
    unpadded = raw.rstrip(b"\0")
    declared = _accepted(named) or _declared(unpadded[:_DECLARED_WITHIN])
    for encoding in ("utf-8", declared, "gb18030"):
        if encoding == "gb18030" and _has_utf8_lines(unpadded):
            break
        if encoding:
            try:
                return unpadded.decode(encoding), encoding, True
            except UnicodeDecodeError:
                continue
    return _line_by_line(unpadded)


def _declared(head: bytes) -> str:
    found = _DECLARED.search(head)
    if found is None:
        return ""
    return _accepted(next(group for group in found.groups() if group).decode("ascii"))


def _accepted(named: str) -> str:
    try:
        return _ACCEPTED.get(codecs.lookup(named).name, "")
    except (LookupError, ValueError):
        return ""


_UTF16_SAMPLE = 4096
_UTF16_PLAUSIBLE = 0.95
"""Share of characters that must be usual ones; pairs of random bytes reach about a third."""
_USUAL = re.compile("[\t\r\n -~\u00a0-\u00ff\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_FREQUENT = re.compile("[ \n，。、的一是在不了有人我您本]")


def unmarked_utf16(raw: bytes) -> str | None:
    """The byte order of UTF-16 that has no mark; None for anything else.

    Only data with control bytes are asked about: plain ASCII in pairs passes for Chinese.
    """
    sample = raw[:_UTF16_SAMPLE]
    minimum, control = 8, frozenset(range(9))
    if len(raw) % 2 or len(sample) < minimum or not control.intersection(sample.rstrip(b"\0")):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)[: len(sample) // 2]
        except UnicodeDecodeError:
            continue
        usual = len(_USUAL.findall(text))
        if usual >= _UTF16_PLAUSIBLE * len(text) and _FREQUENT.search(text):
            return encoding
    return None


_IDEOGRAPHS = "\u3000"


def _has_utf8_lines(raw: bytes) -> bool:
    """Whether some line is Chinese in UTF-8, in a text that as a whole is not UTF-8.

    Nearly any run of bytes passes for GB18030, so a file of UTF-8 with one comment in GBK would be
    read as GBK throughout. The other way round is next to impossible: GBK pairs would have to fall
    into UTF-8's threes.
    """
    for line in raw.split(b"\n"):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if all(char.isascii() or char >= _IDEOGRAPHS for char in text):
            return True
    return False


def _line_by_line(raw: bytes) -> tuple[str, str, bool]:
    lines: list[str] = []
    used: set[str] = set()
    for line in raw.split(b"\n"):
        text, encoding = _line(line)
        lines.append(text)
        if encoding != "ascii":
            used.add(encoding)
    encoding = used.pop() if len(used) == 1 else "mixed"
    return "\n".join(lines), encoding, False


def _line(line: bytes) -> tuple[str, str]:
    for encoding in ("ascii", "utf-8", "gb18030"):
        try:
            return line.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return line.decode("cp1252", "replace"), "windows-1252"


_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MIN_PADDED = 5
"""Fewer letters before NUL bytes may as well be a number or a signature."""


def looks_like_text(head: bytes) -> bool:
    """Text in UTF-8, GB18030 and their like has no control characters and decodes.

    UTF-16 shows by its mark, or by being usual characters throughout.
    """
    if not head:
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decodes(head[: len(head) // 2 * 2], ("utf-16",))
    # Device dumps are padded with NUL at the end.
    padded = head.rstrip(b"\x00")
    if _CONTROL.intersection(padded):
        return unmarked_utf16(head[: len(head) // 2 * 2]) is not None
    return len(padded) >= (_MIN_PADDED if len(padded) < len(head) else 1)


def _decodes(head: bytes, encodings: tuple[str, ...]) -> bool:
    """Whether `head` is whole characters, except for one cut off at its end."""
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            decoder.decode(head)
        except UnicodeDecodeError:
            continue
        return True
    return False

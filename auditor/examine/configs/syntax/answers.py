"""Answers of a device saved one after another in one file, with what stood between them.

People who save what a device answers put several answers into one file: XML and JSON in turn, the
headers of HTTP above them, the address asked for, a comment. Such a file is none of these languages
as a whole. Every answer is read by itself, and its lines keep their places.
"""

from __future__ import annotations

import re

from auditor.core.errors import ExhibitError
from auditor.examine.configs.syntax.json import read_json_at
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.configs.syntax.xml import is_xml, read_xml_at

MAX_ANSWERS = 500
"""Most answers read in one file."""

_BEGINS = re.compile(r"(?:<\?xml\b|<[A-Za-z_]|\{|\[(?!\d{3}\])[\s\"'{\[\]\d-])")
_BODY = re.compile(rf"^{_BEGINS.pattern}", re.MULTILINE)
_BETWEEN = re.compile(
    r"\s*(?:[#/;=*>$~_-].*|<!--.*-->|<\s.*|\[\d{3}\].*|HTTP/[\d.]+ \d.*"
    r"|This XML file does not appear to have any style information.*"
    r"|(?:GET|PUT|POST|DELETE|HEAD|curl|wget|URL|Request|Response|Status)\b.*"
    r"|[A-Za-z][\w-]{0,40}:\s.*|[A-Za-z][\w-]{0,40}:|\[?(?:https?://)?[\w.:-]*/\S*\]?"
    r"|(?:https?://)?\S+/\S+:?|[\"']\S*/\S+[\"']\s*\\?)?\s*"
)


def read_answers(text: str, name: str) -> tuple[tuple[bool, Node], ...] | None:
    """Each answer in `text`, called `name` in errors, and whether it is XML; None for other texts.

    A text is taken for one only where all its lines are either part of an answer or plainly what
    stands between answers.
    """
    if not _several(text):
        return None
    found: list[tuple[bool, Node]] = []
    position = 0
    while position < len(text):
        if _BEGINS.match(text, position):
            body = _answer(text, position, name)
            if body is None or len(found) == MAX_ANSWERS:
                return None
            xml, node, position = body
            found.append((xml, node))
            continue
        end = text.find("\n", position)
        end = len(text) if end < 0 else end + 1
        line = text[position:end]
        indent = len(line) - len(line.lstrip())
        if indent and _BEGINS.match(text, position + indent):
            position += indent
            continue
        if _BETWEEN.fullmatch(line) is None:
            return None
        position = end
    return tuple(found) or None


def _several(text: str) -> bool:
    """Whether more than one language or answer shows at the beginnings of lines."""
    begins = [found.group() for found in _BODY.finditer(text)]
    braces = sum(1 for begin in begins if begin[0] in "{[")
    tags = len(begins) - braces
    if is_xml(text):
        return braces > 0
    headed = text.lstrip("\ufeff \t\n")[:1] not in ("{", "[")
    return braces > 1 or (braces > 0 and (tags > 0 or headed)) or (tags > 0 and headed)


def _answer(text: str, start: int, name: str) -> tuple[bool, Node, int] | None:
    try:
        if text[start] == "<":
            node, end = read_xml_at(text, start, name)
            return True, node, end
        node, end = read_json_at(text, start, name)
    except ExhibitError:
        return None
    return False, node, end

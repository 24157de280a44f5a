"""XML as devices answer it, read into the common tree with the line of every element.

An element is a mapping: its attributes as `@name`, its text as `#text` where it has other entries
too, its children by local name, those that repeat as a sequence. An element with text alone is that
text. The root is a mapping of one entry, the root's local name; `@xmlns` of an element is the
namespace its name is in, where that differs from its parent's. No entity is resolved and nothing is
fetched. Answers saved one after another, with HTTP headers between them, are one document each,
whether they begin with a declaration or not.

What people paste lacks the declarations of its prefixes and leaves ampersands of addresses as they
are; both are fixed. What is cut off can be read as far as it goes.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml.common import DefusedXmlException

from auditor.core.errors import ExhibitError, Place
from auditor.examine.configs.syntax.tree import MAX_DEPTH, Mark, Node

MAX_ELEMENTS = 100_000
"""Most elements read in one document."""

_BEGINS = re.compile(r"<\?xml\b|<(?!!)(?=[A-Za-z_])")
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_AMPERSAND = re.compile(r"&(?!#?\w{1,40};)")
_TAG = re.compile(r"<([A-Za-z_][\w.-]*)(?::[\w.-]+)?")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_DECLARED = re.compile(r"\bxmlns:([\w.-]+)\s*=")
_USUAL: dict[str, str] = {
    "tt": "http://www.onvif.org/ver10/schema",
    "tds": "http://www.onvif.org/ver10/device/wsdl",
    "trt": "http://www.onvif.org/ver10/media/wsdl",
    "tr2": "http://www.onvif.org/ver20/media/wsdl",
    "tev": "http://www.onvif.org/ver10/events/wsdl",
    "tan": "http://www.onvif.org/ver20/analytics/wsdl",
    "fc": "http://www.onvif.org/ver20/analytics/humanface",
    "bd": "http://www.onvif.org/ver20/analytics/humanbody",
    "tns1": "http://www.onvif.org/ver10/topics",
    "wsnt": "http://docs.oasis-open.org/wsn/b-2",
}
"""Namespaces of prefixes as ONVIF's specifications write them throughout."""
_MARKUP = re.compile(r"\s*(?:HTTP/[\d.]+ \d+[^\n]*\n(?:[A-Za-z-]+:[^\n]*\n)*\s*)?<[?A-Za-z_!]")


def is_xml(text: str) -> bool:
    """Whether `text` begins as XML does, perhaps after the headers of an HTTP answer."""
    return _MARKUP.match(text.lstrip("\ufeff")) is not None


def read_xml(text: str, name: str) -> tuple[Node, ...]:
    """The roots of the XML documents in `text`, called `name` in errors.

    Raises:
        ExhibitError: one of them is not well-formed, is larger or deeper than the named limits, or
            declares entities.
    """
    starts = [found.start() for found in _DECLARATION.finditer(text)]
    if not starts:
        first = _BEGINS.search(text)
        starts = [first.start() if first else 0]
    ends = [*starts[1:], len(text)]
    roots: list[Node] = []
    for start, end in zip(starts, ends, strict=True):
        # What follows the last tag are the headers of the next answer.
        last = text.rfind(">", start, end) + 1
        position = start
        while position < last:
            node, position = _first(text, position, last, name)
            roots.append(node)
            # Answers without a declaration follow each other as plain elements.
            following = _BEGINS.search(text, position, last)
            position = following.start() if following else last
    return tuple(roots)


def read_xml_at(text: str, start: int, name: str) -> tuple[Node, int]:
    """The document that begins at `start` of `text`, and where it ends; something may follow.

    Raises:
        ExhibitError: as for `read_xml`.
    """
    following = _DECLARATION.search(text, start + 1)
    return _first(text, start, following.start() if following else len(text), name)


def _first(text: str, start: int, end: int, name: str) -> tuple[Node, int]:
    """The first document in `text[start:end]`, and where it ends."""
    line = text.count("\n", 0, start)
    while True:
        try:
            return _one(text[start:end], line, name), end
        except _FollowedError as following:
            reached = start
            for _ in range(following.line - 1):
                reached = text.index("\n", reached) + 1
            # The parser may stumble a little way into what follows; the root ends with a bracket.
            end = text.rfind(">", start, min(reached + following.column, end - 1)) + 1


def salvage_xml(text: str, name: str) -> tuple[Node, ...]:
    """What can be read of damaged documents in `text`, each up to its first damage.

    The innermost element that is not closed is left out where it has no children: its text may be
    cut, too. Empty where nothing can be read.
    """
    starts = [found.start() for found in _DECLARATION.finditer(text)]
    first = _BEGINS.search(text)
    starts = starts or [first.start() if first else 0]
    roots: list[Node] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        position = start
        while position < end and _BEGINS.search(text, position, end) is not None:
            try:
                node, position = _first(text, position, end, name)
            except ExhibitError:
                line = text.count("\n", 0, position)
                if (rest := _as_far_as_it_goes(text[position:end], line)) is not None:
                    roots.append(rest)
                break
            roots.append(node)
            following = _BEGINS.search(text, position, end)
            position = following.start() if following else end
    return tuple(roots)


def _as_far_as_it_goes(text: str, before: int) -> Node | None:
    handler = _Handler(before)
    with suppress(SAXException, DefusedXmlException, _TooMuchError):
        _parse(_mended(text), handler)
    return handler.closed()


@dataclass
class _Element:
    name: str
    mark: Mark
    space: str
    entries: dict[str, list[Node]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)


class _Handler(ContentHandler):
    def __init__(self, before: int) -> None:
        super().__init__()
        self.before = before
        self.open = [_Element("", Mark(1 + before, 1), "")]
        self.count = 0
        self.at: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the interface's name
        self.at = locator

    def startElementNS(  # noqa: N802 - the interface's name
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        del qname
        self.count += 1
        if self.count > MAX_ELEMENTS or len(self.open) > MAX_DEPTH:
            raise _TooMuchError
        mark = self._mark()
        element = _Element(name[1], mark, name[0] or "")
        if element.space != self.open[-1].space:
            element.entries["@xmlns"] = [Node(element.space, element.space, mark, mark)]
        for (_, local), value in attrs.items():
            element.entries[f"@{local}"] = [Node(value, value, mark, mark)]
        self.open.append(element)

    def characters(self, content: str) -> None:
        self.open[-1].text.append(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        del name, qname
        element = self.open.pop()
        self.open[-1].entries.setdefault(element.name, []).append(_node(element))

    def closed(self) -> Node | None:
        """What was read, with what is open closed where it stands; None where that is nothing."""
        if len(self.open) > 1 and all(key.startswith("@") for key in self.open[-1].entries):
            self.open.pop()
        while len(self.open) > 1:
            element = self.open.pop()
            self.open[-1].entries.setdefault(element.name, []).append(_node(element))
        return _node(self.open[0]) if self.open[0].entries else None

    def _mark(self) -> Mark:
        line = self.at.getLineNumber() if self.at is not None else 1
        column = self.at.getColumnNumber() if self.at is not None else 0
        return Mark((line or 1) + self.before, (column or 0) + 1)


class _TooMuchError(Exception):
    pass


@dataclass
class _FollowedError(Exception):
    """Something follows the root element: at this line from 1 and column from 0."""

    line: int
    column: int


def _node(element: _Element) -> Node:
    text = "".join(element.text).strip()
    if not element.entries:
        return Node(text, text, element.mark, element.mark)
    if text:
        element.entries["#text"] = [Node(text, text, element.mark, element.mark)]
    entries = {key: _joined(found) for key, found in element.entries.items()}
    size = 1 + sum(node.size for node in entries.values())
    return Node(entries, "", element.mark, element.mark, size=size)


def _joined(found: list[Node]) -> Node:
    if len(found) == 1:
        return found[0]
    first = found[0]
    size = 1 + sum(node.size for node in found)
    return Node(tuple(found), "", first.mark, first.key_mark, size=size)


def _one(text: str, before: int, name: str) -> Node:
    handler = _Handler(before)
    try:
        try:
            _parse(text, handler)
        except SAXException:
            mended = _mended(text)
            if mended == text or (handler.count and len(handler.open) == 1):
                raise
            handler = _Handler(before)
            _parse(mended, handler)
    except _TooMuchError as problem:
        raise ExhibitError(
            "is larger or deeper than any answer of a device", where=name
        ) from problem
    except DefusedXmlException as problem:
        raise ExhibitError("declares entities, which are never resolved", where=name) from problem
    except SAXException as problem:
        line = getattr(problem, "getLineNumber", lambda: None)()
        if line is not None and handler.count and len(handler.open) == 1:
            # The root is closed: what the parser stumbled over is no part of it.
            column = getattr(problem, "getColumnNumber", lambda: None)()
            raise _FollowedError(line, column or 0) from None
        where = name if line is None else Place(name, line + before)
        raise ExhibitError(
            "is not well-formed XML",
            where=where,
            why=problem.getMessage(),
            remedy="Export it again, whole",
        ) from problem
    return _node(handler.open[0])


def _parse(text: str, handler: _Handler) -> None:
    # It imports an HTTP client, which no other syntax has a use for.
    from defusedxml.expatreader import create_parser  # noqa: PLC0415

    parser = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    source = InputSource()
    # Already decoded: what the declaration says of the coding no longer holds.
    body = _DECLARATION.sub(lambda found: " " * len(found.group()), text, count=1)
    source.setByteStream(BytesIO(body.encode("utf-8", "replace")))
    source.setEncoding("utf-8")
    parser.parse(source)


def _mended(text: str) -> str:
    """`text` with its prefixes declared on the first element, and its ampersands escaped."""
    text = _AMPERSAND.sub("&amp;", text)
    used = {found.group(1) or found.group(2) for found in _PREFIX.finditer(text)}
    missing = sorted(used - set(_DECLARED.findall(text)) - {"xml", "xmlns"})
    root = _TAG.search(text)
    if root is None or not missing:
        return text
    declared = "".join(
        f' xmlns:{prefix}="{_USUAL.get(prefix.lower(), f"urn:undeclared:{prefix}")}"'
        for prefix in missing
    )
    return text[: root.end()] + declared + text[root.end() :]

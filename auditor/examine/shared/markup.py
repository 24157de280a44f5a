"""Parsing XML from a hostile file: no document types, no entities, nothing fetched."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_GZIP = b"\x1f\x8b"
_WITH_GZIP_HEADER = 31
"""`wbits` of zlib for data with the header of RFC 1952."""


class UnreadableXmlError(Exception):
    """The data are no XML that is read here; the text says why, in words for a warning."""


def parse(data: bytes, most_bytes: int) -> Element:
    """The root element of `data`.

    Raises:
        UnreadableXmlError: too long, not well-formed, or with a document type or entities.
    """
    if len(data) > most_bytes:
        raise UnreadableXmlError("it is too long")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise UnreadableXmlError(
            "it declares a document type or entities, which can be made to fill the memory"
        ) from problem
    except Exception as problem:  # a hostile file may raise anything inside a parser
        raise UnreadableXmlError("it is not well-formed") from problem
    return root


def unpacked(data: bytes, most_bytes: int) -> bytes:
    """`data` without gzip, where it has it.

    Raises:
        UnreadableXmlError: it is damaged or would unpack to more than `most_bytes`.
    """
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(_WITH_GZIP_HEADER)
    try:
        plain = unpacker.decompress(data, most_bytes + 1)
    except zlib.error as problem:
        raise UnreadableXmlError("its compression is damaged") from problem
    if len(plain) > most_bytes:
        raise UnreadableXmlError("it is too long")
    return plain


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """The element's namespace, or nothing."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def text_of(element: Element | None) -> str:
    """The element's own text, stripped; nothing for no element."""
    return (element.text or "").strip() if element is not None else ""


def named(parent: Element | None, name: str) -> Iterator[Element]:
    """The children of `parent` with this name in any namespace.

    Devices write standard elements in wrong namespaces often enough that only names are compared.
    """
    if parent is not None:
        for child in parent:
            if local(child) == name:
                yield child


def first(parent: Element | None, *names: str) -> Element | None:
    """The element reached from `parent` by the first child of each name in turn."""
    for name in names:
        parent = next(named(parent, name), None)
    return parent


def number(text: str | None) -> float | None:
    """A finite number, or None."""
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None

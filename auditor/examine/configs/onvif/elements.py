"""Elements of ONVIF's answers by their local names, from XML and from the JSON sent over MQTT.

Both give the same form: attributes as `@name`, text as `#text`; what converters make of XML
(attributes under `$`, or as children like others) is taken as well. Prefixes are arbitrary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from auditor.examine.configs.onvif.words import local_name
from auditor.examine.configs.syntax.tree import Node

Path = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One element: its local name, where it stands, and the names of those around it."""

    name: str
    path: Path
    node: Node
    around: tuple[str, ...]


def parts_of(root: Node) -> Iterator[Part]:
    """Every element below `root`, those around before those within."""
    yield from _below(root, (), ())


def _below(node: Node, path: Path, around: tuple[str, ...]) -> Iterator[Part]:
    for n, item in enumerate(node.items()):
        yield from _below(item, (*path, f"[{n}]"), around)
    for key, child in node.entries().items():
        if key.startswith(("@", "#", "$")):
            continue
        name = local_name(key)
        for where, one in _each(child, (*path, key)):
            yield Part(name, where, one, around)
            yield from _below(one, where, (*around, name))


def _each(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """An element, or each of those of the same name."""
    if not node.items():
        yield path, node
    for n, item in enumerate(node.items()):
        yield (*path, f"[{n}]"), item


def children(node: Node, name: str) -> Iterator[Node]:
    """The children with this local name."""
    for key, child in node.entries().items():
        if local_name(key) == name and not key.startswith("@"):
            yield from (one for _, one in _each(child, ()))


def child(node: Node | None, *names: str) -> Node | None:
    """The element reached by the first child of each name in turn."""
    for name in names:
        node = next(children(node, name), None) if node is not None else None
    return node


def attribute(node: Node, name: str) -> str:
    """An attribute's value, or the text of a child of that name; empty where there is neither."""
    return text_of(attribute_node(node, name))


def attribute_node(node: Node, name: str) -> Node | None:
    """An attribute, or a child of that name; None where there is neither."""
    for key, value in node.entries().items():
        if key.startswith("@") and local_name(key[1:]) == name:
            return value
        if key == "$" and (found := child(value, name)) is not None:
            # What xml2js makes of attributes.
            return found
    return child(node, name)


def text_of(node: Node | None) -> str:
    """An element's own text."""
    if node is None:
        return ""
    own = node.entries().get("#text")
    return (own.text() if own is not None else node.text()).strip()


def element_of(name: str, node: Node, space: str = "") -> Element:
    """The same as an element of the standard library, with its namespaces as far as known."""
    own = node.entries().get("@xmlns")
    space = own.text() if own is not None else space
    made = Element(f"{{{space}}}{name}" if space else name)
    made.text = text_of(node)
    for key, value in node.entries().items():
        if key.startswith("@"):
            made.set(local_name(key[1:]), value.text())
        elif key == "$":
            for name_of, one in value.entries().items():
                made.set(local_name(name_of), one.text())
        elif not key.startswith("#"):
            made.extend(element_of(local_name(key), one, space) for _, one in _each(value, ()))
    return made

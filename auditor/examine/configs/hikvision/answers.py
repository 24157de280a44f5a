"""The answers in a Hikvision dump, one after another: what each is called and where it was asked.

Dumps are XML, the same as `xmltodict` or `xml2js` turn it into JSON, or JSON of the device's own;
whole trees of answers under the addresses they were asked at. All of them come out as elements by
local name. What is a capability and what a setting is decided here, for all readers alike: the
device answers both under the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.core.errors import ExhibitError
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Mark, Node, Switch, switch
from auditor.examine.configs.syntax.xml import is_xml, read_xml

MAX_ABOVE = 30
"""How many lines above an answer are searched for the address it was asked at."""
NEAR = 3
"""Levels below the root down to which an answer may begin."""
MAX_XML_WITHIN = 500
"""Most XML answers read that stand as text within JSON."""

MAX_NUMBER = 1e9
"""Numbers from which a value is no count, percentage or size."""

SERVICES = (
    "AccessControl|ContentMgmt|Custom|Event|Image|Intelligent|ITC|PTZCtrl|SDT|Security|Smart"
    "|Streaming|System|Thermal|Traffic|VideoIntercom"
)
_ENDPOINT = re.compile(rf"(?:^|[\s\"'])(?:[^\s\"']*/)?(?:ISAPI/(?=\w)|(?:{SERVICES})/(?=\w))")
_ADDRESS = re.compile(r"/?ISAPI/[\w./?&=%{}-]+")
_CAPABILITY_ADDRESS = re.compile(r"(?:[Cc]apabilit(?:y|ies)|Cap)(?=[/?\s&]|$)")
_CAPABILITY_NAME = re.compile(
    r"(?:Cap|CAP|[Cc]apabilit(?:y|ies)|[Aa]bility|ABILITY)(?:List)?$|(?:^|_)(?:CAB|Cap|CAP)_"
    r"|^DEVICE_ABILITY"
)
_RANGE_KEYS = frozenset({"@opt", "@min", "@max", "@def", "opt", "min", "max", "def"})
_BESIDES = frozenset({"#text", "_", "@size", "size", "$"})
_EITHER = re.compile(r"\s*(?:true\s*,\s*false|false\s*,\s*true)\s*", re.IGNORECASE)
_ASKED_AT = frozenset({"url", "uri", "endpoint", "path", "request", "requesturl", "address"})
# A line of the answer before this one, and no comment or heading.
_ANSWER_LINE = re.compile(r"\s*(?:<(?!!--|\?xml|\s)|[{}\[\]]|\"[^\"]*\"\s*:\s*[\[{]?\s*$)")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of an answer.

    Attributes:
        name: its local name as written; empty for the root of an answer in JSON.
        node: its value; never a sequence, every item is an element of its own.
        path: the key path that leads to it.
        endpoint: the address it was asked at, where the dump says so; else empty.
        within: the local names above it, in lower case, the outermost first.
        capability: whether it tells what the device could do and not what it does.
    """

    name: str
    node: Node
    path: tuple[str, ...]
    endpoint: str
    within: tuple[str, ...]
    capability: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the key path that leads to it."""

    path: tuple[str, ...]
    node: Node

    @property
    def text(self) -> str:
        """The value as written; empty for collections and unknowns."""
        return self.node.text().strip()

    @property
    def switch(self) -> Switch:
        """The value as a yes/no setting."""
        return switch(self.node)


def local(key: str) -> str:
    """The local name in a key that may carry a prefix or a namespace."""
    return key.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def plain(node: Node) -> Node:
    """The value itself where a converter wrapped it: a list of one, or text next to attributes."""
    for _ in range(4):
        entries = node.entries()
        if node.items():
            node = node.items()[0]
        elif "#text" in entries or "_" in entries:
            node = entries.get("#text") or entries["_"]
        else:
            break
    return node


def find(element: Element | Found, *names: str) -> Found | None:
    """The first child called one of `names`, in their order, in whatever case."""
    children = {local(key).lower(): (key, child) for key, child in element.node.entries().items()}
    for name in names:
        if (hit := children.get(name.lower())) is not None and hit[1].value is not None:
            return Found((*element.path, hit[0]), plain(hit[1]))
    return None


def listed(element: Element | Found, *names: str) -> tuple[Found, ...]:
    """Every child called one of `names`, be it one or several."""
    wanted = {name.lower() for name in names}
    found: list[Found] = []
    for key, child in element.node.entries().items():
        if local(key).lower() in wanted and child.value is not None:
            path = (*element.path, key)
            items = child.items()
            if isinstance(child.value, tuple):
                found += [Found((*path, f"[{n}]"), item) for n, item in enumerate(items)]
            else:
                found.append(Found(path, child))
    return tuple(found)


def text(element: Element | Found, *names: str) -> str:
    """The text of the first child called one of `names`; empty where there is none."""
    found = find(element, *names)
    return "" if found is None else found.text


def number(element: Element | Found, *names: str) -> float | None:
    """The same as a number; None where there is none that a device would give."""
    found = find(element, *names)
    value = None if found is None else found.node.number()
    # Counts and percentages: what is beyond is no number of a device.
    return value if value is not None and abs(value) < MAX_NUMBER else None


def is_template(node: Node) -> bool:
    """Whether a mapping gives choices and ranges where a setting has values."""
    return any(_is_range(child) for child in node.entries().values())


def _is_range(node: Node) -> bool:
    if isinstance(node.value, str):
        return _EITHER.fullmatch(node.raw) is not None
    entries = node.entries()
    keys = {key for key in entries if key not in _BESIDES}
    if "$" in entries and not keys:
        return bool(_RANGE_KEYS.intersection(entries["$"].entries()))
    return bool(keys) and keys <= _RANGE_KEYS


def is_endpoint(key: str) -> bool:
    """Whether a key is the address of an answer, with or without `/ISAPI/` before it."""
    return _ENDPOINT.search(key) is not None


def elements(document: ConfigDocument) -> Iterator[Element]:
    """Every element of every answer in `document`, parents first."""
    yield from _Walker(document).walk()


@dataclass(frozen=True, slots=True)
class _Context:
    endpoint: str = ""
    within: tuple[str, ...] = ()
    capability: bool = False

    def at(self, endpoint: str) -> _Context:
        able = self.capability or _CAPABILITY_ADDRESS.search(endpoint) is not None
        return replace(self, endpoint=endpoint, capability=able)


@dataclass
class _Walker:
    document: ConfigDocument
    read: int = 0

    def walk(self) -> Iterator[Element]:
        context = _Context()
        if is_endpoint(self.document.within):
            context = context.at(self.document.within.removesuffix(" -> ").rstrip("."))
        yield from self.below(self.document.root, (), "", context)

    def below(
        self, node: Node, path: tuple[str, ...], name: str, context: _Context
    ) -> Iterator[Element]:
        """The element `node` called `name` and all below it."""
        if isinstance(node.value, tuple):
            for index, item in enumerate(node.value):
                yield from self.below(item, (*path, f"[{index}]"), name, context)
        elif roots := self.xml(node):
            for root in roots:
                yield from self.below(root, path, name, context)
        else:
            yield from self.element(node, path, name, context)

    def element(
        self, node: Node, path: tuple[str, ...], name: str, context: _Context
    ) -> Iterator[Element]:
        """The same for what is neither a sequence nor a text that holds answers."""
        if not context.endpoint and len(path) <= NEAR and isinstance(node.value, dict):
            context = context.at(self.above(node.at.line))
        able = context.capability or _CAPABILITY_NAME.search(name) is not None or is_template(node)
        yield Element(name, node, path, context.endpoint, context.within, able)
        within = (*context.within, name.lower()) if name else context.within
        inner = replace(context, within=within, capability=able)
        for key, child in node.entries().items():
            if local(key).lower() in _ASKED_AT and _ADDRESS.search(child.text()):
                inner = inner.at(child.text())
        for key, child in node.entries().items():
            if is_endpoint(key):
                yield from self.below(child, (*path, key), "", inner.at(key))
            elif not key.startswith(("@", "#", "$")):
                yield from self.below(child, (*path, key), local(key), inner)

    def above(self, line: int) -> str:
        """The address in the lines that stand between the answer before and this one."""
        lines = self.document.lines
        for number in range(min(line - 1, len(lines)), max(0, line - 1 - MAX_ABOVE), -1):
            if _ANSWER_LINE.match(lines[number - 1]):
                break
            if (found := _ADDRESS.search(lines[number - 1])) is not None:
                return found.group()
        return ""

    def xml(self, node: Node) -> tuple[Node, ...]:
        """The answers in a string of XML, every value at the place of the string."""
        written = node.value if isinstance(node.value, str) else ""
        if self.read >= MAX_XML_WITHIN or not is_xml(written):
            return ()
        self.read += 1
        try:
            return tuple(_at(root, node.mark, node.key_mark) for root in read_xml(written, ""))
        except ExhibitError:
            return ()


def _at(node: Node, mark: Mark, key_mark: Mark | None) -> Node:
    value = node.value
    if isinstance(value, tuple):
        value = tuple(_at(item, mark, key_mark) for item in value)
    elif isinstance(value, dict):
        value = {key: _at(child, mark, key_mark) for key, child in value.items()}
    return replace(node, value=value, mark=mark, key_mark=key_mark)

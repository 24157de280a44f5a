"""One configuration exhibit as documents: whole files, streams, fences and blocks within blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from auditor.core.errors import ExhibitError
from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.syntax.answers import read_answers
from auditor.examine.configs.syntax.hcl import is_hcl, read_hcl
from auditor.examine.configs.syntax.json import read_json, salvage_json
from auditor.examine.configs.syntax.pairs import read_pairs
from auditor.examine.configs.syntax.tree import Mark, Node, dotted
from auditor.examine.configs.syntax.xml import is_xml, read_xml, salvage_xml
from auditor.examine.configs.syntax.yaml import read_yaml
from auditor.examine.shared.secrets import blank_secrets
from auditor.examine.shared.text import DecodedText

MAX_QUOTE = 160
"""Longest quote, in characters; a longer line is quoted as its key and value."""
MAX_EMBEDDED = 40
"""Most blocks of text within one file that are tried as configurations of their own."""
MAX_EMBEDDING = 3
"""Deepest nesting of such blocks."""
SECTION_DEPTH = 4
"""How deep within a document a whole configuration is looked for (Helm values, add-on options)."""

_EMBEDDED = re.compile(r"\s*[{\[]|(?:.*\n)*?[ \t]*[\w\"'-]+[ \t]*:(?:[ \t].*)?\n", re.ASCII)
_END_COMMENT = re.compile(r"(?<=\s)(?:#|//|<!--)|(?<=[;,{>])(?://|<!--)")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)")
_PAGE_BREAK = re.compile(r"^---$", re.MULTILINE)
# A fence counts only where most of the text is within it: a letter that quotes a few lines of
# a configuration remains a letter.
_FENCED_SHARE = 0.5


def printable(text: str, limit: int = MAX_QUOTE) -> str:
    """`text` in one line that a report can print: secrets blanked, controls out, length limited."""
    if len(text) > 8 * limit:
        # A secret may lie across any cut, so nothing of such a line is shown.
        return "…"
    line = " ".join(blank_secrets(text).split())
    line = "".join(char if char.isprintable() else " " for char in line)
    line = line.encode("utf-8", "replace").decode("utf-8")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def without_comment(line: str) -> str:
    """`line` up to a comment at its end: comments hold logins and switch nothing.

    A line that is a comment as a whole is returned as it is.
    """
    for comment in _END_COMMENT.finditer(line):
        before = line[: comment.start()]
        if before.strip() and all(before.count(mark) % 2 == 0 for mark in "\"'"):
            return before
    return line


class Syntax(StrEnum):
    """How a document was read. A text that reads in several ways is a document in each."""

    TREE = "YAML or JSON"
    XML = "XML"
    HCL = "HCL"
    PAIRS = "keys and values, a line each"
    PLAIN = "lines of text"


@dataclass(frozen=True)
class ConfigDocument:
    """One document, or a part of one that is a configuration by itself.

    Attributes:
        exhibit: the exhibit's id.
        syntax: how it was read, which decides the form of `root`: for XML see `xml_source.py`, for
            HCL `hcl_source.py`, for pairs `pairs_source.py`; of plain text it is the whole text as
            one value.
        root: its tree; marks count lines and columns of the whole exhibit.
        within: the key path that leads to it, ready to be put before its own; empty at the top.
        lines: all lines of the exhibit.
        first_line: the first line that belongs to it, from 1.
        last_line: the last line that belongs to it.
        embedded: True where it was a block of text in another configuration (a ConfigMap, say).
        cut: True where the text is damaged and this is what could be read of it.
    """

    exhibit: str
    root: Node
    within: str
    lines: tuple[str, ...]
    first_line: int
    last_line: int
    embedded: bool = False
    syntax: Syntax = Syntax.TREE
    cut: bool = False

    def locator(self, path: tuple[str, ...], node: Node) -> TextLocator:
        """Where the value `node` at `path` stands, quoted with secrets blanked."""
        mark = node.at
        line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        line = without_comment(line)
        if len(line) > MAX_QUOTE:
            # Minified JSON and options in one string: the line as such is no quote.
            line = f"{path[-1]}: {_written(node)}" if path else _written(node)
        return TextLocator(
            line=mark.line,
            column=mark.column,
            key=printable(self.within + dotted(path)),
            quote=printable(line),
        )

    def comment_locator(self, line: int, column: int, words: str) -> TextLocator:
        """A place in a comment; of its text only `words` are quoted, as the rest may be a login."""
        return TextLocator(line=line, column=column, quote=f"# … {printable(words)} …")

    def sections(self) -> Iterator[ConfigDocument]:
        """The mappings below the root, down to `SECTION_DEPTH`, each a document, parents first."""
        level: list[tuple[tuple[str, ...], Node]] = [((), self.root)]
        for _ in range(SECTION_DEPTH):
            level = [
                ((*path, key), child)
                for path, node in level
                for key, child in node.entries().items()
                if isinstance(child.value, dict)
            ]
            for path, node in level:
                yield replace(self, root=node, within=f"{self.within}{dotted(path)}.")


def _written(node: Node) -> str:
    if isinstance(node.value, dict):
        return "{" + ", ".join(list(node.value)[:6]) + "}"
    if isinstance(node.value, tuple):
        return "[" + ", ".join(_written(item) for item in node.value[:6]) + "]"
    return node.raw


def joined(documents: Sequence[ConfigDocument]) -> ConfigDocument:
    """Answers of one device in one file as one document; its root is the sequence of theirs.

    One that was a block within another stands under the key path that leads to it.
    """
    first = documents[0]
    roots = tuple(
        Node(
            {one.within.removesuffix(" -> ").rstrip("."): one.root},
            "",
            one.root.mark,
            size=1 + one.root.size,
        )
        if one.within
        else one.root
        for one in documents
    )
    root = Node(roots, "", first.root.mark, size=1 + sum(one.size for one in roots))
    lines = [line for one in documents for line in (one.first_line, one.last_line)]
    return replace(
        first,
        root=root,
        within="",
        first_line=min(lines),
        last_line=max(lines),
        cut=any(one.cut for one in documents),
    )


@dataclass(frozen=True)
class ConfigSource:
    """A configuration exhibit as read.

    Attributes:
        documents: every document in it, those within blocks of text after the one they are in;
            then the text as pairs, where it has some, and as plain lines.
        warnings: what is odd about it, as sentences.
        problem: why it cannot be read as XML, YAML or JSON, or None. A format of plain lines may
            recognise it nevertheless.
        text: the text as decoded.
    """

    documents: tuple[ConfigDocument, ...]
    warnings: tuple[str, ...]
    problem: ExhibitError | None
    text: str


def read_source(decoded: DecodedText, name: str, exhibit: str = "") -> ConfigSource:
    """Read the text of a configuration called `name`; a text that is none has no documents."""
    text, fenced = _out_of_fences(decoded.text)
    collector = _Collector(name, exhibit, tuple(decoded.text.split("\n")))
    if fenced:
        collector.warnings.append(wording("syntax.out_of_fence"))
    problem: ExhibitError | None = None
    try:
        collector.read(text)
    except ExhibitError as found:
        problem = found
        collector.salvage(text)
    if (pairs := read_pairs(text)) is not None:
        collector.add_as(Syntax.PAIRS, pairs)
    collector.add_as(Syntax.PLAIN, Node(text, text, Mark(1, 1)))
    return ConfigSource(tuple(collector.found), tuple(collector.warnings), problem, text)


def _out_of_fences(text: str) -> tuple[str, bool]:
    """`text` with all but the contents of Markdown fences blanked, lines kept where they stand."""
    if "```" not in text and "~~~" not in text:
        return text, False
    kept: list[str] = []
    prose: list[str] = []
    inside = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            inside = not inside
            # Two fences are two documents.
            kept.append("---" if inside and any(kept) else "")
            prose.append("")
        else:
            kept.append(line if inside else "")
            prose.append("" if inside else line)
    within = sum(1 for line in kept if line.strip() and line != "---")
    written = within + sum(1 for line in prose if line.strip())
    if within == 0 or within < _FENCED_SHARE * written:
        # What a letter quotes is no configuration, and no damaged one either.
        return "\n".join(prose), False
    return "\n".join(kept), True


@dataclass
class _Collector:
    name: str
    exhibit: str
    lines: tuple[str, ...]
    found: list[ConfigDocument] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tried: int = 0

    def read(self, text: str) -> None:
        """Add the documents in `text`, whatever language it is in."""
        if is_hcl(text):
            self.add_as(Syntax.HCL, read_hcl(_PAGE_BREAK.sub("", text), self.name))
            self._blocks(self.found[-1].root, "", 0)
        elif (answers := read_answers(text, self.name)) is not None:
            for xml, root in answers:
                if xml:
                    self.add_as(Syntax.XML, root)
                else:
                    self.add(root, "", embedded=False)
        elif is_xml(text):
            for root in read_xml(text, self.name):
                self.add_as(Syntax.XML, root)
        else:
            for root in self.parse(text, None):
                self.add(root, "", embedded=False)

    def salvage(self, text: str) -> None:
        """Add what can be read of a text that cannot be read as a whole."""
        if is_xml(text):
            roots = salvage_xml(text, self.name)
            syntax = Syntax.XML
        elif text.lstrip("\ufeff \t\n")[:1] in ("{", "["):
            root = salvage_json(text, self.name)
            roots = () if root is None else (root,)
            syntax = Syntax.TREE
        else:
            return
        last = max(1, len(self.lines))
        self.found += [
            ConfigDocument(self.exhibit, root, "", self.lines, 1, last, syntax=syntax, cut=True)
            for root in roots
        ]

    def parse(self, text: str, at: Mark | None) -> tuple[Node, ...]:
        """The documents in `text`: JSON where it looks like it and reads, else YAML."""
        if text.lstrip("\ufeff \t\n")[:1] in ("{", "["):
            try:
                root, warnings = read_json(text, self.name, at)
            except ExhibitError as not_json:
                # YAML's flow style looks like JSON.
                try:
                    reading = read_yaml(text, self.name, at)
                except ExhibitError:
                    raise not_json from None
            else:
                self.warnings += warnings
                return (root,)
        else:
            reading = read_yaml(text, self.name, at)
        self.warnings += reading.warnings
        return reading.documents

    def add(self, root: Node, within: str, *, embedded: bool, depth: int = 0) -> None:
        lines = [node.at.line for _, node in root.walk()]
        first, last = min(lines), max(lines)
        if not embedded:
            # Comments above the first key and below the last belong to the file, too.
            first, last = self._whole(first, last)
        self.found.append(
            ConfigDocument(self.exhibit, root, within, self.lines, first, last, embedded)
        )
        if depth < MAX_EMBEDDING:
            self._blocks(root, within, depth)

    def add_as(self, syntax: Syntax, root: Node) -> None:
        """The whole text as one document of another syntax."""
        last = max(1, len(self.lines))
        self.found.append(
            ConfigDocument(self.exhibit, root, "", self.lines, 1, last, syntax=syntax)
        )

    def _whole(self, first: int, last: int) -> tuple[int, int]:
        while first > 1 and not self.lines[first - 2].startswith("---"):
            first -= 1
        while last < len(self.lines) and not self.lines[last].startswith("---"):
            last += 1
        return first, last

    def _blocks(self, root: Node, within: str, depth: int) -> None:
        """Strings that are configurations themselves: ConfigMaps, Helm values, add-on options."""
        for path, node in root.walk():
            if not isinstance(node.value, str) or not _EMBEDDED.match(node.value):
                continue
            self.tried += 1
            if self.tried > MAX_EMBEDDED:
                self.warnings.append(wording("syntax.too_many_blocks", number=MAX_EMBEDDED))
                return
            for inner in self._within(node, dotted(path)):
                if isinstance(inner.value, dict):
                    outer = f"{within}{dotted(path)} -> "
                    self.add(inner, outer, embedded=True, depth=depth + 1)

    def _within(self, node: Node, key: str) -> tuple[Node, ...]:
        value = str(node.value)
        padded = self._in_place(node, value)
        try:
            return self.parse(
                value if padded is None else padded, node.mark if padded is None else None
            )
        except ExhibitError as problem:
            if "\n" in value:
                self.warnings.append(
                    wording(
                        "syntax.block_not_read",
                        line=node.mark.line,
                        key=printable(key),
                        problem=problem.what,
                    )
                )
            return ()

    def _in_place(self, node: Node, value: str) -> str | None:
        """The lines of a literal block as they are in the file, so that places come out right."""
        if not node.literal:
            return None
        inner = value.rstrip("\n").split("\n")
        lines = self.lines[node.mark.line : node.mark.line + len(inner)]
        if [line.strip() for line in lines] != [line.strip() for line in inner]:
            return None
        return "\n" * node.mark.line + "\n".join(lines)

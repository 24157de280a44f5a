"""JSON as people paste it: comments, trailing commas, single quotes and Python's words are taken.

The standard reader gives no places; this one gives line and column of every key and value.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from auditor.core.errors import ExhibitError, Place
from auditor.core.wording import wording
from auditor.examine.configs.syntax.tree import MAX_DEPTH, Mark, Node, Scalar, Unknown, variable

MAX_TOKENS = 400_000
"""Most brackets, commas, keys and values read."""

_TOKEN = re.compile(
    r"""(?P<skip>[\s\ufeff\u00a0]+|//[^\n]*|\#[^\n]*|/\*.*?\*/)"""
    r"""|(?P<punct>[{}\[\],:])"""
    r"""|(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    r"""|(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"""
    r"""|(?P<word>[A-Za-z_$][\w$.-]*)""",
    re.DOTALL,
)
_WORDS: dict[str, Scalar] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "None": None,
}


def read_json(text: str, name: str, at: Mark | None = None) -> tuple[Node, tuple[str, ...]]:
    """The one value in `text`, called `name` in errors, and warnings about it.

    `at` is the place that everything gets, for text that was itself a value.

    Raises:
        ExhibitError: it is not JSON even with the liberties named in the module, or too deep.
    """
    reader = _Reader(text, name, at)
    node = reader.value(reader.token(), 0)
    end = reader.token()
    if end.kind:
        raise reader.error("goes on after its end", end)
    return node, tuple(reader.warnings)


def read_json_at(text: str, start: int, name: str) -> tuple[Node, int]:
    """The value that begins at `start` of `text`, and where it ends; something else may follow.

    Raises:
        ExhibitError: there is no JSON there even with the liberties named in the module.
    """
    reader = _Reader(text, name, None, position=start)
    return reader.value(reader.token(), 0), reader.position


def salvage_json(text: str, name: str) -> Node | None:
    """What can be read of a damaged `text` up to its first damage; None where that is nothing.

    A value that ends where the text ends is left out: it may be cut, too.
    """
    reader = _Reader(text.rstrip(), name, None, lenient=True)
    try:
        node = reader.value(reader.token(), 0)
    except ExhibitError:
        return None
    return node if node.entries() or node.items() else None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


@dataclass
class _Reader:
    text: str
    name: str
    at: Mark | None
    position: int = 0
    lenient: bool = False
    damaged: bool = False
    tokens: int = 0
    warnings: list[str] = field(default_factory=list)
    line_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def mark(self, start: int) -> Mark:
        line = bisect_right(self.line_starts, start)
        return self.at or Mark(line, start - self.line_starts[line - 1] + 1)

    def error(self, what: str, token: _Token) -> ExhibitError:
        mark = self.mark(token.start)
        return ExhibitError(f"is not JSON: {what}", where=Place(self.name, mark.line, mark.column))

    def token(self) -> _Token:
        while (found := _TOKEN.match(self.text, self.position)) is not None:
            start, self.position = self.position, found.end()
            if found.lastgroup != "skip":
                self.tokens += 1
                token = _Token(str(found.lastgroup), found.group(), start)
                if self.tokens > MAX_TOKENS:
                    raise self.error(f"more than {MAX_TOKENS} keys and values", token)
                return token
        token = _Token("", "", self.position)
        if self.position < len(self.text):
            raise self.error("a character that has no place here", token)
        return token

    def value(self, token: _Token, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.error(f"it is nested deeper than {MAX_DEPTH}", token)
        mark = self.mark(token.start)
        match token.kind, token.text:
            case "punct", "{":
                return self._mapping(mark, depth)
            case "punct", "[":
                return self._sequence(mark, depth)
            case "string", quoted:
                raw = _unquoted(quoted)
                return Node(variable(raw) or raw, raw, mark)
            case "number", digits:
                return Node(_number(digits), digits, mark)
            case "word", word if word in _WORDS:
                return Node(_WORDS[word], word, mark)
            case "word", word if variable(word):
                return Node(Unknown(word), word, mark)
        raise self.error("a value is missing or cut off", token)

    def _sequence(self, mark: Mark, depth: int) -> Node:
        items: list[Node] = []
        try:
            while (token := self.token()).text != "]" or token.kind != "punct":
                items.append(self._kept(self.value(token, depth + 1)))
                if self.damaged or self._closes("]"):
                    break
        except ExhibitError as damage:
            self._stop(damage)
        return Node(tuple(items), "", mark, size=1 + sum(item.size for item in items))

    def _mapping(self, mark: Mark, depth: int) -> Node:
        entries: dict[str, Node] = {}
        try:
            while (key := self.token()).text != "}" or key.kind != "punct":
                raw, value = self._entry(key, depth)
                if raw in entries:
                    line = self.mark(key.start).line
                    self.warnings.append(wording("syntax.key_twice", line=line, key=raw[:60]))
                entries[raw] = replace(value, key_mark=self.mark(key.start))
                if self.damaged or self._closes("}"):
                    break
        except ExhibitError as damage:
            self._stop(damage)
        return Node(entries, "", mark, size=1 + sum(item.size for item in entries.values()))

    def _entry(self, key: _Token, depth: int) -> tuple[str, Node]:
        if key.kind not in ("string", "word", "number"):
            raise self.error("a key is missing or cut off", key)
        raw = _unquoted(key.text) if key.kind == "string" else key.text
        colon = self.token()
        if colon.text != ":" or colon.kind != "punct":
            raise self.error("a colon is missing", colon)
        return raw, self._kept(self.value(self.token(), depth + 1))

    def _kept(self, value: Node) -> Node:
        """`value`, unless a damaged text ends with it: its last digits may be missing."""
        scalar = not isinstance(value.value, (dict, tuple))
        if self.lenient and scalar and self.position >= len(self.text):
            raise self.error("it ends early", _Token("", "", self.position))
        return value

    def _stop(self, damage: ExhibitError) -> None:
        """Keep what was read before the damage where that is asked for."""
        if not self.lenient:
            raise damage
        self.damaged = True

    def _closes(self, bracket: str) -> bool:
        """Whether the next token closes the collection; a comma goes on."""
        token = self.token()
        if token.kind == "punct" and token.text == bracket:
            return True
        if token.kind == "punct" and token.text == ",":
            return False
        raise self.error(f'"{bracket}" or a comma is missing', token)


def _unquoted(quoted: str) -> str:
    body = quoted[1:-1]
    if "\\" not in body:
        return body
    if quoted[0] == "'":
        body = body.replace("\\'", "'").replace('"', '\\"')
    try:
        text = str(json.loads(f'"{body}"', strict=False))
    except ValueError:
        return body
    # Half of a surrogate pair cannot be written down in any encoding.
    return text.encode("utf-8", "replace").decode("utf-8")


def _number(digits: str) -> Scalar:
    try:
        return int(digits)
    except ValueError:
        pass
    try:
        return float(digits)
    except ValueError:
        return digits

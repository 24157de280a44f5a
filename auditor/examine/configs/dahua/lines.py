"""Lines and events of a Dahua device, in any order, as one tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.core.errors import ExhibitError
from auditor.examine.configs.dahua.contents import (
    DISTINCTIVE,
    MAX_EVENTS,
    TABLES,
    Dump,
    Event,
    at,
    event_of,
)
from auditor.examine.configs.syntax.json import read_json_at
from auditor.examine.configs.syntax.tree import MAX_DEPTH, Mark, Node

MAX_EVENT = 200_000
"""Longest data of one event, in characters."""
LEAST_LINES = 3
"""Fewest lines without the prefix `table.` from which a text is a dump."""
LEAST_SHARE = 0.5
"""Share of the lines that must be a dump's: a letter may quote one or two."""

HINT = re.compile(
    r"^[ \t]*(?:(?:table|head|caps)\.|Code=\w+;|Events\[\d+\]\.|GroupList\[\d+\]\."
    r"|similary\[\d+\]=|candidates\[\d+\]\.|FaceDataList\[\d+\]\.|person\.(?:UID|GroupID)=|records\[\d+\]\.\w+="
    rf"|(?:{'|'.join(sorted(TABLES))})(?:\[\d+\]|\.))",
    re.MULTILINE,
)
_LINE = re.compile(
    r"\s*(?P<head>table\.|head\.|caps\.)?"
    r"(?P<key>[A-Za-z_]\w{0,80}(?:\[\d{1,5}\]|\.[\w:$-]{1,120})*)\s*=(?P<value>.*)$"
)
_PART = re.compile(r"\[\d+\]|[^.\[\]]+")
_EVENT = re.compile(r"^[ \t]*Code=(\w{1,60});\s*action=(\w{1,30});\s*index=(\d{1,5})(?:;\s*data=)?")
_BETWEEN = re.compile(
    r"\s*(?:HTTP/[\d.]+ \d|[A-Za-z][A-Za-z-]*:\s|--|#|//|;|https?:/{2}|GET |POST |curl |OK\s*$"
    r"|Heartbeat\s*$|[*<>=])"
)
_ANSWERS = frozenset(
    {
        "GroupList",
        "groupID",
        "similary",
        "person",
        "candidates",
        "FaceDataList",
        "UserInfo",
        "Events",
        "records",
    }
)
"""First words of the lines of answers that are no tables."""
_OF_RECORDS = frozenset({"RecNo", "CardNo", "CardName", "ReaderID", "AttendanceState"})
"""Keys of records of doors that tell them from other records."""


@dataclass
class _Branch:
    node: Node | None = None
    below: dict[str, _Branch] = field(default_factory=dict)

    def tree(self, mark: Mark) -> Node:
        if not self.below:
            return self.node or Node(None, "", mark)
        below = {key: branch.tree(mark) for key, branch in self.below.items()}
        first = next(iter(below.values()))
        size = 1 + sum(node.size for node in below.values())
        return Node(below, "", first.at, first.at, size=size)


@dataclass
class Lines:
    """The lines of one text, taken one after another."""

    text: str
    tables: _Branch = field(default_factory=_Branch)
    abilities: _Branch = field(default_factory=_Branch)
    events: list[Event] = field(default_factory=list)
    told: int = 0
    own: int = 0
    other: int = 0

    def read(self) -> Dump:
        """Take all lines of the text, and what they come to."""
        position = number = 0
        while position < len(self.text):
            end = self.text.find("\n", position)
            end = len(self.text) if end < 0 else end
            line = self.text[position:end].rstrip("\r\0")
            number += 1
            event = _EVENT.match(line)
            if event is not None and len(self.events) < MAX_EVENTS:
                after = self._event(event, position, number)
                number += self.text.count("\n", position, after) - (after > end)
                position = max(after, end + 1)
                continue
            self._line(line, number)
            position = end + 1
        return self.dump()

    def add(self, line: str, mark: Mark) -> None:
        """Take one line that is at `mark`, whatever is around it."""
        self._line(line, mark.line, mark)

    def dump(self) -> Dump:
        """What the lines taken so far come to."""
        self._events_of_lines()
        share = self.own + self.told >= LEAST_SHARE * (self.own + self.told + self.other)
        known = (self.told > 0 or self.own >= LEAST_LINES) and share
        mark = Mark(1, 1)
        return Dump(self.tables.tree(mark), self.abilities.tree(mark), tuple(self.events), known)

    def _line(self, line: str, number: int, mark: Mark | None = None) -> None:
        found = _LINE.match(line)
        if found is None:
            if line.strip() and not _BETWEEN.match(line):
                self.other += 1
            return
        path = _PART.findall(found.group("key"))
        if path[0] == "All" and len(path) > 1:
            # All tables at once are answered below a name of their own.
            path = path[1:]
        if len(path) > MAX_DEPTH:
            self.other += 1
            return
        self._count(found.group("head"), path)
        value = found.group("value").strip()
        start = found.start("value") + 1
        key_mark = mark or Mark(number, found.start("key") + 1)
        node = Node(value, value, mark or Mark(number, start), key_mark)
        branch = self.abilities if found.group("head") == "caps." else self.tables
        for part in path:
            branch = branch.below.setdefault(part, _Branch())
        branch.node = node

    def _count(self, head: str | None, path: list[str]) -> None:
        """Count a line as telling the product, as one of its lines, or as another's."""
        answer = path[0] in _ANSWERS and len(path) > 1
        telling = (
            path[0] in {"similary", "GroupList", "Events"} and answer,
            path[0] == "records" and path[-1] in _OF_RECORDS,
            path[0] == "candidates" and path[-1] in {"similarity", "UID", "GroupID"},
            path[0] == "FaceDataList" and path[-1] == "UserID",
            path[0] == "person" and path[-1] in {"UID", "GroupID", "FeatureState"},
            head is not None and (path[0] in TABLES or head == "caps."),
        )
        if any(telling):
            self.told += 1
        elif path[0] in DISTINCTIVE and len(path) > 1:
            self.own += 1
        elif head or answer or (path[0] in TABLES and len(path) > 1):
            # Of themselves these tell nothing; next to others they belong to the dump.
            self.own += 1 if head or self.told or self.own else 0
        else:
            self.other += 1

    def _event(self, found: re.Match[str], start: int, number: int) -> int:
        """Take an event whose line begins at `start`; where its data ends."""
        self.told += 1
        begins = start + found.end()
        body = self.text[begins : begins + MAX_EVENT]
        data = Node(None, "", Mark(number, 1))
        after = begins
        if body.lstrip()[:1] == "{":
            try:
                data, length = read_json_at(body, 0, "an event")
                after = begins + length
            except ExhibitError:
                # Cut off or damaged: its first line says that it happened.
                data = Node(None, "", Mark(number, 1))
        code, action, index = found.groups()
        self.events.append(Event(code, action, int(index), data, Mark(number, 1)))
        return after

    def _events_of_lines(self) -> None:
        """Events and records of doors whose values are on lines of their own."""
        for branch in self._listed("Events"):
            data = branch.tree(Mark(1, 1))
            code = at(data, "EventBaseInfo", "Code") or at(data, "Code")
            if code is not None:
                self.events.append(event_of(code, data))
        for branch in self._listed("records"):
            data = branch.tree(Mark(1, 1))
            told = at(data, "Method") or data
            self.events.append(Event("AccessControl", "", None, data, told.at))

    def _listed(self, name: str) -> list[_Branch]:
        listed = self.tables.below.get(name)
        return list(listed.below.values())[:MAX_EVENTS] if listed is not None else []

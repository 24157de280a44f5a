"""The tables, abilities and events in what a Dahua device answered, whatever it was saved as.

Lines are `table.Name[0][1].Key=value` in any order, with `table.`, `head.` or no prefix; abilities
begin with `caps.`. Events are `Code=...;action=...;index=...;data={...}`, lines that begin with
`Events[0].`, or JSON. Lines and JSON come to one tree; an index is a key of its own, `[0]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.errors import ExhibitError
from auditor.examine.configs.json_source import read_json_at
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import MAX_DEPTH, Mark, Node

MAX_EVENTS = 2000
"""Most events read in one file."""
MAX_EVENT = 200_000
"""Longest data of one event, in characters."""
LEAST_LINES = 3
"""Fewest lines without the prefix `table.` from which a text is a dump."""
LEAST_SHARE = 0.5
"""Share of the lines that must be a dump's: a letter may quote one or two."""

DISTINCTIVE = frozenset(
    {
        "VideoAnalyseGlobal",
        "VideoAnalyseRule",
        "VideoAnalyseModule",
        "FaceSnapshot",
        "FaceCutout",
        "FaceRecognitionEventHandler",
        "FaceRecognitionGroup",
        "CandidateGroup",
        "CitizenPictureCompareRule",
        "PictureHttpUpload",
        "EventHttpUpload",
        "SmartMotionDetect",
        "CrowdDistriMap",
        "ChannelTitle",
        "RemoteDevice",
        "VideoInOptions",
        "VideoInMode",
        "RecordStorageGroup",
        "StorageGlobal",
        "StorageGroup",
        "T2UServer",
        "AccessControl",
        "AccessControlGeneral",
        "FaceOpenDoor",
        "ASGFACEConfig",
        "MaskOpt",
    }
)
"""Tables of these devices that no other product's keys are called by."""
_COMMON = frozenset(
    {
        "MotionDetect",
        "NumberStat",
        "NAS",
        "Email",
        "RegServer",
        "AutoRegister",
        "MQTT",
        "Encode",
        "Record",
        "RecordMode",
        "Snap",
        "General",
        "Network",
        "GroupInfo",
    }
)
TABLES = DISTINCTIVE | _COMMON
"""Tables of which something is read, or which tell the product."""
CODES = frozenset(
    {
        "FaceDetection",
        "FaceRecognition",
        "FaceAnalysis",
        "FaceAttribute",
        "FaceCompare",
        "FaceFeatureAbstract",
        "HumanTrait",
        "CitizenPictureCompare",
        "_DoorFace_",
        "AccessControl",
        "CrossLineDetection",
        "CrossRegionDetection",
        "LeftDetection",
        "TakenAwayDetection",
        "WanderDetection",
        "NumberStat",
        "ManNumDetection",
        "VideoMotion",
        "SmartMotionHuman",
        "SmartMotionVehicle",
        "TrafficJunction",
        "VideoBlind",
        "VideoLoss",
    }
)
"""Codes of events."""

_HINT = re.compile(
    r"^[ \t]*(?:(?:table|head|caps)\.|Code=\w+;|Events\[\d+\]\.|GroupList\[\d+\]\."
    r"|similary\[\d+\]=|person\.(?:UID|GroupID)=|records\[\d+\]\.\w+="
    rf"|(?:{'|'.join(sorted(TABLES))})(?:\[\d+\]|\.))",
    re.MULTILINE,
)
_LINE = re.compile(
    r"\s*(?P<head>table\.|head\.|caps\.)?"
    r"(?P<key>[A-Za-z_]\w{0,80}(?:\[\d{1,5}\]|\.[\w:$-]{1,120})*)\s*=(?P<value>.*)$"
)
_PART = re.compile(r"\[\d+\]|[^.\[\]]+")
_EVENT = re.compile(r"^\s*Code=(\w{1,60});\s*action=(\w{1,30});\s*index=(\d{1,5})(?:;\s*data=)?")
_BETWEEN = re.compile(
    r"\s*(?:HTTP/[\d.]+ \d|[A-Za-z][A-Za-z-]*:\s|--|#|//|;|https?:/{2}|GET |POST |curl |OK\s*$"
    r"|Heartbeat\s*$|[*<>=])"
)
_ANSWERS = frozenset({"GroupList", "groupID", "similary", "person", "Events", "records"})
"""First words of the lines of answers that are no tables."""
_OF_RECORDS = frozenset({"RecNo", "CardNo", "CardName", "ReaderID", "AttendanceState"})
"""Keys of records of doors that tell them from other records."""


_MOST_INDEX = 1e5
"""Beyond it, a number is no index of a channel."""


@dataclass(frozen=True)
class Event:
    """One event: its code, its action, the channel from 0, its data, and where it stands."""

    code: str
    action: str
    index: int | None
    data: Node
    mark: Mark


@dataclass(frozen=True)
class Dump:
    """What a document holds.

    Attributes:
        tables: the tables by name, and the answers that are no tables by their first word.
        abilities: what the device says it is able to do.
        events: the events, in order.
        known: whether the lines are those of this maker's devices, and most of the text.
    """

    tables: Node
    abilities: Node
    events: tuple[Event, ...]
    known: bool


def parts(node: Node | None) -> dict[str, Node]:
    """The entries of a mapping, or the items of a sequence by `[0]`, `[1]` and so on."""
    if node is None:
        return {}
    return node.entries() or {f"[{n}]": item for n, item in enumerate(node.items())}


def index_of(part: str) -> int | None:
    """The number in `[3]`; None for a key that is no index."""
    return int(part[1:-1]) if re.fullmatch(r"\[\d{1,5}\]", part) else None


def at(node: Node | None, *path: str) -> Node | None:
    """The value at `path`, indices written as `[0]`."""
    for part in path:
        node = parts(node).get(part)
    return node


def dump_of(document: ConfigDocument) -> Dump | None:
    """What a document of plain lines or of JSON holds; None where it is no answer of a device."""
    if document.syntax is Syntax.PLAIN:
        text = document.root.raw
        return _Lines(text).read() if _HINT.search(text) else None
    return _of_tree(document.root) if document.syntax is Syntax.TREE else None


# --- lines ---------------------------------------------------------------------------------------


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
class _Lines:
    text: str
    tables: _Branch = field(default_factory=_Branch)
    abilities: _Branch = field(default_factory=_Branch)
    events: list[Event] = field(default_factory=list)
    told: int = 0
    own: int = 0
    other: int = 0

    def read(self) -> Dump:
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
        self._events_of_lines()
        share = self.own + self.told >= LEAST_SHARE * (self.own + self.told + self.other)
        known = (self.told > 0 or self.own >= LEAST_LINES) and share
        mark = Mark(1, 1)
        return Dump(self.tables.tree(mark), self.abilities.tree(mark), tuple(self.events), known)

    def _line(self, line: str, number: int) -> None:
        found = _LINE.match(line)
        if found is None:
            if line.strip() and not _BETWEEN.match(line):
                self.other += 1
            return
        path = _PART.findall(found.group("key"))
        if len(path) > MAX_DEPTH:
            self.other += 1
            return
        self._count(found.group("head"), path)
        value = found.group("value").strip()
        start = found.start("value") + 1
        node = Node(value, value, Mark(number, start), Mark(number, found.start("key") + 1))
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
            path[0] == "person" and path[-1] in {"UID", "GroupID", "FeatureState"},
            head is not None and (path[0] in TABLES or head == "caps."),
        )
        if any(telling):
            self.told += 1
        elif path[0] in DISTINCTIVE and len(path) > 1:
            self.own += 1
        elif head or answer or (path[0] in TABLES and len(path) > 1):
            # Of themselves these tell nothing; beside others they belong to the dump.
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
                # Cut off or damaged: that it happened is told by its first line.
                data = Node(None, "", Mark(number, 1))
        code, action, index = found.groups()
        self.events.append(Event(code, action, int(index), data, Mark(number, 1)))
        return after

    def _events_of_lines(self) -> None:
        """Events and records of doors whose values stand on lines of their own."""
        for branch in self._listed("Events"):
            data = branch.tree(Mark(1, 1))
            code = at(data, "EventBaseInfo", "Code") or at(data, "Code")
            if code is not None:
                self.events.append(_event_of(code, data))
        for branch in self._listed("records"):
            data = branch.tree(Mark(1, 1))
            told = at(data, "Method") or data
            self.events.append(Event("AccessControl", "", None, data, told.at))

    def _listed(self, name: str) -> list[_Branch]:
        listed = self.tables.below.get(name)
        return list(listed.below.values())[:MAX_EVENTS] if listed is not None else []


# --- JSON ----------------------------------------------------------------------------------------


def _event_of(code: Node, data: Node) -> Event:
    base = at(data, "EventBaseInfo") or data
    action = at(base, "Action") or at(base, "action")
    index = at(base, "Index") or at(base, "index")
    number = index.number() if index is not None else None
    inner = at(data, "Data") or at(data, "data") or data
    return Event(
        code.text(),
        action.text() if action is not None else "",
        round(number) if number is not None and abs(number) < _MOST_INDEX else None,
        inner,
        code.at,
    )


def _of_tree(root: Node) -> Dump | None:
    tables: dict[str, Node] = {}
    events: list[Event] = []
    for answer in root.items() or (root,):
        for name, table in _tables_of(answer).items():
            tables.setdefault(name, table)
        events += _events_of_tree(answer)
    if not tables and not events:
        return None
    known = Node(tables, "", root.mark)
    return Dump(known, Node({}, "", root.mark), tuple(events[:MAX_EVENTS]), known=True)


def _tables_of(answer: Node) -> dict[str, Node]:
    """The tables in one answer, or in a backup of all of them."""
    table = answer.get("params", "table") or answer.get("table")
    if table is not None and (name := _named_by_content(table)):
        return {name: table}
    for holder in (table, answer):
        if holder is not None and any(_is_table(*entry) for entry in holder.entries().items()):
            return holder.entries()
    return {}


def _events_of_tree(root: Node) -> Iterator[Event]:
    listed = root.get("Events")
    for one in listed.items()[:MAX_EVENTS] if listed is not None else (root,):
        code = one.get("Code")
        acted = one.get("Action") or one.get("action")
        if code is not None and acted is not None and code.text() in CODES:
            yield _event_of(code, one)


def _is_table(name: str, table: Node) -> bool:
    """Whether an entry is a table by its name and, as a word may be anybody's, by its form."""
    if name in {"VideoAnalyseRule", "VideoAnalyseGlobal", "FaceRecognitionEventHandler"}:
        return bool(parts(table))
    if name == "FaceDataList":
        return any(
            at(one, "UserID") is not None
            and (at(one, "FaceData") is not None or at(one, "PhotoData") is not None)
            for one in parts(table).values()
        )
    return name == "GroupList" and any(
        at(one, "groupID") is not None for one in parts(table).values()
    )


def _named_by_content(table: Node) -> str:
    """The name of a table that an answer of the RPC form does not repeat."""
    for one in parts(table).values():
        if at(one, "Scene") is not None:
            return "VideoAnalyseGlobal"
        if at(one, "GroupID") is not None and at(one, "EventEnableMask") is not None:
            return "FaceRecognitionEventHandler"
        rules = [one, *parts(one).values()]
        if any(
            at(rule, "Enable") is not None
            and at(rule, "EventHandler") is not None
            and (at(rule, "Type") is not None or at(rule, "Class") is not None)
            for rule in rules
        ):
            return "VideoAnalyseRule"
    return ""

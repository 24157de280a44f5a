"""Tables and events of a Dahua device in JSON: its own, and what programs made of lines."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.examine.configs.dahua.contents import (
    CODES,
    MAX_EVENTS,
    Dump,
    Event,
    at,
    event_of,
    parts,
)
from auditor.examine.configs.dahua.lines import HINT, Lines
from auditor.examine.configs.syntax.tree import Node


def of_tree(root: Node) -> Dump | None:
    """What a document in JSON holds; None where it is no answer of a device."""
    if (lines := _lines_within(root)) is not None:
        return lines
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


def _lines_within(root: Node) -> Dump | None:
    """A dump that somebody's program saved as JSON: keys that are lines, or lines in one text."""
    lines = Lines("")
    for key, value in root.entries().items():
        if key.startswith(("table.", "caps.")) and not parts(value):
            lines.add(f"{key}={value.raw}", value.mark)
        elif isinstance(value.value, str) and HINT.search(value.value):
            for line in value.value.splitlines():
                lines.add(line, value.mark)
    dump = lines.dump()
    return dump if dump.known else None


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
            yield event_of(code, one)


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
        if any(at(rule, "Enable") is not None and _is_rule(rule) for rule in rules):
            return "VideoAnalyseRule"
    return ""


def _is_rule(rule: Node) -> bool:
    kinds = [kind for key in ("Type", "Class") if (kind := at(rule, key)) is not None]
    named = any(kind.text() in CODES for kind in kinds)
    return bool(kinds) and (named or at(rule, "EventHandler") is not None)

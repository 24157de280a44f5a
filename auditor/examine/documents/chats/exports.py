"""Exports of messengers: Telegram's JSON, and tables with a sender, a time and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.examine.document_model import Medium
from auditor.examine.documents.chats.dates import DayReader
from auditor.examine.documents.chats.labels import OWN_LABEL
from auditor.examine.documents.chats.model import OWN, Conversation, Turn
from auditor.examine.documents.readers.model import DocumentForm, DocumentText
from auditor.examine.documents.tables.grid import Column, grid_of

_ENTRY = re.compile(r"^(?P<list>(?:[\w.\[\]]+\.)?[\w]+)\[(?P<index>\d+)\]\.(?P<field>.+)$")
_PIECE = re.compile(r"(?<=\.)(text|content)\[\d+\](?:\.text)?$")
"""Telegram splits a formatted text into pieces."""
_WORDS = re.compile(r"^(?:text|content|message|msg|body|strcontent|words)$", re.IGNORECASE)
_AUTHOR = re.compile(
    r"^(?:from|sender|author|nickname|talker|user|name|from_name|sender_name|fromuser)$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^(?:date|time|timestamp|strtime|createtime|sent|sent_at|datetime|create_time)$", re.IGNORECASE
)
_IS_OWN = re.compile(r"^(?:is_?sender|is_?self|is_?me|outgoing|out)$", re.IGNORECASE)
_TRUE = frozenset({"1", "true", "yes", "是"})

_COLUMNS = {
    "author": r"(?:sender|from|author|nickname|talker|发送者|发送人|发件人|昵称|说话人|发言人|姓"
    r"名|联系人)",
    "words": r"(?:str ?content|content|message|text|body|words|内容|消息|消息内容|聊天内容|正文)",
    "time": r"(?:str ?time|create ?time|time|date|datetime|sent(?: at)?|时间|日期|发送时间)",
    "own": r"(?:is ?sender|is ?self|outgoing|是否本人|是否发送)",
}


@dataclass
class _Entry:
    author: str = ""
    when: str = ""
    own: bool | None = None
    pieces: list[tuple[int, int]] = field(default_factory=list)


def exported_conversation(document: DocumentText) -> Conversation | None:
    """The conversation that an export holds; None where it holds none."""
    if document.form is DocumentForm.JSON:
        return _of_entries("JSON export", list(_json_entries(document)), document.text)
    if document.form in (DocumentForm.TABLE, DocumentForm.WORKBOOK):
        return _of_entries("table export", list(_table_entries(document)), document.text)
    return None


def _json_entries(document: DocumentText) -> Iterator[_Entry]:
    """The members of the list of messages; every value is a line of its own, marked by its key."""
    entries: dict[tuple[str, str], _Entry] = {}
    text = document.text
    for mark in document.marks:
        match = _ENTRY.match(_PIECE.sub(r"\1", mark.key))
        if match is None:
            continue
        end = text.find("\n", mark.offset)
        end = len(text) if end < 0 else end
        name = match["field"]
        label = f"{mark.key.rpartition('.')[2].partition('[')[0]}: "
        start = mark.offset + (len(label) if text.startswith(label, mark.offset) else 0)
        entry = entries.setdefault((match["list"], match["index"]), _Entry())
        value = text[start:end]
        if _WORDS.match(name) and value:
            entry.pieces.append((start, end))
        elif _AUTHOR.match(name):
            entry.author = entry.author or value
        elif _TIME.match(name):
            entry.when = entry.when or value
        elif _IS_OWN.match(name):
            entry.own = value.lower() in _TRUE
    yield from (entry for entry in entries.values() if entry.pieces)


def _table_entries(document: DocumentText) -> Iterator[_Entry]:
    for grid in grid_of(document):
        columns = {
            name: column
            for name, pattern in _COLUMNS.items()
            if (column := _column(grid.columns, pattern)) is not None
        }
        if not {"author", "words"} <= set(columns) or len(columns) < 3:  # noqa: PLR2004
            continue
        for row in grid.rows:
            words = row.cell(columns["words"])
            if not words.text:
                continue
            own = row.cell(columns["own"]).text if "own" in columns else ""
            yield _Entry(
                author=row.cell(columns["author"]).text,
                when=row.cell(columns["time"]).text if "time" in columns else "",
                own=own.lower() in _TRUE if own else None,
                pieces=[(words.offset, words.offset + len(words.text))],
            )


def _column(columns: tuple[Column, ...], pattern: str) -> Column | None:
    whole = re.compile(pattern, re.IGNORECASE)
    return next((c for c in columns if whole.fullmatch(c.heading.strip().replace("_", " "))), None)


def _of_entries(style: str, entries: list[_Entry], text: str) -> Conversation | None:
    named = [entry for entry in entries if entry.author or entry.own is not None]
    if len(named) < 2:  # noqa: PLR2004 - somebody has to answer
        return None
    days = DayReader("\n".join(entry.when for entry in named))
    turns = tuple(
        Turn(_name(entry), start, end, days.day(entry.when))
        for entry in named
        for start, end in entry.pieces
        if text[start:end].strip()
    )
    if len({turn.author for turn in turns}) < 2:  # noqa: PLR2004 - two sides
        return None
    return Conversation(style, turns, Medium.EXPORT)


def _name(entry: _Entry) -> str:
    own = entry.own if entry.own is not None else bool(OWN_LABEL.fullmatch(entry.author))
    return OWN if own else entry.author or "?"

"""Conversations in plain text: copied out of a messenger, exported as text, or typed by hand.

Three forms: `name: words`; a line with a name and a time above the words; and the export of
WhatsApp, `[16/05/2026, 18:03:12] name: words` or `16/05/2026, 18:03 - name: words`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from auditor.examine.document_model import Medium
from auditor.examine.documents.chats.dates import DAY, STAMP, DayReader
from auditor.examine.documents.chats.labels import OWN_LABEL, is_field, is_party
from auditor.examine.documents.chats.model import OWN, Conversation, Turn

MAX_TURNS = 5_000
"""Most turns that are read of one conversation."""
_NAME = r"[^\s:：,，。；;\[\]<>][^:：\n\[\]]{0,23}?"
_EXPORTED = re.compile(
    rf"^[\u200e\u202a-\u202e]*(?:\[(?P<a>[^\]\n]{{8,32}})\]|(?P<b>{DAY}[,，]?\s{STAMP}) -)"
    rf" ?(?P<author>[^:：\n]{{1,40}}?): (?P<words>.*)$"
)
_LABELLED = re.compile(
    rf"^\s{{0,4}}(?:[\[(（]?(?P<when>{STAMP})[\])）]?\s{{0,2}})?(?P<author>{_NAME})"
    rf"\s?(?:[(（\[](?P<when_after>{STAMP})[)）\]])?\s?[:：]\s?(?P<words>\S.*)$"
)
_STAMPED = re.compile(
    rf"^\s{{0,4}}(?:(?P<author>{_NAME})[:：]?\s{{1,4}}(?P<when>{STAMP})"
    rf"|(?P<when_first>{STAMP})\s{{1,4}}(?P<author_last>{_NAME}))[:：]?\s*$"
)
_RULE = re.compile(rf"^[\s—–=*-]*(?:(?P<when>{DAY})(?:\s?星期.)?)?[\s—–=*-]*$")
_TITLE = re.compile(
    r"(?:与|和|跟)\s?(?P<zh>[^\s，。：:]{1,20}?)\s?的?(?:微信|短信|QQ|钉钉|企业微信)?(?:聊天|对话|沟通|记录|往来)"
    r"|(?:chat|conversation|messages?|exchange) (?:history )?with (?P<en>[^\n.:,]{1,40})",
    re.IGNORECASE,
)
_QUOTED_LINE = re.compile(r"^\s*(?:[「『].{1,400}[」』]\s*$|>.*$|引用[:：].*$)")
_DASHES = re.compile(r"^\s*(?:[-—–] ?){3,}\s*$")
_MIN_STAMPED, _MIN_EXPORTED = 2, 2


@dataclass(frozen=True)
class _Line:
    start: int
    text: str


def typed_conversation(text: str) -> Conversation | None:
    """The conversation that `text` is; None where it is none."""
    lines = list(_lines(text))
    days = DayReader(text)
    for read in (_exported, _stamped, _labelled):
        conversation = read(lines, days)
        if conversation is not None:
            return replace(conversation, title=_title(lines, conversation))
    return None


def _lines(text: str) -> Iterator[_Line]:
    offset = 0
    for line in text.split("\n"):
        yield _Line(offset, line.rstrip("\r"))
        offset += len(line) + 1


class _Turns:
    """Collects turns line by line."""

    def __init__(self, days: DayReader) -> None:
        self._days = days
        self._day: date | None = None
        self.turns: list[Turn] = []

    def stamp(self, words: str) -> None:
        """A day that holds for the turns that follow."""
        self._day = self._days.day(words) or self._day

    def begin(self, author: str, start: int, end: int) -> None:
        name = OWN if OWN_LABEL.fullmatch(author.strip()) else author.strip()
        self.turns.append(Turn(name, start, end, self._day))

    def extend(self, line: _Line) -> None:
        """Take `line` as the next one of the last turn."""
        if not self.turns:
            return
        last = self.turns[-1]
        quoted = last.quoted
        if _QUOTED_LINE.match(line.text):
            quoted = (*quoted, (line.start, line.start + len(line.text)))
        elif _DASHES.match(line.text):
            # Messengers copy a reply as the quoted words, a line of dashes, and the reply.
            quoted = (*quoted, (last.start, line.start + len(line.text)))
        start = line.start if last.start == last.end else last.start
        self.turns[-1] = replace(last, start=start, end=line.start + len(line.text), quoted=quoted)


def _exported(lines: list[_Line], days: DayReader) -> Conversation | None:
    heads = [match for line in lines if (match := _EXPORTED.match(line.text)) is not None]
    if len(heads) < _MIN_EXPORTED:
        return None
    turns = _Turns(days)
    for line in lines:
        match = _EXPORTED.match(line.text)
        if match is not None:
            turns.stamp(match["a"] or match["b"])
            turns.begin(
                match["author"], line.start + match.start("words"), line.start + len(line.text)
            )
        elif line.text.strip() and not re.match(rf"^\[?{DAY}", line.text):
            turns.extend(line)
    return _of("WhatsApp export", turns, Medium.EXPORT)


def _stamped(lines: list[_Line], days: DayReader) -> Conversation | None:
    heads = [match for line in lines if (match := _stamp_of(line)) is not None]
    names = Counter(_author(match) for match in heads)
    if len(heads) < _MIN_STAMPED or len(names) < 2:  # noqa: PLR2004 - two sides
        return None
    turns = _Turns(days)
    for line in lines:
        if (match := _stamp_of(line)) is not None:
            turns.stamp(match["when"] or match["when_first"])
            turns.begin(_author(match), line.start + len(line.text), line.start + len(line.text))
        elif (rule := _RULE.match(line.text)) is not None and rule["when"]:
            turns.stamp(rule["when"])
        elif line.text.strip():
            turns.extend(line)
    return _of("copied messages", turns, Medium.TYPED)


def _stamp_of(line: _Line) -> re.Match[str] | None:
    match = _STAMPED.match(line.text)
    return match if match is not None and not is_field(_author(match)) else None


def _author(match: re.Match[str]) -> str:
    return (match["author"] or match["author_last"]).strip()


def _labelled(lines: list[_Line], days: DayReader) -> Conversation | None:
    heads = {line.start: match for line in lines if (match := _label_of(line)) is not None}
    names = Counter(match["author"].strip() for match in heads.values())
    parties = [name for name in names if is_party(name)]
    # Signs and forms are written as `word: text`, too: their words do not take turns.
    if len(names) < 2 or not (parties or _take_turns(names)):  # noqa: PLR2004 - two sides
        return None
    turns = _Turns(days)
    for line in lines:
        if (match := heads.get(line.start)) is not None:
            turns.stamp(match["when"] or match["when_after"] or "")
            turns.begin(
                match["author"], line.start + match.start("words"), line.start + len(line.text)
            )
        elif (rule := _RULE.match(line.text)) is not None and rule["when"]:
            turns.stamp(rule["when"])
        elif not turns.turns:
            turns.stamp(line.text)
        elif line.text.strip():
            turns.extend(line)
    return _of("typed conversation", turns, Medium.TYPED)


def _label_of(line: _Line) -> re.Match[str] | None:
    match = _LABELLED.match(line.text)
    return match if match is not None and not is_field(match["author"].strip()) else None


def _take_turns(names: Counter[str]) -> bool:
    repeated = [name for name, count in names.items() if count > 1]
    return len(repeated) > 1 and len(names) <= sum(names.values()) // 2


def _of(style: str, turns: _Turns, medium: Medium) -> Conversation | None:
    written = tuple(turn for turn in turns.turns if turn.end > turn.start)[:MAX_TURNS]
    if len(written) < 2:  # noqa: PLR2004 - somebody has to answer
        return None
    notes = (
        ()
        if len(turns.turns) <= MAX_TURNS
        else (f"Only the first {MAX_TURNS} messages were read.",)
    )
    return Conversation(style, written, medium, notes=notes)


def _title(lines: list[_Line], conversation: Conversation) -> str:
    """What the heading calls the other side."""
    first = conversation.turns[0].start
    for line in lines:
        if line.start >= first:
            return ""
        if (match := _TITLE.search(line.text)) is not None:
            return (match["zh"] or match["en"]).strip()
    return ""

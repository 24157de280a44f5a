"""E-mail threads: the newest message, and the older ones that it quotes, each by its own author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr, parsedate_to_datetime

from auditor.examine.document_model import Medium
from auditor.examine.documents.chats.dates import DayReader
from auditor.examine.documents.chats.model import Conversation, Turn

_HEADER = re.compile(r"^(?P<name>From|To|Cc|Date|Subject): ?(?P<value>.*)$", re.MULTILINE)
_WROTE = re.compile(
    r"^>*\s*(?:On (?P<when>[^\n]{4,80}?),? (?P<who>[^\n,]{2,80}?) ?(?:<[^>\n]*>)? ?wrote:"
    r"|(?P<when_zh>(?:19|20)\d\d[-/年]\d{1,2}[-/月]\d{1,2}日?[^\n]{0,24}?)[,，]?\s?(?P<who_zh>[^\n"
    r"，,：:<]{1,40})"
    r"(?:<[^>\n]*>)?\s?写道[:：])\s*$",
    re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"^>*\s*(?:-{2,} ?(?:Original Message|Forwarded message|原始邮件|转发邮件|Forwarded) ?-{2,}\s*"
    r"\n)?"
    r">*\s*\*?(?:From|发件人)\*?\s?[:：]\s?\*?(?P<who>[^\n]{2,100})\n"
    r"(?P<fields>(?:>*\s*\*?(?:Sent|To|Cc|Subject|Date|发送时间|发送日期|日期|时间|收件人|抄送|主"
    r"题)\*?\s?[:：][^\n]*\n){1,6})",
    re.MULTILINE | re.IGNORECASE,
)
_SENT = re.compile(
    r"(?:Sent|Date|发送时间|发送日期|日期|时间)\*?\s?[:：]\s?(?P<when>[^\n]+)", re.IGNORECASE
)
_MARKED = re.compile(r"^(?:>[^\n]*\n?)+", re.MULTILINE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[A-Z][a-z]{2})[a-z]*\.?,? (?P<y>20\d\d)"
    r"|(?P<m2>[A-Z][a-z]{2})[a-z]*\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>20\d\d)"
)


@dataclass(frozen=True)
class _Cut:
    """Where an older message begins, and by whom it is."""

    start: int
    end: int
    author: str
    on: date | None


def mail_conversation(text: str) -> Conversation | None:
    """The thread in the text of an e-mail; None where it names no author.

    Turns are in the order of their sending: the quoted ones first, the oldest at the bottom.
    """
    head, _, _ = text.partition("\n\n")
    fields = {match["name"]: match["value"] for match in _HEADER.finditer(head)}
    author = _name(fields.get("From", ""))
    if not author:
        return None
    cuts = sorted((*_wrote(text), *_original(text, len(head))), key=lambda cut: cut.start)
    turns: list[Turn] = []
    start, current, day = len(head), author, _header_day(fields.get("Date", ""))
    for cut in (*cuts, _Cut(len(text), len(text), "", None)):
        if cut.start > start and text[start : cut.start].strip():
            quoted = _marked(text, start, cut.start) if current == author and not turns else ()
            turns.append(Turn(current, start, cut.start, day, quoted))
        start, current, day = cut.end, cut.author, cut.on
    return Conversation(
        "e-mail", tuple(reversed(turns)), Medium.EXPORT, title=_title(fields, author)
    )


def _title(fields: dict[str, str], author: str) -> str:
    """To whom the newest message goes: the other side, if there are two."""
    receiver = _name(fields.get("To", ""))
    return receiver if receiver != author else ""


def _name(header: str) -> str:
    """Name or address; whether it is that of a function (`privacy@...`) is often in the latter."""
    name, address = parseaddr(header.strip().strip("*"))
    local = address.partition("@")[0]
    if _TELLING.search(local):
        return f"{name or local} (role mailbox)"
    return name.strip() or local or header.strip().strip("*")


_TELLING = re.compile(
    r"^(?:privacy|dpo|support|legal|wuye|service|info|sales|contact|office|kefu|cs|security|hr|hello|admin"
    r"|customer\w*|help\w*|no-?reply)\b",
    re.IGNORECASE,
)


def _wrote(text: str) -> Iterator[_Cut]:
    for match in _WROTE.finditer(text):
        who = match["who"] or match["who_zh"]
        yield _Cut(
            match.start(), match.end(), _name(who), day_in_words(match["when"] or match["when_zh"])
        )


def _original(text: str, after: int) -> Iterator[_Cut]:
    for match in _ORIGINAL.finditer(text, after):
        sent = _SENT.search(match["fields"])
        yield _Cut(
            match.start(),
            match.end(),
            _name(match["who"]),
            day_in_words(sent["when"]) if sent else None,
        )


def _marked(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Lines of a turn that begin with `>`: somebody else's, answered line by line."""
    return tuple(
        (match.start(), match.end())
        for match in _MARKED.finditer(text, start, end)
        if text[match.start()] == ">"
    )


def _header_day(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError):
        return day_in_words(value)


def day_in_words(words: str) -> date | None:
    """The first day in `words`, with its month as a word or a number; None where there is none."""
    match = _WORDED.search(words)
    if match is None:
        return DayReader(words).day(words)
    month = (match["m"] or match["m2"]).lower()
    if month not in _MONTHS:
        return None
    try:
        return date(
            int(match["y"] or match["y2"]),
            _MONTHS.index(month) + 1,
            int(match["d"] or match["d2"]),
        )
    except ValueError:
        return None

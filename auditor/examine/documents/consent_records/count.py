"""What records of consent come to in numbers, and the days on which faces were taken without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from auditor.examine.document_model import ConsentCount, DayRange
from auditor.examine.documents.consent_records.records import Answer, ConsentRow, ConsentTable
from auditor.examine.documents.tables.moments import day_of, is_before

_CHANNEL = re.compile(
    r"app|web(?:site)?|online|counter|desk|front desk|paper|form|kiosk|terminal|gate|sms|e-?mail|p"
    r"hone|qr(?: code)?"
    r"|mini ?program|wechat|in person|staff|signage|小程序|公众号|前台|柜台|现场|网站|线上|线下|纸"
    r"质|短信|邮件"
    r"|电话|二维码|微信|终端|自助机|闸机|门店|APP",
    re.IGNORECASE,
)
"""Ways of asking, as opposed to the names of people, which no output repeats."""
MAX_RANGES = 400
"""Most stretches of days kept: more than a year of single days."""


def counted(table: ConsentTable) -> ConsentCount:
    """The numbers of `table`. What its columns do not say is None, not 0."""
    rows = table.rows
    captures = {"captured", "captured_last"} & set(table.columns)
    has_capture, has_withdrawal = bool(captures), "withdrawn" in table.columns
    return ConsentCount(
        records=len(rows),
        given=sum(row.answer is Answer.GIVEN for row in rows),
        refused=sum(row.answer is Answer.REFUSED for row in rows),
        blank=sum(row.answer is Answer.BLANK for row in rows),
        unclear=sum(row.answer is Answer.UNCLEAR for row in rows),
        withdrawn=sum(row.withdrawn for row in rows) if has_withdrawal else None,
        captured=sum(_is_captured(row) for row in rows) if has_capture else None,
        captured_refused=sum(_is_captured(row) and row.answer is Answer.REFUSED for row in rows)
        if has_capture
        else None,
        captured_before=sum(map(is_captured_before, rows)) if has_capture else None,
        captured_after_withdrawal=sum(map(is_captured_after_withdrawal, rows))
        if has_capture and has_withdrawal
        else None,
        asked_by=_asked_by(rows),
        cameras=_cameras(rows),
        uncovered=_merged(day for row in rows for day in _uncovered(row)),
        of_faces=table.of_faces,
    )


def _is_captured(row: ConsentRow) -> bool:
    return row.captured is not None or row.captured_last is not None


def is_captured_before(row: ConsentRow) -> bool:
    """Whether the face was taken before consent was given."""
    return row.answer is Answer.GIVEN and is_before(row.captured, row.consented_at)


def is_captured_after_withdrawal(row: ConsentRow) -> bool:
    """Whether the face was taken after consent was withdrawn."""
    return any(is_before(row.withdrawn_at, moment) for moment in (row.captured, row.captured_last))


def _uncovered(row: ConsentRow) -> Iterable[tuple[date, date]]:
    """Days on which the face of this person was taken and the records show no consent."""
    if row.answer is Answer.REFUSED:
        for moment in (row.captured, row.captured_last):
            if moment is not None:
                yield day_of(moment), day_of(moment)
    if is_captured_before(row) and row.captured is not None:
        yield day_of(row.captured), day_of(row.captured)
    if row.withdrawn_at is not None:
        for moment in (row.captured, row.captured_last):
            if moment is not None and is_before(row.withdrawn_at, moment):
                yield day_of(moment), day_of(moment)


def _merged(ranges: Iterable[tuple[date, date]]) -> tuple[DayRange, ...]:
    merged: list[list[date]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return tuple(DayRange(start=start, end=end) for start, end in merged[:MAX_RANGES])


def _asked_by(rows: Sequence[ConsentRow]) -> tuple[tuple[str, int], ...]:
    """By channel; names of people become one number of people."""
    counts = Counter(row.asked_by for row in rows if row.asked_by)
    if all(_CHANNEL.fullmatch(name.strip()) for name in counts):
        return tuple(sorted(counts.items()))
    return (("*", len(counts)),)


def _cameras(rows: Sequence[ConsentRow]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(row.camera for row in rows if row.camera).items()))[:100]

"""What page one prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.still_view import StillView
from auditor.report.parts import Link, Said


class IssueRow(Frozen):
    """A line of the table of issues: one issue, or several that share an undecided status.

    `status` is the code that chooses colour and shape; `status_word` says the same in words.
    """

    status: str
    status_word: str
    issues: tuple[Link, ...]
    sentence: str


class NextSteps(Frozen):
    """What one kind of reader can do now, in order."""

    reader: str
    reader_word: str
    steps: tuple[str, ...]


class PageOne(Frozen):
    """Page one.

    `headline` says what the system does and what that means; `grounds` what shows it and who says
    otherwise. `unread` names material that may matter and could not be read.
    """

    place: Said
    law: str
    headline: str
    grounds: tuple[str, ...]
    rows: tuple[IssueRow, ...]
    still: StillView | None
    numbers: str
    unread: tuple[Said, ...]
    next_steps: tuple[NextSteps, ...]
    limits: str

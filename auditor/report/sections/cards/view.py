"""What the card of an issue prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link


class LawLine(Frozen):
    """An authority with every place that the rules of the issue cite in it."""

    anchor: str
    cited: str
    kind: str
    reading: str


class SilentIssues(Frozen):
    """Issues that no rule raises for one reason; `anchors` are their places in the report."""

    anchors: tuple[str, ...]
    text: str


class Card(Frozen):
    """One issue: conclusion, why, law, what would change it.

    `why` are sentences with exhibit and place; `unknown` the questions that would decide; `record`
    the findings in the record, by number.
    """

    anchor: str
    issue: str
    status: str
    status_word: str
    conclusion: str
    why: tuple[str, ...]
    unknown: tuple[str, ...]
    law: tuple[LawLine, ...]
    practice: tuple[LawLine, ...]
    changes: tuple[str, ...]
    remedy: str
    burden: str
    shown_by: tuple[str, ...]
    rests_on: str
    persuasive: str
    record: tuple[Link, ...]

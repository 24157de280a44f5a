"""What the section on necessity prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class QuestionRow(Frozen):
    """One question of the necessity procedure. `standing` is answered, needs_answer or against."""

    question: str
    standing: str
    word: str
    said: tuple[Said, ...]


class NecessityView(Frozen):
    """The procedure for one purpose; `open` where an answer is missing."""

    purpose: str
    named_in: tuple[str, ...]
    result: str
    open: bool
    rows: tuple[QuestionRow, ...]

"""What the list of questions prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class QuestionToAsk(Frozen):
    """A question, who can answer it, what would show it, and the issues it helps to decide."""

    question: str
    ask: str
    evidence: str
    decides: str

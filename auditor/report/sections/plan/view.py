"""What the plan prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link


class FixRow(Frozen):
    """One change of the plan: what it asks of people, and what it clears alone or with others."""

    number: int
    question: str
    now: str
    then: str
    burden: str
    alone: tuple[Link, ...]
    helped: tuple[Link, ...]


class PlanView(Frozen):
    """Changes that clear the whole case; none where none was found. `left` cannot be cleared."""

    changes: tuple[FixRow, ...]
    burden: str
    clears: tuple[Link, ...]
    left: tuple[Link, ...]

"""What the section on facts prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link
from auditor.report.sources import SourceGroup


class FactRow(Frozen):
    """A fact of the vocabulary. `value` is empty where it is unknown."""

    id: str
    anchor: str
    question: str
    value: str
    strength: str = ""
    groups: tuple[SourceGroup, ...] = ()
    evidence: str = ""
    asked_by: tuple[Link, ...] = ()
    ask: str = ""

"""What the section on contradictions prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.sources import SourceGroup


class OtherSide(Frozen):
    """Sources of another fact that cannot hold together with the one in question."""

    question: str
    groups: tuple[SourceGroup, ...]


class ContradictionView(Frozen):
    """Sources that cannot all hold. `judged` is the sentence on what was made of it."""

    anchor: str
    number: str
    question: str
    judged: str
    settled: bool
    groups: tuple[SourceGroup, ...]
    against: tuple[OtherSide, ...] = ()

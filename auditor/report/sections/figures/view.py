"""What the section on amounts prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class TermView(Frozen):
    """One part of a figure."""

    label: str
    working: str
    amount: str


class FigureView(Frozen):
    """An amount worked out, or why there is none."""

    id: str
    anchor: str
    title: str
    amount: str
    terms: tuple[TermView, ...]
    missing: tuple[str, ...]

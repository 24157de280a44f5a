"""What the section on differing accounts prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class Account(Frozen):
    """One side: what it states, and where."""

    sentence: str
    places: str


class AccountRow(Frozen):
    """One question on which accounts differ, and what the audit takes as known."""

    anchor: str
    question: str
    accounts: tuple[Account, ...]
    judged: str

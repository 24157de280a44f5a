"""What the section on differing accounts prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class Account(Frozen):
    """One side: what it states, and where; `judged` says that the audit takes it as known."""

    sentence: str
    places: str
    judged: str


class AccountRow(Frozen):
    """One question on which accounts differ; `open` says that none is taken as known."""

    anchor: str
    question: str
    accounts: tuple[Account, ...]
    open: str

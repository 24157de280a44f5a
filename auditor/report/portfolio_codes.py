"""Codes of a portfolio whose words are in the catalogue."""

from __future__ import annotations

from enum import StrEnum


class PortfolioTurn(StrEnum):
    """What became of an issue since the last portfolio, what needs attention most first."""

    NEW_BREACH = "new_breach"
    NO_LONGER_DECIDED = "no_longer_decided"
    CLEARED = "cleared"
    OTHER = "other"


PORTFOLIO_DIFFERS = ("material", "rules", "date")
"""What can differ between two audits of a case besides the state of an issue."""

BEFORE_ISSUES = ("name", "title", "premises", "kind", "city", "as_of", "worst", "changes")
AFTER_ISSUES = ("exhibits", "unread", "questions", "cameras", "services", "report", "reason")
"""Columns of the table before and after those of the issues."""
PORTFOLIO_COLUMNS = (*BEFORE_ISSUES, *AFTER_ISSUES)

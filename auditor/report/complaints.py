"""Whom a person can complain to, by kind of premises."""

from __future__ import annotations

from auditor.case.model import Case
from auditor.report.jurisdiction import in_china, runs_a_compound_in_hangzhou

_CONSUMER_PREMISES = frozenset({"sales_office", "retail", "gym", "gate"})
"""Premises whose visitors are consumers, so that the market regulator takes a complaint."""

COMPLAINT_BODIES = ("market", "housing", "cyberspace", "elsewhere")
"""The codes of all bodies."""


def complaint_body(case: Case) -> str:
    """The body for a case.

    The market regulator handles consumer matters (measures on complaints and reports to market
    regulators, art 15), in Hangzhou the housing authority property managers (Hangzhou property
    management regulations, art 50); everywhere else the cyberspace administration handles
    complaints on personal information (PIPL art 65).
    """
    if not in_china(case):
        return "elsewhere"
    if case.premises.kind in _CONSUMER_PREMISES:
        return "market"
    return "housing" if runs_a_compound_in_hangzhou(case) else "cyberspace"

"""Whom a person can complain to, by kind of premises."""

from __future__ import annotations

from auditor.judge.decide.findings import Findings
from auditor.report.jurisdiction import in_china, runs_a_compound_in_hangzhou

_CONSUMER_PREMISES = frozenset({"sales_office", "retail", "gym", "gate"})
"""Premises whose visitors are consumers, so that the market regulator takes a complaint."""

COMPLAINT_BODIES = ("market", "housing", "cyberspace", "elsewhere")
"""The codes of all bodies."""


def complaint_body(findings: Findings) -> str:
    """The body for a case.

    The market regulator handles consumer matters (measures on complaints and reports to market
    regulators, art 15), in Hangzhou the housing authority property managers (Hangzhou property
    management regulations, art 50); everywhere else the cyberspace administration handles
    complaints on personal information (PIPL art 65). Where nobody states the kind of premises, it
    is a consumer matter if consumers are known to be captured.
    """
    case = findings.case
    if not in_china(case):
        return "elsewhere"
    facts = {fact.id: fact.value for fact in findings.facts}
    kind = case.premises.kind or facts.get("premises.kind")
    if kind in _CONSUMER_PREMISES or (not kind and facts.get("people.consumers") is True):
        return "market"
    return "housing" if runs_a_compound_in_hangzhou(case) else "cyberspace"

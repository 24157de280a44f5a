"""Whom a person can complain to, by kind of premises."""

from __future__ import annotations

from auditor.case.model import Case
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
    facts = {fact.id: fact.value for fact in findings.facts}
    kind = findings.case.premises.kind or str(facts.get("premises.kind") or "")
    return body_for(findings.case, kind, consumers=facts.get("people.consumers") is True)


def body_for(case: Case, kind: str, *, consumers: bool = False) -> str:
    """As `complaint_body`, for a kind of premises; `consumers` matters only where `kind` is empty.

    So it can be known before the case is judged.
    """
    if not in_china(case):
        return "elsewhere"
    if kind in _CONSUMER_PREMISES or (not kind and consumers):
        return "market"
    return "housing" if runs_a_compound_in_hangzhou(case) else "cyberspace"

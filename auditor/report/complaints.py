"""Whom a person can complain to, by kind of premises."""

from __future__ import annotations

_BODY = {
    "sales_office": "market",
    "retail": "market",
    "gym": "market",
    "gate": "market",
    "billboard": "market",
    "residential": "housing",
    "street": "police",
}
_GENERAL = "cyberspace"
COMPLAINT_BODIES = tuple(dict.fromkeys((*_BODY.values(), _GENERAL)))
"""The codes of all bodies."""


def complaint_body(premises: str) -> str:
    """The body for a kind of premises.

    The market regulator handles consumer matters (measures on complaints and reports to market
    regulators, arts 14 and 15), the housing authority property management, the police video in
    public places (regulations on public security video, art 24); everywhere else the cyberspace
    administration handles complaints on personal information (PIPL art 65).
    """
    return _BODY.get(premises, _GENERAL)

"""The codes of letters by which the catalogue of sentences is checked."""

from __future__ import annotations

REQUEST_LAWS = {
    "access": "pipl",
    "delete": "pipl",
    "withdraw": "pipl",
    "stop": "",
    "other_way": "face_measures",
    "explain_decision": "pipl",
    "consent_record": "pipl",
    "recipients": "pipl",
    "rules": "pipl",
    "retention": "",
}
"""Every request with the law that gives the right, in the order that matters to the sender."""

DEMANDS = ("check", "stop", "inform")
"""What every authority is asked for."""

LIMIT_LAWS = {"market": "market_complaints", "cyberspace": "pipl"}
"""Authorities that a law sets a time limit for complaints, with that law."""

EVIDENCE_KEPT = ("footage", "settings", "library", "logs", "consents", "contract")
"""What an operator is asked to keep."""

EVIDENCE_DATED = ("footage", "settings")
"""What of it is asked for by day."""

ATTACHMENT_HEADS = ("number", "what", "source", "digest")
"""Columns of a list of evidence."""

STATED_BY = ("own", "yours", "operators", "noted", "court", "authority")
"""Whose statement a letter rests on: the sender's, that of the operator it is addressed to or is
about, a note of the person who compiled the case, or a finding of a court or an authority."""

FOLLOW_UP_ASKS = {
    "refusal_reply": ("reasons", "basis", "as_asked"),
    "data_reply": ("which_and_why", "by_what_you_hold", "no_face", "delete_after"),
}
"""What a reply asks for: to a refusal, and to a demand for more data."""

FOLLOW_UP_LAWS = {"reasons": "pipl", "which_and_why": "pipl"}
"""Asks of these that a law gives a right to, with that law."""

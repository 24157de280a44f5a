"""What each annex is called on the command line, by the key of its words in the catalogue."""

from __future__ import annotations

ANNEX_NAMES = {
    "evidence_list": "annex-evidence-list",
    "declaration": "annex-declaration",
    "impact_assessment": "annex-impact-assessment",
}

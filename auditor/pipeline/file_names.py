"""Names of what an audit leaves in its output folder."""

from __future__ import annotations

OBSERVATIONS = "observations.json"
FINDINGS = "findings.json"
EXAMINED = "examined.json"
"""Keys by which a later run knows what it need not examine again."""
STILLS = "stills"
UNFINISHED = "unfinished"
"""Finished parts of an examination that was interrupted; removed once it is complete."""

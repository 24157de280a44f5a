"""The clauses of the headline, by the facts and statuses that choose them."""

from __future__ import annotations

from auditor.judge.rules.issue import Issue
from auditor.vocabulary.value import FactValue

SYSTEMS = {
    "identify_one_to_many": "recognises",
    "verify_one_to_one": "verifies",
    "identify_repeat_visitor": "repeat_visitors",
    "attributes": "attributes",
    "detect_count": "counts",
    "human_compare": "by_eye",
    "record_only": "records",
}
"""The word of the headline for each value of `capture.function`."""

CLAUSES: tuple[tuple[Issue, str, FactValue | None, str], ...] = (
    (Issue.CONSENT, "consent.obtained", False, "not_asked"),
    (Issue.ALTERNATIVES, "alternative.offered", False, "no_other_way"),
    (Issue.NOTICE, "notice.present", False, "not_told"),
    (Issue.CONSENT, "", None, "no_valid_consent"),
    (Issue.NOTICE, "", None, "not_told_enough"),
    (Issue.PURPOSE, "", None, "other_purpose"),
)
"""What a breach of an issue means in a clause, the first that holds: the issue, a fact with the
value it must have (none: the breach is enough), and the key of the clause."""


OTHER_SYSTEMS = (
    "switched_off",
    "collects",
    "captures",
    "faces_seen",
    "no_face_seen",
    "unknown",
    "alone",
    "and",
)
"""Keys of the headline that no value of `capture.function` chooses."""
MEANINGS = (
    *dict.fromkeys(clause for _, _, _, clause in CLAUSES),
    *("other_breach", "likely", "met", "met_or_open_in_law"),
)
"""Keys of what the statuses mean."""

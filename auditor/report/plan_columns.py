"""The columns of the plan of action, by code."""

from __future__ import annotations

PLAN_COLUMNS = (
    *("id", "asked", "rank", "issue", "action", "owner", "due", "status", "notes", "evidence"),
    *(
        "remedies",
        "change",
        "kind",
        "severity",
        "result",
        "subject",
        "in_plan",
        "who",
        "deadline",
        "rules",
    ),
    "authority",
)
"""In the order of the table: what an officer works with first, then what it rests on."""

OFFICER_COLUMNS = ("owner", "due", "status", "notes")
"""What the officer fills in; the program never overwrites it."""

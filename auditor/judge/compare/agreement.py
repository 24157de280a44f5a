"""How far the shipped rules agree with decided cases: a table measured beforehand.

`benchmarks/decided.py` judges the forty cases of `tests/decided` by their facts alone and compares;
with `--write` it keeps the result in `agreement.json` next to this module, for the report to print.
A test fails when the rules no longer give the saved table.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from auditor.core.frozen import Frozen
from auditor.core.text import Text

FILE = Path(__file__).with_name("agreement.json")

ISSUES = (
    "notice",
    "consent",
    "necessity_proportionality",
    "purpose_limitation",
    "alternatives",
    "retention_deletion",
    "security",
    "impact_assessment",
    "minors",
    "discrimination",
    "legal_basis",
)
"""The issues that decisions are sorted by."""

TARGETED = (
    "consent",
    "necessity_proportionality",
    "purpose_limitation",
    "alternatives",
    "retention_deletion",
)
"""The issues on which the reasoning alone is compared with decisions under other law."""


class IssueCount(Frozen):
    """How many decided issues of one kind were reached, were undecided, were contradicted.

    `issue` is one of `ISSUES`; `country` and `scope` name the group of decisions.
    """

    country: Literal["china", "elsewhere"]
    scope: Literal["core", "adjacent"]
    issue: str
    reached: int
    cannot_tell: int
    contradicted: int

    @property
    def decided(self) -> int:
        """All decided issues of the kind."""
        return self.reached + self.cannot_tell + self.contradicted


class ContradictedIssue(Frozen):
    """An issue on which the tool came to the opposite of what was held, and why."""

    case: str
    country: Literal["china", "elsewhere"]
    issue: str
    held: str
    reached: str
    why: Text


class AgreementTable(Frozen):
    """The whole table. `packs` are the packs it was measured with, each with its digest."""

    cases: dict[str, int]
    counts: tuple[IssueCount, ...]
    contradictions: tuple[ContradictedIssue, ...]
    packs: dict[str, str]

    def total(self, country: str, scope: str, issues: tuple[str, ...] = ISSUES) -> IssueCount:
        """The counts of one group over `issues` together."""
        rows = [
            row
            for row in self.counts
            if row.country == country and row.scope == scope and row.issue in issues
        ]
        return IssueCount.model_validate(
            {
                "country": country,
                "scope": scope,
                "issue": "all",
                "reached": sum(row.reached for row in rows),
                "cannot_tell": sum(row.cannot_tell for row in rows),
                "contradicted": sum(row.contradicted for row in rows),
            }
        )


@cache
def measured() -> AgreementTable:
    """The table as it was measured last."""
    return AgreementTable.model_validate_json(FILE.read_bytes())

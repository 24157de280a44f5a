"""What findings and facts are about, in the handful of subjects that an officer works through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, get_args

from auditor.judge.decide.findings import Finding
from auditor.judge.rules.condition import LeafTrace, Trace

Subject = Literal[
    "place", "system", "purpose", "notice", "consent", "choice", "storage", "sharing", "contract",
    "governance",
]  # fmt: skip

SUBJECTS: tuple[Subject, ...] = get_args(Subject)
"""In the order in which a report prints them."""

_FAMILIES: dict[Subject, tuple[str, ...]] = {
    "place": ("premises", "operator", "people", "deployment", "judging"),
    "system": ("capture", "configuration", "declared", "watchlist", "accuracy"),
    "purpose": ("purpose", "necessity", "legal_basis", "collection", "processing"),
    "notice": ("notice",),
    "consent": ("consent", "photo", "signup"),
    "choice": ("alternative", "refusal", "treatment", "dispute"),
    "storage": ("storage",),
    "sharing": ("sharing",),
    "contract": ("contract", "loss"),
    "governance": ("governance", "incident", "request", "rights", "evidence", "finding"),
}
_SUBJECT_OF: dict[str, Subject] = {
    family: subject for subject, families in _FAMILIES.items() for family in families
}


def subject_of_fact(fact: str) -> Subject:
    """The subject of a fact of the vocabulary, by the family its id begins with.

    Raises:
        KeyError: its family has no subject.
    """
    return _SUBJECT_OF[fact.split(".", 1)[0]]


def subject_of(finding: Finding) -> Subject:
    """The subject of most facts that the steps of `finding` ask; that of its deciders without any.

    Where a rule applies says little of what it asks, so that counts only where nothing else does.
    """
    asked = [fact for step in finding.steps for fact in _facts(step.trace)]
    asked = asked or [fact for decider in finding.deciders for fact in decider.facts]
    asked = asked or list(_facts(finding.applies))
    counted = Counter(subject_of_fact(fact) for fact in asked)
    return counted.most_common(1)[0][0] if counted else "place"


def _facts(trace: Trace | None) -> Iterator[str]:
    if isinstance(trace, LeafTrace):
        yield trace.fact
    elif trace is not None:
        for part in trace.parts:
            yield from _facts(part)

"""Strong three-valued logic.

Source of the tables: S. C. Kleene, Introduction to Metamathematics (1952), section 64. Unknown is
not false: "all" is unknown as long as no part is false and some part is unknown, "any" as long as
no part is true and some part is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum


class Truth(StrEnum):
    """True, false, or unknown."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @staticmethod
    def of(value: bool) -> Truth:
        """The truth value of a known answer."""
        return Truth.TRUE if value else Truth.FALSE


_NEGATED = {
    Truth.TRUE: Truth.FALSE,
    Truth.FALSE: Truth.TRUE,
    Truth.UNKNOWN: Truth.UNKNOWN,
}


def negation(value: Truth) -> Truth:
    """Not `value`; unknown stays unknown."""
    return _NEGATED[value]


def conjunction(values: Iterable[Truth]) -> Truth:
    """All of `values`; true for none of them."""
    seen = set(values)
    if Truth.FALSE in seen:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.TRUE


def disjunction(values: Iterable[Truth]) -> Truth:
    """Any of `values`; false for none of them."""
    seen = set(values)
    if Truth.TRUE in seen:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.FALSE


def attainable_conjunctions(parts: Sequence[frozenset[Truth]]) -> frozenset[Truth]:
    """Every `conjunction` of one value from each of `parts`, none of which is empty."""
    return _attainable(parts, Truth.FALSE)


def attainable_disjunctions(parts: Sequence[frozenset[Truth]]) -> frozenset[Truth]:
    """Every `disjunction` of one value from each of `parts`, none of which is empty."""
    return _attainable(parts, Truth.TRUE)


def _attainable(parts: Sequence[frozenset[Truth]], decisive: Truth) -> frozenset[Truth]:
    """The values attainable where one part that is `decisive` decides the whole."""
    other = negation(decisive)
    attainable: set[Truth] = set()
    if any(decisive in part for part in parts):
        attainable.add(decisive)
    if all(other in part for part in parts):
        attainable.add(other)
    # One part is unknown and none is decisive.
    if any(Truth.UNKNOWN in part for part in parts) and all(part != {decisive} for part in parts):
        attainable.add(Truth.UNKNOWN)
    return frozenset(attainable)

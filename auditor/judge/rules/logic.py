"""Strong three-valued logic.

Source of the tables: S. C. Kleene, Introduction to Metamathematics (1952), section 64. Unknown is
not false: "all" is unknown as long as no part is false and some part is unknown, "any" as long as
no part is true and some part is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def negation(value: Truth) -> Truth:
    """Not `value`; unknown stays unknown."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(value, Truth.UNKNOWN)


def conjunction(values: Iterable[Truth]) -> Truth:
    """All of `values`; true for none of them."""
    seen = set(values)
    if Truth.FALSE in seen:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.TRUE


def disjunction(values: Iterable[Truth]) -> Truth:
    """Any of `values`; false for none of them."""
    return negation(conjunction(negation(value) for value in values))

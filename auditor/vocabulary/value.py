"""Values of facts, and who states them."""

from __future__ import annotations

from enum import StrEnum

from auditor.core.frozen import Frozen

FactValue = bool | int | float | str | tuple[str, ...]
"""A value of a fact: yes/no, a number, a word, a date as `YYYY-MM-DD`, or a set of words.

Dates stay in ISO 8601 form so that saved steps read back exactly; that form also sorts as dates do.
"""


class SpeakerRole(StrEnum):
    """Who makes a statement. A court or authority outranks a party."""

    COURT = "court"
    AUTHORITY = "authority"
    OPERATOR = "operator"
    VISITOR = "visitor"
    AUDITOR = "auditor"
    VENDOR = "vendor"
    WITNESS = "witness"


class Speaker(Frozen):
    """Who made a statement."""

    role: SpeakerRole
    name: str = ""

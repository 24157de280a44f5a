"""What the section on penalties prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class PenaltyRow(Frozen):
    """A penalty or order seen at premises of the same kind."""

    place: str
    when: str
    who: str
    facts: str
    sanction: str
    basis: str
    source: Said
    url: str
    reading: str
    reading_words: str
    note: str

"""What the section on authorities prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link, Said


class AuthorityRow(Frozen):
    """An authority in the table of authorities. `url` is printed and never linked."""

    anchor: str
    id: str
    title: str
    kind: str
    in_force: str
    reading: str
    reading_words: str
    read_at: Said
    url: str
    note: str
    cited_by: tuple[Link, ...]

"""What each exhibit shows, for outputs that list evidence."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class EvidenceRow(Frozen):
    """Something an exhibit shows at one place, and the findings that rest on it."""

    exhibit: str
    place: str
    quote: str
    subject: str
    shows: Said
    facts: tuple[str, ...]
    findings: tuple[str, ...]


class ExhibitRecord(Frozen):
    """An exhibit as one line of a list of evidence. `size` is in bytes, `digest` in hexadecimal."""

    id: str
    path: str
    kind: str
    media_type: str
    size: int
    algorithm: str
    digest: str
    provenance: str
    read_by: str
    coverage: str
    remarks: tuple[str, ...]
    findings: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]

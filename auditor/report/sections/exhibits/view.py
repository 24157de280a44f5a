"""What the section on exhibits prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Pair, Said


class ExhibitRow(Frozen):
    """An exhibit as listed."""

    id: str
    anchor: str
    path: str
    kind: str
    size: str
    role: str
    camera: str
    digest: str
    provenance: tuple[Pair, ...]
    demonstrative: bool
    altered: bool


class Failure(Frozen):
    """Something that was not examined, and why."""

    exhibit: str
    anchor: str
    file: str
    examiner: str
    reason: Said

"""What the closing section of the report prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class MaterialRow(Frozen):
    """An exhibit with its digest and, in one sentence, what of it was read."""

    id: str
    anchor: str
    path: str
    kind: str
    digest: str
    read: Said
    remarks: tuple[str, ...]


class BasisView(Frozen):
    """What the report rests on. `notes` say how the case file was read where it was not plain."""

    exhibits: tuple[MaterialRow, ...]
    left_out: str
    notes: tuple[str, ...] = ()
    method: tuple[str, ...]
    limits: tuple[str, ...]
    verify: tuple[str, ...]

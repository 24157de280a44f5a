"""What the inventory prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class InventoryRow(Frozen):
    """One camera or service, and what each source says of it."""

    name: Said
    kind: str
    host: str
    label: str
    sources: tuple[str, ...]
    joined: str
    footage: str
    size: str
    design: str


class InventoryView(Frozen):
    """All cameras and services in one table; `unlisted` names those no configuration names."""

    rows: tuple[InventoryRow, ...]
    unlisted: str

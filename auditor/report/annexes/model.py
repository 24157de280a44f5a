"""An annex as a model: what the findings give, and blanks for what only a person can say."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class Blank(Frozen):
    """A place that a person fills: `label` says with what. The tool has no way to fill one."""

    label: str


Cell = Said | Blank


class Field(Frozen):
    """A label and its value."""

    label: str
    value: Cell


class AnnexTable(Frozen):
    """A table; every row has as many cells as there are heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class AnnexPart(Frozen):
    """A part of an annex, printed in the order of its fields."""

    title: str
    paragraphs: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    items: tuple[Said, ...] = ()
    table: AnnexTable | None = None
    empty: str = ""


class Annex(Frozen):
    """A whole annex. `basis` names the law whose form it follows; `notice` says what it is not."""

    title: str
    basis: str
    notice: str
    parts: tuple[AnnexPart, ...]
    closing: tuple[Field, ...]
    digest: str

"""What the sections on configurations and documents print."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class ObservationRow(Frozen):
    """What observations at one or several places state: the words, and the facts they bear on."""

    places: tuple[str, ...]
    quote: Said | None
    subject: str
    state: str
    by_default: bool
    facts: tuple[str, ...]
    note: Said


class ReadExhibit(Frozen):
    """What a configuration or a document says; `not_read` is what in it was not read."""

    exhibit: str
    anchor: str
    file: str
    what: str
    rows: tuple[ObservationRow, ...]
    not_read: tuple[Said, ...] = ()

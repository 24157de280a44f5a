"""Pieces that every section of a report is made of."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class Said(Frozen):
    """Words quoted into the report, and their language where it is not the report's own."""

    text: str
    language: str = ""


class Pair(Frozen):
    """A label and its value."""

    label: Said
    value: Said


class Link(Frozen):
    """Words that lead to a place in the report; `anchor` empty where there is no such place."""

    anchor: str
    text: str

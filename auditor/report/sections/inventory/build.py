"""All cameras and services of the case in one table, and what each was designed to show."""

from __future__ import annotations

from auditor.establish.inventory import InventoryEntry, InventorySource, inventory, unlisted
from auditor.examine.footage.tier import rank
from auditor.examine.model import Observations
from auditor.report.parts import Said
from auditor.report.sections.inventory.view import InventoryRow, InventoryView
from auditor.report.words import Words

_KIND = {"camera": "inventory.camera", "service": "inventory.service"}


_JOINED = {"address": "inventory.by_address", "name": "inventory.by_name"}


def inventory_view(words: Words, observations: Observations) -> InventoryView | None:
    """The table; None where no configuration names a camera and no installation is described."""
    entries = inventory(observations)
    if not any(entry.sources or entry.designed for entry in entries):
        return None
    strange = {entry.name for entry in unlisted(entries)}
    return InventoryView(
        rows=tuple(_row(words, entry, strange) for entry in entries),
        unlisted=words.say("inventory.unlisted", cameras=", ".join(sorted(strange)))
        if strange
        else "",
    )


def _row(words: Words, entry: InventoryEntry, strange: set[str]) -> InventoryRow:
    size = ""
    if entry.width and entry.height:
        size = words.say("inventory.size", width=entry.width, height=entry.height)
    return InventoryRow(
        name=Said(text=entry.name),
        kind=words.say(_KIND[entry.kind]),
        host=entry.host,
        label=words.say(f"label.{entry.label.value}")
        if entry.label is not None
        else words.say("inventory.in_none" if entry.name in strange else "inventory.no_label"),
        sources=tuple(_source(words, source, len(entry.sources)) for source in entry.sources),
        joined=" ".join(words.say(_JOINED[how]) for how in entry.joined),
        footage=", ".join(words.exhibit(exhibit) for exhibit in entry.footage),
        size=size,
        design=_design(words, entry),
    )


def _source(words: Words, source: InventorySource, of: int) -> str:
    if of == 1:
        return f"{words.exhibit(source.exhibit)}, {words.place(source.locator)}"
    return words.say(
        "inventory.source",
        exhibit=words.exhibit(source.exhibit),
        place=words.place(source.locator),
        label=words.say(f"label.{source.label.value}"),
    )


def _design(words: Words, entry: InventoryEntry) -> str:
    if entry.designed is None or entry.density is None:
        return ""
    said = words.say(
        "inventory.designed",
        density=words.number(round(entry.density)),
        tier=words.say(f"tier.{entry.designed.value}"),
    )
    if entry.measured is None:
        return said
    better = rank(entry.measured) - rank(entry.designed)
    if better == 0:
        return said + " " + words.say("inventory.measured_as")
    key = "inventory.measured_better" if better > 0 else "inventory.measured_worse"
    return f"{said} {words.say(key, tier=words.say(f'tier.{entry.measured.value}'))}"

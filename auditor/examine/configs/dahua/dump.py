"""The tables, abilities and events in what a Dahua device answered, whatever it was saved as.

Lines are `table.Name[0][1].Key=value` in any order, with `table.`, `head.` or no prefix; abilities
begin with `caps.`. Events are `Code=...;action=...;index=...;data={...}`, lines that begin with
`Events[0].`, or JSON. Lines and JSON come to one tree; an index is a key of its own, `[0]`.
"""

from __future__ import annotations

from auditor.examine.configs.dahua.contents import Dump
from auditor.examine.configs.dahua.lines import HINT, Lines
from auditor.examine.configs.dahua.trees import of_tree
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax


def dump_of(document: ConfigDocument) -> Dump | None:
    """What a document of plain lines or of JSON holds; None where it is no answer of a device."""
    if document.syntax is Syntax.PLAIN:
        text = document.root.raw
        return Lines(text).read() if HINT.search(text) else None
    return of_tree(document.root) if document.syntax is Syntax.TREE else None

"""YAML with template lines in it, as Helm and Ansible keep it, read as far as it goes.

Which lines a template keeps or drops is not known, so that whatever is found in such a text stands
under a condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.errors import ExhibitError
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.configs.syntax.yaml import read_yaml

_MARK = re.compile(r"\{\{|\{%")
_WHOLE_LINE = re.compile(r"\s*(?:-\s*)?(?:\{\{.*\}\}|\{%.*%\})\s*$")
_WITHIN = re.compile(r"\"?\{\{.*?\}\}\"?|\{%.*?%\}")


@dataclass(frozen=True)
class Untemplated:
    """The documents in a text of template lines, and whether whole lines of it were templates."""

    roots: tuple[Node, ...] = ()
    conditional: bool = False


def untemplated(document: ConfigDocument) -> Untemplated:
    """The documents in a text that is YAML except its template lines; else none."""
    text = document.root.raw
    if document.syntax is not Syntax.PLAIN or _MARK.search(text) is None or ":" not in text:
        return Untemplated()
    lines = text.split("\n")
    plain = ["" if _WHOLE_LINE.match(line) else _WITHIN.sub("TEMPLATED", line) for line in lines]
    if _reads(text):
        # Read as a tree already.
        return Untemplated()
    conditional = any(_WHOLE_LINE.match(line) for line in lines)
    return Untemplated(_reads("\n".join(plain)), conditional)


def _reads(text: str) -> tuple[Node, ...]:
    try:
        return read_yaml(text, "").documents
    except ExhibitError:
        return ()

"""Programs and scripts submitted with configurations: their lines without comments.

A call in a comment is no call. What begins a comment differs by language; a sign within a word, an
address or an expansion of a shell begins none.
"""

from __future__ import annotations

import re

from auditor.examine.configs.syntax.hcl import is_hcl

_HASH = re.compile(r"(?<![\w'\"$&{\\])#(?!!).*$")
_SLASHES = re.compile(r"(?<![:'\"\w])//.*$")
_STAR = re.compile(r"^[ \t]*(?:/\*|\*(?!/)|\*/).*$")
_INLINE = re.compile(r"/\*.*?\*/")
_TREE = re.compile(r"\s*+(?:[{\[]|(?:#.*\n\s*+)*+[\w'\"-]+[ \t]*:(?:[ \t]|\n|$))")
_PROGRAM_LINE = re.compile(
    r"^[ \t]*(?:import |from |#!|const |def |class |public |package |using |<\?php|require"
    r"|param\()",
    re.MULTILINE,
)


def spoken(text: str) -> list[str]:
    """The lines of `text` with comments blanked."""
    lines = []
    for written in text.split("\n"):
        line = "" if _STAR.match(written) else _INLINE.sub(" ", written)
        lines.append(_SLASHES.sub("", _HASH.sub("", line)))
    return lines


def is_structured(text: str) -> bool:
    """Whether `text` is YAML, JSON or HCL, which are read as trees, and no program."""
    return is_hcl(text) or (_TREE.match(text) is not None and not _PROGRAM_LINE.search(text))

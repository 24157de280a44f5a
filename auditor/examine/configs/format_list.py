"""The list of formats, from the formats themselves: for the terminal and as a page."""

from __future__ import annotations

from auditor.examine.configs.registry import FALLBACKS, FORMATS

_INTRO = """\
# Formats of configurations

Made by `python -m auditor.dev.regenerate` from the formats themselves; do not edit it.
A file is recognised by its content, never by its name, and may be of several formats. What is
understood in half is listed as not understood, never dropped. A structured file of no format below
is read for what its keys say by themselves, and says so.
"""


def as_text() -> str:
    """One format after another, for a terminal."""
    return "\n\n".join(
        f"{entry.id}: {entry.title} ({entry.versions})\n  {entry.covers}.\n"
        f"  {entry.documentation_url or 'no documentation'}"
        for entry in (*FORMATS, *FALLBACKS)
    )


def as_markdown() -> str:
    """The page of the documentation."""
    rows = [
        f"| `{entry.id}` | {entry.title} | {entry.versions} | {entry.covers} | "
        f"{f'<{entry.documentation_url}>' if entry.documentation_url else '-'} |"
        for entry in (*FORMATS, *FALLBACKS)
    ]
    head = ("| id | product | versions | what is read | documentation |", "| --- " * 5 + "|")
    return "\n".join([_INTRO, *head, *rows, ""])

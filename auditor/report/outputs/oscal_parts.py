"""Pieces that every part of an OSCAL document is made of."""

from __future__ import annotations

from typing import Any

from auditor.report.outputs.escape import markdown

Json = dict[str, Any]

NAMESPACE = "urn:face-audit:oscal"


def prop(name: str, value: str, *, ours: bool = True) -> Json:
    """A property: in this program's own namespace, or one that OSCAL itself defines."""
    return {"name": name, **({"ns": NAMESPACE} if ours else {}), "value": line(value)}


def line(words: str) -> str:
    """`words` as a plain string without a line break."""
    return " ".join(words.split())


def paragraphs(*parts: str) -> str:
    """Each of `parts` that says something as a paragraph of Markdown."""
    return "\n\n".join(markdown(part) for part in parts if part)


def lists(values: dict[str, list[Json]]) -> Json:
    """The lists that hold something: OSCAL knows no empty ones."""
    return {name: found for name, found in values.items() if found}

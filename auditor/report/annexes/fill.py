"""Fields that a person fills."""

from __future__ import annotations

from auditor.report.annexes.model import Blank, Field
from auditor.report.words import Words


def to_fill(words: Words, key: str) -> Field:
    """A labelled line to fill by hand."""
    label = words.say(key)
    return Field(label=label, value=Blank(label=label))

"""The texts of the pages, and the notices above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from auditor.core.text import Language
from auditor.report.locale import read_sentences


@cache
def page_texts(language: Language) -> Mapping[str, str]:
    """The texts of the pages in one language, by dotted key."""
    return read_sentences(f"serve.{language}.yaml")


@dataclass(frozen=True)
class Notice:
    """A line above a page: what an answer settled, or why something was not taken."""

    text: str
    trouble: bool = False

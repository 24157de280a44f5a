"""Text in every language a report is written in."""

from __future__ import annotations

from typing import Literal

from auditor.core.frozen import Frozen

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Text(Frozen):
    """The same words in English and in Simplified Chinese."""

    en: str
    zh: str

    def __getitem__(self, language: Language) -> str:
        return self.en if language == "en" else self.zh

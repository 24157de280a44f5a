"""The texts of the terminal, in the language of the command: `reports/locale/terminal.*.yaml`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.core.text import Language

_JOINERS = "\u200c\u200d"
"""Invisible characters that scripts and emoji need, and that no terminal obeys."""
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories that a terminal may obey, or that make text look like other text."""


class _Terminal:
    """The language of the command that is running."""

    language: Language = "en"


def use_language(language: Language) -> Language:
    """Print in `language` from now on."""
    _Terminal.language = language
    return language


def language_in_use() -> Language:
    """The language that is printed."""
    return _Terminal.language


def text(key: str, **values: object) -> str:
    """The text of `key` with `values` in it; nothing in a value can command the terminal.

    Raises:
        CatalogueError: there is no such text, or a placeholder has no value.
    """
    language = _Terminal.language
    try:
        sentence = sentences(language)[key]
        return sentence.format(**{name: printable(str(value)) for name, value in values.items()})
    except KeyError as problem:
        from auditor.report.locale import CatalogueError  # noqa: PLC0415 - the help needs no text

        raise CatalogueError(
            f"has no text {key}, or no value for {problem}", where=f"terminal.{language}.yaml"
        ) from None


def sentences(language: Language) -> dict[str, str]:
    """Every text of the terminal in one language, by dotted key."""
    from auditor.report.program_errors import terminal_sentences  # noqa: PLC0415 - as in `text`

    return terminal_sentences(language)


def in_words(sentence: str) -> str:
    """A sentence that a step saved in English, in the language of the command if it is known."""
    if _Terminal.language == "en":
        return sentence
    # Slow to load, and needed for Chinese only.
    from auditor.core.wording import in_language  # noqa: PLC0415
    from auditor.report.examiner_words import in_chinese  # noqa: PLC0415

    return in_language(sentence, "zh") or in_chinese(sentence) or sentence


def clause(words: str) -> str:
    """A clause of an error or a failed check, in the language of the command if it is known."""
    from auditor.report.program_errors import clause_in  # noqa: PLC0415 - the help needs no text

    return clause_in(words, _Terminal.language)


def printable(value: str, keep: str = "") -> str:
    r"""`value` with every character escaped that a terminal could obey or hide.

    These are control characters, bidirectional overrides, invisible characters and what cannot be
    encoded; U+001B is written as `\u001b`, so that JSON stays JSON. Characters in `keep` stay.
    """
    if value.isascii() and value.isprintable():
        return value
    return "".join(
        character
        if character in keep or character in _JOINERS or not _is_hidden(character)
        else _escaped(character)
        for character in value
    )


def padded(value: str, width: int) -> str:
    """`value` filled with spaces to `width` columns; a Chinese character takes two."""
    return value + " " * max(width - columns(value), 0)


def columns(value: str) -> int:
    """The columns that `value` takes on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in value)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else ascii(character)[1:-1]  # noqa: PLR2004

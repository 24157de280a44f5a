"""Comments in the files that the program writes into a case folder: `comments.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Language, Text

_FILE = Path(__file__).with_name("comments.yaml")


class _CommentFile(Frozen):
    comments: dict[str, Text]


@cache
def _comments() -> dict[str, Text]:
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, _CommentFile, {"comments": source.data}, RuleError).comments


def comment(name: str, language: Language) -> list[str]:
    """The lines of a comment, each with its number sign."""
    return [f"# {line}".rstrip() for line in inline_comment(name, language).splitlines()]


def inline_comment(name: str, language: Language) -> str:
    """A comment without a number sign."""
    return _comments()[name][language].strip()

"""Plain modern English: a list of words that no string, document or report may use.

`language_to_do.txt` lists the files that are still to be rewritten; it only ever gets shorter.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TO_DO = Path(__file__).with_name("language_to_do.txt")

DIALECT = re.compile(
    r"(?<![.\w-])(?:told(?![-\w])|untold|anew|once more|mend(?:s|ed|ing)?|beside|whoever|"
    r"nobody that|graver?|gravest|handed in|picture elements?|"
    r"com(?:e|es|ing) to (?:a|the) (?:result|same)|"
    r"speaks? (?:of|to)|save for|but for|to be: |clears nobody|looked at|whose law and knowledge|"
    r"for want of|owed to|stands? (?:in|on|there|here|at|beside|with)|"
    r"lies? (?:in|on|at|there|beside))\b",
    re.IGNORECASE,
)
"""Words of an older English; `CONTRIBUTING.md` asks for plain modern words instead."""


def files() -> Iterator[Path]:
    for pattern in ("auditor/**/*.py", "auditor/**/*.yaml", "auditor/**/*.j2", "rules/**/*.yaml"):
        yield from ROOT.glob(pattern)
    for pattern in ("*.md", "docs/*.md", "rules/*.md", "reports/*.md", "reports/locale/*en.yaml"):
        yield from ROOT.glob(pattern)
    yield from (ROOT / "reports" / "html").glob("*.j2")


@cache
def dialect_in(path: Path) -> tuple[str, ...]:
    """The words of the list in a file: of a program in its strings alone, else anywhere."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        nodes = ast.walk(ast.parse(text))
        constants = (node.value for node in nodes if isinstance(node, ast.Constant))
        text = "\n".join(value for value in constants if isinstance(value, str))
    return tuple(DIALECT.findall(text))


def to_do() -> list[str]:
    return TO_DO.read_text("utf-8").split()


def test_no_file_that_is_done_uses_a_word_of_the_list() -> None:
    waiting = set(to_do())
    found = {str(path.relative_to(ROOT)): dialect_in(path) for path in files()}
    assert {name: words for name, words in found.items() if words and name not in waiting} == {}


def test_what_is_rewritten_leaves_the_list() -> None:
    assert [name for name in to_do() if not dialect_in(ROOT / name)] == []


def test_the_list_names_each_file_once_in_order() -> None:
    assert to_do() == sorted(set(to_do()))


@pytest.mark.parametrize(
    "sentence", ["The notice stands in the hall.", "Write it anew.", "files handed in by them"]
)
def test_the_words_are_found(sentence: str) -> None:
    assert DIALECT.search(sentence)

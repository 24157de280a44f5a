"""Wordings: an id with values, said in both languages, and complete in every group of texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from auditor.core.frozen import Frozen
from auditor.core.wording import (
    EXAMINERS,
    Worded,
    Wording,
    WordingError,
    groups,
    in_language,
    texts,
    wording,
)
from auditor.report.locale import placeholders

HAN = re.compile(r"[\u3400-\u9fff]")
FORBIDDEN = ("illegal", "违法", "非法", "犯罪")
NAMES = {"dependencies.form.package_json", "dependencies.form.dockerfile"}
"""Texts that are the same in every language: names."""


class Noted(Frozen):
    note: Worded


def every_text() -> Iterator[tuple[str, str, str]]:
    """The id, English and Chinese of every text."""
    for group in groups():
        for key, text in texts(group).items():
            yield f"{group}.{key}", text.en, text.zh


def test_every_text_is_in_both_languages_with_the_same_values() -> None:
    for identifier, english, chinese in every_text():
        assert english, identifier
        assert placeholders(english) == placeholders(chinese), identifier
        only_values = not re.search(r"[a-z]", re.sub(r"\{\w+\}", "", english))
        assert HAN.search(chinese) or only_values or identifier in NAMES, identifier
        assert not any(word in english + chinese for word in FORBIDDEN), identifier


def used() -> Iterator[re.Pattern[str]]:
    """The ids in the program: literal ones, and those made from a fixed beginning and a code."""
    for path in EXAMINERS.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        pieces = {id(part) for node in joined for part in node.values}
        for formatted in joined:
            written = "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w*"
                for part in formatted.values
            )
            if re.match(r"\w+\\\.\w", written):
                yield re.compile(written)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in pieces:
                continue
            if isinstance(node.value, str) and re.fullmatch(r"\w+(?:\.\w+)+", node.value):
                yield re.compile(re.escape(node.value))


def test_every_text_is_used() -> None:
    patterns = list(used())
    unused = [
        identifier
        for identifier, _, _ in every_text()
        if not any(pattern.fullmatch(identifier) for pattern in patterns)
    ]
    assert unused == []


def calls() -> Iterator[tuple[str, frozenset[str] | None]]:
    """The fixed ids that `wording` is called with, and the names of the values where all are."""
    for path in EXAMINERS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            first = node.args[0] if node.args else None
            if node.func.id == "wording" and isinstance(first, ast.Constant):
                names = [keyword.arg for keyword in node.keywords]
                given = frozenset(name for name in names if name)
                yield str(first.value), given if len(given) == len(names) else None


def test_every_wording_has_its_text_and_gives_each_value() -> None:
    known = {identifier: placeholders(english) for identifier, english, _ in every_text()}
    wrong = [
        (identifier, given)
        for identifier, given in calls()
        if identifier not in known or given not in (None, known[identifier])
    ]
    assert wrong == []


def test_a_wording_is_its_english_and_says_the_same_in_chinese() -> None:
    said = wording(
        "frame.threshold.value",
        use=wording("frame.use.match"),
        value=0.90,
        scale=wording("frame.scale.unit_similarity"),
    )
    assert said == (
        "The threshold from which two faces count as the same person is 0.9 "
        "(0 to 1, higher is stricter)."
    )
    assert in_language(said, "zh") == "阈值（达到即视为同一人）为 0.9（0 至 1，越高越严格）。"


def test_it_is_saved_with_its_english_id_and_values_and_read_again() -> None:
    said = wording("frame.leftover", keys=("a", wording("frame.whole_file"), 3, 2.5))
    again = Noted.model_validate_json(Noted(note=said).model_dump_json())
    assert again.note == said
    assert isinstance(again.note, Wording)
    assert in_language(again.note, "zh") == in_language(said, "zh")


def test_an_older_file_with_a_plain_sentence_is_read() -> None:
    note = Noted.model_validate_json('{"note": "Words."}').note
    assert note == "Words."
    assert in_language(note, "zh") is None


@pytest.mark.parametrize(
    "saved",
    [
        "7",
        '{"id": "frame.leftover"}',
        '{"text": "x", "id": 3}',
        '{"text": "x", "id": "a.b", "values": [1]}',
        '{"text": "x", "id": "a.b", "values": {"v": null}}',
    ],
)
def test_what_is_no_wording_is_refused(saved: str) -> None:
    with pytest.raises(ValidationError):
        Noted.model_validate_json(f'{{"note": {saved}}}')


@pytest.mark.parametrize("identifier", ["nothing.here", "frame.nothing", "../frame.leftover"])
def test_an_unknown_text_is_an_error_here_and_english_in_a_saved_file(identifier: str) -> None:
    with pytest.raises(WordingError):
        wording(identifier)
    assert in_language(Wording("Words.", identifier), "zh") is None


def test_braces_in_a_value_are_no_placeholders() -> None:
    assert "{x} {0}" in wording("frame.leftover", keys=("{x} {0}",))

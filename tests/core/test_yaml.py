"""Reading our own YAML and foreign YAML: one walk, two parsers, the same results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from yaml.events import Event

from auditor.core import yaml_events
from auditor.core.errors import CaseError, ExhibitError
from auditor.core.own_yaml import YamlSource, parse_yaml
from auditor.core.paths import REPORTS, RULES
from auditor.core.yaml_events import (
    YamlSyntaxError,
    build_from_yaml,
    libyaml_events,
    python_events,
)
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.configs.syntax.yaml import read_yaml

LOCALE = REPORTS / "locale"
VOCABULARY = Path(yaml_events.__file__).parents[1] / "vocabulary"
OWN_FILES = sorted(file for root in (RULES, LOCALE, VOCABULARY) for file in root.rglob("*.yaml"))


def described(events: Iterator[Event]) -> Iterator[tuple[object, ...]]:
    """Everything of each event that the walk looks at."""
    for event in events:
        yield (
            type(event),
            event.start_mark and (event.start_mark.line, event.start_mark.column),
            getattr(event, "value", None),
            getattr(event, "style", None) or None,
            getattr(event, "tag", None),
            getattr(event, "anchor", None),
            bool(getattr(event, "flow_style", False)),
        )


def own(text: str) -> YamlSource:
    return parse_yaml(text.encode(), "own.yaml", CaseError)


def foreign(text: str) -> Node:
    (document,) = read_yaml(text, "foreign.yml").documents
    return document


@pytest.fixture(params=["libyaml", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two parsers alone: PyYAML may be installed without libyaml."""
    if request.param == "Python":
        monkeypatch.setattr(yaml_events, "CParser", None)


@pytest.mark.parametrize(
    "file",
    [
        VOCABULARY / "vocabulary.yaml",
        RULES / "authorities.yaml",
        LOCALE / "zh.yaml",
        min((RULES / "necessity").glob("*.yaml")),
    ],
    ids=lambda file: file.name,
)
def test_both_parsers_give_the_same_events_of_our_files(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    # Enough to meet every form our files use; the parser in Python needs a second for all.
    text = text[: text.rfind("\n", 0, 30_000) + 1]
    assert list(described(libyaml_events(text))) == list(described(python_events(text)))


def test_our_files_never_need_the_slow_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(text: str) -> Iterator[Event]:
        raise AssertionError(text[:60])

    monkeypatch.setattr(yaml_events, "python_events", slow)
    for file in OWN_FILES:
        build_from_yaml(file.read_text(encoding="utf-8"), lambda events: sum(1 for _ in events))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("yes", True),
        ("No", False),
        ("TRUE", True),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("12", 12),
        ("+12", 12),
        ("-3.5", -3.5),
        ("3.", 3.0),
        (".5", ".5"),
        ("1e3", "1e3"),
        ("012", 12),
        ("0o14", "0o14"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1:30:00", "1:30:00"),
        (".inf", ".inf"),
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z"),
        ("'yes'", "yes"),
        ('"12"', "12"),
        ("!!str 12", "12"),
        ("! yes", "yes"),
        ("|-\n  yes", "yes"),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_plain_words_of_our_own_files(written: str, value: object) -> None:
    data = own(f"key: {written}\n").data
    assert data == {"key": value}
    assert type(data["key"]) is type(value)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("on", True),
        ("OFF", False),
        ("y", "y"),
        ("012", 12),
        ("0x1F", "0x1F"),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1_000.5", 1000.5),
        ("1:30", "1:30"),
        ("12345678901234567890", 12345678901234567890.0),
        ("2024-02-29", "2024-02-29"),
        ("'on'", "on"),
        ("!!str on", "on"),
    ],
)
def test_plain_words_of_foreign_files(written: str, value: object) -> None:
    (node,) = foreign(f"- {written}\n").items()
    assert node.value == value
    assert type(node.value) is type(value)


@pytest.mark.usefixtures("parser")
def test_places_count_characters_whatever_they_are() -> None:
    source = own("标题: 😀\n人: {名: 张, 事😀: [甲, 乙]}\n")
    assert str(source.place(("人", "事😀", 1))) == "own.yaml:2:19"
    assert str(source.place(("人", "事😀", "none"))) == "own.yaml:2:11"
    assert str(source.place(())) == "own.yaml:1:1"
    second = foreign("{名: 张, 事😀: [甲, 乙]}\n").entries()["事😀"].items()[1]
    assert (second.mark.line, second.mark.column) == (1, 16)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: 1\nb: [x\nc: 2\n", "own.yaml:3:2: is not valid YAML"),
        ("a:\n\tb: 1\n", "own.yaml:2:1: is not valid YAML"),
        ("a: 1\n人: \x00\n", "own.yaml:2:4: is not valid YAML: character U[+]0000"),
        ("a: 'b\n", "own.yaml:2:1: is not valid YAML"),
        ("a: 1\n---\nb: 2\n", "own.yaml:3:1: contains more than one document"),
        ("a: 1\nb: 2\na: 3\n", 'own.yaml:3:1: the key "a" is in this block twice'),
        ("a: {b: !x 1}\n", "own.yaml:1:8: the tag !x is not known here"),
        ("a: &x [1]\nb: [*x]\n", "own.yaml:2:5: uses YAML aliases"),
        ("? [a]\n: b\n", "own.yaml:1:3: has a key that is not a plain word"),
        ("a: " + "[" * 60 + "\n", "own.yaml:1:44: is nested deeper than 40"),
    ],
)
def test_what_is_refused_in_our_own_files_has_a_place(text: str, where: str) -> None:
    with pytest.raises(CaseError, match=f"^{where}"):
        own(text)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("{gate:}", ["gate"]),
        ("{gate:, yard: 1}", ["gate", "yard"]),
        ("a: [::1]\n", ["a"]),
        ("%VENDOR 2\n---\na: 1\n", ["a"]),
        ("base: &基 {x: 1}\nb: *基\n", ["base", "b"]),
        ("base: &a.b {x: 1}\nb: *a.b\n", ["base", "b"]),
        ("a: !include_dir_merge_named,x y\nb: 1\n", ["a", "b"]),
        ("? a\n: 1\n? b\n: 2\n", ["a", "b"]),
        ('a: "x\u2028y"\nb: 1\n', ["a", "b"]),
        ("a: x\x85  b\nc: 2\n", ["a", "c"]),
        ("\ufeffa: 1\nb: 2\n", ["a", "b"]),
        ("a: what?\nb: {c: is it?, d: 1}\n", ["a", "b"]),
        ("a: 1\r\nb: 2\r\n", ["a", "b"]),
        ("a: 1\rb: 2\r", ["a", "b"]),
    ],
)
def test_yaml_1_2_that_libyaml_refuses_or_reads_otherwise_is_read(
    text: str, keys: list[str]
) -> None:
    node = foreign(text)
    if not node.entries():
        # `{gate:}` alone is a variable to the reader, and names its key.
        assert keys[0] in node.raw
        return
    assert list(node.entries()) == keys


def test_an_error_while_building_is_not_hidden_by_the_second_parser() -> None:
    calls: list[str] = []

    def build(events: Iterator[Event]) -> None:
        calls.append(type(next(events)).__name__)
        raise ExhibitError("is refused")

    with pytest.raises(ExhibitError):
        build_from_yaml("a: 1\n", build)
    assert len(calls) == 1


@pytest.mark.parametrize("text", ["a: \ud800\n", "a: \x07\n"])
def test_characters_that_yaml_does_not_allow_are_named_with_their_place(text: str) -> None:
    with pytest.raises(YamlSyntaxError) as caught:
        build_from_yaml(text, lambda events: sum(1 for _ in events))
    assert (caught.value.line, caught.value.column, caught.value.character) == (1, 4, True)


WORDS = st.text(
    st.sampled_from("ab7 .-:#,?!&*%@'\"{}[]~\\|>人😀\xa0\n"), min_size=1, max_size=8
) | st.sampled_from(["yes", "on", "null", "1e3", "2024-01-01", "=", "<<"])
DOCUMENTS = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(-99, 99),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


def dumped(data: object, flow: bool) -> str:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.allow_unicode = True
    stream = StringIO()
    writer.dump({"root": data}, stream)
    return stream.getvalue()


def outcome(read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except (CaseError, ExhibitError) as problem:
        return str(problem)


@settings(max_examples=100)
@given(DOCUMENTS, st.booleans())
def test_documents_read_alike_with_either_parser(data: object, flow: bool) -> None:
    text = dumped(data, flow)
    with_libyaml = outcome(own, text), outcome(read_foreign, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_events, "CParser", None)
        assert (outcome(own, text), outcome(read_foreign, text)) == with_libyaml


@settings(max_examples=100)
@given(DOCUMENTS, st.booleans())
def test_both_readers_agree_where_all_is_quoted(data: object, flow: bool) -> None:
    text = dumped(quotable(data), flow)
    source = own(text)
    assert text_tree(foreign(text)) == source.data
    for path, node in foreign(text).walk():
        keys = [int(part[1:-1]) if part.startswith("[") else part for part in path]
        place = source.place(keys)
        assert (place.line, place.column) == (node.at.line, node.at.column)


def read_foreign(text: str) -> object:
    return read_yaml(text, "foreign.yml")


def quotable(data: object) -> object:
    """`data` with every leaf as text that no reader takes for anything else."""
    if isinstance(data, list):
        return [quotable(item) for item in data]
    if isinstance(data, dict):
        return {f"k{number}": quotable(item) for number, item in enumerate(data.values())}
    return f"x{data}人"


def text_tree(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: text_tree(child) for key, child in node.value.items()}
    if isinstance(node.value, tuple):
        return [text_tree(child) for child in node.value]
    return node.value


def test_escaped_halves_of_a_character_are_put_together() -> None:
    source = parse_yaml(b'"\\ud83d\\ude00": ["\\ud83d\\ude00", "\\ud83d"]', "own.yaml", CaseError)
    assert source.data == {"\U0001f600": ["\U0001f600", "\ufffd"]}

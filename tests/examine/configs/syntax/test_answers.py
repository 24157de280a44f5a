"""Several answers of a device in one file, in both languages, with lines between them."""

from __future__ import annotations

import pytest

from auditor.case.model import ExhibitKind
from auditor.examine.configs.registry import matches
from auditor.examine.configs.syntax.answers import read_answers
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax, joined, read_source
from auditor.examine.configs.syntax.xml import read_xml
from auditor.examine.shared.text import decode
from tests.examine.configs.configured import kind

BETWEEN = [
    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n",
    "# GET /a/b?format=json\n",
    "> GET /a/b HTTP/1.1\n< HTTP/1.1 200 OK\n",
    "--boundary\nContent-Type: application/json\n\n",
    "[200] /a/b\n",
    "=== 1 ===\n",
    "http://10.0.0.1/a/b:\n",
    "curl -u x \\\n  '$BASE/a/b'\n",
    "\n",
]


def documents(text: str) -> list[ConfigDocument]:
    source = read_source(decode(text.encode()), "x", "E-01")
    assert source.problem is None
    return [d for d in source.documents if d.syntax in (Syntax.TREE, Syntax.XML)]


@pytest.mark.parametrize("between", BETWEEN)
def test_answers_in_json_and_xml_with_what_stood_between(between: str) -> None:
    text = f'{between}{{"K": {{"a": 1}}}}\n{between}<R>\n<b>2</b>\n</R>\n{between}{{"L": 3}}\n'
    found = documents(text)
    assert [list(d.root.entries()) for d in found] == [["K"], ["R"], ["L"]]
    for one, begins in zip(found, ('{"K"', "<R>", '{"L"'), strict=True):
        assert text.split("\n")[one.root.mark.line - 1].startswith(begins)


def test_elements_without_a_declaration_follow_each_other_on_one_line() -> None:
    first, second = read_xml("<A><b>人 ü</b></A><C>x</C>", "x")
    assert first.get("A", "b") is not None
    assert second.get("C") is not None


def test_what_follows_an_answer_in_xml_is_not_lost() -> None:
    found = documents('<?xml version="1.0"?>\n<A><b>1</b></A>\n{"K": {"v": 2}}\n<D/>\n')
    assert [list(d.root.entries()) for d in found] == [["A"], ["K"], ["D"]]


@pytest.mark.parametrize(
    "text",
    [
        'Dear all,\nthis is what it answered:\n{"a": {"b": 1}}\nWhat shall we do?\n',
        "We met at the gate.\n<R><b>1</b></R>\n",
        '{"a": 1}\n{"b": \n',
        '{"a": 1}',
        "a: 1\nb: {c: 2}\n",
        "",
    ],
)
def test_other_texts_are_not_taken_apart(text: str) -> None:
    assert read_answers(text, "x") is None


def test_a_letter_with_an_answer_in_it_stays_a_text() -> None:
    text = 'Dear all,\nthis is what it answered:\n{"a": {"b": 1}}\nWhat shall we do?\n'
    assert kind(text) is ExhibitKind.TEXT


def test_answers_of_one_device_are_read_together_and_keep_their_places() -> None:
    text = '{"CardReaderCfg": {"cardReaderNo": 1}}\n{"AcsCfg": {"saveFacePic": true}}\n'
    ((_, document),) = matches(read_source(decode(text.encode()), "x", "E-01"))
    assert [list(one.entries()) for one in document.root.items()] == [["CardReaderCfg"], ["AcsCfg"]]
    assert [one.mark.line for one in document.root.items()] == [1, 2]


def test_a_block_within_another_answer_stands_under_its_key() -> None:
    text = 'outer: 1\nblock: |\n  {"K": {"a": 1}}\n'
    found = documents(text)
    inner = next(one for one in found if one.within)
    together = joined(found)
    assert list(together.root.items()[found.index(inner)].entries()) == ["block"]

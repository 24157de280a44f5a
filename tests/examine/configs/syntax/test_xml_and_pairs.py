"""XML and lines of keys and values in the common tree, with the place of everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.core.errors import ExhibitError
from auditor.examine.configs.syntax.pairs import read_pairs
from auditor.examine.configs.syntax.source import Syntax, read_source
from auditor.examine.configs.syntax.tree import Unknown
from auditor.examine.configs.syntax.xml import read_xml
from auditor.examine.shared.text import DecodedText

XML = """\
<?xml version="1.0" encoding="GB2312"?>
<FDLib version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
  <id>1</id>
  <name>访客</name>
  <rule id="a"/><rule id="b">on</rule>
</FDLib>
"""


def test_elements_attributes_and_repeats_have_their_places() -> None:
    (root,) = read_xml(XML, "f.xml")
    library = root.get("FDLib")
    assert library is not None
    assert library.entries()["@version"].raw == "2.0"
    assert library.entries()["@xmlns"].raw.endswith("XMLSchema")
    name = library.get("name")
    assert name is not None
    assert (name.raw, name.mark.line) == ("访客", 4)
    rules = library.entries()["rule"].items()
    assert [rule.entries()["@id"].raw for rule in rules] == ["a", "b"]
    assert rules[1].entries()["#text"].raw == "on"


def test_answers_saved_after_one_another_are_a_document_each() -> None:
    text = (
        f"{XML}\nHTTP/1.1 200 OK\nContent-Type: application/xml\n\n<?xml version='1.0'?><A>x</A>\n"
    )
    roots = read_xml(text, "f.xml")
    assert [list(root.entries()) for root in roots] == [["FDLib"], ["A"]]
    second = roots[1].get("A")
    assert second is not None
    assert second.mark.line == 11


@pytest.mark.parametrize(
    "text",
    [
        "<a><b></a>",
        "<a>",
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "<a>" * 60 + "</a>" * 60,
    ],
)
def test_what_is_no_xml_or_would_fetch_or_grow_is_one_sentence(text: str) -> None:
    with pytest.raises(ExhibitError):
        read_xml(text, "f.xml")


def test_sections_pairs_and_comments() -> None:
    root = read_pairs('; c\ntop=1\n[one]\na = 2 ; note\nA=x#y\n#b=3\n[two]\na="4 # 5"\n')
    assert root is not None
    assert list(root.entries()) == ["", "one", "two"]
    one = root.entries()["one"].entries()
    assert {key: node.raw for key, node in one.items()} == {"a": "2", "A": "x#y"}
    assert (one["a"].mark.line, one["a"].mark.column) == (4, 5)
    assert root.entries()["two"].entries()["a"].raw == "4 # 5"


def test_a_key_written_twice_keeps_both() -> None:
    root = read_pairs("a=1\na=2\n")
    assert root is not None
    assert [node.raw for node in root.entries()[""].entries()["a"].items()] == ["1", "2"]


def test_a_variable_is_unknown_with_its_default() -> None:
    root = read_pairs("export FACE=${FACE_ON:-true}\n")
    assert root is not None
    assert root.entries()[""].entries()["FACE"].value == Unknown("${FACE_ON:-true}", "true")


@pytest.mark.parametrize(
    "text", ["A letter.\nWe agree that x = y.\nYours", "face_recognition==1.3\ninsightface>=0.7"]
)
def test_a_letter_or_a_list_of_requirements_is_no_list_of_pairs(text: str) -> None:
    assert read_pairs(text) is None


def test_a_text_is_a_document_in_every_syntax_it_reads_in() -> None:
    source = read_source(DecodedText("table.A[0].Enable=true", "utf-8"), "f")
    assert {document.syntax for document in source.documents} >= {Syntax.PAIRS, Syntax.PLAIN}
    source = read_source(DecodedText(XML, "utf-8"), "f")
    assert [document.syntax for document in source.documents] == [Syntax.XML, Syntax.PLAIN]


@given(st.text(alphabet="<>/=\"'a[]&;#!\n -?x:{}", max_size=200))
def test_no_text_makes_a_traceback(text: str) -> None:
    source = read_source(DecodedText(text, "utf-8"), "f")
    assert source.documents[-1].syntax is Syntax.PLAIN

"""The report in short: complete, and nothing in it is markup but what this program wrote."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from auditor.core.text import Language
from auditor.report.outputs.escape import markdown
from auditor.report.outputs.markdown import Markdown

from .conftest import MakeAudited

READER = MarkdownIt("gfm-like", {"linkify": False})


def kinds(tokens: list[Token]) -> set[str]:
    """The kinds of all tokens, those inside others, too."""
    return {one.type for one in tokens} | {
        inner.type for one in tokens for inner in one.children or ()
    }


def shown(source: str) -> str:
    """What a reader sees of a paragraph."""
    return "".join(inner.content for one in READER.parse(source) for inner in one.children or ())


@pytest.mark.parametrize("hostile", [False, True])
def test_it_holds_no_html_and_no_link(
    make_audited: MakeAudited, language: Language, hostile: bool
) -> None:
    made = Markdown().render(make_audited(language, hostile=hostile)).decode()
    found = kinds(READER.parse(made))
    assert not found & {"html_block", "html_inline", "link_open", "image", "code_block", "fence"}
    assert {"heading_open", "table_open", "bullet_list_open"} <= found


def test_what_was_found_and_what_is_open_stands_there(
    make_audited: MakeAudited, language: Language
) -> None:
    audited = make_audited(language)
    text = shown(Markdown().render(audited).decode())
    assert audited.report.cards
    for card in audited.report.cards:
        assert card.issue in text
        assert card.status_word in text
        assert card.conclusion in text
        assert all(sentence in text for sentence in card.why)
        assert all(question in text for question in card.unknown)
    for exhibit in audited.observations.case.exhibits:
        assert exhibit.digest.value in text
    for gap in audited.report.page_one.unread:
        assert gap.text in text


def test_a_table_has_as_many_cells_in_every_row(make_audited: MakeAudited) -> None:
    made = Markdown().render(make_audited("en", hostile=True)).decode()
    rows = [line for line in made.splitlines() if line.startswith("|")]
    counted = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert counted == {4, 5}


@pytest.mark.parametrize(
    "words",
    [
        "# no heading",
        "- no list",
        "1. no list",
        "> no quote",
        "***",
        "`code`",
        "[a](https://example.org)",
        "![a](https://example.org/x.png)",
        "<b>bold</b>",
        "<https://example.org>",
        "&lt; &copy;",
        "a | b",
        "~~gone~~",
        "\\*",
        "www.example.org and a@example.org",
        "===",
        "[x]: https://example.org",
    ],
)
def test_nothing_that_looks_like_markup_is(words: str) -> None:
    escaped = markdown(words)
    assert shown(escaped) == words
    assert kinds(READER.parse(escaped)) <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
    }
    linked = MarkdownIt("gfm-like", {"linkify": False}).render(escaped)
    assert "<a" not in linked


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_is_escaped_is_one_paragraph_of_the_same_words(words: str) -> None:
    escaped = markdown(words)
    assert "\n" not in escaped
    found = kinds(READER.parse(escaped))
    assert found <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    printed = "".join(
        sign
        for sign in words
        if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf")
    )
    assert "".join(shown(escaped).split()) == printed

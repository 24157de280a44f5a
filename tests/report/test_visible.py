"""Nothing that a page quotes can hide, reverse or command text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from auditor.report.outputs.html import _environment
from auditor.report.visible import visible

KEPT = set("\t\n\u200c\u200d")


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("gnp.\u202etxt", "gnp.[U+202E]txt"),
        ("a\x1b[2Jb", "a[U+001B][2Jb"),
        ("\ufeffname\ud800", "[U+FEFF]name[U+D800]"),
        ("two\nlines\tand 中文", "two\nlines\tand 中文"),
    ],
)
def test_hidden_characters_are_marked(words: str, marked: str) -> None:
    assert visible(words) == marked


@given(st.text())
def test_no_control_or_direction_is_left(words: str) -> None:
    text = str(visible(words))
    left = {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert left <= KEPT
    assert not {c for c in text if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLI", "FSI")}


def test_every_page_uses_it_and_markup_is_left_alone() -> None:
    template = _environment().from_string("{{ name }}{{ made }}")
    page = template.render(name="<\u202e>", made=Markup("<b>x</b>"))
    assert page == "&lt;[U+202E]&gt;<b>x</b>"

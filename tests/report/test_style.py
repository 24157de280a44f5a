"""The style sheet: it mirrors by itself, because nothing in it knows left from right."""

from __future__ import annotations

import re

import pytest

from auditor.core.paths import REPORTS

SHEET = re.sub(
    r"/\*.*?\*/", "", (REPORTS / "html" / "style.css").read_text(encoding="utf-8"), flags=re.S
)
_DECLARATION = re.compile(r"[{;]\s*([a-z-]+)\s*:\s*([^;{}]+?)\s*(?=[;}])")

# The conditions of media queries have no logical names.
PHYSICAL = re.compile(
    r"^(?:(?:min-|max-)?(?:width|height)|left|right|top|bottom"
    r"|(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b.*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|overflow-[xy])$"
)
# Wide content is scrolled along the line, which is sideways in every language of the report.
ALLOWED = {("overflow-x", "auto"), ("overflow-y", "auto")}


def parts(value: str) -> list[str]:
    """The values of a shorthand; a function is one of them."""
    return re.findall(r"[^\s()]+(?:\((?:[^()]|\([^()]*\))*\))?", value)


def physical(name: str, value: str) -> bool:
    if (name, value) in ALLOWED:
        return False
    if PHYSICAL.match(name):
        return True
    if name in {"float", "clear", "text-align", "caption-side"}:
        return value in {"left", "right"}
    # Four values name the sides in turn; only when two of them are equal is no side meant.
    sides = parts(value)
    return name in {"margin", "padding", "inset"} and len(sides) == 4 and sides[1] != sides[3]


def test_nothing_in_the_style_sheet_knows_left_from_right() -> None:
    declarations = _DECLARATION.findall(SHEET)
    assert len(declarations) > 300
    assert [one for one in declarations if physical(*one)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("margin-left", "1rem"),
        ("text-align", "right"),
        ("float", "left"),
        ("width", "3rem"),
        ("padding", "0 1rem 0 0"),
        ("border-left", "1px solid"),
        ("left", "0"),
    ],
)
def test_the_check_above_sees_a_side(name: str, value: str) -> None:
    assert physical(name, value)
    assert _DECLARATION.findall(f"a {{ {name}: {value}; }}") == [(name, value)]

"""Every decided case loads, keeps to the vocabulary and gives no outcome away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.examine.open_case import open_case
from auditor.vocabulary.vocabulary import definition

DECIDED = Path(__file__).parent
CASES = sorted(path.parent for path in DECIDED.glob("*/case.yaml"))
OUTCOME = re.compile("violated|satisfied|unlawful|lawful", re.IGNORECASE)
SPEAKERS = {"auditor", "operator", "visitor"}


def test_there_are_forty_cases() -> None:
    assert len(CASES) == 40


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_loads_and_names_only_known_facts(folder: Path) -> None:
    case = open_case(folder).case
    assert case.declared
    assert case.title
    assert case.as_of is not None
    assert case.statements
    for statement in case.statements:
        for name, value in statement.facts.items():
            assert definition(name).parse(value) == value
            assert not definition(name).computed


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_says_where_it_is_and_holds_no_exhibit(folder: Path) -> None:
    assert re.search("^  country: (china|elsewhere)$", text_of(folder), re.MULTILINE)
    assert open_case(folder).case.exhibits == ()
    assert [path.name for path in folder.iterdir()] == ["case.yaml"]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_gives_no_outcome_away(folder: Path) -> None:
    case = open_case(folder).case
    assert not OUTCOME.search(text_of(folder))
    assert not case.decided_as
    assert {statement.by.role.value for statement in case.statements} <= SPEAKERS


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_no_fact_is_answered_twice(folder: Path) -> None:
    statements = open_case(folder).case.statements
    told = [name for statement in statements for name in statement.facts]
    assert sorted(told) == sorted(set(told))


def text_of(folder: Path) -> str:
    return (folder / "case.yaml").read_text(encoding="utf-8")

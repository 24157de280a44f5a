"""What holds for every output there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.errors import FaceAuditError
from auditor.report.outputs.interface import Output
from auditor.report.outputs.registry import DEFAULT, OUTPUTS, output
from auditor.text import Language

from .conftest import MakeAudited

README = Path(__file__).parents[3] / "README.md"
each = pytest.mark.parametrize("one", OUTPUTS, ids=lambda one: one.name)


def test_names_and_files_are_each_one() -> None:
    assert len({one.name for one in OUTPUTS}) == len(OUTPUTS)
    assert len({one.file for one in OUTPUTS}) == len(OUTPUTS)
    assert {output(name).name for name in DEFAULT} == set(DEFAULT)


@each
def test_it_is_made_in_both_languages_and_of_hostile_words(
    one: Output, make_audited: MakeAudited, language: Language
) -> None:
    plain = one.render(make_audited(language))
    assert plain
    assert one.render(make_audited(language, hostile=True))


@each
def test_the_same_input_gives_the_same_bytes(one: Output, make_audited: MakeAudited) -> None:
    assert one.render(make_audited("en")) == one.render(make_audited("en"))


@each
def test_it_speaks_the_language_asked_for(one: Output, make_audited: MakeAudited) -> None:
    assert one.render(make_audited("en")) != one.render(make_audited("zh"))


@each
def test_the_readme_lists_it(one: Output) -> None:
    row = rf"^\| `{re.escape(one.name)}` \| `{re.escape(one.file)}` \| {re.escape(one.says)} \|$"
    assert re.search(row, README.read_text("utf-8"), re.M)


def test_an_unknown_name_is_said_with_those_there_are() -> None:
    with pytest.raises(FaceAuditError, match="no output") as problem:
        output("pdf2")
    assert "html" in str(problem.value)

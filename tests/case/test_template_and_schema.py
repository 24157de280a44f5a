from __future__ import annotations

import re
from datetime import date

import jsonschema
import pytest

from auditor.case.check import read_case_file
from auditor.case.model import DocumentRole, ExhibitKind
from auditor.case.schema import case_schema
from auditor.case.template import SuggestedCase, SuggestedExhibit, case_template
from auditor.core.errors import CaseError
from auditor.core.own_yaml import parse_yaml
from auditor.core.text import Language


def load(text: str) -> object:
    return parse_yaml(text.encode(), "case.yaml", CaseError).data


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_is_a_valid_case_that_declares_nothing(language: Language) -> None:
    text = case_template(SuggestedCase(), language)
    source = parse_yaml(text.encode(), "case.yaml", CaseError)
    written = read_case_file(text.encode())
    assert (written.statements, written.exhibits, written.cameras) == ((), (), ())
    jsonschema.validate(source.data, case_schema())
    assert len(text.splitlines()) <= 32


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_comments_hold_a_case_that_is_valid_once_they_are_opened(language: Language) -> None:
    text = case_template(SuggestedCase(), language)
    opened = re.sub(r"^# (statements:|  .*)$", r"\1", text, flags=re.MULTILINE)
    opened = opened.replace("  # start:", "  start:").replace("# as_of:", "as_of:")
    opened = opened.replace("  # kind: gate,", "  kind: gate #")
    written = read_case_file(opened.encode())
    assert written.statements[0].facts == {"notice.present": True, "alternative.offered": False}
    assert (written.premises.kind, written.period.start) == ("gate", date(2025, 1, 1))


def test_a_guess_is_a_comment_and_what_is_sure_counts() -> None:
    case = SuggestedCase(
        exhibits=(
            SuggestedExhibit("a: b.txt", ExhibitKind.TEXT, DocumentRole.MESSAGE),
            SuggestedExhibit('"sign".txt', ExhibitKind.TEXT, DocumentRole.NOTICE, sure=True),
            SuggestedExhibit("clip.mp4", ExhibitKind.VIDEO),
        ),
        title='Park: "East" # 1',
        guessed_kind="gate",
        cameras=("gate 1", "gate 2"),
    )
    written = read_case_file(case_template(case, "en").encode())
    assert [(e.path, e.role) for e in written.exhibits] == [
        ("a: b.txt", DocumentRole.OTHER),
        ('"sign".txt', DocumentRole.NOTICE),
        ("clip.mp4", DocumentRole.OTHER),
    ]
    assert written.premises.kind == ""
    assert written.title == 'Park: "East" # 1'


def test_the_schema_and_the_loader_refuse_the_same() -> None:
    wrong = [
        "titel: x",
        "premises: {kind: castle}",
        "statements: [{by: {role: visitor}, on: 2020-01-01, facts: {no.such: true}}]",
        "statements: [{by: {role: visitor}, on: 2020-01-01, facts: {alternative.burden: heavy}}]",
        "statements: [{by: {role: nobody}, on: 2020-01-01, facts: {alternative.offered: true}}]",
        "largest_gap_allowed: 0",
        "necessity: [{purpose: fun, by: {role: operator}, on: 2020-01-01}]",
        "necessity: [{purpose: payment, by: {role: operator}, on: 2020-01-01, serves: [me]}]",
        "cameras: [{name: gate, purpose_zone: [[0, 0], [1, 1]]}]",
        "cameras: [{name: gate, purpose_zone: [[0, 0], [1, 1], [2, 0]]}]",
        "cameras: [{name: gate, purpose_zone: [[0, 0], [1, 1], [1]]}]",
        "cameras: [{name: gate, purpose_zone: []}]",
        "cameras: [{name: ''}]",
        "cameras: [{purpose_zone: [[0, 0], [1, 1], [1, 0]]}]",
    ]
    validator = jsonschema.Draft202012Validator(case_schema())
    for text in wrong:
        assert not validator.is_valid(load(text)), text
        try:
            read_case_file(text.encode())
        except CaseError:
            continue
        raise AssertionError(text)

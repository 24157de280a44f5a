from __future__ import annotations

import re

import jsonschema
from ruamel.yaml import YAML

from auditor.case.check import read_case_file
from auditor.case.schema import case_schema
from auditor.case.template import case_template
from auditor.core.errors import CaseError
from auditor.core.own_yaml import parse_yaml
from auditor.vocabulary.vocabulary import declarable


def load(text: str) -> object:
    return parse_yaml(text.encode(), "case.yaml", CaseError).data


def test_the_template_is_a_valid_case_that_declares_nothing() -> None:
    source = parse_yaml(case_template().encode(), "case.yaml", CaseError)
    written = read_case_file(case_template().encode())
    assert (written.statements, written.exhibits, written.cameras) == ((), (), ())
    jsonschema.validate(source.data, case_schema())


def test_the_template_asks_every_question() -> None:
    asked = set(re.findall(r"^# ([a-z_]+\.[a-z0-9_]+):", case_template(), re.MULTILINE))
    assert asked == set(declarable())


def test_uncommenting_the_examples_of_the_template_gives_a_valid_case() -> None:
    lines = case_template().splitlines()
    opened = [re.sub(r"^#( +)", r"\1", line) if line.startswith("#  ") else line for line in lines]
    text = "\n".join(opened).replace("exhibits: []", "exhibits:")
    text = text.replace("statements: []", "statements:").replace("cameras: []", "cameras:")
    text = text.replace("necessity: []", "necessity:").replace("waivers: []", "waivers:")
    text = re.sub(r"^ +takes .*$", "", text, flags=re.MULTILINE)
    written = YAML(typ="safe").load(text)
    assert written["statements"][0]["facts"] == {
        "notice.present": "yes",
        "alternative.offered": "no",
    }
    jsonschema.validate(load(text), case_schema())
    (camera,) = read_case_file(text.encode()).cameras
    assert camera.name in {entry["camera"] for entry in written["exhibits"] if "camera" in entry}
    assert len(camera.purpose_zone) == 4
    (answers,) = read_case_file(text.encode()).necessity
    assert answers.ways[0].ground is not None


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

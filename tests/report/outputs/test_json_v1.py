"""The report for programs: as its schema says, and every reference leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

import jsonschema
import pytest

from auditor.core.paths import SCHEMAS
from auditor.core.text import Language
from auditor.judge.rules.verdict import Verdict
from auditor.report.outputs.json_model import ReportV1
from auditor.report.outputs.json_v1 import JsonV1, report_v1

from .conftest import MakeAudited


@pytest.mark.parametrize("hostile", [False, True])
def test_it_is_as_the_published_schema_says(
    make_audited: MakeAudited, language: Language, hostile: bool
) -> None:
    schema = json.loads((SCHEMAS / "report-v1.schema.json").read_text("utf-8"))
    made = json.loads(JsonV1().render(make_audited(language, hostile=hostile)))
    jsonschema.Draft202012Validator(schema).validate(made)
    assert (made["format"], made["version"]) == ("face-audit/report", 1)


def test_it_reads_back_as_it_was(make_audited: MakeAudited) -> None:
    audited = make_audited("zh")
    assert ReportV1.model_validate_json(JsonV1().render(audited)) == report_v1(audited)


def test_every_id_leads_to_what_it_names(make_audited: MakeAudited) -> None:
    report = report_v1(make_audited("en"))
    evidence = {one.id: one for one in report.evidence}
    exhibits = {one.id: one for one in report.exhibits}
    assert len(evidence) == len(report.evidence)
    for finding in report.findings:
        assert {evidence[one].fact for one in finding.evidence} <= set(finding.facts)
    for fact in report.facts:
        assert {evidence[one].fact for one in fact.evidence} <= {fact.id}
    for one in report.evidence:
        assert one.exhibit or one.by
        if one.exhibit:
            assert one.digest == exhibits[one.exhibit].digest


def test_a_finding_names_the_place_it_rests_on(make_audited: MakeAudited) -> None:
    report = report_v1(make_audited("en"))
    (finding,) = [one for one in report.findings if one.id == "denied-and-recognised"]
    assert finding.verdict is Verdict.VIOLATION
    assert finding.basis is not None
    assert finding.flips
    places = [one for one in report.evidence if one.id in finding.evidence]
    assert any(getattr(one.locator, "line", 0) == 14 and one.exhibit == "E-03" for one in places)


def test_what_is_unknown_is_null_and_no_verdict_is_lost(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    report = report_v1(audited)
    assert sum(report.counts.values()) == len(audited.findings.findings) == len(report.findings)
    (disputed,) = [one for one in report.facts if one.id == "alternative.offered"]
    assert disputed.contradicted
    assert disputed.value is None


def test_codes_are_the_same_in_both_languages_and_words_are_not(make_audited: MakeAudited) -> None:
    english, chinese = (report_v1(make_audited(language)) for language in ("en", "zh"))
    assert [(f.id, f.verdict) for f in english.findings] == [
        (f.id, f.verdict) for f in chinese.findings
    ]
    assert list(_words(english)) != list(_words(chinese))


def _words(report: ReportV1) -> Iterator[str]:
    for finding in report.findings:
        yield finding.title
        yield finding.verdict_words

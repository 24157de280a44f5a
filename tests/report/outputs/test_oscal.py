"""OSCAL: read by the models that NIST's own schema gives, and true to the findings."""

from __future__ import annotations

import json
from typing import Any

import pytest

from auditor.core.text import Language
from auditor.judge.rules.verdict import Verdict
from auditor.report.audited import Audited
from auditor.report.outputs.oscal import VERSION, Oscal

from .conftest import MakeAudited


def document(audited: Audited) -> dict[str, Any]:
    return dict(json.loads(Oscal().render(audited))["assessment-results"])


def every(value: object, key: str) -> list[str]:
    """Every text under `key`, wherever it stands."""
    if isinstance(value, list):
        return [found for one in value for found in every(one, key)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if isinstance(value.get(key), str) else []
    return own + [found for one in value.values() for found in every(one, key)]


@pytest.mark.parametrize("hostile", [False, True])
def test_it_is_as_the_published_models_have_it(
    make_audited: MakeAudited, language: Language, hostile: bool
) -> None:
    made = document(make_audited(language, hostile=hostile))
    from trestle.oscal.assessment_results import AssessmentResults

    read = AssessmentResults.model_validate(made)
    assert read.metadata.title
    assert made["metadata"]["oscal-version"] == VERSION


def test_every_reference_leads_to_what_it_names_and_no_uuid_stands_twice(
    make_audited: MakeAudited,
) -> None:
    made = document(make_audited("en"))
    own = every(made, "uuid")
    assert len(own) == len(set(own))
    named = [
        *(one.removeprefix("#") for one in every(made, "href") if one.startswith("#")),
        *every(made, "observation-uuid"),
        *every(made, "risk-uuid"),
        *every(made, "subject-uuid"),
        *every(made, "actor-uuid"),
        *every(made, "component-uuid"),
    ]
    assert named
    assert set(named) <= set(own)


def test_what_cannot_be_told_is_not_satisfied(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    (result,) = document(audited)["results"]
    states = {one["target"]["target-id"]: one["target"]["status"] for one in result["findings"]}
    for finding in audited.findings.findings:
        if finding.verdict is Verdict.NOT_APPLICABLE:
            assert finding.rule not in states
            continue
        state = states[finding.rule]
        satisfied = finding.verdict is Verdict.SATISFIED
        assert (state["state"] == "satisfied") is satisfied
        assert (state["reason"] == "fail") is finding.verdict.adverse


def test_every_adverse_finding_is_a_risk_with_its_remedy_and_its_changes(
    make_audited: MakeAudited,
) -> None:
    audited = make_audited("en")
    (result,) = document(audited)["results"]
    adverse = [one for one in audited.findings.findings if one.verdict.adverse]
    assert len(result["risks"]) == len(adverse)
    for risk, finding in zip(result["risks"], adverse, strict=True):
        assert risk["status"] == "open"
        assert len(risk["remediations"]) == 1 + len(finding.flips)
        assert risk["characterizations"][0]["facets"][0]["value"] == finding.severity.value


def test_exhibits_are_resources_with_their_hashes(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    hashes = {
        link["href"]: link["hashes"]
        for resource in document(audited)["back-matter"]["resources"]
        for link in resource.get("rlinks", ())
        if "hashes" in link
    }
    assert len(hashes) == len(audited.findings.case.exhibits)
    first = audited.findings.case.exhibits[0]
    assert hashes[first.path] == [{"algorithm": "SHA-256", "value": first.digest.value}]


def test_its_times_are_the_day_judged_by(make_audited: MakeAudited) -> None:
    made = document(make_audited("en"))
    times = {made["metadata"]["last-modified"], *every(made, "start"), *every(made, "collected")}
    assert times == {"2026-06-01T00:00:00Z"}


def test_words_from_outside_are_no_markup(make_audited: MakeAudited) -> None:
    title = document(make_audited("en", hostile=True))["metadata"]["title"]
    assert "\\<script\\>" in title

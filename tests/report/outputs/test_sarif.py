"""SARIF: read by another library's models, and true to the findings."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

import pytest

from auditor.case.model import Waiver
from auditor.core.text import Language
from auditor.judge.decide.findings import WaiverState, WaiverUsed
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.report.audited import Audited
from auditor.report.outputs.identity import relative_uri
from auditor.report.outputs.sarif import Sarif
from auditor.report.outputs.sarif_text import plain
from auditor.report.sections.waivers.build import waiver_rows
from auditor.report.words import Words

from .conftest import MakeAudited


def run(audited: Audited) -> dict[str, Any]:
    log = json.loads(Sarif().render(audited))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return dict(only)


def result(audited: Audited, rule: str) -> dict[str, Any]:
    (found,) = [one for one in run(audited)["results"] if one["ruleId"] == rule]
    return dict(found)


def with_finding(audited: Audited, rule: str, **changes: object) -> Audited:
    """The same case with one finding changed."""
    findings = audited.findings
    changed = tuple(
        one.model_copy(update=changes) if one.rule == rule else one for one in findings.findings
    )
    judged = findings.model_copy(update={"findings": changed})
    return Audited(audited.report, judged, audited.observations)


@pytest.mark.parametrize("hostile", [False, True])
def test_other_peoples_models_read_it(
    make_audited: MakeAudited, language: Language, hostile: bool
) -> None:
    audited = make_audited(language, hostile=hostile)
    from sarif_pydantic import Sarif as Read

    read = Read.model_validate_json(Sarif().render(audited))
    (only,) = read.runs
    assert only.results is not None
    figures = len(audited.report.figures)
    assert len(only.results) == len(audited.findings.findings) + figures


def test_every_index_and_guid_leads_to_what_it_names(make_audited: MakeAudited) -> None:
    made = run(make_audited("en"))
    rules, taxa = made["tool"]["driver"]["rules"], made["taxonomies"][0]["taxa"]
    for one in made["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        for place in [*one.get("locations", ()), *one.get("relatedLocations", ())]:
            if "physicalLocation" in place:
                at = place["physicalLocation"]["artifactLocation"]
                assert made["artifacts"][at["index"]]["location"]["uri"] == at["uri"]
    for rule in rules:
        for relation in rule.get("relationships", ()):
            assert taxa[relation["target"]["index"]]["id"] == relation["target"]["id"]
    guids = [one["guid"] for one in [*made["results"], *rules, *taxa]]
    assert len(set(guids)) == len(guids)
    assert {uuid.UUID(guid).version for guid in guids} == {5}


@pytest.mark.parametrize(
    ("rule", "kind", "level"),
    [
        ("denied-and-recognised", "fail", "error"),
        ("kept-too-long", "fail", "warning"),
        ("assessed-before-use", "open", "none"),
        ("open-in-law", "review", "none"),
        ("sign-there", "pass", "none"),
        ("gates-only", "notApplicable", "none"),
    ],
)
def test_kind_and_level(make_audited: MakeAudited, rule: str, kind: str, level: str) -> None:
    found = result(make_audited("en"), rule)
    assert (found["kind"], found["level"]) == (kind, level)


def test_a_level_stands_only_where_something_failed(make_audited: MakeAudited) -> None:
    for severity in Severity:
        audited = with_finding(make_audited("en"), "denied-and-recognised", severity=severity)
        assert result(audited, "denied-and-recognised")["level"] in ("error", "warning", "note")
        assert result(audited, "sign-there")["level"] == "none"


def test_a_place_in_a_text_is_a_region(make_audited: MakeAudited) -> None:
    found = result(make_audited("en"), "denied-and-recognised")
    place = found["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "config/frigate.yml"
    region = place["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (14, 3)
    assert "face_recognition" in region["snippet"]["text"]
    said = [
        one["logicalLocations"][0]["name"]
        for one in found["relatedLocations"]
        if "physicalLocation" not in one
    ]
    assert "operator (Ms Chen), 20 May 2026" in said


def test_exhibits_carry_their_digests(make_audited: MakeAudited) -> None:
    audited = make_audited("en", hostile=True)
    artifacts = {one["properties"].get("exhibit"): one for one in run(audited)["artifacts"]}
    for exhibit in audited.observations.case.exhibits:
        made = artifacts[exhibit.id]
        assert made["hashes"] == {"sha-256": exhibit.digest.value}
        assert made["location"]["uri"] == relative_uri(exhibit.path)
    assert artifacts["E-04"]["location"]["uri"].startswith("%E9%97%A8")


def test_pictures_are_attached_with_the_rectangle_of_that_moment(
    make_audited: MakeAudited,
) -> None:
    audited = make_audited("en")
    footage, *others = audited.observations.examinations
    (still,) = footage.stills
    episode = next(one for one in footage.episodes if one.id == still.episodes[0])
    now = still.model_copy(update={"time": episode.best.time})
    seen = audited.observations.model_copy(
        update={"examinations": (footage.model_copy(update={"stills": (now,)}), *others)}
    )
    leaf = next(
        step.trace for f in audited.findings.findings for step in f.steps if step.trace is not None
    )
    while hasattr(leaf, "parts"):
        leaf = leaf.parts[0]
    sighted = leaf.model_copy(update={"fact": "capture.faces_detected", "found": True})
    judged = with_finding(audited, "sign-there", applies=sighted)
    made = Audited(audited.report, judged.findings, seen)
    if "capture.faces_detected" not in {fact.id for fact in made.findings.facts}:
        pytest.fail("the case of this test has no footage that shows faces")
    (attached,) = result(made, "sign-there")["attachments"]
    assert attached["artifactLocation"]["uri"] == still.file
    (rectangle,) = attached["rectangles"]
    box, scale = episode.best.box, still.width / 1280
    assert rectangle["left"] == round(box.x * scale)
    assert rectangle["bottom"] == round(box.y * scale) + round(box.height * scale)
    unmoved = Audited(audited.report, judged.findings, audited.observations)
    (attached,) = result(unmoved, "sign-there")["attachments"]
    assert "rectangles" not in attached, "the face stood elsewhere at that moment"


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (WaiverState.APPLIED, "accepted"),
        (WaiverState.EXPIRED, "rejected"),
        (WaiverState.EVIDENCE_CHANGED, "underReview"),
        (WaiverState.NO_SUCH_RULE, None),
    ],
)
def test_a_waiver_is_a_suppression(
    make_audited: MakeAudited, state: WaiverState, status: str | None
) -> None:
    audited = make_audited("en")
    waiver = Waiver(
        rule="kept-too-long",
        reason="the new recorder comes in July",
        approved_by="privacy office",
        on=date(2026, 5, 1),
        expires=date(2026, 7, 1),
        evidence="00",
    )
    used = WaiverUsed(waiver=waiver, state=state, verdict=Verdict.LIKELY_VIOLATION)
    row = make_audited("en").report
    judged = audited.findings.model_copy(update={"waivers": (used,)})
    rows = waiver_rows(Words("en"), judged, {})
    made = Audited(row.model_copy(update={"waivers": rows}), judged, audited.observations)
    suppressions = result(made, "kept-too-long").get("suppressions")
    notes = run(made)["invocations"][0].get("toolConfigurationNotifications")
    if status is None:
        assert suppressions is None
        assert notes is not None
    else:
        assert suppressions is not None
        (only,) = suppressions
        assert (only["status"], only["kind"]) == (status, "external")
        assert only["justification"] == "the new recorder comes in July"
        assert notes is None


def test_what_was_not_examined_is_a_notification_and_no_clock_runs(
    make_audited: MakeAudited,
) -> None:
    (invocation,) = run(make_audited("en"))["invocations"]
    said = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert any("E-05" in one and "cannot be opened" in one for one in said)
    assert not [key for key in invocation if key.lower().endswith("utc")]


def test_words_are_no_placeholders_and_no_links() -> None:
    assert plain("{0} [a](b) [c]") == "{{0}} \\[a](b) [c]"

"""Open questions gathered into requests, the plan change by change, and findings by subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.judge.decide.findings import Findings
from auditor.report.build import build_report
from auditor.report.catalogue import catalogue
from auditor.report.model import ReportModel
from auditor.report.sections.requests.build import addressees, request_views, undecided
from auditor.report.subjects import SUBJECTS, subject_of_fact
from auditor.report.words import Words, anchor
from auditor.vocabulary.vocabulary import definition, vocabulary
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations
from tests.report.builders.rules import rule

_UNKNOWN = {
    "asks-encrypted": "storage.encrypted",
    "asks-pictures": "storage.raw_face_images",
    "asks-recipient": "sharing.recipient_role",
    "asks-place": "premises.place_class",
}


@pytest.fixture(scope="module")
def judged() -> Findings:
    """The rich case, with a rule for each of some facts that nobody speaks of."""
    more = tuple(
        rule(
            identifier,
            "medium",
            [
                {"verdict": "satisfied", "when": {"fact": fact, "known": True}},
                {"verdict": "violation"},
            ],
        )
        for identifier, fact in _UNKNOWN.items()
    )
    return findings(observations(episodes=2), more)


@pytest.fixture(scope="module")
def report(judged: Findings, tmp_path_factory: pytest.TempPathFactory) -> ReportModel:
    folder: Path = tmp_path_factory.mktemp("stills")
    return build_report(judged, observations(episodes=2), RUN, folder, "en")


def test_every_fact_of_the_vocabulary_has_a_subject() -> None:
    assert {subject_of_fact(fact) for fact in vocabulary()} == set(SUBJECTS)


def test_requests_ask_a_deciding_set_of_every_finding_that_facts_would_decide(
    judged: Findings,
) -> None:
    requests = request_views(Words("en"), judged)
    asked = {fact.anchor for request in requests for fact in request.asked}
    open_ = undecided(judged)
    assert open_
    for finding in open_:
        sets = [{anchor("fact", fact) for fact in decider.facts} for decider in finding.deciders]
        assert any(facts <= asked for facts in sets), finding.rule
    told = {link.anchor for request in requests for link in request.findings}
    assert told == {anchor("rule", finding.rule) for finding in open_}


def test_what_bears_on_most_comes_first_and_goes_to_whoever_knows_first(judged: Findings) -> None:
    requests = request_views(Words("en"), judged)
    assert [r.number for r in requests] == [f"R{n}" for n in range(1, len(requests) + 1)]
    assert [r.count for r in requests] == sorted((r.count for r in requests), reverse=True)
    for request in requests:
        for fact in request.asked:
            name = fact.anchor.removeprefix("fact-")
            assert definition(name).ask[0].value == request.role
    gathered = addressees(Words("en"), requests)
    assert sum(len(one.requests) for one in gathered) == len(requests)
    assert sum(one.asked for one in gathered) == sum(len(r.asked) for r in requests)


def test_the_plan_asks_least_of_people_first_and_says_what_each_change_clears(
    judged: Findings, report: ReportModel
) -> None:
    assert judged.plan is not None
    assert judged.plan.changes
    assert report.plan is not None
    rows = report.plan.changes
    assert [row.number for row in rows] == list(range(1, len(judged.plan.changes) + 1))
    burdens = [catalogue("en").say(f"burden.{burden}") for burden in (0, 1, 2)]
    order = [burdens.index(row.burden) for row in rows]
    assert order == sorted(order)
    cleared = {anchor("rule", rule) for rule in judged.plan.clears}
    numbers = {finding.anchor: str(finding.number) for finding in report.findings}
    for row in rows:
        for link in (*row.alone, *row.helped):
            assert link.anchor in cleared
            assert link.text == numbers[link.anchor]
        assert not set(row.alone) & set(row.helped)


def test_groups_and_subjects_name_every_finding_once(report: ReportModel) -> None:
    grouped = [f.number for group in report.glance for f in group.findings]
    assert grouped == [f.number for f in report.findings]
    by_subject = [
        link.text for row in report.by_subject for link in (*row.adverse, *row.open, *row.met)
    ]
    assert sorted(map(int, by_subject)) == [f.number for f in report.findings]

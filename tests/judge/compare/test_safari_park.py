"""Guo Bing v Hangzhou Safari Park, holding by holding, from the sample case without its footage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from auditor.core.digest import digest_bytes
from auditor.establish.establish import establish
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.judge.decide.findings import Findings, HoldingAgreement
from auditor.judge.rules.verdict import Verdict
from auditor.judge.run import judge
from auditor.vocabulary.fact import Strength
from tests.places import SAMPLES
from tests.rule_book import shipped_book

SAMPLE = SAMPLES / "safari-park-2019"
FIRST = date(2020, 11, 20)
SECOND = date(2021, 4, 9)

FIRST_INSTANCE = ("H1", "H2", "H3", "H4", "H5", "H6a", "H6b", "H7", "H8", "H9")
SECOND_INSTANCE = ("J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8")

AsOf = Callable[[date], Findings]


@pytest.fixture(scope="module")
def observations(tmp_path_factory: pytest.TempPathFactory) -> Observations:
    """The case as declared; nothing is examined, so no result can come from the reconstruction."""
    folder = tmp_path_factory.mktemp("case") / "safari-park-2019"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("footage"))
    (folder / "footage").mkdir()
    (folder / "footage" / "gate-reconstruction.mp4").write_bytes(b"\x00 left out of this test")
    loaded = open_case(folder)
    return Observations(tool_version="test", case=loaded.case, examinations=())


@pytest.fixture(scope="module")
def judged_as_of(observations: Observations) -> AsOf:
    """The findings as of a day, judged once for each day."""

    @cache
    def judged(day: date) -> Findings:
        return judge(observations, digest_bytes(b""), shipped_book(), day)

    return judged


def agreements(findings: Findings) -> dict[str, HoldingAgreement]:
    assert findings.comparison is not None
    return {agreement.holding: agreement for agreement in findings.comparison.agreements}


def test_first_judgment_is_reached(judged_as_of: AsOf) -> None:
    findings = judged_as_of(FIRST)
    found = {name: one.status for name, one in agreements(findings).items()}
    expected = dict.fromkeys(FIRST_INSTANCE, "reached")
    expected |= dict.fromkeys(SECOND_INSTANCE, "not_yet")
    assert found == expected


def test_second_judgment_is_reached(judged_as_of: AsOf) -> None:
    findings = judged_as_of(SECOND)
    found = {name: one.status for name, one in agreements(findings).items()}
    expected = dict.fromkeys((*FIRST_INSTANCE, *SECOND_INSTANCE), "reached")
    expected |= {"H6b": "superseded", "J1": "no_rule"}
    assert found == expected


@pytest.mark.parametrize("day", [FIRST, date(2021, 4, 8), SECOND, date(2026, 11, 22)])
def test_nothing_is_contradicted_or_left_open(judged_as_of: AsOf, day: date) -> None:
    statuses = {one.status for one in agreements(judged_as_of(day)).values()}
    assert not statuses & {"contradicted", "cannot_tell"}


@pytest.mark.parametrize("day", [FIRST, SECOND])
def test_loss_is_what_the_court_awarded(judged_as_of: AsOf, day: date) -> None:
    figures = judged_as_of(day).figures
    assert [(figure.rule, figure.amount) for figure in figures] == [("gb-loss-calculator", 1038)]
    assert [term.amount for term in figures[0].terms] == [678, 360]


def test_rules_of_the_second_judgment_stay_silent_until_it(judged_as_of: AsOf) -> None:
    for day, expected in (
        (date(2021, 4, 8), Verdict.NOT_APPLICABLE),
        (SECOND, Verdict.VIOLATION),
    ):
        results = {f.rule: f.verdict for f in judged_as_of(day).findings}
        assert results["gb-stored-photo-repurposed"] is expected
        assert results["gb-retired-modality-data"] is expected


def test_acts_of_2019_cite_the_contract_law_even_in_2021(judged_as_of: AsOf) -> None:
    findings = {f.rule: f for f in judged_as_of(SECOND).findings}
    cited = {c.authority.id for c in findings["gb-entry-refused-without-new-modality"].authorities}
    assert "CL" in cited
    assert "CC" not in cited
    kept = {c.authority.id for c in findings["gb-item-beyond-agreed-modality"].authorities}
    assert {"CRPL", "GPCL", "CC"} <= kept


def test_what_the_courts_found_outweighs_what_the_parties_said(
    observations: Observations,
) -> None:
    facts = establish(observations).by_id()
    for name in ("alternative.offered_on", "contract.agreed_entry", "collection.items"):
        assert facts[name].strength is Strength.ADJUDICATED
    assert facts["alternative.offered_on"].value == "2019-11-02"


def test_the_operators_two_pleadings_are_reported_as_contradictions(
    observations: Observations,
) -> None:
    contradicted = {c.fact for c in establish(observations).contradictions}
    assert {"alternative.offered_on", "alternative.burden"} <= contradicted

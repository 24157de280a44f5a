"""What the sample cases come to, and that what they say would change it does."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.errors import ExitCode
from auditor.examine.model import Observations
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.findings import Findings
from auditor.judge.remedy.candidate_values import all_tests, values_to_try, with_values
from auditor.vocabulary.fact import Fact
from tests.cli.program import face_audit
from tests.places import SAMPLES
from tests.rule_book import shipped_book

pytestmark = pytest.mark.slow

ADVERSE = {
    "billboard": {
        "nec-free-choice",
        "nec-less-intrusive-way",
        "nec-purpose-kept",
        "nec-told-beforehand",
        "pipl-bystanders",
        "pipl-notice-complete",
        "pipl-public-place-need",
        "pipl-public-place-secondary-use",
        "pipl-public-place-sign",
        "spc-venue-frt-against-law",
    },
    "residential-gate": {
        "frm-notice",
        "gb-alternative-late-or-burdensome",
        "gb-item-beyond-agreed-modality",
        "gb-unilateral-modality-change",
        "nec-free-choice",
        "nec-less-intrusive-way",
        "nec-told-beforehand",
        "pipl-delete-duty",
        "pipl-no-service-refusal",
        "pipl-notice-complete",
        "pipl-rights-channel",
        "spc-delete-on-breach",
        "spc-forced-consent",
        "spc-residential-face-only",
        "spc-undisclosed",
    },
    "street-jaywalkers": {
        "frm-notice",
        "nec-credit-scheme",
        "nec-exposure",
        "nec-less-intrusive-way",
        "nec-tell-apart",
        "nec-told-beforehand",
        "pipl-automated-treatment",
        "pipl-public-place-secondary-use",
        "pipl-quality",
    },
    "credit-scheme": {
        "frm-separate-consent",
        "gb-alternative-late-or-burdensome",
        "ndsr-beyond-consent",
        "nec-credit-scheme",
        "nec-exposure",
        "nec-free-choice",
        "nec-purpose-kept",
        "pipl-automated-treatment",
        "pipl-delete-duty",
        "pipl-separate-consent",
        "pipl-sharing-consent",
        "spc-bundled-consent",
        "spc-delete-on-breach",
        "spc-no-separate-consent",
        "spc-purpose-drift",
        "spc-venue-frt-against-law",
        "std-no-prediction",
    },
}
"""The samples without footage, and every rule that finds something in each."""


@pytest.fixture(scope="module", params=sorted(ADVERSE))
def audited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, int, Findings, Observations, str]:
    name = str(request.param)
    out = tmp_path_factory.mktemp(name)
    done = face_audit("audit", SAMPLES / name, "--out", out)
    findings, _ = saved.read(out / "findings.json", Findings)
    observations, _ = saved.read(out / "observations.json", Observations)
    return name, done.returncode, findings, observations, _page(out)


def _page(out: Path) -> str:
    return (out / "record.html").read_text(encoding="utf-8")


Audited = tuple[str, int, Findings, Observations, str]


def test_it_comes_to_what_it_was_made_for(audited: Audited) -> None:
    name, code, findings, _, _ = audited
    adverse = {one.rule for one in findings.findings if one.verdict.adverse}
    assert adverse == ADVERSE[name]
    assert code == ExitCode.WORST_CRITICAL


def test_every_exhibit_is_read_and_the_want_of_footage_is_said(audited: Audited) -> None:
    _, _, findings, observations, page = audited
    assert not [one.exhibit for one in observations.examinations if one.error]
    assert findings.exhibits_not_examined == ()
    assert "No footage" in page


def test_a_flip_clears_its_finding_when_judged_again(audited: Audited) -> None:
    _, _, findings, _, _ = audited
    bench, facts = _bench(findings)
    flips = [(one.rule, flip) for one in findings.findings for flip in one.flips]
    assert flips
    for name, flip in flips:
        rule = shipped_book().rule(name)
        assert rule is not None
        changed = with_values(facts, {change.fact: change.then for change in flip.changes})
        assert bench.verdict(rule, changed) is flip.verdict
        assert not flip.verdict.adverse


def test_what_is_said_to_settle_a_question_settles_it(audited: Audited) -> None:
    _, _, findings, _, _ = audited
    bench, facts = _bench(findings)
    tried = 0
    for one in findings.findings:
        rule = shipped_book().rule(one.rule)
        assert rule is not None
        tests = [test for asked in (rule, *bench.asked_by(rule)) for test in all_tests(asked)]
        for decider in one.deciders:
            values = [values_to_try(fact, tests, facts) for fact in decider.facts]
            settled = [
                bench.is_settled(
                    rule, with_values(facts, dict(zip(decider.facts, answers, strict=True)))
                )
                for answers in product(*values)
            ]
            tried += len(settled)
            assert all(settled) if decider.always else any(settled)
    assert tried


def _bench(findings: Findings) -> tuple[Bench, dict[str, Fact]]:
    bench = Bench(shipped_book(), findings.as_of)
    return bench, bench.seen_by({fact.id: fact for fact in findings.facts})

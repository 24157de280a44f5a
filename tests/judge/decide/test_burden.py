"""Who has to prove what: Fa Shi (2021) No. 15 art 6, and no wider."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.judge.decide.findings import Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition, vocabulary
from tests.judge.judged import finding, judged

RECOGNISED: dict[str, FactValue] = {"capture.function": "identify_one_to_many"}
FAMILIES = {"consent", "notice", "legal_basis", "photo", "purpose", "sharing", "storage"}


@pytest.mark.parametrize(
    "fact",
    [
        "consent.obtained",
        "consent.separate",
        "notice.present",
        "notice.items",
        "notice.rules_public",
        "purpose.told",
        "legal_basis.shown",
        "purpose.public_security",
    ],
)
def test_consent_disclosure_lawfulness_and_defences_are_for_the_operator_to_prove(
    fact: str,
) -> None:
    assert definition(fact).proof == "operator"


@pytest.mark.parametrize(
    "fact",
    [
        "capture.function",
        "capture.faces_detected",
        "alternative.offered",
        "refusal.entry_or_service_refused",
        "refusal.face_needed_for_service",
        "governance.impact_assessment_made",
        "governance.filed",
        "governance.security_measures",
        "storage.encrypted",
        "storage.retention_limit_stated",
        "necessity.face_needed",
        "contract.exists",
        "rights.channel",
        "request.answer",
        "treatment.price_differs_by_face",
        "incident.happened",
    ],
)
def test_nothing_else_is(fact: str) -> None:
    assert definition(fact).proof is None


def test_the_facts_to_prove_are_few_and_of_the_matters_that_the_article_names() -> None:
    proved = {name for name, about in vocabulary().items() if about.proof == "operator"}
    assert {name.split(".")[0] for name in proved} <= FAMILIES
    assert len(proved) < len(vocabulary()) / 4


@pytest.mark.parametrize(
    ("facts", "keys", "applies"),
    [
        (RECOGNISED, {}, True),
        ({"capture.function": "attributes"}, {}, True),
        ({"capture.template_extracted": True}, {}, True),
        # Faces are visible, and whether anybody recognises or analyses them is unknown.
        ({"capture.faces_detected": True}, {}, False),
        ({"capture.function": "record_only", "capture.faces_detected": True}, {}, False),
        (RECOGNISED, {"country": "elsewhere"}, False),
        (RECOGNISED, {"start": date(2019, 1, 1), "as_of": date(2021, 7, 31)}, False),
        (RECOGNISED, {"start": date(2019, 1, 1), "as_of": date(2021, 8, 1)}, True),
        (RECOGNISED | {"deployment.end": "2021-07-31"}, {"start": date(2019, 1, 1)}, False),
    ],
)
def test_the_burden_is_on_the_operator_where_faces_are_processed_under_the_article(
    facts: dict[str, FactValue], keys: dict[str, date], applies: bool
) -> None:
    findings = judged(facts, "pipl-notice-complete", **keys)  # type: ignore[arg-type]
    assert findings.burden_on_operator is applies


# --- not shown by the operator --------------------------------------------------------------------


def test_an_undecided_issue_of_consent_is_not_shown_and_names_the_documents() -> None:
    findings = judged(RECOGNISED, "pipl-legal-basis", "spc-no-separate-consent")
    consent = next(entry for entry in findings.issues if entry.issue is Issue.CONSENT)
    assert consent.state is IssueState.NOT_SHOWN
    assert set(consent.open_facts) <= {
        name for name, about in vocabulary().items() if about.proof == "operator"
    }
    assert definition(consent.open_facts[0]).evidence in consent.shown_by
    assert all(text.en and text.zh for text in consent.shown_by)


def test_not_shown_is_no_violation() -> None:
    findings = judged(RECOGNISED, "pipl-legal-basis")
    assert finding(findings, "pipl-legal-basis").verdict is Verdict.CANNOT_TELL
    assert finding(findings, "pipl-legal-basis").not_shown


def test_where_somebody_else_has_to_prove_a_missing_fact_the_issue_is_open() -> None:
    """Whether face data leave the device is a basic fact of the claim."""
    unknown = judged(RECOGNISED, "frm-local-storage")
    assert sharing(unknown) is IssueState.OPEN
    known = judged(
        RECOGNISED | {"sharing.internet_transfer": True, "consent.separate": False},
        "frm-local-storage",
    )
    assert sharing(known) is IssueState.NOT_SHOWN


def test_an_impact_assessment_that_nobody_mentions_is_open_and_not_unproved() -> None:
    findings = judged(RECOGNISED, "pipl-pia")
    security = next(entry for entry in findings.issues if entry.issue is Issue.SECURITY)
    assert security.state is IssueState.OPEN


def test_nothing_is_unproved_where_the_burden_is_not_on_the_operator() -> None:
    findings = judged({"capture.faces_detected": True}, "pipl-legal-basis", "pipl-notice-complete")
    assert not any(entry.not_shown for entry in findings.findings)
    assert not any(entry.state is IssueState.NOT_SHOWN for entry in findings.issues)


def sharing(findings: Findings) -> IssueState:
    issues = findings.issues
    return next(entry.state for entry in issues if entry.issue is Issue.SHARING)

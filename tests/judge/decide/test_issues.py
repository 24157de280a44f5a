"""Issues: one status from rules that concur, counted only where a rule is in question."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.case.model import Waiver
from auditor.core.digest import Digest, digest_bytes
from auditor.core.errors import ExitCode
from auditor.examine.model import Examination, Observations
from auditor.examine.open_case import open_case
from auditor.judge.decide.findings import MINOR, Findings
from auditor.judge.decide.issue_status import IssueState, IssueStatus
from auditor.judge.decide.questions import MOST_QUESTIONS, WHAT_IS_DONE
from auditor.judge.exit_code import exit_code
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.judge.run import judge
from auditor.vocabulary.value import FactValue
from tests.judge.judged import finding, judged
from tests.places import ROOT
from tests.rule_book import shipped_book, shipped_rule

RECOGNISED: dict[str, FactValue] = {"capture.function": "identify_one_to_many"}
FACES: dict[str, FactValue] = {"capture.faces_detected": True}


def status(findings: Findings, issue: Issue) -> IssueStatus:
    return next(entry for entry in findings.issues if entry.issue is issue)


def state(findings: Findings, issue: Issue) -> IssueState:
    return status(findings, issue).state


# --- the table of statuses -----------------------------------------------------------------------


def test_every_issue_has_one_status_in_the_order_of_a_report() -> None:
    findings = judged(RECOGNISED, "pipl-notice-complete")
    assert [entry.issue for entry in findings.issues] == list(Issue)
    assert findings.minor == MINOR


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"consent.pressed_or_misled": True}, IssueState.BREACH),
        ({"consent.pressed_or_misled": False}, IssueState.MET),
    ],
)
def test_an_issue_is_decided_by_its_rule(facts: dict[str, FactValue], expected: IssueState) -> None:
    findings = judged(RECOGNISED | facts, "frm-pressure", kind="retail")
    assert state(findings, Issue.CONSENT) is expected
    assert status(findings, Issue.CONSENT).rules == ("frm-pressure",)


def test_a_violation_outweighs_what_other_rules_leave_open_and_the_strongest_comes_first() -> None:
    facts: dict[str, FactValue] = {"notice.present": False}
    findings = judged(RECOGNISED | facts, "nec-told-beforehand", "pipl-notice-complete")
    entry = status(findings, Issue.NOTICE)
    assert entry.state is IssueState.BREACH
    assert entry.rules == ("pipl-notice-complete", "nec-told-beforehand")


def test_a_likely_violation_alone_is_a_likely_breach() -> None:
    findings = judged(RECOGNISED | {"notice.present": False}, "nec-told-beforehand")
    assert state(findings, Issue.NOTICE) is IssueState.LIKELY_BREACH


def test_a_question_of_law_is_open_in_law_and_asks_nobody() -> None:
    facts: dict[str, FactValue] = {
        "capture.in_private_space": False,
        "capture.function": "detect_count",
    }
    findings = judged(facts, "frm-scope", kind="retail")
    assert state(findings, Issue.PLACES) is IssueState.OPEN_IN_LAW
    assert not findings.questions


def test_a_rule_that_only_says_that_a_law_applies_never_makes_an_issue_met() -> None:
    findings = judged(RECOGNISED, "frm-scope")
    assert finding(findings, "frm-scope").verdict is Verdict.SATISFIED
    assert state(findings, Issue.PLACES) is IssueState.NOT_IN_QUESTION


def test_a_breach_that_a_waiver_accepts_stays_the_status_and_says_so() -> None:
    facts = RECOGNISED | {"consent.pressed_or_misled": True}
    basis = finding(judged(facts, "frm-pressure", kind="retail"), "frm-pressure").basis
    assert basis is not None
    findings = judged(facts, "frm-pressure", kind="retail", waivers=(waiver(basis),))
    entry = status(findings, Issue.CONSENT)
    assert finding(findings, "frm-pressure").verdict is Verdict.WAIVED
    assert entry.state is IssueState.BREACH
    assert entry.waived


def waiver(basis: Digest) -> Waiver:
    return Waiver(
        rule="frm-pressure",
        reason="until the new forms are printed",
        approved_by="the privacy officer",
        on=date(2026, 5, 1),
        expires=date(2026, 12, 31),
        evidence=basis.value,
    )


# --- one defect is one line -----------------------------------------------------------------------


def test_a_rule_that_only_repeats_others_supports_them_and_is_not_counted() -> None:
    facts = RECOGNISED | {"notice.present": False}
    findings = judged(facts, "spc-venue-frt-against-law", kind="retail")
    assert finding(findings, "spc-venue-frt-against-law").verdict is Verdict.VIOLATION
    assert state(findings, Issue.PLACES).silent
    supported = status(findings, Issue.NOTICE).supported_by
    assert [support.rule for support in supported] == ["spc-venue-frt-against-law"]
    assert supported[0].repeats == ("pipl-notice-complete",)


def test_a_duty_that_follows_from_another_breach_is_a_defect_of_its_own() -> None:
    facts = RECOGNISED | {
        "consent.obtained": False,
        "legal_basis.claimed": "none",
        "storage.items": ("face",),
    }
    findings = judged(facts, "pipl-delete-duty")
    assert state(findings, Issue.RETENTION) is IssueState.LIKELY_BREACH


# --- in question or not ---------------------------------------------------------------------------


def test_a_rule_whose_trigger_is_unknown_is_counted_nowhere() -> None:
    findings = judged({}, "frm-notice")
    waiting = finding(findings, "frm-notice")
    assert waiting.verdict is Verdict.CANNOT_TELL
    assert not waiting.in_question
    assert WHAT_IS_DONE in waiting.open_triggers
    assert not waiting.deciders
    assert state(findings, Issue.NOTICE) is IssueState.NOT_LOOKED_INTO
    assert [entry.fact for entry in findings.not_looked_into] == [WHAT_IS_DONE]


def test_an_issue_is_not_in_question_only_where_every_rule_was_found_not_to_apply() -> None:
    nothing_known = judged({})
    assert {entry.state for entry in nothing_known.issues} <= {
        IssueState.NOT_LOOKED_INTO,
        IssueState.NOT_IN_QUESTION,
    }
    for entry in nothing_known.issues:
        rules = [f for f in nothing_known.findings if f.issue is entry.issue]
        waits = any(f.open_triggers and f.severity is not Severity.INFO for f in rules)
        assert waits == (entry.state is IssueState.NOT_LOOKED_INTO)


def test_a_rule_that_does_not_apply_waits_for_nothing() -> None:
    findings = judged({"capture.function": "record_only"}, "frm-notice")
    assert not finding(findings, "frm-notice").in_question
    assert not finding(findings, "frm-notice").open_triggers
    assert not findings.not_looked_into


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        ("nec-credit-scheme", "sharing.credit_scheme"),
        ("psv-banned-area", "capture.in_private_space"),
        ("frm-private-space", "capture.in_private_space"),
        ("spc-perpetual-licence", "contract.perpetual_licence"),
    ],
)
def test_nobody_is_asked_about_what_nothing_mentions(rule: str, fact: str) -> None:
    unmentioned = finding(judged(RECOGNISED, rule), rule)
    assert not unmentioned.in_question
    assert unmentioned.open_triggers == (fact,)
    mentioned = finding(judged(RECOGNISED | {fact: True}, rule), rule)
    assert mentioned.in_question
    assert mentioned.verdict.adverse


def test_a_rule_of_a_city_waits_for_the_city_and_for_no_other() -> None:
    facts = RECOGNISED | {"purpose.actual": ("entry_control",)}
    unstated = finding(judged(facts, "sh-not-only-way"), "sh-not-only-way")
    assert unstated.open_triggers == ("premises.city",)
    elsewhere = finding(
        judged(facts | {"premises.city": "Chengdu"}, "sh-not-only-way"), unstated.rule
    )
    assert elsewhere.verdict is Verdict.NOT_APPLICABLE
    there = finding(judged(facts | {"premises.city": "上海市"}, "sh-not-only-way"), unstated.rule)
    assert there.in_question


def test_no_contract_question_is_asked_where_no_contract_is_in_play() -> None:
    findings = judged(FACES, kind="sales_office")
    asked = {entry.fact for entry in findings.questions}
    assert not {fact for fact in asked if fact.startswith("contract.")}
    in_question = [entry for entry in findings.findings if entry.is_in_question]
    assert not [entry.rule for entry in in_question if entry.rule.startswith("gb-")]


# --- duties that hold everywhere ------------------------------------------------------------------


def test_a_general_duty_does_not_wait_for_the_kind_of_premises() -> None:
    facts = RECOGNISED | {"governance.impact_assessment_made": False}
    assert shipped_rule("pipl-pia").applies.everywhere
    made = finding(judged(facts, "pipl-pia", kind=""), "pipl-pia")
    assert made.verdict is Verdict.VIOLATION
    assert made.in_question


@pytest.mark.parametrize(
    "home", [{"premises.kind": "home"}, {"operator.kind": "household"}], ids=("kind", "operator")
)
def test_a_private_home_is_not_every_kind_of_premises(home: dict[str, FactValue]) -> None:
    facts = RECOGNISED | {"governance.impact_assessment_made": False} | home
    assert not finding(judged(facts, "pipl-pia", kind=""), "pipl-pia").verdict.adverse


def test_a_rule_of_some_kinds_waits_for_the_kind() -> None:
    facts = RECOGNISED | {"alternative.offered": False}
    assert not shipped_rule("frm-sole-method").applies.everywhere
    waiting = finding(judged(facts, "frm-sole-method", kind=""), "frm-sole-method")
    assert waiting.open_triggers == ("premises.kind",)


# --- questions ------------------------------------------------------------------------------------


def test_a_clip_alone_asks_first_what_is_done_with_the_faces() -> None:
    findings = judged(FACES, kind="")
    open_issues = [entry for entry in findings.issues if entry.state.undecided]
    assert 0 < len(open_issues) <= 5
    assert findings.questions[0].fact == WHAT_IS_DONE
    assert len(findings.questions) <= MOST_QUESTIONS
    assert not any(entry.state is IssueState.BREACH for entry in findings.issues)


def test_every_undecided_issue_has_a_question_and_none_is_asked_twice() -> None:
    facts: dict[str, FactValue] = RECOGNISED | {"people.consumers": True, "contract.exists": True}
    findings = judged(facts, kind="gym")
    asked = [entry.fact for entry in findings.questions]
    assert len(asked) == len(set(asked)) <= MOST_QUESTIONS
    covered = {issue for entry in findings.questions for issue in entry.issues}
    undecided = {entry.issue for entry in findings.issues if entry.state.undecided}
    assert undecided <= covered
    numbers = [len(entry.rules) for entry in findings.questions]
    assert numbers == sorted(numbers, reverse=True)


def test_no_question_is_asked_about_an_issue_that_is_decided() -> None:
    facts = RECOGNISED | {"notice.present": False}
    findings = judged(facts, "pipl-notice-complete", "spc-undisclosed")
    assert not findings.questions


# --- abroad ---------------------------------------------------------------------------------------


def test_reasoning_abroad_is_marked_and_never_more_than_likely() -> None:
    facts: dict[str, FactValue] = {
        "contract.exists": True,
        "refusal.entry_or_service_refused": True,
        "contract.agreed_entry": ("card",),
        "contract.change_accepted": False,
    }
    rule = "gb-entry-refused-without-new-modality"
    assert finding(judged(facts, rule), rule).verdict is Verdict.VIOLATION
    findings = judged(facts, rule, country="elsewhere")
    assert finding(findings, rule).verdict is Verdict.LIKELY_VIOLATION
    assert finding(findings, rule).persuasive
    assert status(findings, Issue.ALTERNATIVES).persuasive
    assert state(findings, Issue.ALTERNATIVES) is IssueState.LIKELY_BREACH


@pytest.mark.parametrize(
    ("claimed", "asked"), [("consent", True), ("none", True), ("legal_duty", False)]
)
def test_a_free_choice_is_not_asked_where_another_ground_is_relied_on(
    claimed: str, asked: bool
) -> None:
    facts = RECOGNISED | {"legal_basis.claimed": claimed, "consent.obtained": False}
    findings = judged(facts, "nec-free-choice", country="elsewhere")
    assert finding(findings, "nec-free-choice").is_in_question is asked


# --- exit codes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "rule", "expected"),
    [
        # Nothing waits for an answer: the rule does not apply.
        ({"capture.function": "record_only"}, "frm-notice", ExitCode.CLEAN),
        # The only rule waits for its trigger: that is no clean result.
        ({}, "frm-notice", ExitCode.INCONCLUSIVE),
        (RECOGNISED, "frm-notice", ExitCode.INCONCLUSIVE),
        (RECOGNISED | {"notice.present": False}, "frm-notice", ExitCode.WORST_HIGH),
    ],
)
def test_the_exit_code_counts_what_is_in_question(
    facts: dict[str, FactValue], rule: str, expected: ExitCode
) -> None:
    findings = judged(facts, rule)
    observations = Observations(
        tool_version="0",
        case=findings.case,
        examinations=(Examination(exhibit="E-01", examiner="text"),),
    )
    assert exit_code(findings, observations, Severity.LOW) is expected


# --- the sample cases -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sales-office", "billboard", "residential-gate", "opt-in-gym"])
def test_the_statements_of_a_sample_case_leave_few_issues_and_questions(name: str) -> None:
    case = open_case(ROOT / "sample_media" / name).case
    observations = Observations(tool_version="0", case=case, examinations=())
    findings = judge(observations, digest_bytes(b""), shipped_book(), case.as_of or date.today())
    assert len(findings.questions) <= MOST_QUESTIONS
    in_question = {entry.rule for entry in findings.findings if entry.is_in_question}
    assert not in_question & {"sh-not-only-way", "sz-biometric-alternative", "tj-credit-provider"}
    waiting = {rule for entry in findings.not_looked_into for rule in entry.rules}
    assert not in_question & waiting

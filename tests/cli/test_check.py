"""`face-audit check`, and cases that the audit refuses or takes without exhibits."""

from __future__ import annotations

from pathlib import Path

from auditor.core.errors import ExitCode
from tests.cli.program import face_audit
from tests.conftest import CaseMaker

WRONG = "title：x\npremises: {kind: showroom}\nas_of: 2024\n"


def test_check_lists_everything_and_says_so_by_its_exit_code(make_case: CaseMaker) -> None:
    folder = make_case(WRONG, a_dot_txt="a", _dot_hidden="h")
    done = face_audit("check", folder)
    assert done.returncode == ExitCode.USAGE
    assert done.stdout.splitlines() == [
        'case.yaml:1:6: error: the key "title" is followed by a Chinese colon (：). '
        'Write "title: " with an ASCII colon and a space.',
        'case.yaml:2:12: error: "premises.kind" takes one of: gate, gym, sales_office, billboard, '
        'residential, workplace, retail, school, street, home; "showroom" is none of these. '
        'Did you mean "sales_office"?',
        'case.yaml:3:1: warning: "as_of: 2024" counts as 2024-12-31. Write the day if it matters.',
        ".hidden: warning: is not an exhibit: hidden (its name begins with a dot); name it under "
        "exhibits in case.yaml to have it examined.",
        "Errors: 2. Warnings: 2. Files that will be examined: 1.",
    ]
    assert "是否应为“sales_office”？" in face_audit("check", folder, "--lang", "zh").stdout


def test_a_case_without_errors_is_said_to_have_none(make_case: CaseMaker) -> None:
    done = face_audit("check", make_case("as_of: 2024-01-01\n", a_dot_txt="a"))
    assert done.returncode == ExitCode.CLEAN
    assert done.stdout == "Errors: 0. Warnings: 0. Files that will be examined: 1.\n"


def test_the_audit_names_every_error_too(make_case: CaseMaker, tmp_path: Path) -> None:
    done = face_audit("audit", make_case(WRONG, a_dot_txt="a"), "--out", tmp_path / "out")
    assert done.returncode == ExitCode.USAGE
    assert "case.yaml:1:6: " in done.stderr
    assert "case.yaml:2:12: " in done.stderr


def test_a_case_of_statements_alone_is_judged(make_case: CaseMaker, tmp_path: Path) -> None:
    folder = make_case(
        "premises: {kind: retail}\nas_of: 2025-11\nstatements:\n  by: {role: visitor}\n"
        "  on: 2025-10-12\n  facts:\n    capture.function: identify_one_to_many\n"
        "    consent.obtained: 'no'\n    notice.present: no\n"
    )
    done = face_audit("audit", folder, "--out", tmp_path / "out")
    assert done.returncode in {ExitCode.WORST_HIGH, ExitCode.WORST_CRITICAL}
    assert (tmp_path / "out" / "report.html").is_file()
    nothing = face_audit("audit", make_case("title: x\n"), "--out", tmp_path / "none")
    assert nothing.returncode == ExitCode.NOTHING_EXAMINED


def test_facts_are_searched_and_chosen_by_issue() -> None:
    listed = face_audit("facts", "--search", "影响评估", "--issue", "security").stdout
    assert "governance.impact_assessment_made" in listed
    assert "notice.present" not in listed
    nothing = face_audit("facts", "--search", "no-such-word")
    assert nothing.stdout == ""
    assert "No fact matches" in nothing.stderr

"""`face-audit check`: every problem of a case file at once, before anything is examined."""

from __future__ import annotations

import typer

from auditor.case.load import CheckedCase, check_case
from auditor.case.problems import CaseProblem, ProblemLevel
from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import CaseFolder
from auditor.cli.texts import text
from auditor.core.errors import ExitCode
from auditor.core.text import Language


def check(case: CaseFolder, lang: Lang = "en") -> None:
    """Check a case file: list every error and warning with its line, column and a suggestion.

    Nothing is examined. Files of the folder that will not be examined are listed with the reason.
    """
    with explained():
        checked = check_case(case)
        problems = (*checked.problems, *_left_out(checked))
        for problem in problems:
            _print(problem, lang)
        if checked.checked is None and checked.answers is None and not checked.problems:
            result("check.no_case_file")
        errors = sum(1 for problem in problems if problem.level is ProblemLevel.ERROR)
        result(
            "check.summary",
            errors=errors,
            warnings=len(problems) - errors,
            files=len(checked.files),
        )
        raise typer.Exit(ExitCode.USAGE if errors else ExitCode.CLEAN)


def _print(problem: CaseProblem, language: Language) -> None:
    place, _, sentence = problem.sentence(language).partition(": ")
    level = text(f"level.{problem.level.value}")
    result("check.problem", place=place, level=level, sentence=sentence)


def _left_out(checked: CheckedCase) -> list[CaseProblem]:
    """Files that will not be examined, except those that the case file itself leaves out."""
    return [
        CaseProblem(
            id="file_not_read",
            file=item.path,
            values={"reason": item.reason, "reason_zh": item.because("zh")},
        )
        for item in checked.left_out
        if item.cause != "left_by_case_file"
    ]

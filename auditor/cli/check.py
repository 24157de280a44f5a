"""`face-audit check`: every problem of a case file at once, before anything is examined."""

from __future__ import annotations

import typer

from auditor.case.load import CheckedCase, check_case
from auditor.case.problems import CaseProblem, ProblemLevel
from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import CaseFolder
from auditor.core.errors import ExitCode
from auditor.core.text import Language

_LEVELS: dict[Language, dict[ProblemLevel, str]] = {
    "en": {ProblemLevel.ERROR: "error", ProblemLevel.WARNING: "warning"},
    "zh": {ProblemLevel.ERROR: "错误", ProblemLevel.WARNING: "提示"},
}
_NO_CASE_FILE: dict[Language, str] = {
    "en": "There is no case.yaml: nothing is declared. face-audit init writes one.",
    "zh": "没有 case.yaml，未作任何声明。可用 face-audit init 生成。",
}
_SUMMARY: dict[Language, str] = {
    "en": "Errors: {errors}. Warnings: {warnings}. Files that will be examined: {files}.",
    "zh": "错误 {errors} 处，提示 {warnings} 处；将检查的文件 {files} 个。",
}


def check(case: CaseFolder, lang: Lang = "en") -> None:
    """Check a case file: list every error and warning with its line, column and a suggestion.

    Nothing is examined. Files of the folder that will not be examined are listed with the reason.
    """
    with explained():
        checked = check_case(case)
        problems = (*checked.problems, *_left_out(checked))
        for problem in problems:
            result(_line(problem, lang))
        if checked.checked is None and not checked.problems:
            result(_NO_CASE_FILE[lang])
        errors = sum(1 for problem in problems if problem.level is ProblemLevel.ERROR)
        counts = {"errors": errors, "warnings": len(problems) - errors, "files": len(checked.files)}
        result(_SUMMARY[lang].format(**counts))
        raise typer.Exit(ExitCode.USAGE if errors else ExitCode.CLEAN)


def _line(problem: CaseProblem, language: Language) -> str:
    place, _, sentence = problem.sentence(language).partition(": ")
    return f"{place}: {_LEVELS[language][problem.level]}: {sentence}"


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

"""`face-audit diff`: audits of one place compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result, result
from auditor.cli.lang import Lang
from auditor.cli.summary import severity_words, verdict_words
from auditor.cli.texts import text
from auditor.core import saved
from auditor.core.text import Language
from auditor.judge.compare.difference import Difference, FactChanged
from auditor.judge.compare.transitions import FindingChange
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Verdict
from auditor.pipeline.compare import CompareOptions, CompareResult, compare_saved
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition

_NAMED = tuple(change for change in FindingChange if change is not FindingChange.SAME)
"""Changes whose findings are listed; of the others the number is enough."""
_EXPLAINED = (FindingChange.WORSE, FindingChange.NEWLY_KNOWN, FindingChange.FIXED)
"""Changes that are listed with the facts that differ."""


def diff(
    audits: Annotated[
        list[Path],
        typer.Argument(
            metavar="OLD... NEW", help="findings.json of two or more audits, the earliest first."
        ),
    ],
    lang: Lang = "en",
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the comparison as a page, too."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """List what is worse, newly known, still open, fixed and no longer asked, with facts.

    Compares the first audit with the last. A finding is worse only if a later reading of the same
    settings, camera or document, or the same person on a later day, shows that conduct changed; an
    answer that only made a violation known is newly known. The exit code is that of the most severe
    finding that is worse; 0 if none is.
    """
    with explained():
        compared = compare_saved(audits, CompareOptions(language=lang, page=html))
        if as_json:
            print_result(saved.encode(compared.comparison).decode().rstrip("\n"))
        else:
            _print(compared, lang)
        raise typer.Exit(compared.comparison.exit_code)


def _print(compared: CompareResult, lang: Language) -> None:
    for audit in compared.audits:
        result("diff.audit", date=audit.as_of, title=audit.case.title, counts=_counts(audit))
    for change in FindingChange:
        rows = [row for row in compared.comparison.differences if row.change is change]
        result("diff.group", change=text(f"finding_change.{change.value}"), number=len(rows))
        for row in rows:
            if change in _NAMED and not _is_undecided(row):
                _print_difference(row, lang)
        if undecided := sum(map(_is_undecided, rows)):
            result("diff.undecided", number=undecided)


def _is_undecided(difference: Difference) -> bool:
    """Whether neither audit decided the rule; the report has the questions."""
    both = (difference.before, difference.after)
    return difference.change is FindingChange.STILL_OPEN and both == (Verdict.CANNOT_TELL,) * 2


def _counts(audit: Findings) -> str:
    verdicts = [finding.verdict for finding in audit.findings]
    return text("value.separator").join(
        text("diff.count", verdict=_verdict(verdict), number=verdicts.count(verdict))
        for verdict in Verdict
        if verdict in verdicts
    )


def _print_difference(difference: Difference, lang: Language) -> None:
    same = difference.before is difference.after
    result(
        "diff.finding_rule_changed"
        if difference.rule_changed
        else ("diff.finding_same" if same else "diff.finding"),
        rule=difference.rule,
        title=difference.title[lang],
        severity=severity_words(difference.severity),
        before=_verdict(difference.before),
        after=_verdict(difference.after),
    )
    if difference.change in _EXPLAINED:
        for changed in difference.facts:
            _print_fact(changed, lang)


def _print_fact(changed: FactChanged, lang: Language) -> None:
    about = definition(changed.fact)
    result(
        "diff.fact",
        question=about.question[lang],
        before=_value(changed.fact, changed.before, lang),
        after=_value(changed.fact, changed.after, lang),
    )


def _verdict(verdict: Verdict | None) -> str:
    return text("diff.not_asked") if verdict is None else verdict_words(verdict)


def _value(fact: str, value: FactValue | None, lang: Language) -> str:
    return text("value.unknown") if value is None else definition(fact).say(value, lang)

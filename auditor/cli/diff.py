"""`face-audit diff`: audits of one place compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.summary import severity_words, verdict_words
from auditor.cli.texts import text
from auditor.core.text import Language
from auditor.judge.compare.difference import Difference, Turn
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Verdict
from auditor.pipeline.compare import CompareOptions, compare_saved
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


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
) -> None:
    """List new, changed, cleared and unchanged findings, and the facts that differ.

    Compares the first audit with the last. The exit code is that of the worst new finding; 0 if
    there is no new finding.
    """
    with explained():
        compared = compare_saved(audits, CompareOptions(language=lang, page=html))
        for audit in compared.audits:
            counts = _counts(audit)
            result("diff.audit", date=audit.as_of, title=audit.case.title, counts=counts)
        for turn in Turn:
            changes = [change for change in compared.differences if change.turn is turn]
            result("diff.group", turn=text(f"turn.{turn.value}"), number=len(changes))
            if turn is not Turn.UNCHANGED:
                for change in changes:
                    _print(change, lang)
        raise typer.Exit(compared.exit_code)


def _counts(audit: Findings) -> str:
    verdicts = [finding.verdict for finding in audit.findings]
    return text("value.separator").join(
        text("diff.count", verdict=_verdict(verdict), number=verdicts.count(verdict))
        for verdict in Verdict
        if verdict in verdicts
    )


def _print(change: Difference, lang: Language) -> None:
    result(
        "diff.finding_rule_changed" if change.rule_changed else "diff.finding",
        rule=change.rule,
        severity=severity_words(change.severity),
        before=_verdict(change.before),
        after=_verdict(change.after),
    )
    for fact in change.facts:
        before, after = (_value(fact.fact, value, lang) for value in (fact.before, fact.after))
        result("diff.fact", fact=fact.fact, before=before, after=after)


def _verdict(verdict: Verdict | None) -> str:
    return text("diff.not_asked") if verdict is None else verdict_words(verdict)


def _value(fact: str, value: FactValue | None, lang: Language) -> str:
    return text("value.unknown") if value is None else definition(fact).say(value, lang)

"""`face-audit portfolio`: audit many cases and summarise them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result, result
from auditor.cli.lang import Lang
from auditor.cli.options import AsOf, FailOn, Format, Isolation, Rules, date_of
from auditor.cli.progress import TerminalListener
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.portfolio import PortfolioOptions, audit_portfolio
from auditor.report.portfolio_codes import PortfolioTurn


def portfolio(
    cases: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|LIST",
            help="Folder with a folder for each case, or a text file with one such folder a line. "
            "A folder with a saved observations.json is judged again, without its exhibits.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Output folder.")] = Path("portfolio-out"),
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--earlier",
            metavar="JSON",
            help="portfolio.json to compare with; default: the one in the output folder.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Cases audited at a time.")] = 1,
    as_of: AsOf = "",
    rules: Rules = [],
    lang: Lang = "en",
    formats: Format = [],
    isolation: Isolation = True,
    fail_on: FailOn = Severity.LOW,
) -> None:
    """Audit many cases and summarise them: premises by issue, changes, gaps.

    Writes portfolio.html, portfolio.csv and portfolio.json to the output folder, and the audit of
    each case to audits/NAME in it. A case that fails is listed with the reason and stops no other.
    The exit code is that of a case that failed, else it states the worst finding of all cases.
    """
    with explained():
        options = PortfolioOptions(
            out=out,
            as_of=date_of(as_of),
            rules=tuple(rules),
            fail_on=fail_on,
            language=lang,
            outputs=tuple(formats),
            isolated=isolation,
            jobs=jobs,
            earlier=earlier,
        )
        audited = audit_portfolio(cases, options, TerminalListener())
        result(
            "cases.summary",
            audited=len(audited.portfolio.audits),
            failed=len(audited.portfolio.failed),
        )
        if audited.changes is not None:
            turns = [change.turn for change in audited.changes.issues]
            result(
                "cases.compared",
                breaches=turns.count(PortfolioTurn.NEW_BREACH),
                cleared=turns.count(PortfolioTurn.CLEARED),
                undecided=turns.count(PortfolioTurn.NO_LONGER_DECIDED),
            )
        for path in audited.written:
            print_result(str(path))
        raise typer.Exit(audited.exit_code)

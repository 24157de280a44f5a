"""`face-audit timeline`: the same facts under the law of each year."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result, result
from auditor.cli.lang import Lang
from auditor.cli.options import Rules
from auditor.cli.progress import TerminalListener
from auditor.cli.summary import verdict_words
from auditor.cli.texts import padded
from auditor.judge.rules.verdict import Verdict
from auditor.pipeline.timeline import TimelineOptions, judge_by_year

_FIRST = 2019
_SHORT = {
    Verdict.VIOLATION: "V",
    Verdict.LIKELY_VIOLATION: "LV",
    Verdict.CANNOT_TELL: "?",
    Verdict.SATISFIED: "ok",
    Verdict.NOT_APPLICABLE: "-",
    Verdict.ERROR: "E",
    Verdict.WAIVED: "W",
}
_COUNTED = (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION, Verdict.CANNOT_TELL)


def timeline(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="Folder of the case, or its observations.json.")
    ],
    first: Annotated[int, typer.Option("--from", help="First year.")] = _FIRST,
    last: Annotated[int, typer.Option("--to", help="Last year; default: this year.")] = 0,
    rules: Rules = [],
    lang: Lang = "en",
    every: Annotated[
        bool,
        typer.Option("--all", help="List rules with the same verdict in every year, too."),
    ] = False,
) -> None:
    """Judge the same facts as if the conduct had taken place in each year.

    V violation, LV likely violation, ? cannot tell, ok satisfied, - not in force or not
    in question, W waived, E rule failed.
    """
    with explained():
        options = TimelineOptions(first=first, last=last or None, rules=tuple(rules))
        judged = judge_by_year(case, options, TerminalListener())
        years = judged.years
        result("timeline.heading", title=judged.title)
        _print_row("", (year.year for year in years))
        for rule in sorted(years[0].verdicts):
            row = [year.verdicts[rule] for year in years]
            if every or len(set(row)) > 1:
                _print_row(rule, (_SHORT[verdict] for verdict in row))
        for verdict in _COUNTED:
            _print_row(
                verdict_words(verdict),
                (sum(v is verdict for v in year.verdicts.values()) for year in years),
            )
        for year in years:
            for authority in (judged.book.authorities[name] for name in year.came_into_force):
                if not authority.is_practice:
                    result(
                        "timeline.authority",
                        year=year.year,
                        authority=authority.title[lang],
                        date=authority.from_,
                    )


def _print_row(head: str, cells: Iterable[object]) -> None:
    print_result(f"{padded(head, 42)} " + " ".join(f"{cell:>4}" for cell in cells))

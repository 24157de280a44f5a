"""`face-audit timeline`: how the same facts fare year by year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import Rules
from auditor.cli.progress import TerminalListener
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


def timeline(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="Folder of the case, or its observations.json.")
    ],
    first: Annotated[int, typer.Option("--from", help="First year.")] = _FIRST,
    last: Annotated[int, typer.Option("--to", help="Last year; default: this one.")] = 0,
    rules: Rules = [],
    lang: Lang = "en",
    every: Annotated[
        bool, typer.Option("--all", help="Also the rules that are the same in every year.")
    ] = False,
) -> None:
    """Judge the same facts as though the conduct had taken place in each year.

    V violation, LV likely violation, ? cannot tell, ok satisfied, - not in force or not about this.
    """
    with explained():
        options = TimelineOptions(first=first, last=last or None, rules=tuple(rules))
        judged = judge_by_year(case, options, TerminalListener())
        years = judged.years
        result(f"{judged.title}: the same facts, by the law of each year")
        result(f"{'':42} " + " ".join(f"{year.year:>4}" for year in years))
        for rule in sorted(years[0].verdicts):
            row = [year.verdicts[rule] for year in years]
            if every or len(set(row)) > 1:
                result(f"{rule:42} " + " ".join(f"{_SHORT[verdict]:>4}" for verdict in row))
        for verdict in (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION, Verdict.CANNOT_TELL):
            counts = [sum(v is verdict for v in year.verdicts.values()) for year in years]
            columns = " ".join(f"{count:>4}" for count in counts)
            result(f"{verdict.value.replace('_', ' '):42} {columns}")
        for year in years:
            for authority in (judged.book.authorities[name] for name in year.came_into_force):
                if authority.kind not in ("judgment", "penalty"):
                    result(f"{year.year}: {authority.title[lang]} ({authority.from_})")

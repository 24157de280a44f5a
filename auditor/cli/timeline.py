"""`face-audit timeline`: how the same facts fare year by year."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import Rules, rule_roots
from auditor.cli.steps import Run
from auditor.core import saved
from auditor.core.errors import FaceAuditError
from auditor.establish.establish import establish
from auditor.examine.interface import Workbench
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.judge.compare.timeline import timeline as judge_years
from auditor.judge.decide.necessity import facts_of_necessity, weigh_necessity
from auditor.judge.rules.rule import load_rule_book
from auditor.judge.rules.verdict import Verdict

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
        today = date.today()
        until = last or today.year
        if first > until:
            raise FaceAuditError(f"begins in {first} and ends in {until}", where="--from")
        observations = _observations(case)
        book = load_rule_book(*rule_roots(rules))
        facts = establish(observations).by_id()
        weighed = weigh_necessity(observations.case.necessity, facts, book.ways)
        facts |= facts_of_necessity(weighed, facts)
        years = judge_years(facts, book, range(first, until + 1), today)
        result(f"{observations.case.title}: the same facts, by the law of each year")
        result(f"{'':42} " + " ".join(f"{one.year:>4}" for one in years))
        for rule in sorted(years[0].verdicts):
            row = [one.verdicts[rule] for one in years]
            if every or len(set(row)) > 1:
                result(f"{rule:42} " + " ".join(f"{_SHORT[verdict]:>4}" for verdict in row))
        for word in (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION, Verdict.CANNOT_TELL):
            counts = [sum(v is word for v in one.verdicts.values()) for one in years]
            shown = " ".join(f"{count:>4}" for count in counts)
            result(f"{word.value.replace('_', ' '):42} {shown}")
        for one in years:
            for authority in (book.authorities[name] for name in one.came_into_force):
                if authority.kind not in ("judgment", "penalty"):
                    result(f"{one.year}: {authority.title[lang]} ({authority.from_})")


def _observations(case: Path) -> Observations:
    """Saved observations, or those of a case examined into a folder that is thrown away."""
    if case.is_file():
        return saved.read(case, Observations)[0]
    loaded = open_case(case)
    if not loaded.case.exhibits:
        return Observations(tool_version="", case=loaded.case, examinations=())
    with TemporaryDirectory() as folder:
        run = Run(Path(folder), ("face-audit", *sys.argv[1:]))
        return run.examine(loaded, Workbench())[0]
